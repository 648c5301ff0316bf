"""Who stands where: places by figures of which more is better, and explicit ties.

Positions of entries are in canonical order, which is never the order of submission.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from curation.arrays import Floats, Ints

# Scores that differ by less than this many decimals of a point differ by rounding in the
# machine only; they are ties.
TIE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Order:
    """Entries best first, in groups that no figure tells apart.

    Attributes:
        members: Positions of entries; shape (M,).
        sizes: How many each group takes of these; shape (G,).
    """

    members: Ints
    sizes: Ints

    def groups(self) -> list[Ints]:
        """The members of each group."""
        return np.split(self.members, np.cumsum(self.sizes)[:-1])


def tied_groups(members: Ints, standings: Sequence[Floats]) -> Order:
    """Order entries, and say which of them these standings cannot tell apart.

    Args:
        members: Positions of entries in canonical order; shape (M,).
        standings: Figures of all entries, NaN where unknown; more is better.
    """
    if not standings:
        return Order(members, np.array([len(members)]))
    first, rest = standings[0][members], standings[1:]
    if np.isnan(first).any():
        return tied_groups(members, rest)
    order = np.argsort(-first, kind="stable")
    ordered = members[order]
    begins = np.diff(first[order], prepend=np.nan) != 0
    starts = np.flatnonzero(begins)
    sizes = np.diff(starts, append=len(members))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        part = tied_groups(ordered[start : start + size], rest)
        ordered[start : start + size] = part.members
        begins[start + np.cumsum(part.sizes) - part.sizes] = True
    return Order(ordered, np.diff(np.flatnonzero(begins), append=len(members)))


def places_of(component: Ints, inside: Sequence[Floats], between: Sequence[Floats]) -> Ints:
    """Place entries: inside a component by adjusted scores, between components by raw ones.

    The raw order says which places each component takes; its entries then fill these places in
    adjusted order. With one component that is simply the adjusted order.

    Args:
        component: Each entry's, from 1; shape (E,).
        inside: Figures that order a component's entries; each of shape (E,).
        between: Figures that order all entries; each of shape (E,).

    Returns:
        Each entry's place from 0, which entries that tie share; shape (E,).
    """
    places = np.empty(len(component), dtype=np.int64)
    for one, free in _places_by_component(component, between).items():
        order = tied_groups(np.flatnonzero(component == one), inside)
        firsts = np.cumsum(order.sizes) - order.sizes
        places[order.members] = np.repeat(free[firsts], order.sizes)
    return places


def _places_by_component(component: Ints, between: Sequence[Floats]) -> dict[int, Ints]:
    """Say which places each component takes by raw order, ascending.

    Where entries of several components tie, the components' first ones share a place, then their
    second ones, and so on: a tie between groups stays a tie, and an order inside one is kept.
    """
    everybody = np.arange(len(component))
    if component.max() == 1:
        return {1: everybody}
    places: dict[int, list[int]] = {}
    start = 0
    for group in tied_groups(everybody, between).groups():
        seen: dict[int, int] = {}
        for one in component[group].tolist():
            turn = seen[one] = seen.get(one, -1) + 1
            places.setdefault(one, []).append(start + turn)
        start += len(group)
    return {one: np.array(taken) for one, taken in places.items()}
