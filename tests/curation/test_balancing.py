"""Sharing entries out among curators."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.balancing import balance

FORBIDDEN = st.sets(st.tuples(st.integers(1, 12), st.integers(101, 105)), max_size=15)


def test_balance_gives_each_entry_what_is_wanted_with_level_loads() -> None:
    plan = balance(entries=range(1, 66), curators=range(101, 106), wanted=3)
    assert {len(who) for who in plan.given.values()} == {3}
    assert sorted(plan.loads.values()) == [39, 39, 39, 39, 39]
    assert (plan.missing, plan.components) == ({}, 1)


def test_balance_says_what_it_could_not_satisfy() -> None:
    plan = balance(
        entries=[1, 2], curators=[101, 102], wanted=2, forbidden={(1, 101), (1, 102), (2, 101)}
    )
    assert plan.given == {1: frozenset(), 2: frozenset({102})}
    assert plan.missing == {1: 2, 2: 1}


def test_balance_without_curators_misses_everything() -> None:
    plan = balance(entries=[1], curators=[], wanted=2)
    assert (plan.missing, plan.components) == ({1: 2}, 0)


@given(FORBIDDEN, st.integers(1, 4))
def test_balance_never_breaks_a_conflict(forbidden: set[tuple[int, int]], wanted: int) -> None:
    plan = balance(
        entries=range(1, 13), curators=range(101, 106), wanted=wanted, forbidden=forbidden
    )
    assert {(e, c) for e, who in plan.given.items() for c in who} & forbidden == set()


@given(FORBIDDEN, st.integers(1, 4))
def test_balance_misses_only_what_no_curator_may_score(
    forbidden: set[tuple[int, int]], wanted: int
) -> None:
    plan = balance(
        entries=range(1, 13), curators=range(101, 106), wanted=wanted, forbidden=forbidden
    )
    barred = Counter(entry for entry, _ in forbidden)
    possible = {entry: min(wanted, 5 - barred[entry]) for entry in range(1, 13)}
    assert {entry: len(who) for entry, who in plan.given.items()} == possible


@given(st.integers(1, 40), st.integers(1, 8), st.integers(1, 4))
def test_balance_keeps_loads_within_one(entries: int, curators: int, wanted: int) -> None:
    plan = balance(entries=range(entries), curators=range(100, 100 + curators), wanted=wanted)
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1


@given(FORBIDDEN, st.integers(1, 3))
def test_balance_is_as_level_as_conflicts_allow(
    forbidden: set[tuple[int, int]], wanted: int
) -> None:
    plan = balance(
        entries=range(1, 13), curators=range(101, 106), wanted=wanted, forbidden=forbidden
    )
    for entry, who in plan.given.items():
        for giver in who:
            for taker in range(101, 106):
                if taker not in who and (entry, taker) not in forbidden:
                    assert plan.loads[giver] <= plan.loads[taker] + 1


def test_balance_hands_an_entry_on_from_the_busiest() -> None:
    # Taken one by one, 101 would get entries 1 and 3, and 102 none: only 1 can be handed on.
    forbidden = {(1, 103), (2, 102), (3, 102)}
    plan = balance(entries=[1, 2, 3], curators=[101, 102, 103], wanted=1, forbidden=forbidden)
    assert plan.loads == {101: 1, 102: 1, 103: 1}


def test_balance_hands_entries_on_along_a_chain() -> None:
    # What 101 has too much of cannot go to 103, who has nothing: 102 passes one of theirs on.
    kept = {1: {101}, 2: {101}, 3: {102}}
    forbidden = {(4, 102), (4, 103), (5, 103), (6, 101)}
    plan = balance(
        entries=[1, 2, 3, 4, 5, 6],
        curators=[101, 102, 103],
        wanted=1,
        forbidden=forbidden,
        kept=kept,
    )
    assert {entry: sorted(who) for entry, who in plan.given.items() if entry < 5} == {
        1: [101],
        2: [101],
        3: [102],
        4: [101],
    }
    assert max(plan.loads.values()) - min(plan.loads.values()) == 2
    assert [sorted(plan.given[entry]) for entry in (5, 6)] == [[102], [103]]


@given(st.sets(st.tuples(st.integers(1, 6), st.integers(101, 104)), max_size=14), st.integers(1, 2))
def test_balance_leaves_no_load_that_a_chain_could_even_out(
    forbidden: set[tuple[int, int]], wanted: int
) -> None:
    entries, curators = range(1, 7), range(101, 105)
    plan = balance(entries=entries, curators=curators, wanted=wanted, forbidden=forbidden)
    for start in curators:
        reached, waiting = {start}, [start]
        while waiting:
            giver = waiting.pop()
            for entry in entries:
                if giver in plan.given[entry]:
                    for taker in set(curators) - plan.given[entry] - reached:
                        if (entry, taker) not in forbidden:
                            reached.add(taker)
                            waiting.append(taker)
        assert {plan.loads[one] >= plan.loads[start] - 1 for one in reached} == {True}


@given(FORBIDDEN)
def test_balance_moves_nothing_that_was_kept(forbidden: set[tuple[int, int]]) -> None:
    kept = {1: {101, 102}, 2: {101}, 3: {101}}
    plan = balance(
        entries=range(1, 13), curators=range(101, 106), wanted=2, forbidden=forbidden, kept=kept
    )
    assert {entry: who <= plan.given[entry] for entry, who in kept.items()} == dict.fromkeys(
        kept, True
    )


def test_balance_gives_the_same_plan_for_the_same_round() -> None:
    one = balance(entries=[3, 1, 2], curators=[103, 101, 102], wanted=2)
    other = balance(entries=[1, 2, 3], curators=[101, 102, 103], wanted=2)
    assert one == other


@pytest.mark.parametrize("curators", [4, 5, 6, 8])
def test_balance_ties_all_curators_together(curators: int) -> None:
    plan = balance(entries=range(24), curators=range(100, 100 + curators), wanted=2)
    assert plan.components == 1


def test_balance_swaps_curators_to_tie_two_groups_together() -> None:
    # Without conflicts on 1 and 2 the first pairs would be 101-102 and 103-104 twice over; the
    # barred pairs leave swaps of entries 3 and 4 as the only way to one group.
    forbidden = {(1, 103), (1, 104), (2, 101), (2, 102)}
    plan = balance(
        entries=[1, 2, 3, 4], curators=[101, 102, 103, 104], wanted=2, forbidden=forbidden
    )
    assert plan.components == 1
    assert set(plan.loads.values()) == {2}
