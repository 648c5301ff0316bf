"""What a curator gave, and the score that a sheet of it makes."""

from collections.abc import Iterable
from dataclasses import dataclass

LOWEST_VALUE = 1
HIGHEST_VALUE = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What a curator gave on one criterion.

    Attributes:
        weight: The criterion's weight; 0 counts for nothing.
        value: 1 to 5, or None when the criterion does not apply. A missing mark is no mark.
    """

    weight: float
    value: int | None


def sheet_score(marks: Iterable[Mark]) -> float | None:
    """Give a sheet's score: ``100 · Σ w(v - 1)/4 ÷ Σ w`` over the criteria that apply.

    Args:
        marks: One mark per criterion that was answered. Not applicable leaves the criterion out
            of both sums; so a sheet is never punished for it.

    Returns:
        0 to 100, or None when no criterion with a weight applies.

    Raises:
        ValueError: A value lies outside 1 to 5, or a weight is negative.
    """
    applicable = [mark for mark in marks if mark.value is not None]
    if any(mark.weight < 0 for mark in applicable):
        raise ValueError("A weight is negative.")
    if any(not LOWEST_VALUE <= (mark.value or 0) <= HIGHEST_VALUE for mark in applicable):
        raise ValueError("A value lies outside 1 to 5.")
    whole = sum(mark.weight for mark in applicable)
    if whole <= 0:
        return None
    steps = HIGHEST_VALUE - LOWEST_VALUE
    reached = sum(mark.weight * ((mark.value or 0) - LOWEST_VALUE) for mark in applicable)
    return 100 * reached / (steps * whole)
