"""Scoresheets: a curator's own, and what counts in a round."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from accounts.models import User
from catalog.models import Product
from curation.entry_models import (
    Assignment,
    Conflict,
    Entry,
    Scoresheet,
    ScoresheetVersion,
)
from curation.rules import SCORABLE
from curation.states import AssignmentState, EntryState, ScoresheetState
from database import db


def sheet_of(entry: Entry, curator: User) -> Scoresheet | None:
    """The curator's sheet for the entry's present revision, with its scores."""
    query = (
        select(Scoresheet)
        .where(
            Scoresheet.entry_id == entry.id,
            Scoresheet.revision_id == entry.revision_id,
            Scoresheet.curator_id == curator.id,
        )
        .options(selectinload(Scoresheet.scores))
    )
    return db.session.scalar(query)


def versions_of(sheet: Scoresheet) -> list[ScoresheetVersion]:
    """What a sheet said before, oldest first."""
    query = select(ScoresheetVersion).where(ScoresheetVersion.scoresheet_id == sheet.id)
    return list(db.session.scalars(query.order_by(ScoresheetVersion.number)))


def sheets_of_round(round_id: int) -> list[Scoresheet]:
    """Every sheet of the round with its curator, oldest first."""
    query = select(Scoresheet).join(Entry).where(Entry.round_id == round_id).order_by(Scoresheet.id)
    sheets = list(db.session.scalars(query))
    # A few people wrote thousands of sheets: each is read once, and every sheet finds them here.
    people = select(User).where(User.id.in_({sheet.curator_id for sheet in sheets}))
    curators = {person.id: person for person in db.session.scalars(people)}
    for sheet in sheets:
        set_committed_value(sheet, "curator", curators[sheet.curator_id])
    return sheets


def counted_sheets_of_entry(entry: Entry) -> list[Scoresheet]:
    """The entry's final sheets with scores and curators, oldest first."""
    query = (
        select(Scoresheet)
        .where(
            Scoresheet.entry_id == entry.id,
            Scoresheet.revision_id == entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
        .options(joinedload(Scoresheet.curator), selectinload(Scoresheet.scores))
        .order_by(Scoresheet.id)
    )
    return list(db.session.scalars(query))


def assignments_of_round(round_id: int) -> list[Assignment]:
    """Every assignment of the round's entries, those that were taken back included."""
    query = select(Assignment).join(Entry).where(Entry.round_id == round_id).order_by(Assignment.id)
    return list(db.session.scalars(query))


def open_assignments(curator: User, entry_ids: Collection[int]) -> list[Assignment]:
    """The curator's live assignments among some entries."""
    query = select(Assignment).where(
        Assignment.curator_id == curator.id,
        Assignment.entry_id.in_(entry_ids),
        Assignment.state == AssignmentState.ASSIGNED,
    )
    return list(db.session.scalars(query))


def conflicts_of(curator_ids: Collection[int]) -> list[Conflict]:
    """Every interest that these curators have declared."""
    query = select(Conflict).where(Conflict.curator_id.in_(curator_ids))
    return list(db.session.scalars(query))


# What curators may still be asked about; a waiting list and a revision are decided once more.
UNDECIDED = SCORABLE | {
    EntryState.SUBMITTED,
    EntryState.NEEDS_FIX,
    EntryState.REVISE,
    EntryState.WAITLISTED,
}


def open_sheets_about_maker(curator: User, maker_id: int) -> tuple[list[int], list[Scoresheet]]:
    """The maker's entries that are not decided yet, and the curator's sheets for them.

    Returns:
        Keys of the entries, and the sheets.
    """
    undecided = (
        select(Entry.id)
        .join(Entry.product)
        .where(
            Product.maker_id == maker_id,
            Entry.state.in_(UNDECIDED),
        )
    )
    entry_ids = list(db.session.scalars(undecided))
    sheets = select(Scoresheet).where(
        Scoresheet.curator_id == curator.id,
        Scoresheet.entry_id.in_(entry_ids),
        Scoresheet.state != ScoresheetState.EXCLUDED,
    )
    return entry_ids, list(db.session.scalars(sheets))
