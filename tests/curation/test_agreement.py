"""Krippendorff's alpha against published tables."""

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation import agreement
from curation.agreement import Metric, Undefined, krippendorff_alpha

Ratings = list[tuple[int, float | None]]


def ratings_from(*observers: str) -> Ratings:
    """Read one string an observer; a dot is missing, letters are nominal codes."""
    return [
        (unit, None if mark == "." else float(int(mark, 36)))
        for observer in observers
        for unit, mark in enumerate(observer.replace(" ", ""))
    ]


# Krippendorff (2011), section C: four observers, twelve units, missing data.
FOUR_OBSERVERS = ratings_from(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# The example of three observers and fifteen units with many gaps that Wikipedia's article works.
THREE_OBSERVERS = ratings_from(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


@pytest.mark.parametrize(
    ("metric", "published"),
    [
        (Metric.NOMINAL, 0.743),
        (Metric.ORDINAL, 0.815),
        (Metric.INTERVAL, 0.849),
        (Metric.RATIO, 0.797),
    ],
)
def test_alpha_equals_the_published_value_for_four_observers(
    metric: Metric, published: float
) -> None:
    alpha = krippendorff_alpha(FOUR_OBSERVERS, metric)
    assert alpha.value is not None
    assert round(alpha.value, 3) == published
    # The twelfth unit was rated once and pairs with nothing.
    assert (alpha.units, alpha.values) == (11, 40)


@pytest.mark.parametrize(
    ("metric", "published"), [(Metric.NOMINAL, 0.691), (Metric.INTERVAL, 0.811)]
)
def test_alpha_equals_the_published_value_for_three_observers(
    metric: Metric, published: float
) -> None:
    alpha = krippendorff_alpha(THREE_OBSERVERS, metric)
    assert alpha.value is not None
    assert round(alpha.value, 3) == published


def test_alpha_equals_the_published_value_for_binary_data() -> None:
    # Krippendorff (2011), section A: two observers, ten units.
    alpha = krippendorff_alpha(ratings_from("0100000010", "1110010000"), Metric.NOMINAL)
    assert alpha.value is not None
    assert round(alpha.value, 3) == 0.095


def test_alpha_equals_the_published_value_for_nominal_data() -> None:
    # Krippendorff (2011), section B: Ben and Gerry, twelve units.
    alpha = krippendorff_alpha(ratings_from("aabbdcccedda", "babbbccceddd"), Metric.NOMINAL)
    assert alpha.value is not None
    assert round(alpha.value, 3) == 0.692


def by_definition(ratings: Ratings, metric: Metric) -> float:
    """Compute alpha from every pair, as the paper defines it."""
    units: dict[int, list[float]] = {}
    for unit, value in ratings:
        if value is not None:
            units.setdefault(unit, []).append(value)
    groups = [group for group in units.values() if len(group) > 1]
    values = [value for group in groups for value in group]

    def delta(c: float, k: float) -> float:
        if c == k:
            return 0.0
        if metric is Metric.NOMINAL:
            return 1.0
        if metric is Metric.INTERVAL:
            return (c - k) ** 2
        if metric is Metric.RATIO:
            return ((c - k) / (c + k)) ** 2
        between = sum(min(c, k) <= v <= max(c, k) for v in values)
        ends = sum(v == c for v in values) + sum(v == k for v in values)
        return (between - ends / 2) ** 2

    observed = sum(sum(delta(a, b) for a in g for b in g) / (len(g) - 1) for g in groups)
    expected = sum(delta(a, b) for a in values for b in values) / (len(values) - 1)
    return 1 - observed / expected


OPEN_RATINGS = st.lists(
    st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(0, 6).map(float))), max_size=30
)


@pytest.mark.parametrize("metric", list(Metric))
@given(ratings=OPEN_RATINGS)
def test_alpha_equals_its_definition_over_all_pairs(metric: Metric, ratings: Ratings) -> None:
    alpha = krippendorff_alpha(ratings, metric)
    if alpha.value is not None:
        assert alpha.value == pytest.approx(by_definition(ratings, metric), abs=1e-9)
    else:
        assert alpha.reason in {Undefined.NO_PAIRS, Undefined.NO_VARIATION}


@pytest.mark.parametrize("metric", list(Metric))
@given(ratings=OPEN_RATINGS, chance=st.randoms(use_true_random=False))
def test_alpha_does_not_depend_on_row_order(
    metric: Metric,
    ratings: Ratings,
    chance: Random,
) -> None:
    shuffled = list(ratings)
    chance.shuffle(shuffled)
    assert krippendorff_alpha(shuffled, metric) == krippendorff_alpha(ratings, metric)


@pytest.mark.parametrize("metric", list(Metric))
def test_alpha_is_one_for_perfect_agreement(metric: Metric) -> None:
    assert krippendorff_alpha(ratings_from("12345", "12345"), metric).value == 1.0


@pytest.mark.parametrize("metric", list(Metric))
def test_alpha_is_undefined_without_a_unit_rated_twice(metric: Metric) -> None:
    for ratings in (ratings_from("12345"), ratings_from("12...", "..345"), []):
        alpha = krippendorff_alpha(ratings, metric)
        assert (alpha.value, alpha.reason, alpha.units) == (None, Undefined.NO_PAIRS, 0)


@pytest.mark.parametrize("metric", list(Metric))
def test_alpha_is_undefined_when_all_values_are_the_same(metric: Metric) -> None:
    alpha = krippendorff_alpha(ratings_from("333", "333"), metric)
    assert (alpha.value, alpha.reason) == (None, Undefined.NO_VARIATION)


def test_alpha_on_a_ratio_scale_is_undefined_below_zero() -> None:
    alpha = krippendorff_alpha([(1, -1.0), (1, 1.0), (2, 3.0), (2, 3.0)], Metric.RATIO)
    assert (alpha.value, alpha.reason) == (None, Undefined.NEGATIVE_VALUES)


@pytest.mark.parametrize("spread", [0.1, 3.0, 12.0])
def test_ratio_alpha_of_many_values_equals_its_definition(
    spread: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = Random(7)  # noqa: S311 - any numbers do.
    ratings: Ratings = [
        (unit, value)
        for unit in range(90)
        for value in (0.0 if unit == 0 else chance.lognormvariate(0, spread) for _ in range(3))
    ]
    exact = krippendorff_alpha(ratings, Metric.RATIO)
    monkeypatch.setattr(agreement, "RATIO_PAIRS_UP_TO", 8)
    fitted = krippendorff_alpha(ratings, Metric.RATIO)
    assert exact.value == pytest.approx(by_definition(ratings, Metric.RATIO), abs=1e-9)
    assert fitted.value == pytest.approx(exact.value, abs=1e-9)


def test_alpha_is_not_shaken_by_a_large_common_level() -> None:
    level = [(unit, None if value is None else value + 1e8) for unit, value in FOUR_OBSERVERS]
    alpha = krippendorff_alpha(level, Metric.INTERVAL)
    assert alpha.value is not None
    assert round(alpha.value, 3) == 0.849


def test_alpha_refuses_what_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="finite"):
        krippendorff_alpha([(1, math.inf), (1, 2.0)])
