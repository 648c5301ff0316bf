"""Rounds: which are open, whose they are, and what remains in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import User
from accounts.permissions import is_office
from catalog.loaders import LARGEST_KEY
from catalog.models import Product
from curation.entry_models import Assignment, Entry, Scoresheet
from curation.models import Criterion, Round, RubricVersion
from curation.queries.entries import conflict_of
from curation.rules import STANDING, curates_for, may_chair
from curation.states import AssignmentState, ScoresheetState
from database import db, utcnow


@dataclass(frozen=True, slots=True)
class Workload:
    """A curator's share of a round: entries that they were given, and those finished."""

    round: Round
    given: int
    finished: int

    @property
    def remaining(self) -> int:
        """Entries that still wait for this curator."""
        return self.given - self.finished


def open_rounds(now: datetime) -> list[Round]:
    """Rounds that take entries now, the one that closes first on top."""
    query = (
        select(Round)
        .where(Round.opens_at <= now, Round.closes_at > now)
        .options(joinedload(Round.partner))
        .order_by(Round.closes_at, Round.id)
    )
    return list(db.session.scalars(query))


def hold_round(round_id: int) -> None:
    """Let whoever else wants to change the round wait until this transaction ends."""
    db.session.scalar(select(Round.id).where(Round.id == round_id).with_for_update())


def rounds_scored_at(now: datetime) -> list[Round]:
    """Rounds in which curators can score now, the one that ends first on top."""
    query = (
        select(Round)
        .where(Round.opens_at <= now, Round.scoring_ends_at > now)
        .order_by(Round.scoring_ends_at, Round.id)
    )
    return list(db.session.scalars(query))


def workloads_of_curator(user: User) -> list[Workload]:
    """Every round of the curator's partners with their share, the newest on top."""
    finished = Scoresheet.state == ScoresheetState.FINAL
    query = (
        select(Round, func.count(Assignment.id), func.count(Scoresheet.id))
        .outerjoin(Entry, (Entry.round_id == Round.id) & Entry.state.in_(STANDING))
        .outerjoin(Product, Product.id == Entry.product_id)
        .outerjoin(
            Assignment,
            (Assignment.entry_id == Entry.id)
            & (Assignment.curator_id == user.id)
            & (Assignment.state == AssignmentState.ASSIGNED)
            & ~conflict_of(user.id),
        )
        .outerjoin(
            Scoresheet,
            (Scoresheet.entry_id == Assignment.entry_id)
            & (Scoresheet.curator_id == user.id)
            & (Scoresheet.revision_id == Entry.revision_id)
            & finished,
        )
        .where(Round.partner_id.in_(user.partner_ids()))
        .group_by(Round.id)
        .options(selectinload(Round.partner))
        .order_by(Round.scoring_ends_at.desc(), Round.id.desc())
    )
    return [Workload(*row) for row in db.session.execute(query)]


def chaired_rounds(user: User) -> list[Round]:
    """Rounds that the person may chair, the newest on top."""
    query = select(Round).options(joinedload(Round.partner)).order_by(Round.closes_at.desc())
    if not is_office(user):
        query = query.where(Round.chair_id == user.id, Round.partner_id.in_(user.partner_ids()))
    return list(db.session.scalars(query))


def _round_with_rubric(round_id: int) -> Round | None:
    """A round with its partner, and its rubric down to the level sentences."""
    if round_id > LARGEST_KEY:
        return None
    rubric = joinedload(Round.rubric)
    query = (
        select(Round)
        .where(Round.id == round_id)
        .options(
            joinedload(Round.partner),
            rubric.selectinload(RubricVersion.criteria).selectinload(Criterion.levels),
        )
    )
    return db.session.scalar(query)


def round_for_curator_or_404(round_id: int, user: User) -> Round:
    """A round of one of the curator's partners.

    Raises:
        NotFound: for everybody else.
    """
    round_ = _round_with_rubric(round_id)
    if round_ is None or not curates_for(user, round_):
        abort(404)
    return round_


def round_for_chair_or_404(round_id: int, user: User) -> Round:
    """A round that the person chairs.

    Raises:
        NotFound: for everybody else.
    """
    round_ = _round_with_rubric(round_id)
    if round_ is None or not may_chair(user, round_):
        abort(404)
    return round_


def round_for_office_or_404(round_id: int, user: User) -> Round:
    """Any round, for the office.

    Raises:
        NotFound: for everybody else.
    """
    round_ = _round_with_rubric(round_id)
    if round_ is None or not is_office(user):
        abort(404)
    return round_


def newest_rubric(partner_id: int) -> RubricVersion | None:
    """The partner's rubric with the highest number, criteria and levels included."""
    query = (
        select(RubricVersion)
        .where(RubricVersion.partner_id == partner_id)
        .options(selectinload(RubricVersion.criteria).selectinload(Criterion.levels))
        .order_by(RubricVersion.number.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def open_round_or_404(round_id: int) -> Round:
    """A round that makers may know of: every one that has opened.

    Raises:
        NotFound: for one that is still to come, or is none.
    """
    round_ = db.session.get(Round, round_id) if round_id <= LARGEST_KEY else None
    if round_ is None or round_.opens_at > utcnow():
        abort(404)
    return round_


def rounds_sent_back(round_ids: Collection[int], now: datetime) -> list[Round]:
    """Of these rounds, those that take an entry again that was sent back."""
    query = (
        select(Round)
        .where(Round.id.in_(round_ids), Round.scoring_ends_at > now)
        .options(joinedload(Round.partner))
    )
    return list(db.session.scalars(query))
