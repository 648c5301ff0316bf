"""Asking Meilisearch: one request for a page of results with all its counts."""

import logging
from collections.abc import Iterator, Mapping
from typing import Any, Final

from showcase.search.client import SearchDown, SearchRefused, ask_quickly
from showcase.search.facets import Facet, facets_for
from showcase.search.fallback import sql_search
from showcase.search.feed import live_index
from showcase.search.filters import PRICE, filters
from showcase.search.highlight import CLOSE, OPEN
from showcase.search.names import names_for, still_public
from showcase.search.request import PAGE_SIZE, SearchRequest, Sort
from showcase.search.results import FacetView, Hit, Names, SearchResult, facet_view, hit, suffix

# Every product is in exactly one category, so the counts of this facet add up to the total, also
# beyond the number of hits that pages go to.
TOTAL: Final = "category"
ALL_WORDS: Final = "all"
RAREST_WORDS: Final = "frequency"

CARD: Final = (
    "id",
    "code",
    "slug",
    "name_ind",
    "name_eng",
    "maker",
    "kelurahan",
    "price",
    "unit",
    "photo",
    "score",
)
_ORDERS: Final = {
    Sort.NEW: ["listed_at:desc"],
    Sort.CHEAP: ["price:asc"],
    Sort.DEAR: ["price:desc"],
}

_log = logging.getLogger(__name__)

Query = dict[str, Any]
Answer = Mapping[str, Any]


def _common(request: SearchRequest, strategy: str, without: str = "") -> Query:
    return {
        "indexUid": live_index(),
        "q": request.understood.words,
        "filter": filters(request, without=without),
        "matchingStrategy": strategy,
    }


def _page(request: SearchRequest, offered: list[Facet], strategy: str) -> Query:
    name = f"name_{suffix(request.lang)}"
    return {
        **_common(request, strategy),
        "page": request.page,
        "hitsPerPage": PAGE_SIZE,
        "sort": _ORDERS.get(request.sort, []),
        "facets": [*{TOTAL, PRICE, *(facet.attribute for facet in offered)}],
        "attributesToRetrieve": CARD,
        "attributesToHighlight": [name],
        "highlightPreTag": OPEN,
        "highlightPostTag": CLOSE,
    }


def _counts(request: SearchRequest, attribute: str, strategy: str) -> Query:
    """The other values of a facet: what would be found if its own filter were not there."""
    return {
        **_common(request, strategy, without=attribute),
        "page": 1,
        "hitsPerPage": 0,
        "facets": [attribute],
        "attributesToRetrieve": [],
    }


def _narrowed(request: SearchRequest) -> list[str]:
    """The attributes by which the search is narrowed now."""
    found = [facet.attribute for facet, _ in request.applied()]
    has_price = request.lowest is not None or request.highest is not None
    return [*found, *([PRICE] if has_price else [])]


def _ask(request: SearchRequest, offered: list[Facet], strategy: str) -> dict[str, Answer]:
    """The page's answer under "" and, by attribute, those that count a facet's other values."""
    narrowed = _narrowed(request)
    queries = [
        _page(request, offered, strategy),
        *(_counts(request, attribute, strategy) for attribute in narrowed),
    ]
    return dict(zip(["", *narrowed], ask_quickly(queries), strict=True))


def _total(answer: Answer) -> int:
    return sum(answer["facetDistribution"].get(TOTAL, {}).values())


def _prices(answers: Mapping[str, Answer]) -> tuple[int, int] | None:
    stats = answers.get(PRICE, answers[""])["facetStats"].get(PRICE)
    return (int(stats["min"]), int(stats["max"])) if stats else None


def _views(
    request: SearchRequest, offered: list[Facet], answers: Mapping[str, Answer]
) -> Iterator[FacetView]:
    counted = {
        facet: answers.get(facet.attribute, answers[""])["facetDistribution"].get(
            facet.attribute, {}
        )
        for facet in offered
    }
    names = Names(names_for({facet.parameter: list(found) for facet, found in counted.items()}))
    for facet, counts in counted.items():
        view = facet_view(facet, counts, request, names)
        if view:
            yield view


def _hits(answer: Answer, lang: str) -> tuple[Hit, ...]:
    """The page's products but for those that were withdrawn a moment ago."""
    public = still_public([found["id"] for found in answer["hits"]])
    return tuple(hit(found, lang) for found in answer["hits"] if found["id"] in public)


def _found(request: SearchRequest) -> SearchResult:
    offered = facets_for(request.categories)
    answers, loosened = _ask(request, offered, ALL_WORDS), False
    if not _total(answers[""]) and " " in request.understood.words:
        answers, loosened = _ask(request, offered, RAREST_WORDS), True
    total = _total(answers[""])
    return SearchResult(
        request=request,
        hits=_hits(answers[""], request.lang),
        total=total,
        facets=tuple(_views(request, offered, answers)),
        prices=_prices(answers),
        loosened=loosened and total > 0,
    )


def search(request: SearchRequest) -> SearchResult:
    """What somebody looks for; from SQL, and saying so, when Meilisearch cannot answer."""
    try:
        return _found(request)
    except SearchDown as down:
        _log.info("answered from SQL: %s", down)
    except SearchRefused as refused:
        _log.error("Meilisearch refused %r: %s", request, refused)
    return sql_search(request)
