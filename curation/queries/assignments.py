"""Who was given what, for the pages and rules of sharing out."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from catalog.models import Product
from curation.entry_models import Assignment, Conflict, CuratorLimit, Entry, Scoresheet
from curation.rules import SCORABLE
from curation.states import ScoresheetState
from database import db


def assignment_of(entry_id: int, curator_id: int) -> Assignment | None:
    """What a curator was told about an entry, whatever became of it."""
    query = select(Assignment).filter_by(entry_id=entry_id, curator_id=curator_id)
    return db.session.scalar(query)


def limits_of_round(round_id: int) -> list[CuratorLimit]:
    """What curators of the round limit themselves to."""
    return list(db.session.scalars(select(CuratorLimit).filter_by(round_id=round_id)))


def limit_of(round_id: int, curator_id: int) -> CuratorLimit | None:
    """What one curator of the round limits themselves to."""
    query = select(CuratorLimit).filter_by(round_id=round_id, curator_id=curator_id)
    return db.session.scalar(query)


def has_final_sheet(entry: Entry, curator_id: int) -> bool:
    """Whether the curator's sheet for what is entered now is final."""
    return (entry.id, curator_id) in final_pairs([entry])


def final_pairs(entries: Collection[Entry]) -> set[tuple[int, int]]:
    """Entries and curators whose sheets for what is entered now are final."""
    query = (
        select(Scoresheet.entry_id, Scoresheet.curator_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(
            Scoresheet.entry_id.in_([entry.id for entry in entries]),
            Scoresheet.revision_id == Entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
    )
    return {(entry_id, curator_id) for entry_id, curator_id in db.session.execute(query)}


def anchors_of_round(round_id: int) -> list[Entry]:
    """The entries that every curator scores, by code."""
    query = (
        select(Entry)
        .where(Entry.round_id == round_id, Entry.is_anchor, Entry.state.in_(SCORABLE))
        .options(joinedload(Entry.revision))
        .order_by(Entry.code)
    )
    return list(db.session.scalars(query))


def count_to_share(round_id: int, *, besides: Collection[int]) -> int:
    """How many entries are scored now."""
    query = select(func.count(Entry.id)).where(*_to_share(round_id, besides))
    return db.session.scalar(query) or 0


def page_to_share(round_id: int, *, besides: Collection[int], start: int, most: int) -> list[Entry]:
    """Some entries that are scored now, by code, with whom they were given.

    Args:
        round_id: The round.
        besides: Keys of entries that are left out.
        start: How many come before.
        most: How many to give.
    """
    query = (
        select(Entry)
        .where(*_to_share(round_id, besides))
        .options(
            joinedload(Entry.revision),
            joinedload(Entry.product).joinedload(Product.maker),
            selectinload(Entry.assignments).joinedload(Assignment.curator),
        )
        .order_by(Entry.code, Entry.id)
        .offset(start)
        .limit(most)
    )
    return list(db.session.scalars(query))


def _to_share(round_id: int, besides: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return Entry.round_id == round_id, Entry.state.in_(SCORABLE), Entry.id.not_in(besides)


def interested_curators(entry: Entry) -> set[int]:
    """Keys of the people with an interest in the entry's product or maker."""
    query = select(Conflict.curator_id).where(
        (Conflict.product_id == entry.product_id) | (Conflict.maker_id == entry.product.maker_id)
    )
    return set(db.session.scalars(query))
