"""Who is asked to score what in a round, and the sheets that there are."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import User
from curation.entry_models import Assignment, Entry, Scoresheet
from curation.models import Round
from curation.queries.entries import conflicted_entry_ids
from curation.rules import SCORABLE
from curation.states import AssignmentState
from database import db

SheetKey = tuple[int, int]
"""Keys of an entry and of a curator."""


@dataclass(frozen=True, slots=True)
class Place:
    """One sheet that a curator is asked for."""

    curator: User
    entry: Entry


def places_of(round_: Round, reader: User) -> list[Place]:
    """The sheets that the round's curators are asked for, by curator and code.

    Args:
        round_: The round.
        reader: Entries in which this person has an interest are left out.
    """
    query = (
        select(Assignment)
        .join(Entry, Entry.id == Assignment.entry_id)
        .join(User, User.id == Assignment.curator_id)
        .where(
            Entry.round_id == round_.id,
            Entry.state.in_(SCORABLE),
            Entry.id.not_in(conflicted_entry_ids(reader, round_.id)),
            Assignment.state == AssignmentState.ASSIGNED,
        )
        .options(
            joinedload(Assignment.curator),
            joinedload(Assignment.entry).joinedload(Entry.revision),
            joinedload(Assignment.entry).joinedload(Entry.product),
        )
        .order_by(User.name, User.id, Entry.code, Entry.id)
    )
    return [Place(one.curator, one.entry) for one in db.session.scalars(query)]


def sheets_at(round_: Round, entry_ids: Collection[int]) -> dict[SheetKey, Scoresheet]:
    """The sheets for what is entered now, with their scores, whatever state they are in."""
    query = (
        select(Scoresheet)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(
            Entry.round_id == round_.id,
            Entry.id.in_(entry_ids),
            Scoresheet.revision_id == Entry.revision_id,
        )
        .options(selectinload(Scoresheet.scores))
    )
    return {(one.entry_id, one.curator_id): one for one in db.session.scalars(query)}
