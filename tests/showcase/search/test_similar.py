"""More like this: by look, words, sort, place and price, and from SQL where search is away."""

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from factories import KelurahanFactory, MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from meilisearch_server import point

from catalog.models import Maker, Product
from catalog.states import Listing
from database import db
from showcase.search.client import SearchServer
from showcase.search.similar import LIKE_PRICE, NEARBY, SAME_SORT, likeness, similar_products
from uploads.look import COLOURS, DIMENSIONS

pytestmark = pytest.mark.search

Work = Callable[[], None]


def seen(colour: str, pattern: int) -> bytes:
    """A look with one colour and one kind of pattern."""
    values = [0] * DIMENSIONS
    values[COLOURS.index(colour)] = 250
    values[len(COLOURS) + pattern] = 140
    return bytes(values)


def cloth(name: str, colour: str, pattern: int, **about: Any) -> Product:  # noqa: ANN401 - any column.
    maker = about.pop("maker", None) or MakerFactory()
    made = listed_product(
        product__maker=maker,
        name_id=name,
        **{"category": "batik", "subcategory": "kain", "attributes": {}, **about},
    )
    db.session.flush()
    assert made.listed_revision
    assert made.listed_revision.cover
    made.listed_revision.cover.photo.look = seen(colour, pattern)
    return made


@pytest.fixture
def shelf(app: Flask, search: SearchServer, work: Work) -> dict[str, Product]:
    """Cloths by what they look like, all called the same."""
    found = {
        f"{colour} {pattern}": cloth("Kain batik tulis", colour, pattern)
        for colour in ("red", "blue", "green")
        for pattern in (0, 3)
    }
    found["bag"] = cloth("Kain batik tulis", "red", 0, category="kriya", subcategory="tas")
    work()
    return found


def names(product: Product, shelf: dict[str, Product]) -> list[str]:
    known = {one.id: name for name, one in shelf.items()}
    return [known[one.id] for one in similar_products(product)]


def test_colour_and_pattern_come_first_and_nothing_of_another_category(
    app: Flask, shelf: dict[str, Product]
) -> None:
    twin = cloth("Kain batik tulis", "red", 0)
    db.session.commit()
    with app.test_request_context("/"):
        found = names(twin, shelf)
    assert found[0] == "red 0"
    assert found[1] == "red 3"
    assert "bag" not in found
    assert len(found) == 4


def test_no_more_than_two_of_a_maker_and_none_of_its_own(
    app: Flask, search: SearchServer, work: Work
) -> None:
    rival, own = MakerFactory(), MakerFactory()
    asked = cloth("Kain batik", "red", 0, maker=own)
    cloth("Kain batik", "red", 0, maker=own)
    many = {cloth("Kain batik", "red", 0, maker=rival).id for _ in range(4)}
    other = cloth("Kain batik", "blue", 0)
    work()
    with app.test_request_context("/"):
        found = [one.id for one in similar_products(asked)]
    assert len(found) == 3
    assert len(many & set(found)) == 2
    assert other.id in found


def test_sort_place_and_price_lift_a_candidate(app: Flask) -> None:
    here = KelurahanFactory(latitude=-7.47, longitude=112.43)
    product = cloth("Kain", "red", 0, maker=MakerFactory(kelurahan=here), price_rupiah=100_000)
    revision = product.listed_revision
    assert revision
    far: dict[str, Any] = {
        "points": 0.5,
        "subcategory": "baju",
        "spot": "-7.60000,112.43000",
        "price": 200_000,
    }
    assert likeness(product, revision, far) == 0.5
    assert likeness(product, revision, far | {"subcategory": "kain"}) == 0.5 + SAME_SORT
    near = far | {"spot": "-7.47100,112.43000"}
    assert likeness(product, revision, near) == 0.5 + NEARBY
    assert likeness(product, revision, far | {"price": 100_000}) == 0.5 + LIKE_PRICE
    half = likeness(product, revision, far | {"price": round(100_000 * math.sqrt(2))})
    assert half == pytest.approx(0.5 + LIKE_PRICE / 2, abs=1e-4)
    assert likeness(product, revision, far | {"price": None, "spot": None}) == 0.5


def test_what_was_withdrawn_a_moment_ago_is_not_shown(
    app: Flask, shelf: dict[str, Product]
) -> None:
    shelf["red 3"].listing = Listing.WITHDRAWN
    db.session.commit()  # The index does not know yet.
    with app.test_request_context("/"):
        assert "red 3" not in names(shelf["red 0"], shelf)


def test_a_product_without_a_photo_has_likes_by_its_words(
    app: Flask, shelf: dict[str, Product], work: Work
) -> None:
    bare = listed_product(
        name_id="Kain batik tulis", category="batik", subcategory="kain", attributes={}
    )
    work()
    with app.test_request_context("/"):
        assert len(similar_products(bare)) == 4
        assert len(similar_products(shelf["red 0"])) == 4


def test_the_page_shows_them_and_goes_on_without_search(
    app: Flask, shelf: dict[str, Product], client: FlaskClient
) -> None:
    address = f"/produk/{shelf['red 0'].slug}"

    def likes() -> list[str]:
        _, _, part = client.get(address).text.partition('aria-labelledby="mirip"')
        return re.findall(r'<h3 class="card-name"><a href="([^"]+)"', part)

    assert f"/produk/{shelf['red 3'].slug}" in likes()
    point(app, None)
    away = likes()
    assert len(away) == 4
    assert f"/produk/{shelf['bag'].slug}" not in away


def test_visitors_narrow_by_the_colour_of_the_photo(
    shelf: dict[str, Product], client: FlaskClient
) -> None:
    page = client.get("/cari?rona=blue").text
    assert shelf["blue 0"].slug in page
    assert shelf["red 0"].slug not in page
    assert "Biru" in page
    assert 'class="swatch swatch-green"' in page  # Other colours can be ticked beside it.


def test_makers_are_named_safely(app: Flask, search: SearchServer, work: Work) -> None:
    maker: Maker = MakerFactory(name='Batik "Sekar"')
    asked = cloth('Kain "batik" \\ tulis', "red", 0, maker=maker)
    other = cloth("Kain batik", "red", 0)
    work()
    with app.test_request_context("/en/"):
        assert [one.id for one in similar_products(asked)] == [other.id]
