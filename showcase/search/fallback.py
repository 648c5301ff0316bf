"""Answers from SQL while Meilisearch is away: names, makers and the plain filters."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from catalog.models import Kelurahan, Maker, Place, Product, ProductRevision
from catalog.queries import public_products
from database import db
from showcase.search.documents import documents_for
from showcase.search.facets import CATEGORY, SUBCATEGORY, facets
from showcase.search.request import PAGE_SIZE, SearchRequest, Sort
from showcase.search.results import SearchResult, hit

MOST_WORDS: Final = 8
_YES: Final = {"true": True, "false": False}


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _word(word: str) -> ColumnElement[bool]:
    pattern = f"%{_escaped(word)}%"
    columns = (ProductRevision.name_id, ProductRevision.name_en, Maker.name)
    return or_(*(column.ilike(pattern, escape="\\") for column in columns))


def _picked(request: SearchRequest, parameter: str) -> list[str]:
    facet = facets()[parameter]
    return [facet.stored(value) for value in request.values(facet)]


def _filters(request: SearchRequest) -> list[ColumnElement[bool]]:
    """What plain columns can say; the attributes of a category are left to Meilisearch."""
    columns: dict[str, Any] = {
        CATEGORY: ProductRevision.category,
        SUBCATEGORY: ProductRevision.subcategory,
        "perajin": Maker.slug,
    }
    found = [
        column.in_(values) for name, column in columns.items() if (values := _picked(request, name))
    ]
    if values := _picked(request, "tempat"):
        found.append(Maker.place_id.in_(select(Place.id).where(Place.slug.in_(values))))
    if values := _picked(request, "kelurahan"):
        chosen = select(Kelurahan.id).where(Kelurahan.name.in_(values))
        found.append(Maker.kelurahan_id.in_(chosen))
    for name, flag in (
        ("pembuatan", ProductRevision.made_to_order),
        ("kirim", ProductRevision.shippable),
    ):
        if values := _picked(request, name):
            found.append(flag.in_([_YES[value] for value in values if value in _YES]))
    return found


def _prices(request: SearchRequest) -> list[ColumnElement[bool]]:
    price = ProductRevision.price_rupiah
    limits = []
    if request.lowest is not None:
        limits.append(price >= request.lowest)
    if request.highest is not None:
        limits.append(price <= request.highest)
    return limits


def _matching(request: SearchRequest) -> Select[Any]:
    words = request.understood.words.split()[:MOST_WORDS]
    conditions = [*map(_word, words), *_filters(request), *_prices(request)]
    joined = public_products().join(Product.listed_revision)
    return joined.where(and_(*conditions)) if conditions else joined


def _ordered(query: Select[Any], sort: Sort) -> Select[Any]:
    newest = (Product.listed_at.desc(), Product.id.desc())
    if sort is Sort.CHEAP:
        return query.order_by(ProductRevision.price_rupiah.asc(), *newest)
    if sort is Sort.DEAR:
        return query.order_by(ProductRevision.price_rupiah.desc(), *newest)
    return query.order_by(*newest)


def sql_search(request: SearchRequest) -> SearchResult:
    """A page of products from SQL alone, marked as limited.

    Every word must be part of a name in either language, or of the maker's name.
    """
    matching = _matching(request)
    total = db.session.scalar(matching.with_only_columns(func.count())) or 0
    page = _ordered(matching.with_only_columns(Product.id), request.sort)
    page = page.limit(PAGE_SIZE).offset((request.page - 1) * PAGE_SIZE)
    ids = list(db.session.scalars(page))
    documents = documents_for(ids)
    hits = (hit(documents[key], request.lang) for key in ids if key in documents)
    return SearchResult(request=request, hits=tuple(hits), total=total, limited=True)
