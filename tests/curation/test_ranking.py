"""Raw and adjusted scores, offsets, components, ranks and ties."""

import math
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.offsets import Key
from curation.ranking import Ranking, Sheet, rank_entries


def sheets_from(table: Mapping[str, Mapping[str, float]]) -> list[Sheet]:
    """Build sheets from {curator: {entry: score}}."""
    return [
        Sheet(curator, entry, score)
        for curator, given_ in table.items()
        for entry, score in given_.items()
    ]


def raw_of(ranking: Ranking) -> dict[Key, float]:
    return {entry.entry: entry.raw for entry in ranking.entries}


def adjusted_of(ranking: Ranking) -> dict[Key, float]:
    return {entry.entry: entry.adjusted for entry in ranking.entries}


def offsets_of(ranking: Ranking) -> dict[Key, float]:
    return {curator.curator: curator.offset for curator in ranking.curators}


def ranks_of(ranking: Ranking) -> dict[Key, int]:
    return {entry.entry: entry.rank for entry in ranking.entries}


def iterated(sheets: list[Sheet], rounds: int = 3000) -> tuple[dict[Key, float], dict[Key, float]]:
    """Follow the two updates of the design page one after the other, as a slow second opinion."""
    offsets: dict[Key, float] = {sheet.curator: 0.0 for sheet in sheets}
    quality: dict[Key, float] = {}
    for _ in range(rounds):
        for entry in {sheet.entry for sheet in sheets}:
            of_entry = [s.score - offsets[s.curator] for s in sheets if s.entry == entry]
            quality[entry] = sum(of_entry) / len(of_entry)
        for curator in offsets:
            by = [s.score - quality[s.entry] for s in sheets if s.curator == curator]
            offsets[curator] = sum(by) / (len(by) + 3)
    return quality, offsets


OPEN_SCORES = st.floats(0, 100, allow_nan=False).map(lambda score: round(score, 3))
ROUNDS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), st.integers(1, 7)), OPEN_SCORES, min_size=1, max_size=20
).map(lambda cells: [Sheet(curator, entry, score) for (curator, entry), score in cells.items()])


def test_rank_entries_solves_a_small_round_by_hand() -> None:
    # Two curators, one shared entry pair: B gives 10 more than A on both. Mean surprise is -5
    # and +5 per sheet. The offsets a = -b solve a = Σ(s - q)/(2 + 3), with q = mean, so
    # a = (-10)/5 = -2, and the entry means do not move.
    table = {"A": {"x": 60, "y": 70}, "B": {"x": 70, "y": 80}}
    ranking = rank_entries(sheets_from(table), shrinkage=3)
    assert offsets_of(ranking) == pytest.approx({"A": -2.0, "B": 2.0})
    assert adjusted_of(ranking) == pytest.approx({"x": 65.0, "y": 75.0})
    assert ranks_of(ranking) == {"y": 1, "x": 2}


def test_rank_entries_lifts_what_only_a_harsh_curator_saw() -> None:
    # A and B share x (60 and 80). A alone saw y (70), B alone saw z (72).
    # Laplacian of the pair: ½ on the diagonal; surprise ∓10: (½ + ½ + 3) a = -10, a = -2.5.
    table = {"A": {"x": 60, "y": 70}, "B": {"x": 80, "z": 72}}
    ranking = rank_entries(sheets_from(table), shrinkage=3)
    assert offsets_of(ranking) == pytest.approx({"A": -2.5, "B": 2.5})
    assert adjusted_of(ranking) == pytest.approx({"x": 70.0, "y": 72.5, "z": 69.5})
    assert ranks_of(ranking) == {"y": 1, "x": 2, "z": 3}


@given(ROUNDS)
def test_rank_entries_gives_what_the_updates_converge_to(sheets: list[Sheet]) -> None:
    quality, offsets = iterated(sheets, rounds=400)
    ranking = rank_entries(sheets, shrinkage=3)
    assert offsets_of(ranking) == pytest.approx(offsets, abs=1e-3)
    assert adjusted_of(ranking) == pytest.approx(quality, abs=1e-3)


@given(ROUNDS, st.randoms(use_true_random=False))
def test_rank_entries_gives_the_same_whatever_the_row_order(
    sheets: list[Sheet], chance: Random
) -> None:
    shuffled = list(sheets)
    chance.shuffle(shuffled)
    assert rank_entries(shuffled) == rank_entries(sheets)


@given(ROUNDS, st.integers(-50, 50))
def test_rank_entries_moves_no_rank_when_all_are_equally_harsh(
    sheets: list[Sheet], harshness: int
) -> None:
    moved = [Sheet(s.curator, s.entry, s.score + harshness) for s in sheets]
    assert ranks_of(rank_entries(moved)) == ranks_of(rank_entries(sheets))


@given(ROUNDS, st.integers(1, 40))
def test_rank_entries_moves_adjusted_by_less_than_raw_when_one_curator_shifts(
    sheets: list[Sheet], constant: int
) -> None:
    shifted = sheets[0].curator
    moved = [Sheet(s.curator, s.entry, s.score + constant * (s.curator == shifted)) for s in sheets]
    before, after = rank_entries(sheets, shrinkage=3), rank_entries(moved, shrinkage=3)
    for sheet in (sheet for sheet in sheets if sheet.curator == shifted):
        raw_move = raw_of(after)[sheet.entry] - raw_of(before)[sheet.entry]
        adjusted_move = adjusted_of(after)[sheet.entry] - adjusted_of(before)[sheet.entry]
        assert -1e-9 <= adjusted_move <= raw_move + 1e-9


def test_rank_entries_moves_adjusted_strictly_less_where_entries_differ_in_curators() -> None:
    table = {"A": {"x": 60, "y": 70}, "B": {"x": 80, "z": 72}}
    shifted = {"A": {"x": 50, "y": 60}, "B": table["B"]}
    before = rank_entries(sheets_from(table), shrinkage=3)
    after = rank_entries(sheets_from(shifted), shrinkage=3)
    assert raw_of(after)["y"] - raw_of(before)["y"] == pytest.approx(-10)
    # x = 3 (L + 3)⁻¹ e_A = (3.5, 0.5) / 4: seven eighths of the shift stay with few sheets.
    assert adjusted_of(after)["y"] - adjusted_of(before)["y"] == pytest.approx(-8.75)


@given(ROUNDS, st.integers(1, 40))
def test_rank_entries_without_shrinkage_moves_no_difference_when_one_curator_shifts(
    sheets: list[Sheet], constant: int
) -> None:
    shifted = sheets[0].curator
    moved = [Sheet(s.curator, s.entry, s.score + constant * (s.curator == shifted)) for s in sheets]
    before = rank_entries(sheets, shrinkage=0)
    after = rank_entries(moved, shrinkage=0)
    component = next(c.component for c in before.curators if c.curator == shifted)
    moves = [
        adjusted_of(after)[e.entry] - e.adjusted for e in before.entries if e.component == component
    ]
    assert max(moves) - min(moves) == pytest.approx(0, abs=1e-6)


@given(ROUNDS)
def test_rank_entries_offsets_sum_to_zero_in_each_component(sheets: list[Sheet]) -> None:
    ranking = rank_entries(sheets)
    for component in range(1, ranking.components + 1):
        total = sum(c.offset for c in ranking.curators if c.component == component)
        assert total == pytest.approx(0, abs=1e-8)


@given(ROUNDS)
def test_rank_entries_gives_finite_figures_for_any_round(sheets: list[Sheet]) -> None:
    ranking = rank_entries(sheets)
    figures = [f for e in ranking.entries for f in (e.raw, e.adjusted, e.spread or 0.0)]
    figures += [curator.offset for curator in ranking.curators]
    assert [figure for figure in figures if not math.isfinite(figure)] == []


def test_rank_entries_of_one_curator_leaves_scores_as_they_are() -> None:
    ranking = rank_entries(sheets_from({"A": {"x": 40, "y": 90}}))
    assert offsets_of(ranking) == {"A": 0.0}
    assert adjusted_of(ranking) == raw_of(ranking) == {"x": 40.0, "y": 90.0}
    assert [curator.shared for curator in ranking.curators] == [0]


def test_rank_entries_of_one_entry_keeps_its_mean() -> None:
    ranking = rank_entries(sheets_from({"A": {"x": 40}, "B": {"x": 60}}))
    [only] = ranking.entries
    assert (only.raw, only.adjusted, only.sheets, only.spread) == (50.0, 50.0, 2, 20.0)
    assert (only.rank, only.tied) == (1, False)


def test_rank_entries_of_identical_scores_is_one_explicit_tie() -> None:
    ranking = rank_entries(sheets_from({c: {"x": 50, "y": 50, "z": 50} for c in "AB"}))
    assert offsets_of(ranking) == {"A": 0.0, "B": 0.0}
    assert [(e.entry, e.rank, e.tied) for e in ranking.entries] == [
        ("x", 1, True),
        ("y", 1, True),
        ("z", 1, True),
    ]


def test_rank_entries_of_nothing_is_empty() -> None:
    assert rank_entries([]) == Ranking(entries=(), curators=(), components=0, shrinkage=0.0)


def test_rank_entries_counts_components_and_corrects_inside_each() -> None:
    ranking = rank_entries(
        sheets_from({"A": {"x": 60}, "B": {"x": 80}, "C": {"y": 50, "z": 55}, "D": {"y": 50}}),
        shrinkage=3,
    )
    assert ranking.components == 2
    assert {c.curator: c.component for c in ranking.curators} == {"A": 2, "B": 2, "C": 1, "D": 1}
    assert {e.entry: e.component for e in ranking.entries} == {"x": 2, "y": 1, "z": 1}
    assert offsets_of(ranking) == pytest.approx({"A": -2.5, "B": 2.5, "C": 0.0, "D": 0.0})


def test_rank_entries_uses_raw_scores_between_components() -> None:
    # As above, y rises over x and z inside the first group: raw x 70, y 70, z 72; adjusted
    # y 72.5, x 70, z 69.5. The lone curator's v (raw 71) sits second by raw order, and stays so.
    table = {"A": {"x": 60, "y": 70}, "B": {"x": 80, "z": 72}, "C": {"v": 71, "w": 10}}
    ranking = rank_entries(sheets_from(table), shrinkage=3)
    assert [e.entry for e in ranking.entries] == ["y", "v", "x", "z", "w"]
    assert [e.rank for e in ranking.entries] == [1, 2, 3, 4, 5]


def test_rank_entries_keeps_a_tie_between_components_a_tie() -> None:
    ranking = rank_entries(sheets_from({"A": {"x": 70, "y": 60}, "B": {"v": 70}}))
    assert [(e.entry, e.rank, e.tied) for e in ranking.entries] == [
        ("v", 1, True),
        ("x", 1, True),
        ("y", 3, False),
    ]


@given(ROUNDS)
def test_rank_entries_never_ranks_a_lower_adjusted_score_higher_inside_a_component(
    sheets: list[Sheet],
) -> None:
    ranking = rank_entries(sheets)
    for better in ranking.entries:
        for worse in ranking.entries:
            if better.component == worse.component and better.adjusted > worse.adjusted + 1e-5:
                assert better.rank < worse.rank


@given(ROUNDS)
def test_rank_entries_numbers_ranks_by_how_many_are_ahead(sheets: list[Sheet]) -> None:
    ranks = [entry.rank for entry in rank_entries(sheets).entries]
    assert ranks == [1 + sum(other < rank for other in ranks) for rank in ranks]


def test_rank_entries_breaks_a_tie_by_raw_score_first() -> None:
    # The curators' offsets are ∓2.5; y only by A at 67.5 and z only by B at 72.5 both adjust to
    # 70, with raw 67.5 and 72.5.
    table = {"A": {"x": 60, "y": 67.5}, "B": {"x": 80, "z": 72.5}}
    ranking = rank_entries(sheets_from(table), shrinkage=3)
    assert adjusted_of(ranking) == pytest.approx({"x": 70.0, "y": 70.0, "z": 70.0})
    assert [e.entry for e in ranking.entries] == ["z", "x", "y"]
    assert [e.tied for e in ranking.entries] == [False, False, False]


def test_rank_entries_breaks_a_tie_by_the_heaviest_criterion_next() -> None:
    sheets = [Sheet("A", "x", 70, heaviest=3), Sheet("A", "y", 70, heaviest=5)]
    assert ranks_of(rank_entries(sheets)) == {"y": 1, "x": 2}


def test_rank_entries_passes_over_a_heaviest_criterion_that_does_not_apply() -> None:
    sheets = [Sheet("A", "x", 70, heaviest=5), Sheet("A", "y", 70, heaviest=None)]
    assert ranks_of(rank_entries(sheets)) == {"x": 1, "y": 1}


def test_rank_entries_breaks_a_tie_by_the_smaller_spread_last() -> None:
    sheets = sheets_from(
        {"A": {"x": 60, "y": 68}, "B": {"x": 80, "y": 72}, "C": {"x": 70, "y": 70}}
    )
    level = [Sheet(s.curator, s.entry, s.score, heaviest=4) for s in sheets]
    ranking = rank_entries(level)
    assert adjusted_of(ranking) == pytest.approx({"x": 70.0, "y": 70.0})
    assert [(e.entry, e.spread) for e in ranking.entries] == [("y", 4.0), ("x", 20.0)]
    assert [e.rank for e in ranking.entries] == [1, 2]


def test_rank_entries_does_not_prefer_an_entry_for_being_scored_once() -> None:
    sheets = sheets_from({"A": {"x": 70, "y": 60}, "B": {"y": 80}})
    ranking = rank_entries(sheets, shrinkage=1e12)
    assert {e.entry: e.spread for e in ranking.entries} == {"x": None, "y": 20.0}
    assert ranks_of(ranking) == {"x": 1, "y": 1}


def test_rank_entries_refuses_two_sheets_of_one_curator() -> None:
    with pytest.raises(ValueError, match="two sheets"):
        rank_entries([Sheet("A", "x", 1), Sheet("A", "x", 2)])


def test_rank_entries_refuses_a_score_that_is_no_number() -> None:
    with pytest.raises(ValueError, match="finite"):
        rank_entries([Sheet("A", "x", math.nan)])


def test_rank_entries_does_not_confuse_a_number_with_the_same_word() -> None:
    ranking = rank_entries([Sheet(1, 7, 50), Sheet("1", "7", 60)])
    assert raw_of(ranking) == {7: 50.0, "7": 60.0}
    assert ranking.components == 2
