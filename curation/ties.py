"""Ties that a chair settles by hand, where no figure tells entries apart."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from curation.offsets import Key
from curation.ranking import RankedEntry, Ranking


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry's place in a tie that was settled.

    Attributes:
        place: From 1, the best.
        among: All entries of that tie; the place holds among exactly these.
    """

    place: int
    among: frozenset[Key]


def settled_places(stored: Mapping[int, Mapping[str, Any] | None]) -> dict[Key, Settled]:
    """Read the places that the chair gave in ties.

    Args:
        stored: What each entry keeps of it, by key of the entry.
    """
    return {
        key: Settled(one["place"], frozenset(one["among"])) for key, one in stored.items() if one
    }


def settle_ties(ranking: Ranking, settled: Mapping[Key, Settled]) -> Ranking:
    """Put settled ties in their order; a tie with other members than then is open again."""
    entries: list[RankedEntry] = []
    for rank, same in groupby(ranking.entries, key=lambda entry: entry.rank):
        group = list(same)
        if len(group) > 1 and _is_settled(group, settled):
            group.sort(key=lambda entry: settled[entry.entry].place)
            group = [
                entry._replace(rank=rank + place, tied=False) for place, entry in enumerate(group)
            ]
        entries += group
    return replace(ranking, entries=tuple(entries))


def _is_settled(group: list[RankedEntry], settled: Mapping[Key, Settled]) -> bool:
    """Whether exactly these entries were given places, each its own."""
    members = frozenset(entry.entry for entry in group)
    if any(key not in settled or settled[key].among != members for key in members):
        return False
    return len({settled[key].place for key in members}) == len(members)
