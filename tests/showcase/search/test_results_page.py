import json
import re
from collections.abc import Callable
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from meilisearch_server import point

from catalog.models import Product
from showcase.search.client import SearchServer
from showcase.search.facets import facets
from showcase.search.results import FIRST_OF_MANY, LONGEST_LIST

pytestmark = pytest.mark.search

Work = Callable[[], None]


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product()
    product.slug = "keranjang"
    return product


@pytest.fixture
def online(search: SearchServer, basket: Product, work: Work) -> None:
    """A shop with a basket, searched by Meilisearch."""
    work()


@pytest.fixture
def offline(app: Flask, basket: Product, work: Work) -> None:
    """The same shop without a search server."""
    point(app, None)
    work()


def page(client: FlaskClient, path: str, **headers: str) -> str:
    answer = client.get(
        path, headers={name.replace("_", "-"): one for name, one in headers.items()}
    )
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def links(html: str) -> list[str]:
    return re.findall(r'<h2 class="card-name"><a href="([^"]+)"', html)


def title(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    assert found is not None
    return unescape(found[1].strip())


def is_limited(html: str) -> bool:
    return "Pencarian sedang terbatas" in html


@pytest.mark.usefixtures("online")
def test_results_show_the_product_that_a_typo_meant(client: FlaskClient) -> None:
    html = page(client, "/cari?q=kranjang+bambu")
    assert links(html) == ["/produk/keranjang"]
    assert title(html) == "Hasil untuk “kranjang bambu”"
    assert not is_limited(html)


@pytest.mark.usefixtures("online")
def test_results_in_english_stay_in_english(client: FlaskClient) -> None:
    html = page(client, "/en/cari?q=basket")
    assert links(html) == ["/en/produk/keranjang"]
    assert "Bamboo <mark>basket</mark>" in html


@pytest.mark.usefixtures("online")
def test_results_name_the_category_that_was_chosen(client: FlaskClient) -> None:
    assert title(page(client, "/cari?kategori=kriya")) == "Kriya"
    assert title(page(client, "/cari")) == "Semua produk"


@pytest.mark.usefixtures("online")
def test_results_that_are_empty_offer_a_way_on(client: FlaskClient) -> None:
    html = page(client, "/cari?q=keranjang&harga_maks=1000")
    assert links(html) == []
    assert "Belum ada yang cocok" in html
    assert 'href="/cari?q=keranjang"' in html


def chip_targets(html: str) -> list[dict[str, list[str]]]:
    found = re.findall(r'<a class="chip on"\s+href="([^"]+)"', html)
    return [parse_qs(urlsplit(unescape(target)).query) for target in found]


@pytest.mark.usefixtures("online")
def test_chips_take_off_one_filter_each(client: FlaskClient) -> None:
    html = page(client, "/cari?q=keranjang&kategori=kriya&harga_maks=100000")
    assert chip_targets(html) == [
        {"q": ["keranjang"], "harga_maks": ["100000"]},
        {"q": ["keranjang"], "kategori": ["kriya"]},
    ]


@pytest.mark.usefixtures("online")
def test_a_price_in_words_is_a_chip_that_takes_off_only_the_price(client: FlaskClient) -> None:
    html = page(client, "/cari?q=sandal+39+eu+di+bawah+100+ribu")
    assert chip_targets(html) == [
        {"q": ["sandal"], "harga_maks": ["100000"]},
        {"q": ["sandal"], "nomor": ["39"]},
    ]


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("harga_min=50000", "Mulai Rp\xa050.000"),
        ("harga_maks=80000", "Sampai Rp\xa080.000"),
        ("harga_min=80000&harga_maks=50000", "Rp\xa050.000 – Rp\xa080.000"),
    ],
)
def test_prices_are_said_in_words(client: FlaskClient, query: str, words: str) -> None:
    html = page(client, f"/cari?{query}")
    found = re.findall(r'<a class="chip on".*?</span>\s*(.*?)<svg', html, re.DOTALL)
    assert [one.strip() for one in found] == [words]


@pytest.mark.usefixtures("online")
def test_a_page_past_the_last_leads_back(client: FlaskClient) -> None:
    html = page(client, "/cari?q=keranjang&hal=9")
    assert links(html) == []
    assert "Halaman ini sudah lewat" in html
    assert 'href="/cari?q=keranjang"' in html


@pytest.mark.usefixtures("online")
def test_the_fragment_is_the_part_that_changes(client: FlaskClient) -> None:
    html = page(client, "/cari?q=keranjang", X_Fragment="results")
    assert links(html) == ["/produk/keranjang"]
    assert "<html" not in html


@pytest.mark.usefixtures("online")
def test_caches_keep_page_and_fragment_apart(client: FlaskClient) -> None:
    assert "X-Fragment" in client.get("/cari").headers["Vary"]


@pytest.mark.usefixtures("offline")
def test_without_the_server_names_are_still_found(client: FlaskClient) -> None:
    for words in ("keranjang", "basket", "BAMBU keranjang"):
        html = page(client, f"/cari?q={words}")
        assert links(html) == ["/produk/keranjang"]
        assert is_limited(html)


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kategori=kriya", True),
        ("kategori=batik", False),
        ("harga_maks=80.000", True),
        ("q=di+bawah+50rb", False),
        ("pembuatan=siap&kirim=bisa", True),
        ("pembuatan=pesan", False),
        ("kelurahan=Nirwana", False),
        ("q=%25", False),
        ("q=_", False),
    ],
)
def test_without_the_server_plain_filters_hold(
    client: FlaskClient, query: str, *, found: bool
) -> None:
    assert links(page(client, f"/cari?{query}")) == (["/produk/keranjang"] if found else [])


@pytest.mark.usefixtures("unbuilt")
def test_a_server_without_an_index_is_answered_for_by_sql(
    client: FlaskClient, basket: Product, app: Flask
) -> None:
    html = page(client, "/cari?q=keranjang")
    assert (links(html), is_limited(html)) == (["/produk/keranjang"], True)


@pytest.fixture(params=["online", "offline"])
def shop(request: pytest.FixtureRequest) -> None:
    """The shop with and without Meilisearch."""
    request.getfixturevalue(request.param)


ODD = ('"', "\\", "' OR 1=1 --", "category = x", "\x00", "\ud7ff", "🧺" * 50, "<script>", "9" * 40)
HOSTILE = st.text(max_size=40) | st.sampled_from(ODD)


@pytest.mark.usefixtures("shop")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "hal", "urut", "harga_min", "harga_maks", *facets()]), HOSTILE
        ),
        max_size=6,
    )
)
def test_nothing_in_the_address_breaks_the_page(
    client: FlaskClient, pairs: list[tuple[str, str]]
) -> None:
    answer = client.get("/cari", query_string=pairs)
    assert answer.status_code == 200
    assert "<script>" not in answer.get_data(as_text=True).partition("</head>")[2].lower()


@pytest.mark.usefixtures("online")
def test_ask_prints_one_result_a_line(app: Flask, basket: Product) -> None:
    done = app.test_cli_runner().invoke(args=["search", "ask", "kranjang bambu", "--json"])
    (line,) = done.stdout.splitlines()
    assert json.loads(line) == {
        "id": basket.id,
        "code": basket.code,
        "slug": "keranjang",
        "name": "Keranjang bambu",
        "maker": basket.maker.name,
        "price": 78000,
        "score": None,
    }


@pytest.mark.usefixtures("online")
def test_ask_answers_in_english(app: Flask) -> None:
    args = ["search", "ask", "basket", "--json", "--lang", "en"]
    done = app.test_cli_runner().invoke(args=args)
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == ["Bamboo basket"]


def boxes(html: str) -> list[str]:
    return re.findall(r'<input[^>]*name="perajin"[^>]*value="([^"]+)"', html)


def test_long_list_of_makers_is_sent_only_when_it_is_asked_for(
    client: FlaskClient, search: SearchServer, work: Work
) -> None:
    makers = [MakerFactory(name=f"Perajin {place:02}") for place in range(LONGEST_LIST + 1)]
    for maker in makers:
        listed_product(product__maker=maker)
    work()
    first = [maker.slug for maker in makers[:FIRST_OF_MANY]]
    html = page(client, "/cari")
    assert boxes(html) == first
    more = r'<a class="more" href="([^"]+=perajin)"[^>]*>Tampilkan semua \(41\)</a>'
    link = re.search(more, html)
    assert link is not None
    whole = page(client, unescape(link[1]))
    assert boxes(whole) == [maker.slug for maker in makers]
    assert "lengkap=perajin" not in re.findall(r'class="more" href="([^"]+)"', whole)
    assert '<input type="hidden" name="lengkap" value="perajin">' in whole
    picked = makers[-1].slug
    assert sorted(boxes(page(client, f"/cari?perajin={picked}"))) == sorted(
        [*first[: FIRST_OF_MANY - 1], picked]
    )


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize("asked", ["kapal", "", "q"])
def test_unknown_list_is_not_asked_for(client: FlaskClient, asked: str) -> None:
    assert 'name="lengkap"' not in page(client, f"/cari?lengkap={asked}")


@pytest.mark.usefixtures("online")
@pytest.mark.parametrize(
    ("path", "known_as"),
    [
        ("/cari", "/cari"),
        ("/cari?q=keranjang", "/cari?q=keranjang"),
        ("/cari?q=keranjang&asal=surat", "/cari?q=keranjang"),
        ("/cari?kategori=kriya", "/cari?kategori=kriya"),
        ("/en/cari?kategori=kriya", "/en/cari?kategori=kriya"),
        ("/cari?q=keranjang&urut=murah", ""),
        ("/cari?q=keranjang&harga_maks=900000", ""),
        ("/cari?kategori=kriya&kategori=batik", ""),
        ("/cari?q=keranjang+murahan+sekali+dari+kota+lain", ""),
        ("/cari?q=pilpres", ""),
        ("/cari?hal=2", ""),
    ],
)
def test_search_engines_know_words_and_categories_that_have_products(
    client: FlaskClient, path: str, known_as: str
) -> None:
    html = page(client, path)
    [address] = re.findall(r'<link rel="canonical" href="([^"]+)">', html)
    assert ('<meta name="robots" content="noindex, follow">' in html) == (not known_as)
    assert unescape(address).endswith(known_as or path.partition("?")[0])
