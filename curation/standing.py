"""Where a round stands: every entry with its scores, gates, rank and suggested outcome.

Joins what the database holds with the arithmetic of ``curation.ranking``. The number of queries
does not grow with the entries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from curation.agreement import Alpha
from curation.entry_models import Decision, Entry, Scoresheet
from curation.figures import RoundFigures, basis_of, round_figures
from curation.gates import gates_of
from curation.models import Round
from curation.outcomes import Gate, Suggestion, Thresholds, suggest_outcome
from curation.queries.decisions import decisions_of_round
from curation.queries.entries import entries_for_standing
from curation.queries.scoresheets import sheets_of_round
from curation.ranking import RankedEntry, Ranking
from curation.rules import STANDING
from curation.ties import settle_ties, settled_places
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
        sheets = [(one.sheet.id, one.sheet.version) for one in self.sheets]
        return basis_of(self.entry.revision_id, self.entry.round.rubric_id, sheets)

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
    figures = round_figures(round_, {entry.id: entry.revision.category for entry in entries})
    places = {entry.id: entry.tie_settled for entry in entries}
    ranking = settle_ties(figures.ranking, settled_places(places))
    sheets = _scored_sheets(round_, figures)
    return RoundStanding(
        round=round_,
        rows=_rows(round_, entries, sheets, (figures, ranking)),
        ranking=ranking,
        alpha=figures.alpha,
        criterion_alphas=figures.criterion_alphas,
        curators={one.sheet.curator_id: one.sheet.curator for one in sheets},
    )


def _rows(
    round_: Round,
    entries: Sequence[Entry],
    sheets: Sequence[SheetStanding],
    figured: tuple[RoundFigures, Ranking],
) -> tuple[EntryStanding, ...]:
    """Build the table, best first."""
    figures, ranking = figured
    by_entry: dict[int, list[SheetStanding]] = {entry.id: [] for entry in entries}
    for one in sheets:
        by_entry[one.sheet.entry_id].append(one)
    ranked = {row.entry: row for row in ranking.entries}
    order = {row.entry: at for at, row in enumerate(ranking.entries)}
    means = figures.means_by_entry()
    proposals, released = _decisions(round_)
    rows = [
        EntryStanding(
            entry=entry,
            ranked=ranked.get(entry.id),
            sheets=tuple(by_entry[entry.id]),
            criterion_means=means.get(entry.id, {}),
            gates=tuple(gates_of(entry, today())),
            proposal=proposals.get(entry.id),
            released=released.get(entry.id),
        )
        for entry in entries
    ]
    rows.sort(key=lambda row: (order.get(row.entry.id, len(order)), row.entry.code or ""))
    return tuple(rows)


def _scored_sheets(round_: Round, figures: RoundFigures) -> list[SheetStanding]:
    """Put each sheet that counts beside its score and its values."""
    sheets = {sheet.id: sheet for sheet in sheets_of_round(round_.id)}
    values = zip(
        figures.sheets[:, 0].tolist(),
        figures.scores.tolist(),
        figures.values_by_sheet(),
        strict=True,
    )
    return [SheetStanding(sheets[key], score, given) for key, score, given in values]


def _decisions(round_: Round) -> tuple[dict[int, Decision], dict[int, Decision]]:
    """Find each entry's proposal and its newest released decision."""
    proposals: dict[int, Decision] = {}
    released: dict[int, Decision] = {}
    for decision in decisions_of_round(round_.id):
        (proposals if decision.released_at is None else released)[decision.entry_id] = decision
    return proposals, released


def today() -> date:
    """The day in western Indonesia, on which papers must be valid."""
    return in_wib(utcnow()).date()
