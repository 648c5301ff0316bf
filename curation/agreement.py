"""Whether curators agree: Krippendorff's alpha for nominal, ordinal, interval and ratio data.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), with missing data.
Alpha is 1 for perfect agreement, 0 for what chance would give, and below 0 for systematic
disagreement. It is computed on scores as given, never on adjusted ones.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.polynomial import chebyshev

from curation.arrays import Floats, Ints

# Up to so many distinct values the ratio metric compares every pair of them.
RATIO_PAIRS_UP_TO = 2048

# Degree of the polynomial that stands for all pairs beyond that.
RATIO_DEGREE = 256


class Metric(StrEnum):
    """How far apart two values are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Undefined(StrEnum):
    """Why alpha has no value."""

    NO_PAIRS = "no_pairs"  # No unit was rated twice.
    NO_VARIATION = "no_variation"  # All values are the same: agreement and chance look alike.
    NEGATIVE_VALUES = "negative_values"  # A ratio scale starts at zero.


@dataclass(frozen=True, slots=True)
class Alpha:
    """Agreement, and on how much it rests.

    Attributes:
        value: Alpha, at most 1; None when it is undefined.
        reason: Why it is undefined; None when it is not.
        units: How many units were rated at least twice.
        values: How many ratings these units have together.
    """

    value: float | None
    reason: Undefined | None
    units: int
    values: int


def krippendorff_alpha(
    ratings: Iterable[tuple[Hashable, float | None]], metric: Metric = Metric.INTERVAL
) -> Alpha:
    """Compute alpha from ratings in any order.

    Args:
        ratings: (unit, value) for each rating; None is missing data. Who rated does not matter
            to alpha, only that ratings of one unit come from different people. For nominal data the
            values are codes.
        metric: How far apart two values are.

    Raises:
        ValueError: A value is not a finite number.
    """
    return _alpha(*_pairable(ratings), metric)


def alpha_of_arrays(units: Ints, values: Floats, metric: Metric = Metric.INTERVAL) -> Alpha:
    """The same from arrays, which is quicker.

    Args:
        units: What each rating is of; shape (R,).
        values: The ratings, NaN where data is missing; shape (R,).
        metric: How far apart two values are.

    Raises:
        ValueError: A value is infinite.
    """
    given = ~np.isnan(values)
    units, values = units[given], values[given]
    order = np.argsort(units, kind="stable")
    units, values = units[order], values[order]
    starts = np.flatnonzero(np.diff(units, prepend=units[:1] - 1))
    counts = np.diff(starts, append=len(units))
    paired = np.repeat(counts > 1, counts)
    counts = counts[counts > 1]
    unit_of = np.repeat(np.arange(len(counts)), counts)
    return _alpha(unit_of, _finite(values[paired]), metric)


def _alpha(unit_of: Ints, values: Floats, metric: Metric) -> Alpha:
    """Compute alpha from what ``_pairable`` keeps."""
    units = int(unit_of[-1]) + 1 if len(unit_of) else 0
    reason = _why_undefined(values, metric)
    if reason is not None:
        return Alpha(value=None, reason=reason, units=units, values=len(values))
    observed, expected = _disagreements(unit_of, values, metric)
    ratio = (len(values) - 1) * observed / expected
    return Alpha(value=float(1 - ratio), reason=None, units=units, values=len(values))


def _pairable(ratings: Iterable[tuple[Hashable, float | None]]) -> tuple[Ints, Floats]:
    """Keep the units that were rated at least twice, numbered from 0 and side by side."""
    by_unit: dict[Hashable, list[float]] = {}
    for unit, value in ratings:
        if value is not None:
            by_unit.setdefault(unit, []).append(float(value))
    # Sorted, so that sums come out the same to the last bit in whatever order rows arrive.
    groups = sorted(sorted(group) for group in by_unit.values() if len(group) > 1)
    values = np.array([value for group in groups for value in group], dtype=np.float64)
    unit_of = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return unit_of.astype(np.int64), _finite(values)


def _finite(values: Floats) -> Floats:
    """Refuse what is no number."""
    if not np.isfinite(values).all():
        raise ValueError("A rating is not a finite number.")
    return values


def _why_undefined(values: Floats, metric: Metric) -> Undefined | None:
    """Say why alpha cannot be computed, if it cannot."""
    if len(values) == 0:
        return Undefined.NO_PAIRS
    if metric is Metric.RATIO and values.min() < 0:
        return Undefined.NEGATIVE_VALUES
    if values.min() == values.max():
        return Undefined.NO_VARIATION
    return None


def _disagreements(unit_of: Ints, values: Floats, metric: Metric) -> tuple[float, float]:
    """Sum δ² over pairs within units (each unit ÷ (m - 1)), and over all pairs.

    Nominal, ordinal and interval need no table of pairs: ordinal δ is the difference of mid-ranks
    (Krippendorff's ``Σ n_g - (n_c + n_k)/2``), and sums of squared differences follow from sums
    and sums of squares. So 10,000 entries take milliseconds.
    """
    weights = 1.0 / (np.bincount(unit_of) - 1)
    if metric is Metric.NOMINAL:
        return _nominal(unit_of, values, weights)
    if metric is Metric.RATIO:
        return _ratio(unit_of, values, weights)
    # Centred, because large values would lose their differences in the squares.
    positions = _mid_ranks(values) if metric is Metric.ORDINAL else values
    positions = positions - positions.mean()
    sizes = np.bincount(unit_of)
    sums = np.bincount(unit_of, weights=positions)
    squares = np.bincount(unit_of, weights=positions**2)
    within = 2 * (sizes * squares - sums**2)
    overall = 2 * (len(positions) * (positions**2).sum() - positions.sum() ** 2)
    return float((within * weights).sum()), float(overall)


def _mid_ranks(values: Floats) -> Floats:
    """Give each value the middle of the places that its equals take."""
    _, at, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - counts / 2)[at], dtype=np.float64)


def _nominal(unit_of: Ints, values: Floats, weights: Floats) -> tuple[float, float]:
    """Count pairs of unequal values: all pairs less the equal ones."""
    _, code = np.unique(values, return_inverse=True)
    _, at, counts = np.unique(
        np.column_stack((unit_of, code)), axis=0, return_inverse=True, return_counts=True
    )
    # Each rating meets (m - its equals in the unit) unequal ones.
    unequal = np.bincount(unit_of)[unit_of] - counts[at]
    totals = np.bincount(code)
    overall = len(values) ** 2 - (totals**2).sum()
    return float((unequal * weights[unit_of]).sum()), float(overall)


def _ratio(unit_of: Ints, values: Floats, weights: Floats) -> tuple[float, float]:
    """Sum ((c - k) / (c + k))² over pairs."""
    within = 0.0
    starts = np.flatnonzero(np.diff(unit_of, prepend=-1))
    for weight, group in zip(weights, np.split(values, starts[1:]), strict=True):
        within += float(weight) * _ratio_pairs(group, group)
    distinct, counts = np.unique(values, return_counts=True)
    return within, _ratio_overall(distinct, counts)


def _ratio_overall(distinct: Floats, counts: Ints) -> float:
    """Sum the ratio δ² over all pairs of ratings, given the distinct values from small to large.

    With many distinct values the pairs would take minutes. As ``δ² = 1 - 4ck/(c + k)²`` and
    ``Σ_k 4ck/(c + k)²`` is an analytic function of ``log c`` (its poles lie π off the axis), a
    Chebyshev polynomial of that function gives the same sum to the last digits.
    """
    if len(distinct) <= RATIO_PAIRS_UP_TO:
        return _ratio_pairs(distinct, distinct, counts, counts)
    above = distinct > 0
    places, often = np.log(distinct[above]), counts[above]
    middle, half = (places[0] + places[-1]) / 2, (places[-1] - places[0]) / 2

    def likeness(scaled: Floats) -> Floats:
        """Give ``Σ_k 4ck/(c + k)²``, which is ``Σ_k 1/cosh²((log c - log k)/2)``."""
        apart = (middle + half * scaled)[:, None] - places[None, :]
        return np.asarray((1.0 / np.cosh(np.minimum(np.abs(apart) / 2, 300.0)) ** 2) @ often)

    nodes = chebyshev.chebpts1(RATIO_DEGREE + 1)
    fitted = chebyshev.chebfit(nodes, likeness(nodes), RATIO_DEGREE)
    alike = often @ chebyshev.chebval((places - middle) / half, fitted)
    # Zero is unlike every other value, and like itself.
    return float(counts.sum() ** 2 - alike - counts[~above].sum() ** 2)


def _ratio_pairs(
    left: Floats, right: Floats, left_counts: Ints | None = None, right_counts: Ints | None = None
) -> float:
    """Sum the ratio δ² of every left value with every right one, by how often each occurs."""
    total = left[:, None] + right[None, :]
    # Two zeros are equal, and must not be divided.
    delta = (left[:, None] - right[None, :]) / np.where(total == 0, 1.0, total)
    rows = np.ones(len(left)) if left_counts is None else left_counts
    columns = np.ones(len(right)) if right_counts is None else right_counts
    return float(rows @ delta**2 @ columns)
