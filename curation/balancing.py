"""Who scores what: each entry gets its number of curators and loads differ by at most one.

Pure, on keys. Curators who may not score an entry (a conflict, a removal) never get it; what was
assigned before stays. Pairs of curators are mixed, so that shared entries tie all of them
together and harsh ones can be told from unlucky ones.
"""

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product

import numpy as np

from curation.offsets import compare_curators, connected_components, pair_up

# Swaps that are tried to tie two groups of curators together; a round has far fewer entries.
SWAPS_TRIED = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """Who gets what, and what could not be had.

    Attributes:
        given: All curators of each entry, those that were kept included.
        missing: How many curators an entry lacks, where it lacks any.
        loads: Entries per curator.
        components: Groups of curators that no shared entry ties together; 1 is best.
    """

    given: Mapping[int, frozenset[int]]
    missing: Mapping[int, int]
    loads: Mapping[int, int]
    components: int


class _Draft:
    """The plan while it is made."""

    def __init__(
        self,
        curators: Sequence[int],
        forbidden: Collection[tuple[int, int]],
        kept: Mapping[int, Collection[int]],
        limits: Mapping[int, int],
    ) -> None:
        self.curators = sorted(curators)
        self.limits = limits
        self.forbidden = frozenset(forbidden)
        self.kept = {entry: frozenset(who) for entry, who in kept.items()}
        self.given: dict[int, set[int]] = {}
        self.loads: Counter[int] = Counter(dict.fromkeys(self.curators, 0))
        self.pairs: Counter[tuple[int, int]] = Counter()

    def add(self, entry: int, curator: int) -> None:
        for other in self.given[entry]:
            self.pairs[min(other, curator), max(other, curator)] += 1
        self.given[entry].add(curator)
        self.loads[curator] += 1

    def remove(self, entry: int, curator: int) -> None:
        self.given[entry].remove(curator)
        self.loads[curator] -= 1
        for other in self.given[entry]:
            self.pairs[min(other, curator), max(other, curator)] -= 1

    def may(self, entry: int, curator: int) -> bool:
        return (entry, curator) not in self.forbidden and curator not in self.given[entry]

    def has_room(self, curator: int) -> bool:
        return curator not in self.limits or self.loads[curator] < self.limits[curator]

    def movable(self, entry: int, curator: int) -> bool:
        return curator in self.given[entry] and curator not in self.kept.get(entry, ())

    def candidates(self, entry: int) -> list[int]:
        return [one for one in self.curators if self.may(entry, one) and self.has_room(one)]


def balance(
    *,
    entries: Sequence[int],
    curators: Sequence[int],
    wanted: int,
    forbidden: Collection[tuple[int, int]] = (),
    kept: Mapping[int, Collection[int]] | None = None,
    for_all: Collection[int] = (),
    limits: Mapping[int, int] | None = None,
) -> Plan:
    """Share entries out among curators.

    Args:
        entries: Keys of the entries, each once.
        curators: Keys of the curators who take part.
        wanted: How many curators an entry should get.
        forbidden: (entry, curator) pairs that must not be.
        kept: Curators whom entries have already, and keep.
        for_all: Entries that everybody scores who may.
        limits: The most entries that a curator takes, where there is such a limit; what they
            have already stays.
    """
    draft = _Draft(curators, forbidden, kept or {}, limits or {})
    for entry in entries:
        draft.given[entry] = set()
        for curator in sorted(draft.kept.get(entry, ())):
            draft.add(entry, curator)
    # The entries with the fewest candidates choose first; keys settle the rest, so that the same
    # round always gives the same plan.
    for entry in sorted(entries, key=lambda key: (len(draft.candidates(key)), key)):
        target = len(draft.curators) if entry in for_all else wanted
        while len(draft.given[entry]) < target and (free := draft.candidates(entry)):
            draft.add(entry, _least_busy(draft, entry, free))
    while _move_one(draft):
        pass
    _tie_together(draft)
    return Plan(
        given={entry: frozenset(who) for entry, who in draft.given.items()},
        missing={e: wanted - len(who) for e, who in draft.given.items() if len(who) < wanted},
        loads=dict(draft.loads),
        components=_components(draft),
    )


def _least_busy(draft: _Draft, entry: int, free: Sequence[int]) -> int:
    """Take the curator with the least to do, then the one who met the others least."""

    def cost(curator: int) -> tuple[int, int, int]:
        met = sum(draft.pairs[min(o, curator), max(o, curator)] for o in draft.given[entry])
        return draft.loads[curator], met, curator

    return min(free, key=cost)


def _move_one(draft: _Draft) -> bool:
    """Move one entry's worth of work from a busy curator to a free one, through others if needed.

    A curator can hand an entry to whoever may take it; a chain of such steps from the busiest
    curator to one with two entries fewer evens out their loads and leaves everyone else's alone.
    When no chain is left, no sharing-out is more even.
    """
    if not draft.curators:
        return False
    handed = _hand_overs(draft)
    for busiest in sorted(draft.curators, key=lambda curator: (-draft.loads[curator], curator)):
        chain = _chain(draft, handed, busiest)
        if chain:
            for giver, taker in pairwise(chain):
                entry = handed[giver][taker]
                draft.remove(entry, giver)
                draft.add(entry, taker)
            return True
    return False


def _hand_overs(draft: _Draft) -> dict[int, dict[int, int]]:
    """Find, for each curator, one entry that they could hand to each other curator.

    A chain visits a curator once and whoever takes an entry did not have it, so all steps of a
    chain can be made one after the other.
    """
    handed: dict[int, dict[int, int]] = {curator: {} for curator in draft.curators}
    for entry, who in draft.given.items():
        for giver in who:
            if draft.movable(entry, giver) and giver in handed:
                for taker in draft.candidates(entry):
                    handed[giver].setdefault(taker, entry)
    return handed


def _chain(draft: _Draft, handed: Mapping[int, Mapping[int, int]], start: int) -> list[int]:
    """Search the shortest chain from a busy curator to one with at least two entries fewer."""
    came_from: dict[int, int | None] = {start: None}
    waiting = deque([start])
    while waiting:
        giver = waiting.popleft()
        for taker in sorted(handed[giver], key=lambda curator: (draft.loads[curator], curator)):
            if taker in came_from:
                continue
            came_from[taker] = giver
            if draft.loads[taker] <= draft.loads[start] - 2:
                return _path(came_from, taker)
            waiting.append(taker)
    return []


def _path(came_from: Mapping[int, int | None], end: int) -> list[int]:
    """Follow a chain back to its start."""
    path = [end]
    while (before := came_from[path[-1]]) is not None:
        path.append(before)
    return path[::-1]


def _components(draft: _Draft) -> int:
    """Count the groups of curators that have entries and share none."""
    of_curators, _ = _grouped(draft)
    return len(set(of_curators.values()))


def _grouped(draft: _Draft) -> tuple[dict[int, int], dict[int, int]]:
    """Give each curator's and each entry's group."""
    rows = [(curator, entry) for entry, who in draft.given.items() for curator in who]
    if not rows:
        return {}, {}
    nothing = np.zeros(len(rows))
    curators_given, entries_given = np.array(rows, dtype=np.int64).T
    pairs = pair_up(curators_given, entries_given, nothing, nothing)
    curators, entries = connected_components(pairs, compare_curators(pairs))
    return (
        {int(key): int(group) for key, group in zip(pairs.curators, curators, strict=True)},
        {int(key): int(group) for key, group in zip(pairs.entries, entries, strict=True)},
    )


def _tie_together(draft: _Draft) -> None:
    """Swap curators between entries of two groups until all are one, where that is possible."""
    while (groups := _components(draft)) > 1:
        if not _swap_one(draft, groups):
            return


def _swap_one(draft: _Draft, groups: int) -> bool:
    """Make one swap that leaves fewer groups; loads stay as they are."""
    _, of_entries = _grouped(draft)
    by_group: dict[int, list[int]] = {}
    for entry in sorted(of_entries):
        if len(draft.given[entry]) > 1:
            by_group.setdefault(of_entries[entry], []).append(entry)
    across = (
        pair
        for one_group, other_group in combinations(by_group.values(), 2)
        for pair in product(one_group, other_group)
    )
    tried = islice(across, SWAPS_TRIED)
    return any(_swapped(draft, one, other, groups) for one, other in tried)


def _swapped(draft: _Draft, one: int, other: int, groups: int) -> bool:
    """Exchange one curator between two entries, if that ties groups together."""
    for mine in sorted(draft.given[one]):
        for theirs in sorted(draft.given[other]):
            fits = draft.may(one, theirs) and draft.may(other, mine)
            if not (fits and draft.movable(one, mine) and draft.movable(other, theirs)):
                continue
            _exchange(draft, (one, mine), (other, theirs))
            if _components(draft) < groups:
                return True
            _exchange(draft, (one, theirs), (other, mine))
    return False


def _exchange(draft: _Draft, one: tuple[int, int], other: tuple[int, int]) -> None:
    """Let two entries exchange one curator each."""
    draft.remove(*one)
    draft.remove(*other)
    draft.add(one[0], other[1])
    draft.add(other[0], one[1])
