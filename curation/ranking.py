"""From scoresheets to a ranked list: raw means, adjusted scores, ranks and ties.

Pure arithmetic without a database, so that the site and ``flask curation analyse`` share it.
Only final sheets that are not excluded belong in here; that is the caller's to see to.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from curation.offsets import (
    Key,
    ScoredPairs,
    canonical_order,
    compare_curators,
    connected_components,
    curator_offsets,
    entry_means,
    pair_up,
)
from curation.shrinkage import learned_shrinkage

# Scores that differ by less than this many decimals of a point differ by rounding in the
# machine only; they are ties.
TIE_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """One curator's final scoresheet for one entry.

    Attributes:
        curator: Who scored.
        entry: What was scored.
        score: The sheet's score in points, as ``curation.marks.sheet_score`` gives it.
        heaviest: The value given on the heaviest criterion; None when it does not apply.
    """

    curator: Key
    entry: Key
    score: float
    heaviest: float | None = None


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """Where one entry stands.

    Attributes:
        entry: What was scored.
        raw: The mean of its sheets' scores, in points.
        adjusted: The same after each curator's offset is taken off, in points.
        sheets: How many sheets count.
        spread: Highest minus lowest sheet score in points; None with fewer than two sheets.
        heaviest: The mean value on the heaviest criterion; None where no sheet has one.
        component: Which group of curators and entries it belongs to, from 1.
        rank: 1 for the best; entries that tie share the best rank of theirs.
        tied: Whether another entry has the same rank, for the chair to settle.
    """

    entry: Key
    raw: float
    adjusted: float
    sheets: int
    spread: float | None
    heaviest: float | None
    component: int
    rank: int
    tied: bool


@dataclass(frozen=True, slots=True)
class CuratorOffset:
    """How far a curator's sheets lie from those of others for the same entries.

    Attributes:
        curator: Who scored.
        offset: In points; negative for a harsh curator.
        sheets: How many sheets of theirs count.
        shared: On how many of these entries somebody else scored too.
        component: Which group of curators and entries they belong to, from 1.
    """

    curator: Key
    offset: float
    sheets: int
    shared: int
    component: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """A whole round's standing.

    Attributes:
        entries: Best first; ties in canonical order of their keys.
        curators: In canonical order of their keys.
        components: How many groups share no curator and no entry with each other. With more
            than one, adjusted scores are compared inside a group and raw ones between groups.
        shrinkage: λ, the imagined sheets without any offset that held each correction back;
            0 where there is no sheet.
    """

    entries: tuple[RankedEntry, ...]
    curators: tuple[CuratorOffset, ...]
    components: int
    shrinkage: float


def rank_entries(sheets: Sequence[Sheet], *, shrinkage: float | None = None) -> Ranking:
    """Rank entries by adjusted score, and say how each curator was corrected.

    Ties are broken by the adjusted score, the raw score, the mean on the heaviest criterion and
    the smaller spread, in this order; what is still equal is an explicit tie. A step that is not
    known for every entry of a tie is passed over, so that not applicable never counts as low.
    The order of the sheets never matters.

    Args:
        sheets: Final sheets that count; at most one per curator and entry. May be empty.
        shrinkage: See ``curator_offsets``; learned from the sheets when it is None.

    Raises:
        ValueError: A score is not finite, or a curator scored an entry twice.
    """
    if not sheets:
        return Ranking(entries=(), curators=(), components=0, shrinkage=0.0)
    pairs = pair_up([(sheet.curator, sheet.entry, sheet.score) for sheet in sheets])
    comparison = compare_curators(pairs)
    held_back = learned_shrinkage(comparison) if shrinkage is None else shrinkage
    offsets = curator_offsets(comparison, shrinkage=held_back)
    of_curators, of_entries = connected_components(pairs)
    adjusted = entry_means(pairs, pairs.scores - offsets[pairs.curator_of])
    unranked = _unranked(pairs, sheets, adjusted.tolist(), of_entries.tolist())
    return Ranking(
        entries=_with_ranks(unranked),
        curators=_described_curators(pairs, offsets.tolist(), of_curators.tolist()),
        components=int(of_entries.max()),
        shrinkage=held_back,
    )


def _unranked(
    pairs: ScoredPairs, sheets: Sequence[Sheet], adjusted: list[float], components: list[int]
) -> list[RankedEntry]:
    """Describe each entry, with its rank still to come."""
    raw = entry_means(pairs, pairs.scores).tolist()
    counts = np.bincount(pairs.entry_of).tolist()
    highest = np.full(len(pairs.entries), -np.inf)
    lowest = np.full(len(pairs.entries), np.inf)
    np.maximum.at(highest, pairs.entry_of, pairs.scores)
    np.minimum.at(lowest, pairs.entry_of, pairs.scores)
    heaviest = _heaviest_means(sheets)
    return [
        RankedEntry(
            entry=entry,
            raw=raw[at],
            adjusted=adjusted[at],
            sheets=counts[at],
            spread=float(highest[at] - lowest[at]) if counts[at] > 1 else None,
            heaviest=heaviest.get(entry),
            component=components[at],
            rank=0,
            tied=False,
        )
        for at, entry in enumerate(pairs.entries)
    ]


def _heaviest_means(sheets: Sequence[Sheet]) -> Mapping[Key, float]:
    """Average the heaviest criterion's values per entry, where there are any."""
    values: dict[Key, list[float]] = {}
    for sheet in sheets:
        if sheet.heaviest is not None:
            values.setdefault(sheet.entry, []).append(sheet.heaviest)
    return {entry: sum(sorted(given)) / len(given) for entry, given in values.items()}


def _described_curators(
    pairs: ScoredPairs, offsets: list[float], components: list[int]
) -> tuple[CuratorOffset, ...]:
    """Describe each curator beside the estimated offset."""
    sheets = np.bincount(pairs.curator_of).tolist()
    in_company = (np.bincount(pairs.entry_of) > 1)[pairs.entry_of]
    shared = np.bincount(pairs.curator_of, weights=in_company).astype(int).tolist()
    return tuple(
        CuratorOffset(
            curator=curator,
            offset=offsets[at],
            sheets=sheets[at],
            shared=shared[at],
            component=components[at],
        )
        for at, curator in enumerate(pairs.curators)
    )


Standing = Callable[[RankedEntry], float | None]


def _figure(value: float | None) -> float | None:
    """Round away what only the machine's arithmetic put there."""
    return None if value is None else round(value, TIE_DECIMALS)


# Each gives a figure of which more is better.
BY_RAW: tuple[Standing, ...] = (
    lambda entry: _figure(entry.raw),
    lambda entry: _figure(entry.heaviest),
    lambda entry: None if entry.spread is None else -round(entry.spread, TIE_DECIMALS),
)
BY_ADJUSTED: tuple[Standing, ...] = (lambda entry: _figure(entry.adjusted), *BY_RAW)


def tied_groups(
    entries: Sequence[RankedEntry], standings: Sequence[Standing]
) -> list[list[RankedEntry]]:
    """Order entries best first, in groups that these standings cannot tell apart."""
    if len(entries) < 2 or not standings:  # noqa: PLR2004 - one entry cannot tie.
        return [sorted(entries, key=lambda entry: canonical_order(entry.entry))]
    first, rest = standings[0], standings[1:]
    figures = {entry.entry: first(entry) for entry in entries}
    known = {key: figure for key, figure in figures.items() if figure is not None}
    if len(known) < len(figures):
        return tied_groups(entries, rest)
    ordered = sorted(entries, key=lambda entry: -known[entry.entry])
    equals = groupby(ordered, key=lambda entry: known[entry.entry])
    return [group for _, same in equals for group in tied_groups(list(same), rest)]


def _with_ranks(entries: Sequence[RankedEntry]) -> tuple[RankedEntry, ...]:
    """Give ranks: inside a component by adjusted scores, between components by raw ones.

    The raw order says which places each component takes; its entries then fill these places in
    adjusted order. With one component that is simply the adjusted order.
    """
    places = _places_by_component(entries)
    place_of: dict[Key, int] = {}
    members: dict[int, list[RankedEntry]] = {}
    for entry in entries:
        members.setdefault(entry.component, []).append(entry)
    for component, free in places.items():
        taken = iter(free)
        for group in tied_groups(members[component], BY_ADJUSTED):
            shared = min(next(taken) for _ in group)
            place_of.update((entry.entry, shared) for entry in group)
    ordered = sorted(
        entries, key=lambda entry: (place_of[entry.entry], canonical_order(entry.entry))
    )
    ranked: list[RankedEntry] = []
    for _, same in groupby(ordered, key=lambda entry: place_of[entry.entry]):
        group = list(same)
        rank = len(ranked) + 1
        ranked += [replace(entry, rank=rank, tied=len(group) > 1) for entry in group]
    return tuple(ranked)


def _places_by_component(entries: Sequence[RankedEntry]) -> dict[int, list[int]]:
    """Say which places each component takes by raw order.

    Where entries of several components tie, the components' first ones share a place, then their
    second ones, and so on: a tie between groups stays a tie, and an order inside one is kept.
    """
    places: dict[int, list[int]] = {}
    start = 0
    for group in tied_groups(entries, BY_RAW):
        seen: dict[int, int] = {}
        for entry in group:
            turn = seen[entry.component] = seen.get(entry.component, -1) + 1
            places.setdefault(entry.component, []).append(start + turn)
        start += len(group)
    return places
