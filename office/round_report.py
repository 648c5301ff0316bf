"""A round in numbers: how far entries came, by category and by ward, and what held them back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from catalog.models import Kelurahan, Maker, Product, ProductRevision
from catalog.papers import today_here
from curation.entry_models import Decision, Entry, Score, Scoresheet
from curation.gates import gates_of
from curation.models import Criterion, Round
from curation.queries.decisions import decisions_of_round
from curation.queries.entries import entries_of_round
from curation.results import help_with
from curation.rules import STANDING
from curation.states import EntryState, ScoresheetState
from database import db

LOWEST_SHOWN: Final = 5
PASSED: Final = frozenset({EntryState.ACCEPTED, EntryState.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Row:
    """How the entries of one category or ward stand; ``name`` is empty where none is known."""

    name: str
    states: dict[EntryState, int]

    @property
    def submitted(self) -> int:
        """All that were sent in."""
        return sum(self.states.values())

    @property
    def passed(self) -> int:
        """Accepted, with or without a condition."""
        return sum(self.states.get(state, 0) for state in PASSED)


@dataclass(frozen=True, slots=True)
class WeakCriterion:
    """A criterion with the mean of all values that count, and who in the city helps."""

    criterion: Criterion
    mean: float
    values: int
    help: str


@dataclass(frozen=True, slots=True)
class ShutGate:
    """A requirement with how many entries it holds back, and who in the city helps."""

    key: str
    entries: int
    help: str


@dataclass(frozen=True, slots=True)
class RoundReport:
    """Everything on the page.

    Attributes:
        whole: All entries of the round.
        scored: Entries with at least one scoresheet that counts.
        categories: By key of the category.
        wards: By name of the kelurahan, most entries first.
        weakest: The lowest means, the lowest first.
        gates: What holds back most, first.
    """

    whole: Row
    scored: int
    categories: list[Row]
    wards: list[Row]
    weakest: list[WeakCriterion]
    gates: list[ShutGate]


def round_report(round_: Round) -> RoundReport:
    """Count a round as it stands now; drafts of makers are not part of it."""
    categories = _grouped(_by_category(round_.id))
    return RoundReport(
        whole=Row("", _sum(categories)),
        scored=_scored(round_.id),
        categories=categories,
        wards=_grouped(_by_ward(round_.id)),
        weakest=_weakest(round_),
        gates=_gates(round_),
    )


Counted = Iterable[tuple[str | None, EntryState, int]]


def _by_category(round_id: int) -> Counted:
    query = (
        select(ProductRevision.category, Entry.state, func.count(Entry.id))
        .join(ProductRevision, ProductRevision.id == Entry.revision_id)
        .where(Entry.round_id == round_id, Entry.state != EntryState.DRAFT)
        .group_by(ProductRevision.category, Entry.state)
    )
    return list(db.session.execute(query))


def _by_ward(round_id: int) -> Counted:
    query = (
        select(Kelurahan.name, Entry.state, func.count(Entry.id))
        .select_from(Entry)
        .join(Product, Product.id == Entry.product_id)
        .join(Maker, Maker.id == Product.maker_id)
        .outerjoin(Kelurahan, Kelurahan.id == Maker.kelurahan_id)
        .where(Entry.round_id == round_id, Entry.state != EntryState.DRAFT)
        .group_by(Kelurahan.name, Entry.state)
    )
    return list(db.session.execute(query))


def _grouped(counted: Counted) -> list[Row]:
    """Put the counts of each name together, the largest first."""
    found: dict[str, dict[EntryState, int]] = {}
    for name, state, number in counted:
        found.setdefault(name or "", {})[state] = number
    rows = [Row(name, states) for name, states in found.items()]
    return sorted(rows, key=lambda row: (-row.submitted, row.name))


def _sum(rows: Iterable[Row]) -> dict[EntryState, int]:
    whole: Counter[EntryState] = Counter()
    for row in rows:
        whole.update(row.states)
    return dict(whole)


def _scored(round_id: int) -> int:
    query = (
        select(func.count(func.distinct(Entry.id)))
        .join(Scoresheet, Scoresheet.entry_id == Entry.id)
        .where(
            Entry.round_id == round_id,
            Entry.state.in_(STANDING),
            Scoresheet.revision_id == Entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
    )
    return db.session.scalar(query) or 0


def _weakest(round_: Round) -> list[WeakCriterion]:
    """The criteria on which the round did worst, over all values that count."""
    mean, scored = func.avg(Score.value), aliased(Criterion)
    query = (
        select(Criterion, mean, func.count(Score.value))
        .join(scored, (scored.category == Criterion.category) & (scored.key == Criterion.key))
        .join(Score, Score.criterion_id == scored.id)
        .join(Scoresheet, Scoresheet.id == Score.scoresheet_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(
            Entry.round_id == round_.id,
            Criterion.rubric_id == round_.rubric_id,
            Entry.state.in_(STANDING),
            Scoresheet.revision_id == Entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
            Score.value.is_not(None),
        )
        .group_by(Criterion.id)
        .order_by(mean, Criterion.id)
        .limit(LOWEST_SHOWN)
    )
    return [
        WeakCriterion(one, float(average), number, _help(one))
        for one, average, number in db.session.execute(query)
    ]


def _help(one: Criterion) -> str:
    return help_with(f"criterion.{one.key}.{one.category}", f"criterion.{one.key}")


def _gates(round_: Round) -> list[ShutGate]:
    """How many entries each requirement held back: at the release, or today before it."""
    released: dict[int, Decision] = {}
    for decision in decisions_of_round(round_.id):
        if decision.released_at is not None:
            released[decision.entry_id] = decision
    shut: Counter[str] = Counter()
    for entry in entries_of_round(round_.id, STANDING):
        shut.update(_shut(entry, released.get(entry.id)))
    return [ShutGate(key, number, help_with(key)) for key, number in shut.most_common()]


def _shut(entry: Entry, decision: Decision | None) -> list[str]:
    """The requirements that an entry does not meet."""
    if decision is not None:
        return [key for key, green, _repairable in decision.snapshot["gates"] if not green]
    return [gate.key for gate in gates_of(entry, today_here()) if not gate.green]
