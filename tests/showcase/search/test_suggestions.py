"""What the search box suggests: products, makers, places and kinds that visitors may see."""

import re
from collections.abc import Callable

import pytest
from factories import KelurahanFactory, MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from meilisearch_server import point

from catalog.models import Kelurahan, Place, Product
from catalog.states import Listing, MakerState
from database import db
from showcase.search.client import SearchServer
from showcase.search.closest.keeping import refresh
from showcase.search.suggesting import MOST, SuggestionKind, suggestions

pytestmark = pytest.mark.search

Work = Callable[[], None]
PRODUCT, MAKER, PLACE, KELURAHAN, CATEGORY = SuggestionKind


def place(kelurahan: Kelurahan) -> Place:
    return Place(
        slug="kampung-batik",
        name_id="Kampung Batik",
        name_en="Batik village",
        kind="kampung",
        kelurahan=kelurahan,
        latitude=-7.47,
        longitude=112.43,
    )


@pytest.fixture
def town(app: Flask, search: SearchServer, work: Work) -> Product:
    maker = MakerFactory(
        name="Batik Sekar", slug="batik-sekar", kelurahan=KelurahanFactory(name="Surodinawan")
    )
    maker.place = place(maker.kelurahan)
    product = listed_product(
        product__maker=maker,
        name_id="Kain Mrico Bolong",
        category="batik",
        subcategory="kain_batik",
    )
    listed_product(name_id="Keranjang rotan", name_en="Rattan basket")
    work()
    return product


def told(typed: str, lang: str = "id") -> list[tuple[SuggestionKind, str, str]]:
    return [(one.kind, one.target, one.within) for one in suggestions(typed, lang)]


def test_every_kind_is_suggested_from_one_word_and_each_once(town: Product) -> None:
    product = town
    found = told("batik")
    assert found[0] == (PRODUCT, product.slug, "")
    assert (MAKER, "batik-sekar", "") in found
    assert (PLACE, "kampung-batik", "") in found
    assert (CATEGORY, "batik", "") in found
    assert len(found) == len(set(found))


def test_a_kelurahan_is_found_by_its_first_letters(town: Product) -> None:
    assert (KELURAHAN, "Surodinawan", "") in told("surod")


def test_a_subcategory_leads_into_its_category(town: Product, client: FlaskClient) -> None:
    found = [one for one in suggestions("kain", "id") if one.kind is CATEGORY]
    assert [(one.target, one.within) for one in found] == [("batik", "kain_batik")]
    page = client.get("/saran?q=kain").get_data(as_text=True)
    assert 'href="/cari?kategori=batik&amp;sub=kain_batik"' in page


def test_a_slip_still_finds_and_what_matched_is_marked(town: Product) -> None:
    [first, *_] = suggestions("keranjng", "id")
    assert str(first.label).startswith("<mark>Keranjan")


def test_a_short_word_with_a_slip_is_respelt(town: Product) -> None:
    refresh(at_once=True)
    assert told("btik") == told("batik") != []


def test_an_english_reader_gets_english_names_and_addresses(
    town: Product, client: FlaskClient
) -> None:
    page = client.get("/en/saran?q=basket").get_data(as_text=True)
    assert "Rattan <mark>basket</mark>" in page
    assert 'href="/en/produk/' in page


@pytest.mark.parametrize("typed", ["", " ", "b", "50rb", "🙂", "%", "zzzzqq"])
def test_too_little_and_nonsense_suggest_nothing(
    town: Product, client: FlaskClient, typed: str
) -> None:
    answer = client.get("/saran", query_string={"q": typed})
    assert answer.status_code == 200
    assert "option" not in answer.get_data(as_text=True)


def test_hostile_names_stay_text(app: Flask, search: SearchServer, work: Work) -> None:
    maker = MakerFactory(name="Batik <script>x</script>")
    listed_product(product__maker=maker, name_id='Batik "<img src=x onerror=alert(1)>')
    work()
    page = app.test_client().get("/saran?q=batik").get_data(as_text=True)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<mark>Batik</mark> &lt;script&gt;x&lt;/script&gt;" in page


def test_never_more_than_eight_and_others_leave_room_for_products(
    app: Flask, search: SearchServer, work: Work
) -> None:
    for number in range(9):
        maker = MakerFactory(name=f"Tenun Ayu {number}")
        listed_product(product__maker=maker, name_id=f"Tenun nomor {number}")
    work()
    found = told("tenun")
    assert len(found) == MOST
    assert [kind for kind, *_ in found].count(MAKER) == 2


def test_nothing_hidden_is_suggested_before_the_index_knows(town: Product) -> None:
    town.maker.state = MakerState.SUSPENDED
    db.session.commit()
    assert not [one for one in told("batik") if one[0] in {MAKER, PLACE, PRODUCT}]
    town.maker.state = MakerState.VERIFIED
    town.listing = Listing.WITHDRAWN
    db.session.commit()
    assert told("mrico") == []


def test_products_are_suggested_from_sql_while_search_is_away(
    app: Flask, town: Product, client: FlaskClient
) -> None:
    point(app, None)
    assert told("mrico") == [(PRODUCT, town.slug, "")]
    assert "Kain Mrico Bolong" in client.get("/saran?q=mrico").get_data(as_text=True)


def test_the_box_of_every_page_but_the_results_asks_for_suggestions(
    town: Product, client: FlaskClient
) -> None:
    def boxes(path: str) -> list[str]:
        return re.findall(r'data-suggest="([^"]+)"', client.get(path).get_data(as_text=True))

    assert boxes("/") == ["/saran"]  # The large one; it stands in the place of the small one.
    assert boxes("/en/perajin") == ["/en/saran"]
    assert boxes("/cari") == []
