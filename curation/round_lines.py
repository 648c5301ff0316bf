"""A round's table in plain values, kept until anything that it rests on changes.

Working out 10,000 entries with five sheets each takes seconds; moving a threshold or turning a page
must not. What is kept is only ever shown: proposing and releasing work everything out anew.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from curation.agreement import Alpha
from curation.models import Round
from curation.outcomes import Gate, Suggestion, Thresholds, suggest_outcome
from curation.queries.round_state import RoundState, round_state
from curation.ranking import RankedEntry, Ranking
from curation.standing import EntryStanding, RoundStanding, round_standing, today
from curation.states import EntryState, Outcome

ROUNDS_KEPT = 4  # Each of the largest takes some 10 MB in every web process.


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the chair's table, without its database rows.

    Attributes:
        entry_id: The entry's key.
        code: What a blind round shows.
        name_id: The revision's name in Indonesian.
        name_en: The same in English.
        maker_name: The business.
        state: The entry's.
        ranked: Raw, adjusted, rank and spread; None while nobody has scored it.
        scores: Each sheet's score in points.
        lowest_mean: The lowest of the curators' means on a criterion.
        gates: The round's requirements for this entry.
        has_enough_sheets: Whether as many curators scored as the round wants.
        proposed: The outcome that is proposed.
        reason: The reason that goes with it.
        is_stale: Whether sheets or revision changed since.
    """

    entry_id: int
    code: str
    name_id: str
    name_en: str
    maker_name: str
    state: EntryState
    ranked: RankedEntry | None
    scores: tuple[float, ...]
    lowest_mean: float | None
    gates: tuple[Gate, ...]
    has_enough_sheets: bool
    proposed: Outcome | None
    reason: str
    is_stale: bool

    def suggestion_at(self, thresholds: Thresholds) -> Suggestion | None:
        """What score and gates suggest with these thresholds; None while nobody has scored it."""
        if self.ranked is None:
            return None
        return suggest_outcome(
            score=self.ranked.adjusted,
            criterion_means=() if self.lowest_mean is None else (self.lowest_mean,),
            gates=self.gates,
            thresholds=thresholds,
        )


@dataclass(frozen=True, slots=True)
class RoundLines:
    """A whole round: best first; what nobody has scored yet comes last, by code.

    Attributes:
        lines: The entries.
        ranking: Ranks, offsets and components.
        alpha: Agreement on the sheets' scores as given (interval).
        criterion_alphas: Agreement on each criterion (ordinal), by key of the criterion.
        names: Curators who have a sheet that counts, by key.
    """

    lines: tuple[Line, ...]
    ranking: Ranking
    alpha: Alpha
    criterion_alphas: Mapping[int, Alpha]
    names: Mapping[int, str]


class KeptLines:
    """The newest lines of the rounds that were looked at last; one for each web process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, tuple[RoundState, RoundLines]] = OrderedDict()
        self._lock = Lock()

    def of(self, round_: Round) -> RoundLines:
        """The round's lines as of now.

        Args:
            round_: With its rubric's criteria at hand.
        """
        state = round_state(round_, today())
        with self._lock:
            known = self._kept.get(round_.id)
            if known is not None and known[0] == state:
                self._kept.move_to_end(round_.id)
                return known[1]
        lines = _lines(round_standing(round_))
        with self._lock:
            self._kept[round_.id] = (state, lines)
            self._kept.move_to_end(round_.id)
            while len(self._kept) > ROUNDS_KEPT:
                self._kept.popitem(last=False)
        return lines


def _lines(standing: RoundStanding) -> RoundLines:
    return RoundLines(
        lines=tuple(_line(row) for row in standing.rows),
        ranking=standing.ranking,
        alpha=standing.alpha,
        criterion_alphas=standing.criterion_alphas,
        names={key: curator.name for key, curator in standing.curators.items()},
    )


def _line(row: EntryStanding) -> Line:
    entry, revision = row.entry, row.entry.revision
    return Line(
        entry_id=entry.id,
        code=entry.code or "",
        name_id=revision.name_id,
        name_en=revision.name_en,
        maker_name=entry.product.maker.name,
        state=entry.state,
        ranked=row.ranked,
        scores=tuple(one.score for one in row.sheets),
        lowest_mean=min(row.criterion_means.values(), default=None),
        gates=row.gates,
        has_enough_sheets=row.has_enough_sheets,
        proposed=row.proposal.outcome if row.proposal else None,
        reason=row.proposal.reason if row.proposal else "",
        is_stale=row.is_stale,
    )
