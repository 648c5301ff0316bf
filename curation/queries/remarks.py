"""The discussion under an entry, and who may read it."""

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.models import User
from curation.entry_models import Assignment, Entry, Remark, Scoresheet
from curation.queries.entries import entry_with_rubric, has_conflict
from curation.rules import STANDING, curates_for, may_chair
from curation.states import AssignmentState, ScoresheetState
from database import db


def entry_to_discuss_or_404(entry_id: int, user: User) -> Entry:
    """An entry that a curator of its round, its chair or the office may talk about.

    Raises:
        NotFound: for everybody else, for whoever has an interest in it, and before curators got
            it to score.
    """
    entry = entry_with_rubric(entry_id)
    if entry is None or entry.state not in STANDING:
        abort(404)
    if not (curates_for(user, entry.round) or may_chair(user, entry.round)):
        abort(404)
    if has_conflict(user, entry) or _stepped_back(user, entry):
        abort(404)
    return entry


def _stepped_back(user: User, entry: Entry) -> bool:
    """Whether the person was given the entry and stepped back from it."""
    query = select(Assignment.id).where(
        Assignment.entry_id == entry.id,
        Assignment.curator_id == user.id,
        Assignment.state == AssignmentState.RECUSED,
    )
    return db.session.scalar(query) is not None


def still_owes_sheet(user: User, entry: Entry) -> bool:
    """Whether the person has yet to score the entry, so that they should not read on."""
    finished = select(Scoresheet.id).where(
        Scoresheet.entry_id == entry.id,
        Scoresheet.revision_id == entry.revision_id,
        Scoresheet.curator_id == user.id,
        Scoresheet.state != ScoresheetState.DRAFT,
    )
    given = select(Assignment.id).where(
        Assignment.entry_id == entry.id,
        Assignment.curator_id == user.id,
        Assignment.state == AssignmentState.ASSIGNED,
    )
    return db.session.scalar(given) is not None and db.session.scalar(finished) is None


def remarks_on(entry: Entry) -> list[Remark]:
    """The entry's remarks with their authors, oldest first."""
    query = (
        select(Remark)
        .where(Remark.entry_id == entry.id)
        .options(joinedload(Remark.author))
        .order_by(Remark.id)
    )
    return list(db.session.scalars(query))
