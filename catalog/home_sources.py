"""What other packages add to the maker's home; this layer imports none of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from catalog.models import Maker
from catalog.progress import Step

Steps = Callable[[Maker], Sequence[Step]]
Moments = Callable[[Maker, datetime], Sequence[tuple[int, datetime]]]

_steps: Final[list[Steps]] = []
_inquiries: Final[list[Moments]] = []


def home_steps(function: Steps) -> Steps:
    """Register what a maker should do next, for instance to answer a buyer."""
    _steps.append(function)
    return function


def home_inquiries(function: Moments) -> Moments:
    """Register where inquiries since a moment are found: product and moment of each."""
    _inquiries.append(function)
    return function


def further_steps(maker: Maker) -> list[Step]:
    """Return what other packages want the maker to do next."""
    return [step for source in _steps for step in source(maker)]


def inquiries_since(maker: Maker, since: datetime) -> list[tuple[int, datetime]]:
    """Return the product and the moment of each inquiry since a moment."""
    return [one for source in _inquiries for one in source(maker, since)]
