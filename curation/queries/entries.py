"""Entries: a maker's own, a curator's share, the chair's and the office's."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import User
from accounts.permissions import is_office
from catalog.loaders import LARGEST_KEY
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from curation.entry_models import Assignment, Conflict, Entry, Scoresheet
from curation.models import Criterion, Round, RubricVersion
from curation.rules import GIVEN_UP, STANDING, curates_for, may_chair
from curation.states import AssignmentState, EntryState, ScoresheetState
from database import db


@dataclass(frozen=True, slots=True)
class AssignedEntry:
    """An entry that a curator was given, and how far they are with it."""

    entry: Entry
    state: ScoresheetState | None
    version: int | None = None  # Of the curator's sheet, once there is one.


def _entries() -> Select[Entry]:
    """Entries with product, maker, papers, revision and photos."""
    product = joinedload(Entry.product)
    maker = product.joinedload(Product.maker)
    photos = joinedload(Entry.revision).selectinload(ProductRevision.photos)
    return select(Entry).options(
        maker.selectinload(Maker.papers),
        maker.joinedload(Maker.kelurahan),
        photos.joinedload(RevisionPhoto.photo),
        joinedload(Entry.round).joinedload(Round.partner),
    )


def entry_with_rubric(entry_id: int) -> Entry | None:
    """One entry with everything that its page shows."""
    if entry_id > LARGEST_KEY:
        return None
    rubric = joinedload(Entry.round).joinedload(Round.rubric)
    levels = rubric.selectinload(RubricVersion.criteria).selectinload(Criterion.levels)
    return db.session.scalar(_entries().where(Entry.id == entry_id).options(levels))


def conflict_of(user_id: int) -> ColumnElement[bool]:
    """Whether a person has declared an interest in the entry's product or maker."""
    return exists().where(
        Conflict.curator_id == user_id,
        or_(Conflict.product_id == Entry.product_id, Conflict.maker_id == Product.maker_id),
    )


def has_conflict(user: User, entry: Entry) -> bool:
    """Whether a person has declared an interest in the entry's product or its maker."""
    query = select(Conflict.id).where(
        Conflict.curator_id == user.id,
        or_(
            Conflict.product_id == entry.product_id,
            Conflict.maker_id == entry.product.maker_id,
        ),
    )
    return db.session.scalar(query.limit(1)) is not None


def entry_for_maker_or_404(entry_id: int, user: User) -> Entry:
    """An entry of one of the person's own makers.

    Raises:
        NotFound: for everybody else.
    """
    entry = entry_with_rubric(entry_id)
    if entry is None or entry.product.maker_id not in user.maker_ids():
        abort(404)
    return entry


def entry_for_curator_or_404(entry_id: int, user: User) -> Entry:
    """An entry that the curator was given to score and has no interest in.

    Raises:
        NotFound: for everybody else, and after they stepped back.
    """
    entry = _entry_curated_or_404(entry_id, user)
    if not is_given(entry, user):
        abort(404)
    return entry


def _entry_curated_or_404(entry_id: int, user: User) -> Entry:
    """An entry of a round of the curator's partner, without an interest of theirs in it."""
    entry = entry_with_rubric(entry_id)
    if entry is None or entry.state not in STANDING or not curates_for(user, entry.round):
        abort(404)
    if has_conflict(user, entry):
        abort(404)
    return entry


def is_given(entry: Entry, user: User) -> bool:
    """Whether the curator is asked to score the entry."""
    given = select(Assignment.id).where(
        Assignment.entry_id == entry.id,
        Assignment.curator_id == user.id,
        Assignment.state == AssignmentState.ASSIGNED,
    )
    return db.session.scalar(given) is not None


def entry_to_step_back_from_or_404(entry_id: int, user: User) -> Entry:
    """An entry that the curator was given, or decides on as the round's chair.

    Raises:
        NotFound: for everybody else, and after they stepped back.
    """
    entry = _entry_curated_or_404(entry_id, user)
    if not is_given(entry, user) and not may_chair(user, entry.round):
        abort(404)
    return entry


def entry_for_chair_or_404(entry_id: int, user: User) -> Entry:
    """An entry of a round that the person chairs, without an interest of theirs in it.

    Raises:
        NotFound: for everybody else.
    """
    entry = entry_with_rubric(entry_id)
    if entry is None or entry.state not in STANDING or not may_chair(user, entry.round):
        abort(404)
    if has_conflict(user, entry):
        abort(404)
    return entry


def entry_for_office_or_404(entry_id: int, user: User) -> Entry:
    """Any entry that was submitted, for the office.

    Raises:
        NotFound: for everybody else, and for a maker's drafts.
    """
    entry = entry_with_rubric(entry_id)
    if entry is None or not is_office(user) or entry.state is EntryState.DRAFT:
        abort(404)
    return entry


def entries_of_round(round_id: int, states: Collection[EntryState]) -> list[Entry]:
    """The round's entries in these states, by code."""
    query = _entries().where(Entry.round_id == round_id, Entry.state.in_(states))
    return list(db.session.scalars(query.order_by(Entry.code, Entry.id)))


def entries_for_standing(round_id: int, states: Collection[EntryState]) -> list[Entry]:
    """The same without photos and places, which no figure rests on."""
    product = joinedload(Entry.product)
    query = (
        select(Entry)
        .where(Entry.round_id == round_id, Entry.state.in_(states))
        .options(
            product.joinedload(Product.maker).selectinload(Maker.papers),
            joinedload(Entry.revision),
            joinedload(Entry.round).joinedload(Round.partner),
        )
        .order_by(Entry.code, Entry.id)
    )
    return list(db.session.scalars(query))


def entries_of_makers(maker_ids: Sequence[int]) -> list[Entry]:
    """Every entry of these makers with its decisions, the newest on top."""
    query = (
        _entries()
        .join(Entry.product)
        .where(Product.maker_id.in_(maker_ids))
        .options(selectinload(Entry.decisions))
        .order_by(Entry.id.desc())
    )
    return list(db.session.scalars(query))


def entry_of_product(round_id: int, product_id: int) -> Entry | None:
    """The product's entry in a round."""
    query = select(Entry).where(Entry.round_id == round_id, Entry.product_id == product_id)
    return db.session.scalar(query)


def entries_of_product(product_id: int) -> list[Entry]:
    """The product's entries in all rounds."""
    return list(db.session.scalars(select(Entry).where(Entry.product_id == product_id)))


def places_used(round_id: int, maker_id: int, *, besides: int | None = None) -> int:
    """How many of the maker's places in a round are taken by entries other than ``besides``."""
    query = (
        select(func.count(Entry.id))
        .join(Entry.product)
        .where(
            Entry.round_id == round_id,
            Product.maker_id == maker_id,
            Entry.state.not_in(GIVEN_UP),
            Entry.id != (besides or 0),
        )
    )
    return db.session.scalar(query) or 0


def assigned_entries(round_: Round, curator: User) -> list[AssignedEntry]:
    """What a curator has to score in a round, in the order of the codes."""
    query = (
        _entries()
        .add_columns(Scoresheet.state, Scoresheet.version)
        .join(Entry.product)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .outerjoin(
            Scoresheet,
            (Scoresheet.entry_id == Entry.id)
            & (Scoresheet.curator_id == curator.id)
            & (Scoresheet.revision_id == Entry.revision_id),
        )
        .where(
            Entry.round_id == round_.id,
            Entry.state.in_(STANDING),
            Assignment.curator_id == curator.id,
            Assignment.state == AssignmentState.ASSIGNED,
            ~conflict_of(curator.id),
        )
        .order_by(Entry.code, Entry.id)
    )
    return [AssignedEntry(*row) for row in db.session.execute(query)]


def conflicted_entry_ids(user: User, round_id: int) -> set[int]:
    """Entries of a round whose scores the person must not see, because of an interest."""
    query = (
        select(Entry.id).join(Entry.product).where(Entry.round_id == round_id, conflict_of(user.id))
    )
    return set(db.session.scalars(query))
