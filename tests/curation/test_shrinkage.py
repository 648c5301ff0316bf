"""How far corrections go, learned from the round: what moves them and what does not."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.ranking import Ranking, Sheet, rank_entries
from curation.shrinkage import CANDIDATES, USUAL

OPEN_SCORES = st.floats(0, 100, allow_nan=False).map(lambda score: round(score, 3))
ROUNDS = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), st.integers(1, 7)), OPEN_SCORES, min_size=1, max_size=20
).map(lambda cells: [Sheet(curator, entry, score) for (curator, entry), score in cells.items()])


def drawn(seed: int, *, entries: int, harshness: float, chance: float) -> list[Sheet]:
    """Draw a round of five curators and three sheets an entry."""
    dice = Random(seed)  # noqa: S311 - a simulation.
    offsets = {curator: dice.gauss(0, harshness) for curator in "ABCDE"}
    return [
        Sheet(curator, entry, quality + offsets[curator] + dice.gauss(0, chance))
        for entry, quality in ((entry, dice.gauss(60, 10)) for entry in range(entries))
        for curator in dice.sample("ABCDE", 3)
    ]


def with_added(sheets: list[Sheet], constant: float, curators: str) -> list[Sheet]:
    return [
        Sheet(one.curator, one.entry, one.score + constant * (str(one.curator) in curators))
        for one in sheets
    ]


def moves(before: Ranking, after: Ranking) -> tuple[list[float], list[float]]:
    """How far each entry's raw and adjusted scores moved."""
    then = {one.entry: one for one in before.entries}
    return (
        [abs(one.raw - then[one.entry].raw) for one in after.entries],
        [abs(one.adjusted - then[one.entry].adjusted) for one in after.entries],
    )


def test_learned_shrinkage_is_little_where_curators_clearly_differ() -> None:
    ranking = rank_entries(drawn(1, entries=60, harshness=15, chance=3))
    assert ranking.shrinkage < 0.2


def test_learned_shrinkage_is_much_where_curators_hardly_differ() -> None:
    ranking = rank_entries(drawn(1, entries=60, harshness=0, chance=8))
    assert ranking.shrinkage > 5


def test_learned_shrinkage_is_the_variance_of_chance_over_that_of_curators() -> None:
    # 8² / 8² = 1 and 4² / 8² = 0.25 in the long run; the median of 60 rounds of 300 entries.
    for chance, truth in ((8.0, 1.0), (4.0, 0.25)):
        learned = sorted(
            rank_entries(drawn(seed, entries=300, harshness=8, chance=chance)).shrinkage
            for seed in range(60)
        )
        assert truth / 1.7 < learned[30] < truth * 1.7


@pytest.mark.parametrize(
    "sheets",
    [
        [Sheet("A", "x", 40)],
        [Sheet("A", "x", 40), Sheet("A", "y", 90)],
        [Sheet("A", "x", 40), Sheet("B", "y", 90)],
        [Sheet(curator, entry, 50) for curator in "AB" for entry in "xyz"],
    ],
    ids=["one sheet", "one curator", "nothing shared", "identical"],
)
def test_learned_shrinkage_is_the_usual_one_where_nothing_can_be_learned(
    sheets: list[Sheet],
) -> None:
    ranking = rank_entries(sheets)
    assert ranking.shrinkage == USUAL
    assert {one.offset for one in ranking.curators} == {0.0}


@given(ROUNDS)
def test_learned_shrinkage_stays_within_its_candidates(sheets: list[Sheet]) -> None:
    assert CANDIDATES[0] <= rank_entries(sheets).shrinkage <= CANDIDATES[-1]


def test_learned_shrinkage_does_not_depend_on_unit_or_level_of_scores() -> None:
    sheets = drawn(3, entries=40, harshness=6, chance=8)
    scaled = [Sheet(one.curator, one.entry, one.score / 25 + 1) for one in sheets]
    assert rank_entries(scaled).shrinkage == rank_entries(sheets).shrinkage


@pytest.mark.parametrize("constant", [1, 5, -10, 20])
@pytest.mark.parametrize("harshness", [0, 5, 10])
def test_a_constant_on_one_curators_sheets_moves_adjusted_scores_by_less_than_raw_means(
    constant: float, harshness: float
) -> None:
    for seed in range(20):
        sheets = drawn(seed, entries=30, harshness=harshness, chance=8)
        after = rank_entries(with_added(sheets, constant, "A"))
        raw, adjusted = moves(rank_entries(sheets), after)
        touched = [(r, a) for r, a in zip(raw, adjusted, strict=True) if r > 0]
        assert [pair for pair in touched if pair[1] >= pair[0]] == []
        # What one entry gains on another is what counts for ranks.
        assert max(adjusted) - min(adjusted) < 0.95 * (max(raw) - min(raw))


def test_ever_larger_harshness_of_one_curator_moves_adjusted_scores_ever_less() -> None:
    sheets = drawn(5, entries=60, harshness=0, chance=8)
    before, shares = rank_entries(sheets), []
    for constant in (10.0, 100.0, 1000.0):
        raw, adjusted = moves(before, rank_entries(with_added(sheets, constant, "A")))
        shares.append((max(adjusted) - min(adjusted)) / (max(raw) - min(raw)))
    assert shares[0] > shares[1] > shares[2]
    assert shares[2] < 0.02


def test_the_same_harshness_in_all_curators_moves_no_rank_and_no_offset() -> None:
    sheets = drawn(6, entries=40, harshness=8, chance=8)
    before, after = rank_entries(sheets), rank_entries(with_added(sheets, -17, "ABCDE"))
    assert [(e.entry, e.rank) for e in after.entries] == [(e.entry, e.rank) for e in before.entries]
    assert [c.offset for c in after.curators] == pytest.approx([c.offset for c in before.curators])
