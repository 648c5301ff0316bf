"""A round's table in plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalog.paper_wishes import is_a_week
from catalog.shipping import whole_days
from curation.agreement import Alpha
from curation.arrays import Ints
from curation.figures import basis_of, by_entry, round_figures
from curation.gates import GateFacts, check_gates
from curation.kept_answers import AnswersOf, read_anew
from curation.models import Round, RubricVersion
from curation.outcomes import Gate, Grounds, Suggestion, Thresholds, grounds_of, suggest_on
from curation.queries.progress import GivenOut, given_out
from curation.queries.standing import (
    MakerRow,
    StandingRow,
    makers_of_round,
    names_of_people,
    papers_by_maker,
    proposals_of_round,
    standing_rows,
)
from curation.ranking import RankedEntry, Ranking
from curation.standing import today
from curation.states import EntryState, Outcome
from curation.ties import settle_ties, settled_places


class Line(NamedTuple):
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
        grounds = self.grounds()
        return None if grounds is None else suggest_on(grounds, thresholds)

    def grounds(self) -> Grounds | None:
        """What a suggestion rests on; None while nobody has scored it."""
        if self.ranked is None:
            return None
        return grounds_of(self.ranked.adjusted, self.lowest_mean, self.gates)


@dataclass(frozen=True, slots=True)
class RoundLines:
    """A whole round: best first; what nobody has scored yet comes last, by code.

    Attributes:
        lines: The entries.
        ranking: Ranks, offsets and components.
        alpha: Agreement on the sheets' scores as given (interval).
        criterion_alphas: Agreement on each criterion (ordinal), by key of the criterion.
        names: Curators who have a sheet that counts, by key.
        given: What curators were given, and what of it is finished.
    """

    lines: tuple[Line, ...]
    ranking: Ranking
    alpha: Alpha
    criterion_alphas: Mapping[int, Alpha]
    names: Mapping[int, str]
    given: GivenOut


@dataclass(frozen=True, slots=True)
class EntryFigures:
    """What the sheets say, in plain values by key of the entry.

    Attributes:
        ranking: Ranks, offsets and components, with ties settled.
        alpha: Agreement on the sheets' scores as given (interval).
        criterion_alphas: Agreement on each criterion (ordinal), by key of the criterion.
        names: Curators who have a sheet that counts, by key.
        lowest: The lowest of the curators' means on a criterion.
        scores: Each sheet's score in points, oldest sheet first.
        sheets: As ``RoundFigures`` has them.
        finished: As ``RoundFigures`` has them.
    """

    ranking: Ranking
    alpha: Alpha
    criterion_alphas: Mapping[int, Alpha]
    names: Mapping[int, str]
    lowest: Mapping[int, float]
    scores: Mapping[int, list[float]]
    sheets: Ints
    finished: Ints

    def versions(self) -> dict[int, list[list[int]]]:
        """Key and version of an entry's sheets that count, oldest first."""
        return by_entry(self.sheets, self.sheets[:, [0, 3]])


def entry_figures(
    round_: Round,
    rows: Sequence[StandingRow],
    rubric: RubricVersion | None = None,
    answers_of: AnswersOf = read_anew,
) -> EntryFigures:
    """Work out what the sheets say.

    Args:
        round_: With its rubric's criteria at hand.
        rows: The entries that stand.
        rubric: Another version that the round could change to; its own when it is None.
        answers_of: Where the sheets' answers come from.
    """
    categories = {row.id: row.category for row in rows}
    figures = round_figures(round_, categories, rubric, answers_of)
    ranking = settle_ties(
        figures.ranking, settled_places({row.id: row.tie_settled for row in rows})
    )
    return EntryFigures(
        ranking=ranking,
        alpha=figures.alpha,
        criterion_alphas=figures.criterion_alphas,
        names=names_of_people([int(one.curator) for one in ranking.curators]),
        lowest=figures.lowest_means(),
        scores=by_entry(figures.sheets, figures.scores),
        sheets=figures.sheets,
        finished=figures.finished,
    )


def round_lines(round_: Round, rubric: RubricVersion | None = None) -> RoundLines:
    """Work the lines out.

    Args:
        round_: With its rubric's criteria at hand.
        rubric: Another version that the round could change to; its own when it is None.
    """
    rows = standing_rows(round_.id)
    figures = entry_figures(round_, rows, rubric)
    return put_together(round_, rows, figures, given_out(round_.id, figures.finished))


def put_together(
    round_: Round, rows: Sequence[StandingRow], figures: EntryFigures, given: GivenOut
) -> RoundLines:
    """Make the lines of what is at hand, and of proposals, makers and papers as they are now."""
    return RoundLines(
        lines=tuple(_Lines(round_, figures).of(rows)),
        ranking=figures.ranking,
        alpha=figures.alpha,
        criterion_alphas=figures.criterion_alphas,
        names=figures.names,
        given=given,
    )


class _Lines:
    """What the lines of a round are made of, by key of the entry."""

    def __init__(self, round_: Round, figures: EntryFigures) -> None:
        self._rubric_id, self._wanted = round_.rubric_id, round_.sheets_wanted
        self._figures = figures
        self._ranked = {row.entry: row for row in figures.ranking.entries}
        self._order = {row.entry: at for at, row in enumerate(figures.ranking.entries)}
        self._proposals = {one.entry_id: one for one in proposals_of_round(round_.id)}
        self._versions = figures.versions() if self._proposals else {}
        self._makers = makers_of_round(round_.id)
        self._gates = _Gates(round_, self._makers)

    def of(self, rows: Sequence[StandingRow]) -> list[Line]:
        """The lines of the entries, best first; without a rank they come last, by code."""
        last = len(self._order)
        in_order = sorted(rows, key=lambda row: (self._order.get(row.id, last), row.code or ""))
        return list(map(self._line, in_order))

    def _line(self, row: StandingRow) -> Line:
        key, figures = row.id, self._figures
        scores = tuple(figures.scores.get(key, ()))
        proposal = self._proposals.get(key)
        return Line(
            entry_id=key,
            code=row.code or "",
            name_id=row.name_id,
            name_en=row.name_en,
            maker_name=self._makers[row.maker_id].name,
            state=row.state,
            ranked=self._ranked.get(key),
            scores=scores,
            lowest_mean=figures.lowest.get(key),
            gates=self._gates.of(row),
            has_enough_sheets=len(scores) >= self._wanted,
            proposed=proposal.outcome if proposal else None,
            reason=proposal.reason if proposal else "",
            is_stale=proposal is not None and proposal.basis != self._basis(row),
        )

    def _basis(self, row: StandingRow) -> dict[str, object]:
        sheets = self._versions.get(row.id, ())
        return basis_of(row.revision_id, self._rubric_id, sheets)


class _Gates:
    """The round's requirements, each checked once for what is alike in all that they look at."""

    def __init__(self, round_: Round, makers: Mapping[int, MakerRow]) -> None:
        self._makers = makers
        self._wanted = round_.gates
        self._day = today()
        self._papers = papers_by_maker(round_.id)
        self._bound = {
            maker for maker, some in self._papers.items() if any(one.product_id for one in some)
        }
        self._known: dict[tuple[object, ...], tuple[Gate, ...]] = {}

    def of(self, row: StandingRow) -> tuple[Gate, ...]:
        """The entry's."""
        own = row.product_id if row.maker_id in self._bound else None
        maker, papers = self._makers[row.maker_id], self._papers.get(row.maker_id, ())
        keeps = is_a_week(whole_days(row.shelf_life))
        alike = (own, row.category, keeps, maker.region, maker.state, papers)
        found = self._known.get(alike)
        if found is None:
            facts = GateFacts(row.product_id, keeps, maker.region, maker.state, papers)
            wanted = self._wanted.get(row.category, [])
            found = self._known[alike] = tuple(check_gates(wanted, facts, self._day))
        return found
