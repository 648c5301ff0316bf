"""From scoresheets to a ranked list: raw means, adjusted scores, ranks and ties.

Pure arithmetic without a database, so that the site and ``flask curation analyse`` share it.
Only final sheets that are not excluded belong in here; that is the caller's to see to.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from curation.arrays import Floats, Ints
from curation.offsets import (
    Key,
    ScoredPairs,
    compare_curators,
    connected_components,
    curator_offsets,
    entry_means,
    pair_up,
)
from curation.placing import TIE_DECIMALS, places_of
from curation.shrinkage import learned_shrinkage

Column = npt.NDArray[Any]


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


class RankedEntry(NamedTuple):
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

    See ``rank_pairs``; the order of the sheets never matters.

    Args:
        sheets: Final sheets that count; at most one per curator and entry. May be empty.
        shrinkage: See ``curator_offsets``; learned from the sheets when it is None.

    Raises:
        ValueError: A score is not finite, or a curator scored an entry twice.
    """
    heaviest = [math.nan if sheet.heaviest is None else sheet.heaviest for sheet in sheets]
    pairs = pair_up(
        [sheet.curator for sheet in sheets],
        [sheet.entry for sheet in sheets],
        np.array([sheet.score for sheet in sheets], dtype=np.float64),
        np.array(heaviest, dtype=np.float64),
    )
    return rank_pairs(pairs, shrinkage=shrinkage)


def rank_pairs(pairs: ScoredPairs, *, shrinkage: float | None = None) -> Ranking:
    """Rank what was scored.

    Ties are broken by the adjusted score, the raw score, the mean on the heaviest criterion and
    the smaller spread, in this order; what is still equal is an explicit tie. A step that is not
    known for every entry of a tie is passed over, so that not applicable never counts as low.
    """
    if not pairs.entries:
        return Ranking(entries=(), curators=(), components=0, shrinkage=0.0)
    comparison = compare_curators(pairs)
    held_back = learned_shrinkage(comparison) if shrinkage is None else shrinkage
    offsets = curator_offsets(comparison, shrinkage=held_back)
    of_curators, of_entries = connected_components(pairs, comparison)
    figures = _figures(pairs, offsets, of_entries)
    return Ranking(
        entries=_with_ranks(pairs.entries, figures),
        curators=_described_curators(pairs, offsets.tolist(), of_curators.tolist()),
        components=int(of_entries.max()),
        shrinkage=held_back,
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """What the entries are ranked by, in canonical order; each of shape (E,)."""

    raw: Floats
    adjusted: Floats
    sheets: Ints
    spread: Floats  # NaN with fewer than two sheets.
    heaviest: Floats  # NaN where no sheet has one.
    component: Ints

    @property
    def columns(self) -> tuple[Column, ...]:
        """What ``RankedEntry`` tells of an entry between its key and its rank."""
        unknown = (np.where(np.isnan(one), None, one) for one in (self.spread, self.heaviest))  # type: ignore[call-overload]
        return (self.raw, self.adjusted, self.sheets, *unknown, self.component)

    @property
    def by_raw(self) -> tuple[Floats, ...]:
        """Figures of which more is better, without what only the machine's arithmetic put there."""
        return tuple(np.round(one, TIE_DECIMALS) for one in (self.raw, self.heaviest, -self.spread))

    @property
    def by_adjusted(self) -> tuple[Floats, ...]:
        """The same, the adjusted score before all."""
        return (np.round(self.adjusted, TIE_DECIMALS), *self.by_raw)


def _figures(pairs: ScoredPairs, offsets: Floats, components: Ints) -> _Figures:
    """Gather what each entry is ranked by."""
    counts = np.bincount(pairs.entry_of)
    # Sheets stand in entry order, each entry's side by side.
    starts = np.cumsum(counts) - counts
    highest = np.maximum.reduceat(pairs.scores, starts)
    lowest = np.minimum.reduceat(pairs.scores, starts)
    return _Figures(
        raw=entry_means(pairs, pairs.scores),
        adjusted=entry_means(pairs, pairs.scores - offsets[pairs.curator_of]),
        sheets=counts,
        spread=np.where(counts > 1, highest - lowest, np.nan),
        heaviest=_heaviest_means(pairs),
        component=components,
    )


def _heaviest_means(pairs: ScoredPairs) -> Floats:
    """Average the heaviest criterion's values per entry; NaN where there are none."""
    known = ~np.isnan(pairs.heaviest)
    entry_of, count = pairs.entry_of[known], len(pairs.entries)
    sums = np.bincount(entry_of, weights=pairs.heaviest[known], minlength=count)
    values = np.bincount(entry_of, minlength=count)
    means = np.full(count, np.nan)
    np.divide(sums, values, out=means, where=values > 0)
    return means


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


def _with_ranks(keys: Sequence[Key], figures: _Figures) -> tuple[RankedEntry, ...]:
    """Describe the entries, best first, with their ranks."""
    places = places_of(figures.component, figures.by_adjusted, figures.by_raw)
    order = np.argsort(places, kind="stable")
    _, first, count = np.unique(places[order], return_index=True, return_counts=True)
    rows = zip(
        [keys[at] for at in order.tolist()],
        *(column[order].tolist() for column in figures.columns),
        np.repeat(first + 1, count).tolist(),
        np.repeat(count > 1, count).tolist(),
        strict=True,
    )
    return tuple(RankedEntry(*row) for row in rows)
