"""Asking Meilisearch: one request for a page of results with all its counts."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from showcase.search.client import Document, SearchDown, SearchRefused, ask_quickly
from showcase.search.closest.keeping import current_index
from showcase.search.closest.ranking import closest
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

ENOUGH: Final = 10  # Products with all the words of a long search; below it, close ones follow.
LONG: Final = 4  # Words.
MOST_CLOSE: Final = 240
MOST_CLOSE_NARROWED: Final = 2000  # Before filters take most of them away.


class Way(NamedTuple):
    """How the index is asked.

    Attributes:
        words: What must be found.
        strategy: Which of the words may be missing.
        among: Keys of the products that are looked at; all of them when it is None.
    """

    words: str
    strategy: str = ALL_WORDS
    among: tuple[int, ...] | None = None


def _common(request: SearchRequest, way: Way, without: str = "") -> Query:
    conditions: list[Any] = list(filters(request, without=without))
    if way.among is not None:
        conditions.append(_is_one_of(way.among))
    return {
        "indexUid": live_index(),
        "q": way.words,
        "filter": conditions,
        "matchingStrategy": way.strategy,
    }


def _is_one_of(keys: Collection[int]) -> str:
    return f"id IN [{', '.join(map(str, keys))}]"


def _page(request: SearchRequest, offered: list[Facet], way: Way) -> Query:
    name = f"name_{suffix(request.lang)}"
    asked: Query = {
        **_common(request, way),
        "page": request.page,
        "hitsPerPage": PAGE_SIZE,
        "sort": _ORDERS.get(request.sort, []),
        "facets": [*{TOTAL, PRICE, *(facet.attribute for facet in offered)}],
        "attributesToRetrieve": CARD,
        "attributesToHighlight": [name],
        "highlightPreTag": OPEN,
        "highlightPostTag": CLOSE,
    }
    if way.among is None:
        return asked
    keys: Query = {"page": 1, "hitsPerPage": len(way.among), "attributesToRetrieve": ["id"]}
    return {**asked, **keys, "attributesToHighlight": []}


def _counts(request: SearchRequest, attribute: str, way: Way) -> Query:
    """The other values of a facet: what would be found if its own filter were not there."""
    return {
        **_common(request, way, without=attribute),
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


def _ask(request: SearchRequest, offered: list[Facet], way: Way) -> dict[str, Answer]:
    """The page's answer under "" and, by attribute, those that count a facet's other values."""
    narrowed = _narrowed(request)
    queries = [
        _page(request, offered, way),
        *(_counts(request, attribute, way) for attribute in narrowed),
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


def _hits(documents: Sequence[Document], lang: str) -> tuple[Hit, ...]:
    """The page's products but for those that were withdrawn a moment ago."""
    public = still_public([found["id"] for found in documents])
    return tuple(hit(found, lang) for found in documents if found["id"] in public)


def _found(request: SearchRequest) -> SearchResult:
    offered, words = facets_for(request.categories), request.understood.words
    answers, loosened = _ask(request, offered, Way(words)), False
    total = _total(answers[""])
    if near := _near(request, total, answers[""]):
        return _close(request, offered, near, exact=total)
    if not total and " " in words:
        answers, loosened = _ask(request, offered, Way(words, RAREST_WORDS)), True
        total = _total(answers[""])
    return SearchResult(
        request=request,
        hits=_hits(answers[""]["hits"], request.lang),
        total=total,
        facets=tuple(_views(request, offered, answers)),
        prices=_prices(answers),
        loosened=loosened and total > 0,
    )


def _near(request: SearchRequest, total: int, answer: Answer) -> list[int]:
    """The products that have all the words, and then the closest; none where there is no need.

    Args:
        request: The search.
        total: How many have all the words.
        answer: The page with the first of these.
    """
    words = request.understood.words
    if total >= ENOUGH or len(words.split()) < (LONG if total else 2):
        return []
    index = current_index()
    if index is None:
        return []
    if total and request.page > 1:
        [answer] = ask_quickly([_page(replace(request, page=1), [], Way(words))])
    exact = [found["id"] for found in answer["hits"]]
    narrowed = bool(_narrowed(request))
    near = closest(index, words, MOST_CLOSE_NARROWED if narrowed else MOST_CLOSE)
    return [*exact, *(key for key in near if key not in exact)]


def _close(
    request: SearchRequest, offered: list[Facet], near: list[int], exact: int
) -> SearchResult:
    """A page of the closest products, in their order; their counts are those of these alone."""
    answers = _ask(request, offered, Way("", among=tuple(near)))
    there = [found["id"] for found in answers[""]["hits"]]
    if request.sort is Sort.RELEVANT:
        kept = set(there)
        there = [key for key in near if key in kept]
    start = (request.page - 1) * PAGE_SIZE
    return SearchResult(
        request=request,
        hits=_hits(_cards(there[start : start + PAGE_SIZE]), request.lang),
        total=len(there),
        facets=tuple(_views(request, offered, answers)),
        prices=_prices(answers),
        loosened=bool(there),
        exact=exact,
    )


def _cards(keys: Sequence[int]) -> list[Document]:
    """The documents of some products, in this order."""
    if not keys:
        return []
    [answer] = ask_quickly(
        [
            {
                "indexUid": live_index(),
                "filter": _is_one_of(keys),
                "limit": len(keys),
                "attributesToRetrieve": CARD,
            }
        ]
    )
    found = {document["id"]: document for document in answer["hits"]}
    return [found[key] for key in keys if key in found]


def search(request: SearchRequest) -> SearchResult:
    """What somebody looks for; from SQL, and saying so, when Meilisearch cannot answer."""
    try:
        return _found(request)
    except SearchDown as down:
        _log.info("answered from SQL: %s", down)
    except SearchRefused as refused:
        _log.error("Meilisearch refused %r: %s", request, refused)
    return sql_search(request)
