"""The chair's table as one person may see it: rows, ranks, and who falls where.

Whoever has an interest in an entry learns nothing of it here: its row stands last, by code, and it
takes no rank and no part in any count.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from curation.outcomes import Grounds, Thresholds, suggest_on
from curation.ranking import RankedEntry
from curation.round_lines import Line
from curation.rules import SCORABLE
from curation.states import EntryState, Outcome

PROPOSABLE = SCORABLE | {EntryState.WAITLISTED}
ROWS_A_PAGE = 50


class TableRow(NamedTuple):
    """One entry as the table shows it.

    Attributes:
        row: Where it stands.
        rank: Its rank among the rows that the person may see; None while nobody has scored it.
        tied: Whether one of these has the same rank.
        outcome: What the thresholds that are looked at suggest.
        before: What the round's own thresholds suggest.
    """

    row: Line
    rank: int | None
    tied: bool
    outcome: Outcome | None
    before: Outcome | None

    @property
    def moves(self) -> bool:
        """Whether the thresholds that are looked at change the suggestion."""
        return self.outcome is not self.before


@dataclass(frozen=True, slots=True)
class ChairTable:
    """The table, whole.

    Attributes:
        rows: What the person may see, best first.
        hidden: Codes of the entries that are kept from them.
        ties: Groups that share a rank, for the person to settle; without those that a hidden
            entry belongs to.
    """

    rows: tuple[TableRow, ...]
    hidden: tuple[str, ...]
    ties: tuple[tuple[TableRow, ...], ...]

    @property
    def movers(self) -> list[TableRow]:
        """The undecided rows that fall elsewhere than by the round's own thresholds."""
        return [one for one in self.rows if one.moves and one.row.state in PROPOSABLE]

    def falls(self) -> list[tuple[Outcome, int, int]]:
        """Each class with how many fall in it now, and by the round's own thresholds."""
        now = Counter(one.outcome for one in self.rows)
        before = Counter(one.before for one in self.rows)
        classes = (Outcome.ACCEPT, Outcome.CONDITIONAL, Outcome.REVISE, Outcome.DECLINE)
        return [(outcome, now[outcome], before[outcome]) for outcome in classes]

    @property
    def tied(self) -> int:
        """How many rows share a rank with another."""
        return sum(one.tied for one in self.rows)

    def counts(self) -> dict[str, int]:
        """How many entries there are, are scored enough, wait, are proposed and are stale."""
        rows = [one.row for one in self.rows]
        return {
            "entries": len(rows),
            "scored": sum(row.has_enough_sheets for row in rows),
            "waiting": sum(row.state in PROPOSABLE for row in rows),
            "proposed": sum(row.proposed is not None for row in rows),
            "stale": sum(row.is_stale for row in rows),
        }


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the table is on the page.

    Attributes:
        outcome: Only what is suggested for this class.
        ties_only: Only entries that share a rank.
        by_spread: Those that curators disagree on most first, instead of the best.
        page: From 1.
    """

    outcome: Outcome | None = None
    ties_only: bool = False
    by_spread: bool = False
    page: int = 1

    def of(self, table: ChairTable) -> tuple[list[TableRow], int]:
        """The page's rows, and how many pages there are."""
        rows = [
            one
            for one in table.rows
            if (self.outcome is None or one.outcome is self.outcome)
            and (one.tied or not self.ties_only)
        ]
        if self.by_spread:
            rows.sort(key=lambda one: -(_spread(one) or 0.0))
        pages = max(1, -(-len(rows) // ROWS_A_PAGE))
        start = (min(self.page, pages) - 1) * ROWS_A_PAGE
        return rows[start : start + ROWS_A_PAGE], pages


def _spread(one: TableRow) -> float | None:
    return one.row.ranked.spread if one.row.ranked else None


def chair_table(
    lines: Sequence[Line],
    *,
    hidden: Collection[int],
    thresholds: Thresholds,
    stored: Thresholds,
) -> ChairTable:
    """Lay a round out for a person.

    Args:
        lines: Of the whole round, best first.
        hidden: Keys of entries in which the person has an interest.
        thresholds: Those that are looked at.
        stored: The round's own.
    """
    shown = [row for row in lines if row.entry_id not in hidden]
    before = _outcomes(shown, stored)
    now = before if thresholds == stored else _outcomes(shown, thresholds)
    ranks = ranks_among([row.ranked for row in shown])
    shared = Counter(rank for rank in ranks if rank is not None)
    tied = [rank is not None and shared[rank] > 1 for rank in ranks]
    rows = tuple(map(TableRow, shown, ranks, tied, now, before))
    kept_back = [row for row in lines if row.entry_id in hidden]
    return ChairTable(
        rows=rows,
        hidden=tuple(sorted(row.code for row in kept_back)),
        ties=_ties(rows, {row.ranked.rank for row in kept_back if row.ranked}),
    )


def _ties(
    rows: Sequence[TableRow], hidden_ranks: Collection[int]
) -> tuple[tuple[TableRow, ...], ...]:
    """Group the rows that share a rank in the whole round, where all of them are shown."""
    groups: dict[int, list[TableRow]] = {}
    for one in rows:
        ranked = one.row.ranked
        if ranked is not None and ranked.tied and ranked.rank not in hidden_ranks:
            groups.setdefault(ranked.rank, []).append(one)
    return tuple(tuple(group) for group in groups.values())


def _outcomes(rows: Sequence[Line], thresholds: Thresholds) -> list[Outcome | None]:
    """What is suggested for each, worked out once for what is alike in all that it rests on."""
    known: dict[Grounds | None, Outcome | None] = {None: None}
    found = [row.grounds() for row in rows]
    for grounds in set(found):
        if grounds is not None:
            known[grounds] = suggest_on(grounds, thresholds).outcome
    return [known[grounds] for grounds in found]


def ranks_among(shown: Sequence[RankedEntry | None]) -> list[int | None]:
    """Number the rows anew, so that a rank left out tells nothing of a hidden entry.

    Args:
        shown: Of the rows that a person may see, best first; None where nobody has scored.
    """
    ranks: list[int | None] = []
    for place, ranked in enumerate(shown, start=1):
        if ranked is None:
            ranks.append(None)
            continue
        above = shown[place - 2] if place > 1 else None
        same = above is not None and above.rank == ranked.rank
        ranks.append(ranks[-1] if same else place)
    return ranks
