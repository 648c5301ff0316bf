"""What would help a search that found nothing: another spelling, or one filter less."""

from collections.abc import Iterator
from dataclasses import replace

from showcase.search.asking import total_of, total_query
from showcase.search.client import ask_quickly
from showcase.search.closest.keeping import current_index
from showcase.search.closest.ranking import respelt
from showcase.search.request import SearchRequest
from showcase.search.results import Easing


def easings(request: SearchRequest) -> tuple[Easing, ...]:
    """The steps that would find something, with how much; the fewest changes first.

    Args:
        request: A search that finds nothing.

    Raises:
        SearchDown, SearchRefused: As ``ask_quickly``.
    """
    steps = list(_steps(request))
    if not steps:
        return ()
    answers = ask_quickly([total_query(step.request) for step in steps])
    counted = (
        replace(step, count=total_of(answer)) for step, answer in zip(steps, answers, strict=True)
    )
    return tuple(step for step in counted if step.count)


def _steps(request: SearchRequest) -> Iterator[Easing]:
    """Every single thing that could be changed."""
    index, explicit = current_index(), replace(request.explicit(), page=1)
    spelt = respelt(index, explicit.typed) if index is not None else ""
    if spelt:
        yield Easing(replace(explicit, typed=spelt), spelling=spelt)
    for facet, values in request.applied():
        chosen = {name: kept for name, kept in explicit.chosen.items() if name != facet.parameter}
        yield Easing(replace(explicit, chosen=chosen), facet=facet, values=values)
    if request.lowest is not None or request.highest is not None:
        yield Easing(replace(explicit, price_min=None, price_max=None))
