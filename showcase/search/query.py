"""What somebody looks for: what has all the words, and the closest where that is little.

Where Meilisearch cannot answer, SQL does.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from showcase.search.asking import (
    RAREST_WORDS,
    Answer,
    Way,
    ask,
    bands_of,
    cards,
    narrowed_by,
    page_query,
    prices_of,
    surviving,
    total_of,
)
from showcase.search.client import Document, SearchDown, SearchRefused, ask_quickly
from showcase.search.closest.keeping import current_index
from showcase.search.closest.ranking import closest, words_meant
from showcase.search.easing import easings
from showcase.search.facets import MAKER, Facet, facet_label, facets_for
from showcase.search.fallback import sql_search
from showcase.search.highlight import with_marks
from showcase.search.names import has_many_makers, names_for, still_public
from showcase.search.near import Spot, spot_of
from showcase.search.prices import price_bands
from showcase.search.request import PAGE_SIZE, SearchRequest, Sort
from showcase.search.results import (
    FacetView,
    Hit,
    Names,
    SearchResult,
    facet_view,
    hit,
    suffix,
)

ENOUGH: Final = 10  # Products with all the words of a long search; below it, close ones follow.
LONG: Final = 4  # Words.
MOST_CLOSE: Final = 240
MOST_CLOSE_NARROWED: Final = 2000  # Before filters take most of them away.

_log = logging.getLogger(__name__)


def _counted(request: SearchRequest) -> list[Facet]:
    """The facets that are counted.

    To count thousands of makers takes the engine longer than the rest of the page, and nobody reads
    them all: they are counted once somebody opens that list or has picked of it.
    """
    offered = facets_for(request.categories)
    if MAKER in request.chosen or request.whole == MAKER or not has_many_makers():
        return offered
    return [facet for facet in offered if facet.parameter != MAKER]


def _views(
    request: SearchRequest, offered: list[Facet], answers: Mapping[str, Answer]
) -> Iterator[FacetView]:
    counted = {facet: _counts(facet, request, answers) for facet in offered}
    names = Names(names_for({facet.parameter: list(found) for facet, found in counted.items()}))
    for facet, counts in counted.items():
        view = facet_view(facet, counts, request, names)
        if view:
            yield view
    for facet in facets_for(request.categories):
        if facet not in counted:
            yield FacetView(facet.parameter, facet_label(facet, request.lang), waits=True)


def _counts(
    facet: Facet, request: SearchRequest, answers: Mapping[str, Answer]
) -> Mapping[str, int]:
    """How many products each value of a facet would show.

    The engine counts no more than ``MOST_FACET_VALUES``, those of most products. What was picked
    and is not among them is counted where its own filter is set, with the same result.
    """
    here: Mapping[str, int] = answers[""]["facetDistribution"].get(facet.attribute, {})
    if facet.attribute not in answers:
        return here
    found: Mapping[str, int] = answers[facet.attribute]["facetDistribution"].get(
        facet.attribute, {}
    )
    picked = map(facet.stored, request.values(facet))
    return {**found, **{one: here[one] for one in picked if one in here and one not in found}}


def _hits(documents: Sequence[Document], request: SearchRequest) -> tuple[Hit, ...]:
    """The page's products but for those that were withdrawn a moment ago."""
    public = still_public([found["id"] for found in documents])
    near = request.near if request.sort is Sort.NEAR else None
    return tuple(hit(one, request.lang, near) for one in documents if one["id"] in public)


def _found(request: SearchRequest) -> SearchResult:
    offered, words = _counted(request), request.understood.words
    answers, loosened = ask(request, offered, Way(words)), False
    total = total_of(answers[""])
    if near := _near(request, total, answers[""]):
        return _close(request, offered, near, exact=total)
    if not total and " " in words:
        answers, loosened = ask(request, offered, Way(words, RAREST_WORDS)), True
        total = total_of(answers[""])
    return SearchResult(
        request=request,
        hits=_hits(answers[""]["hits"], request),
        total=total,
        facets=tuple(_views(request, offered, answers)),
        prices=prices_of(answers),
        price_bands=price_bands(bands_of(answers), request),
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
        first = replace(request, page=1, sort=Sort.RELEVANT)
        [answer] = ask_quickly([page_query(first, [], Way(words))])
    exact = [found["id"] for found in answer["hits"]]
    near = closest(index, words, MOST_CLOSE_NARROWED if narrowed_by(request) else MOST_CLOSE)
    return [*exact, *(key for key in near if key not in exact)]


def _close(
    request: SearchRequest, offered: list[Facet], near: list[int], exact: int
) -> SearchResult:
    """A page of the closest products, in their order; their counts are those of these alone."""
    there = _in_order(request, near)
    answers = ask(request, offered, Way("", among=tuple(near)))
    start, total = (request.page - 1) * PAGE_SIZE, total_of(answers[""])
    return SearchResult(
        request=request,
        hits=_hits(_marked(request, cards(there[start : start + PAGE_SIZE])), request),
        total=total,
        facets=tuple(_views(request, offered, answers)),
        prices=prices_of(answers),
        price_bands=price_bands(bands_of(answers), request),
        loosened=total > exact,
        exact=exact,
    )


def _marked(request: SearchRequest, documents: list[Document]) -> list[Document]:
    """Documents with the words that were meant marked in their names."""
    index, name = current_index(), f"name_{suffix(request.lang)}"
    if index is None:
        return documents
    meant = words_meant(index, request.understood.words)
    return [{**one, "_formatted": {name: with_marks(one[name], meant)}} for one in documents]


def _in_order(request: SearchRequest, near: list[int]) -> list[int]:
    """Those of the closest products that pass the filters, in the order that is asked for."""
    if request.sort is Sort.RELEVANT and not narrowed_by(request):
        return near
    kept = {one["id"]: one for one in surviving(request, near)}
    there = [key for key in near if key in kept]
    if request.sort is Sort.NEW:
        there.sort(key=lambda key: -kept[key]["listed_at"])
    elif request.sort is Sort.NEAR:
        there.sort(key=lambda key: _far(request.near, kept[key]))
    elif request.sort is not Sort.RELEVANT:
        sign = 1 if request.sort is Sort.CHEAP else -1
        # What has no price comes last either way, as it does in the engine.
        there.sort(key=lambda key: (kept[key]["price"] is None, sign * (kept[key]["price"] or 0)))
    return there


def _far(spot: Spot | None, found: Document) -> float:
    """How far a product's maker is; what has no place comes last."""
    far = spot.kilometres_to(spot_of(found["spot"])) if spot else None
    return inf if far is None else far


def search(request: SearchRequest) -> SearchResult:
    """What somebody looks for; from SQL, and saying so, when Meilisearch cannot answer."""
    try:
        found = _found(request)
        return found if found.total else replace(found, easings=easings(request))
    except SearchDown as down:
        _log.info("answered from SQL: %s", down)
    except SearchRefused as refused:
        _log.error("Meilisearch refused %r: %s", request, refused)
    return sql_search(request)
