"""Where a round stands: every entry with its scores, gates, rank and suggested outcome.

Joins what the database holds with the arithmetic of ``curation.ranking``. The number of queries
does not grow with the entries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from curation.agreement import Alpha, Metric, krippendorff_alpha
from curation.entry_models import Decision, Entry, Scoresheet
from curation.gates import gates_of
from curation.marks import Mark, sheet_score
from curation.models import Criterion, Round
from curation.offsets import Key
from curation.outcomes import Gate, Suggestion, Thresholds, suggest_outcome
from curation.queries.criteria import matching_criteria
from curation.queries.decisions import decisions_of_round
from curation.queries.entries import entries_for_standing
from curation.queries.scoresheets import CountedMark, counted_marks, counted_sheets
from curation.ranking import RankedEntry, Ranking, Sheet, rank_entries
from curation.rules import STANDING
from curation.ties import Settled, settle_ties
from database import utcnow
from web.formats import in_wib


@dataclass(frozen=True, slots=True)
class SheetStanding:
    """A sheet that counts: its score in points, and its values by criterion (None: n/a)."""

    sheet: Scoresheet
    score: float
    values: Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """One row of the chair's table.

    Attributes:
        entry: The entry.
        ranked: Raw, adjusted, rank and spread; None while nobody has scored it.
        sheets: The sheets that count.
        criterion_means: The curators' mean by criterion, where one applies.
        gates: The round's requirements for this entry.
        proposal: The decision that is proposed and hidden from the maker.
        released: The newest released decision.
    """

    entry: Entry
    ranked: RankedEntry | None
    sheets: tuple[SheetStanding, ...]
    criterion_means: Mapping[int, float]
    gates: tuple[Gate, ...]
    proposal: Decision | None
    released: Decision | None

    @property
    def has_enough_sheets(self) -> bool:
        """Whether as many curators scored as the round wants."""
        return len(self.sheets) >= self.entry.round.sheets_wanted

    @property
    def has_open_gate(self) -> bool:
        """Whether a requirement is not met, which blocks acceptance."""
        return any(not gate.green for gate in self.gates)

    def suggestion_at(self, thresholds: Thresholds) -> Suggestion | None:
        """What score and gates would suggest with these thresholds."""
        if self.ranked is None:
            return None
        return suggest_outcome(
            score=self.ranked.adjusted,
            criterion_means=self.criterion_means.values(),
            gates=self.gates,
            thresholds=thresholds,
        )

    @property
    def suggestion(self) -> Suggestion | None:
        """What score and gates suggest; None while nobody has scored it."""
        return self.suggestion_at(thresholds_of(self.entry.round))

    @property
    def basis(self) -> dict[str, object]:
        """What a proposal rests on; another basis makes it stale."""
        return {
            "revision": self.entry.revision_id,
            "rubric": self.entry.round.rubric_id,
            "sheets": [[one.sheet.id, one.sheet.version] for one in self.sheets],
        }

    @property
    def is_stale(self) -> bool:
        """Whether sheets, revision or rubric changed since the outcome was proposed."""
        return self.proposal is not None and self.proposal.snapshot.get("basis") != self.basis


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """A whole round.

    Attributes:
        round: The round.
        rows: Best first; what nobody has scored yet comes last, by code.
        ranking: Ranks, offsets and components.
        alpha: Agreement on the sheets' scores as given (interval).
        criterion_alphas: Agreement on each criterion (ordinal), by key of the criterion.
        curators: People by key, for those who have a sheet that counts.
    """

    round: Round
    rows: tuple[EntryStanding, ...]
    ranking: Ranking
    alpha: Alpha
    criterion_alphas: Mapping[int, Alpha]
    curators: Mapping[int, User]

    def row_of(self, entry_id: int) -> EntryStanding | None:
        """The row of an entry, None when it is not part of the round's standing."""
        return next((row for row in self.rows if row.entry.id == entry_id), None)


def thresholds_of(round_: Round) -> Thresholds:
    """The round's result classes."""
    return Thresholds(
        accept=round_.accept_from,
        conditional=round_.conditional_from,
        revise=round_.revise_from,
    )


def round_standing(round_: Round) -> RoundStanding:
    """Compute where a round stands now.

    Args:
        round_: With its rubric's criteria at hand.
    """
    entries = entries_for_standing(round_.id, STANDING)
    sheets = _scored_sheets(round_, entries)
    heaviest = heaviest_of(round_, entries)
    ranking = settle_ties(
        rank_entries([_as_ranked(one, heaviest) for one in sheets]), _settled(entries)
    )
    return RoundStanding(
        round=round_,
        rows=_rows(round_, entries, sheets, ranking),
        ranking=ranking,
        alpha=krippendorff_alpha((one.sheet.entry_id, one.score) for one in sheets),
        criterion_alphas=_criterion_alphas(round_, sheets),
        curators={one.sheet.curator_id: one.sheet.curator for one in sheets},
    )


def _settled(entries: Iterable[Entry]) -> dict[Key, Settled]:
    """The places that the chair gave in ties, by key of the entry."""
    return {
        entry.id: Settled(entry.tie_settled["place"], frozenset(entry.tie_settled["among"]))
        for entry in entries
        if entry.tie_settled
    }


def _rows(
    round_: Round, entries: Sequence[Entry], sheets: Sequence[SheetStanding], ranking: Ranking
) -> tuple[EntryStanding, ...]:
    """Build the table, best first."""
    by_entry: dict[int, list[SheetStanding]] = {entry.id: [] for entry in entries}
    for one in sheets:
        by_entry[one.sheet.entry_id].append(one)
    ranked = {row.entry: row for row in ranking.entries}
    order = {row.entry: at for at, row in enumerate(ranking.entries)}
    proposals, released = _decisions(round_)
    rows = [
        _row(
            entry,
            ranked.get(entry.id),
            by_entry[entry.id],
            (proposals.get(entry.id), released.get(entry.id)),
        )
        for entry in entries
    ]
    rows.sort(key=lambda row: (order.get(row.entry.id, len(order)), row.entry.code or ""))
    return tuple(rows)


def heaviest_of(round_: Round, entries: Iterable[Entry]) -> dict[int, frozenset[int]]:
    """The heaviest criteria of each entry's category, by key of the entry."""
    by_category: dict[str, frozenset[int]] = {}
    for category in {entry.revision.category for entry in entries}:
        criteria = round_.rubric.criteria_for(category)
        most = max((one.weight for one in criteria), default=0)
        by_category[category] = frozenset(one.id for one in criteria if one.weight == most)
    return {entry.id: by_category[entry.revision.category] for entry in entries}


def _scored_sheets(round_: Round, entries: Sequence[Entry]) -> list[SheetStanding]:
    """Give each sheet that counts its score."""
    known = {entry.id for entry in entries}
    weights = {criterion.id: criterion.weight for criterion in round_.rubric.criteria}
    marks: dict[int, list[CountedMark]] = {}
    for mark in counted_marks(round_.id, matching_criteria(round_)):
        marks.setdefault(mark.sheet_id, []).append(mark)
    scored: list[SheetStanding] = []
    for sheet in counted_sheets(round_.id):
        # A mark that is neither a value nor "not applicable" only carries a note.
        given = [m for m in marks.get(sheet.id, []) if m.value is not None or m.not_applicable]
        score = sheet_score(Mark(weights[m.criterion_id], m.value) for m in given)
        if sheet.entry_id in known and score is not None:
            scored.append(SheetStanding(sheet, score, {m.criterion_id: m.value for m in given}))
    return scored


def _as_ranked(one: SheetStanding, heaviest: Mapping[int, frozenset[int]]) -> Sheet:
    """Hand a sheet to the ranking, with its mean on the heaviest criteria."""
    values = [
        value
        for criterion_id, value in one.values.items()
        if criterion_id in heaviest[one.sheet.entry_id] and value is not None
    ]
    return Sheet(
        curator=one.sheet.curator_id,
        entry=one.sheet.entry_id,
        score=one.score,
        heaviest=sum(values) / len(values) if values else None,
    )


def _row(
    entry: Entry,
    ranked: RankedEntry | None,
    sheets: Sequence[SheetStanding],
    decisions: tuple[Decision | None, Decision | None],
) -> EntryStanding:
    """Build one row of the table."""
    proposal, released = decisions
    return EntryStanding(
        entry=entry,
        ranked=ranked,
        sheets=tuple(sheets),
        criterion_means=criterion_means(sheets),
        gates=tuple(gates_of(entry, today())),
        proposal=proposal,
        released=released,
    )


def criterion_means(sheets: Iterable[SheetStanding]) -> dict[int, float]:
    """Average the values by criterion, where anybody found that it applies."""
    values: dict[int, list[int]] = {}
    for one in sheets:
        for criterion_id, value in one.values.items():
            if value is not None:
                values.setdefault(criterion_id, []).append(value)
    return {key: sum(given) / len(given) for key, given in values.items()}


def _decisions(round_: Round) -> tuple[dict[int, Decision], dict[int, Decision]]:
    """Find each entry's proposal and its newest released decision."""
    proposals: dict[int, Decision] = {}
    released: dict[int, Decision] = {}
    for decision in decisions_of_round(round_.id):
        (proposals if decision.released_at is None else released)[decision.entry_id] = decision
    return proposals, released


def _criterion_alphas(round_: Round, sheets: Sequence[SheetStanding]) -> dict[int, Alpha]:
    """Measure agreement on each criterion."""
    ratings: dict[int, list[tuple[int, float | None]]] = {
        criterion.id: [] for criterion in _used_criteria(round_)
    }
    for one in sheets:
        for criterion_id, value in one.values.items():
            ratings.setdefault(criterion_id, []).append((one.sheet.entry_id, value))
    return {key: krippendorff_alpha(given, Metric.ORDINAL) for key, given in ratings.items()}


def _used_criteria(round_: Round) -> list[Criterion]:
    """The criteria of the round's categories."""
    return [one for one in round_.rubric.criteria if one.category in round_.categories]


def today() -> date:
    """The day in western Indonesia, on which papers must be valid."""
    return in_wib(utcnow()).date()
