"""What a curator gave, and the score that a sheet of it makes."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from curation.arrays import Floats, Ints

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
    """Give one sheet's score, as ``sheet_scores`` does for many.

    Args:
        marks: One mark per criterion that was answered.

    Returns:
        0 to 100, or None when no criterion with a weight applies.

    Raises:
        ValueError: A value lies outside 1 to 5, or a weight is negative.
    """
    given = list(marks)
    values = [np.nan if mark.value is None else mark.value for mark in given]
    [score] = sheet_scores(
        np.zeros(len(given), dtype=np.int64),
        np.array([mark.weight for mark in given], dtype=np.float64),
        np.array(values, dtype=np.float64),
        sheets=1,
    )
    return None if np.isnan(score) else float(score)


def sheet_scores(sheet_of: Ints, weights: Floats, values: Floats, *, sheets: int) -> Floats:
    """Give each sheet its score: ``100 · Σ w(v - 1)/4 ÷ Σ w`` over the criteria that apply.

    Args:
        sheet_of: The position of each mark's sheet, from 0; shape (M,).
        weights: Each mark's weight; shape (M,).
        values: 1 to 5, or NaN when the criterion does not apply; shape (M,). Not applicable leaves
            the criterion out of both sums; so a sheet is never punished for it.
        sheets: How many there are; S.

    Returns:
        0 to 100; NaN when no criterion with a weight applies. Shape (S,).

    Raises:
        ValueError: A value lies outside 1 to 5, or a weight is negative.
    """
    applies = ~np.isnan(values)
    sheet_of, weights, values = sheet_of[applies], weights[applies], values[applies]
    if (weights < 0).any():
        raise ValueError("A weight is negative.")
    if ((values < LOWEST_VALUE) | (values > HIGHEST_VALUE)).any():
        raise ValueError("A value lies outside 1 to 5.")
    whole = np.bincount(sheet_of, weights=weights, minlength=sheets)
    reached = np.bincount(sheet_of, weights=weights * (values - LOWEST_VALUE), minlength=sheets)
    steps = HIGHEST_VALUE - LOWEST_VALUE
    scores = np.full(sheets, np.nan)
    np.divide(100 * reached, steps * whole, out=scores, where=whole > 0)
    return scores
