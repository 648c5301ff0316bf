"""The addresses of the API."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import abort

from catalog.models import Maker, Place, Product, ProductRevision
from catalog.queries import public_by_key, public_by_slug
from showcase.api.answers import listed, reads
from showcase.api.description import description
from showcase.api.parameters import LISTING, PRODUCTS, SEARCH, Values, cursor_of, key_of
from showcase.api.queries import next_makers, next_places, next_products, product_count
from showcase.api.shapes import maker_shape, place_shape, product_shape, search_shape
from showcase.queries import place_with_makers, public_maker
from showcase.search.query import search
from showcase.search.request import SearchRequest, Sort
from showcase.search.sources import sources

Shape = Mapping[str, Any]

SORTS: Final = {
    "relevance": Sort.RELEVANT,
    "newest": Sort.NEW,
    "price_up": Sort.CHEAP,
    "price_down": Sort.DEAR,
}


def _shapes(products: Sequence[Product]) -> list[Shape]:
    """The products as JSON, in their order, in a fixed number of queries."""
    known = {one.product.id: one for one in sources([product.id for product in products])}
    found: list[Shape] = []
    for product in products:
        revision: ProductRevision | None = product.listed_revision
        source = known.get(product.id)
        if revision is not None and source is not None:
            found.append(product_shape(product, revision, source.papers, source.partners))
    return found


@reads("/openapi.json")
def openapi(_values: Values) -> Shape:
    """What the API offers."""
    return description()


@reads("/products", *PRODUCTS)
def products(values: Values) -> Shape:
    """Every public product, in the order of their keys."""
    most = values["limit"]
    keys = next_products(
        key_of(values["cursor"]), most + 1, category=values["category"], maker=values["maker"]
    )
    found = sorted(public_by_key(keys[:most]).values(), key=lambda one: one.id)
    return listed(keys, _shapes(found), most, cursor_of(keys[:most][-1]) if keys else "")


@reads("/products/<slug>")
def product(_values: Values, slug: str) -> Shape:
    """One public product."""
    found = _shapes(list(public_by_slug([slug]).values()))
    return found[0] if found else abort(404)


@reads("/makers", *LISTING)
def makers(values: Values) -> Shape:
    """Every verified maker who shows something, in the order of their keys."""
    most = values["limit"]
    rows: Sequence[tuple[Maker, int]] = next_makers(key_of(values["cursor"]), most + 1)
    shapes = [maker_shape(one, count) for one, count in rows[:most]]
    return listed(rows, shapes, most, cursor_of(rows[:most][-1][0].id) if rows else "")


@reads("/makers/<slug>")
def maker(_values: Values, slug: str) -> Shape:
    """One verified maker."""
    found = public_maker(slug)
    return maker_shape(found, product_count(found)) if found else abort(404)


@reads("/places", *LISTING)
def places(values: Values) -> Shape:
    """Every place that people can visit, in the order of their keys."""
    most = values["limit"]
    rows: Sequence[Place] = next_places(key_of(values["cursor"]), most + 1)
    shapes = [place_shape(one) for one in rows[:most]]
    return listed(rows, shapes, most, cursor_of(rows[:most][-1].id) if rows else "")


@reads("/places/<slug>")
def place(_values: Values, slug: str) -> Shape:
    """One place."""
    found = place_with_makers(slug)
    return place_shape(found) if found else abort(404)


@reads("/search", *SEARCH)
def searched(values: Values) -> Shape:
    """A page of what is found, by the same search as the site's."""
    picked = {"kategori": "category", "perajin": "maker", "tempat": "place"}
    low, high = values["price_min"], values["price_max"]
    if low is not None and high is not None and low > high:
        low, high = high, low
    asked = SearchRequest(
        typed=" ".join(values["q"].split()),
        chosen={name: (values[own],) for name, own in picked.items() if values[own]},
        price_min=low,
        price_max=high,
        sort=SORTS[values["sort"]],
        page=values["page"],
        lang=values["lang"],
    )
    return search_shape(search(asked))
