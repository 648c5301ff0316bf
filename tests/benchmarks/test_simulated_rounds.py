"""Adjusted scores find the truly best goods, in simulated rounds with a planted order."""

import numpy as np
import pytest

from benchmarks.ranking import DESIGNS, found_of_top_third, raw_means, shares, z_scores
from curation.ranking import Sheet

# As many as give each mean a standard error of a point or less; ``make bench`` runs 400.
ROUNDS = 120


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, float]]:
    """What each method finds in each design, in percent."""
    return {design: shares(design, ROUNDS) for design in DESIGNS}


def test_adjusted_scores_beat_raw_means_where_curators_differ(
    found: dict[str, dict[str, float]],
) -> None:
    differ = found["curators differ in harshness"]
    assert differ["adjusted"] > differ["raw means"] + 1


def test_adjusted_scores_clearly_beat_both_where_curators_are_specialised(
    found: dict[str, dict[str, float]],
) -> None:
    special = found["specialised, harsh group with better goods"]
    assert special["adjusted"] > special["raw means"] + 10
    assert special["adjusted"] > special["z-scores"] + 10


def test_adjusted_scores_are_within_a_point_of_raw_means_where_curators_do_not_differ(
    found: dict[str, dict[str, float]],
) -> None:
    alike = found["curators do not differ"]
    assert abs(alike["adjusted"] - alike["raw means"]) <= 1


def test_adjusted_scores_are_never_two_points_behind_the_best(
    found: dict[str, dict[str, float]],
) -> None:
    assert [design for design, by in found.items() if by["adjusted"] < max(by.values()) - 2] == []


@pytest.mark.parametrize("design", list(DESIGNS))
def test_simulated_rounds_have_three_sheets_an_entry_by_different_curators(design: str) -> None:
    round_ = DESIGNS[design](np.random.default_rng(1))
    pairs = {(sheet.entry, sheet.curator) for sheet in round_.sheets}
    by_entry = [sum(entry == one for entry, _ in pairs) for one in range(len(round_.quality))]
    assert set(by_entry) == {3}
    loads = np.bincount([int(sheet.curator) for sheet in round_.sheets])
    assert loads.max() - loads.min() <= 10


def test_references_are_what_they_say() -> None:
    sheets = [Sheet(0, 0, 10.0), Sheet(0, 1, 20.0), Sheet(1, 0, 30.0), Sheet(1, 1, 34.0)]
    assert raw_means(sheets).tolist() == [20.0, 27.0]
    assert z_scores(sheets).tolist() == [-1.0, 1.0]
    best_first = np.array([9.0, 8.0, 7.0, 1.0, 2.0, 3.0])
    assert found_of_top_third(best_first, best_first) == 1.0
    assert found_of_top_third(np.array([9.0, 0, 0, 8.0, 0, 0]), best_first) == 0.5
