"""Prices in bands, so that a page can show where they lie before somebody types a limit.

Bands grow with the price, six to a decade: what a snack and what a cloth cost fit into one picture.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Final, NamedTuple

from showcase.search.request import SearchRequest

BAND: Final = "price_band"
LOWS: Final = (
    0,
    *(int(step * 10**power) for power in range(3, 9) for step in (1, 1.5, 2, 3, 5, 7)),
)
"""Where each band begins, in rupiah: 0, 1.000, 1.500, 2.000 … up to 700 million."""
FEWEST: Final = 3  # Bands; two bars are no picture.


class PriceBand(NamedTuple):
    """How many products have a price within a band.

    Attributes:
        low: The lowest price, in rupiah.
        high: The first price beyond it; None for the last band of all.
        products: How many, whatever price is asked for.
        wanted: Whether the prices that are asked for reach into it.
    """

    low: int
    high: int | None
    products: int
    wanted: bool


def band_of(price: int | None) -> int | None:
    """Where the band begins that a price is in; None without a price."""
    return None if price is None else LOWS[bisect_right(LOWS, price) - 1]


def price_bands(counts: Mapping[str, int], request: SearchRequest) -> tuple[PriceBand, ...]:
    """The bands from the lowest to the highest price that any product has; empty for too few.

    Args:
        counts: By a band's beginning, how many products are in it but for the price filter.
        request: The search.
    """
    found = {int(low): count for low, count in counts.items()}
    if not found:
        return ()
    first, last = LOWS.index(min(found)), LOWS.index(max(found))
    if last - first + 1 < FEWEST:
        return ()
    ends = (*LOWS[1:], None)
    return tuple(
        PriceBand(LOWS[at], ends[at], found.get(LOWS[at], 0), _wanted(LOWS[at], ends[at], request))
        for at in range(first, last + 1)
    )


def _wanted(low: int, high: int | None, request: SearchRequest) -> bool:
    """Whether the prices that are asked for reach into a band."""
    above = request.lowest is None or high is None or request.lowest < high
    return above and (request.highest is None or request.highest >= low)
