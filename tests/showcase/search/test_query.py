from collections.abc import Callable
from typing import Any

import pytest
from factories import MakerFactory, listed_product
from werkzeug.datastructures import MultiDict

from catalog.models import Maker, Product
from catalog.states import Listing
from database import db
from showcase.search.client import SearchServer
from showcase.search.query import search
from showcase.search.request import read_request
from showcase.search.results import SearchResult

pytestmark = pytest.mark.search

Work = Callable[[], None]


def ask(lang: str = "id", **args: object) -> SearchResult:
    pairs = [
        (name, str(one))
        for name, value in args.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return search(read_request(MultiDict(pairs), lang))


def found(**args: str) -> list[str]:
    return [hit.slug for hit in ask(**args).hits]


def batik(slug: str, technique: str = "tulis", **values: object) -> Product:
    """A listed cloth, known by its slug."""
    defaults: dict[str, object] = {
        "category": "batik",
        "subcategory": "kain_batik",
        "attributes": {"technique": technique, "motif": ["surya_majapahit"]},
        "name_id": f"Kain batik {technique} Surya Majapahit",
        "name_en": f"Batik cloth, {technique}",
        "description_id": "Kain untuk busana.",
        "description_en": "Cloth for clothes.",
        "unit": "lembar",
        "price_rupiah": 500_000,
    }
    product = listed_product(**(defaults | values))
    product.slug = slug
    return product


def footwear(slug: str, name: str, upper: str, **values: object) -> Product:
    defaults: dict[str, object] = {
        "category": "alas_kaki",
        "subcategory": "sandal",
        "attributes": {"upper": [upper], "sizes_eu": [38, 39, 40]},
        "name_id": name,
        "name_en": "",
        "description_id": "",
        "description_en": "",
        "unit": "pasang",
        "price_rupiah": 90_000,
    }
    product = listed_product(**(defaults | values))
    product.slug = slug
    return product


@pytest.fixture
def shop(search: SearchServer, work: Work) -> None:
    """Seven products of all kinds."""
    batik("tulis")
    batik("cap", "cap", price_rupiah=200_000)
    batik("printing", "printing", price_rupiah=80_000)
    footwear("sandal", "Sandal wanita", "kulit_sapi")
    footwear("sintetis", "Selop pesta", "kulit_sintetis")
    onde = listed_product(
        category="mamin",
        subcategory="onde_onde",
        name_id="Onde-onde isi kacang hijau",
        name_en="Sesame balls with mung bean",
        description_id="",
        description_en="",
        price_rupiah=25_000,
        unit="kotak",
    )
    onde.slug = "onde"
    keranjang = listed_product(price_rupiah=75_000)
    keranjang.slug = "keranjang"
    work()


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("batik tullis", "tulis"),
        ("batek tulis", "tulis"),
        ("hand-drawn batik", "tulis"),
        ("onde onde", "onde"),
        ("ondeonde", "onde"),
        ("onde2", "onde"),
        ("sesame ball", "onde"),
        ("sendal", "sandal"),
        ("sandel wanita", "sandal"),
        ("basket", "keranjang"),
        ("kranjang bambu", "keranjang"),
        ("BATIK CAP", "cap"),
    ],
)
def test_a_search_finds_what_was_meant(typed: str, first: str) -> None:
    assert found(q=typed)[0] == first


@pytest.mark.usefixtures("shop")
def test_a_javanese_spelling_finds_the_motif() -> None:
    # The three cloths match alike, so only the newest of the second comes first.
    assert set(found(q="surya mojopahit")[:3]) == {"tulis", "cap", "printing"}


@pytest.mark.usefixtures("shop")
def test_hand_drawn_batik_never_brings_printed_cloth() -> None:
    assert found(q="batik tulis") == ["tulis"]
    assert found(q="hand-drawn batik") == ["tulis"]
    assert found(q="printed batik") == ["printing"]


@pytest.mark.usefixtures("shop")
def test_genuine_leather_never_brings_synthetic() -> None:
    assert found(q="kulit asli") == ["sandal"]
    assert found(q="imitasi") == ["sintetis"]


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ({"q": "batik", "harga_maks": "250rb"}, {"cap", "printing"}),
        ({"q": "batik di bawah 250 ribu"}, {"cap", "printing"}),
        ({"kategori": "alas_kaki"}, {"sandal", "sintetis"}),
        ({"kategori": ["alas_kaki", "mamin"]}, {"sandal", "sintetis", "onde"}),
        ({"kategori": "batik", "teknik": ["tulis", "cap"]}, {"tulis", "cap"}),
        ({"bahan_atas": "kulit_sapi"}, {"sandal"}),
        ({"q": "sandal 39 eu"}, {"sandal"}),
        ({"q": "sandal 44 eu"}, set()),
        ({"harga_min": "70000", "harga_maks": "80.000"}, {"printing", "keranjang"}),
        ({"pembuatan": "pesan"}, set()),
        ({"kirim": "bisa", "kategori": "mamin"}, {"onde"}),
        ({"kategori": "batik", "sub": "kain_batik", "motif": "mrico_bolong"}, set()),
    ],
)
def test_filters_narrow_the_search(args: dict[str, Any], expected: set[str]) -> None:
    result = ask(**args)
    assert {hit.slug for hit in result.hits} == expected
    assert (result.total, result.limited) == (len(expected), False)


@pytest.mark.usefixtures("shop")
def test_sorts_put_prices_in_order() -> None:
    assert found(kategori="batik", urut="murah") == ["printing", "cap", "tulis"]
    assert found(kategori="batik", urut="mahal") == ["tulis", "cap", "printing"]


def counts(result: SearchResult, parameter: str) -> dict[str, int]:
    (view,) = (one for one in result.facets if one.parameter == parameter)
    return {option.value: option.count for option in view.options}


@pytest.mark.usefixtures("shop")
def test_a_chosen_value_does_not_empty_its_siblings() -> None:
    result = ask(kategori="batik", teknik="tulis")
    assert result.total == 1
    assert counts(result, "teknik") == {"tulis": 1, "cap": 1, "printing": 1}
    assert counts(result, "kategori") == {"batik": 1}


@pytest.mark.usefixtures("shop")
def test_two_chosen_facets_count_each_other() -> None:
    result = ask(kategori=["batik"], harga_maks="250000")
    assert counts(result, "teknik") == {"cap": 1, "printing": 1}
    assert counts(result, "kategori") == {"batik": 2, "alas_kaki": 2, "mamin": 1, "kriya": 1}
    assert result.prices == (80_000, 500_000)


@pytest.mark.usefixtures("shop")
def test_a_chosen_value_without_products_stays_visible() -> None:
    result = ask(kategori="batik", teknik="shibori")
    assert result.total == 0
    assert counts(result, "teknik")["shibori"] == 0


@pytest.mark.usefixtures("shop")
def test_makers_are_named() -> None:
    (view,) = (one for one in ask().facets if one.parameter == "perajin")
    shown = {option.value: option.label for option in view.options}
    assert shown == {maker.slug: maker.name for maker in db.session.scalars(db.select(Maker))}


@pytest.mark.usefixtures("shop")
def test_words_that_nothing_has_together_bring_the_nearest() -> None:
    result = ask(q="sandal lumba lumba")
    assert result.loosened
    assert [hit.slug for hit in result.hits] == ["sandal"]


@pytest.mark.usefixtures("shop")
def test_nothing_at_all_is_no_loosened_result() -> None:
    result = ask(q="zzzzqqq xxyyxx")
    assert (result.total, result.hits, result.loosened) == (0, (), False)


@pytest.mark.usefixtures("shop")
def test_matches_are_marked_in_the_readers_language() -> None:
    assert ask(q="onde").hits[0].name == "<mark>Onde</mark>-<mark>onde</mark> isi kacang hijau"
    found_in_english = ask("en", q="mung bean").hits[0].name
    assert found_in_english == "Sesame balls with <mark>mung</mark> <mark>bean</mark>"


@pytest.mark.usefixtures("shop")
def test_a_product_without_english_shows_its_indonesian_name() -> None:
    assert str(ask("en", q="selop").hits[0].name) == "<mark>Selop</mark> pesta"


def test_markup_in_a_name_is_shown_as_text(search: SearchServer, work: Work) -> None:
    product = listed_product(name_id="Tas <b>kecil</b> \ue000 & <script>x</script>")
    work()
    (hit,) = ask(q="tas").hits
    shown = "<mark>Tas</mark> &lt;b&gt;kecil&lt;/b&gt;  &amp; &lt;script&gt;x&lt;/script&gt;"
    assert (hit.id, hit.name) == (product.id, shown)


@pytest.mark.usefixtures("shop")
def test_a_product_withdrawn_a_moment_ago_is_not_shown() -> None:
    product = db.session.scalars(db.select(Product).where(Product.slug == "onde")).one()
    product.listing = Listing.WITHDRAWN
    db.session.commit()
    assert found(q="onde") == []


def test_pages_hold_twenty_four(search: SearchServer, work: Work) -> None:
    maker = MakerFactory()
    for number in range(30):
        listed_product(product__maker=maker, name_id=f"Tas nomor {number}")
    work()
    first, second = ask(q="tas"), ask(q="tas", hal=2)
    assert (len(first.hits), len(second.hits), first.total, first.pages) == (24, 6, 30, 2)
    assert len({hit.id for hit in (*first.hits, *second.hits)}) == 30
