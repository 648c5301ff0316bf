"""What a round chose, and what became of it."""

from collections.abc import Collection, Sequence

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accounts.models import User
from catalog.loaders import LARGEST_KEY
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.rules import works_for
from curation.entry_models import Entry
from curation.models import Round
from curation.placement_models import Placement
from curation.queries.entries import has_conflict
from curation.rules import CHOSEN, curates_for, may_chair
from database import db


def _chosen() -> Select[Entry]:
    """Entries that were chosen, with everything that a list of them shows."""
    return (
        select(Entry)
        .join(Entry.product)
        .join(Product.maker)
        .where(Entry.state.in_(CHOSEN))
        .options(
            contains_eager(Entry.product).contains_eager(Product.maker).joinedload(Maker.kelurahan),
            contains_eager(Entry.product)
            .joinedload(Product.listed_revision)
            .selectinload(ProductRevision.photos)
            .joinedload(RevisionPhoto.photo),
            joinedload(Entry.revision)
            .selectinload(ProductRevision.photos)
            .joinedload(RevisionPhoto.photo),
            joinedload(Entry.round).joinedload(Round.partner),
        )
    )


def chosen_entries(round_id: int, hidden: Collection[int]) -> Sequence[Entry]:
    """Entries of a round whose released outcome is an acceptance, by maker and code.

    Args:
        round_id: The round.
        hidden: Keys of entries in which the reader has an interest; they are left out.
    """
    query = (
        _chosen()
        .where(Entry.round_id == round_id, Entry.id.not_in(hidden))
        .order_by(Maker.name, Entry.code, Entry.id)
    )
    return db.session.scalars(query).all()


def round_for_partner_or_404(round_id: int, user: User) -> Round:
    """A round for its partner's curators, its chair and the office.

    Raises:
        NotFound: for everybody else.
    """
    query = select(Round).where(Round.id == round_id).options(joinedload(Round.partner))
    round_ = db.session.scalar(query) if round_id <= LARGEST_KEY else None
    if round_ is None or not (curates_for(user, round_) or may_chair(user, round_)):
        abort(404)
    return round_


def may_place(user: User, entry: Entry) -> bool:
    """Whether the person may say what became of an entry: its maker, or the round's partner."""
    return works_for(user, entry.product.maker) or curates_for(user, entry.round)


def chosen_entry_or_404(entry_id: int, user: User) -> Entry:
    """A chosen entry, for its maker and those of the partner who have no interest in it.

    Raises:
        NotFound: for everybody else, and for what was not chosen.
    """
    query = _chosen().where(Entry.id == entry_id)
    entry = db.session.scalar(query) if entry_id <= LARGEST_KEY else None
    if entry is None or not may_place(user, entry) or has_conflict(user, entry):
        abort(404)
    return entry


def placements_of(entry_id: int) -> Sequence[Placement]:
    """Where an entry's product went, oldest first, with who wrote it down last."""
    query = (
        select(Placement)
        .where(Placement.entry_id == entry_id)
        .options(joinedload(Placement.typed_by).selectinload(User.memberships))
        .order_by(Placement.id)
    )
    return db.session.scalars(query).all()


def placement_or_404(placement_id: int, user: User) -> Placement:
    """A placement for the maker and the partner.

    Raises:
        NotFound: for everybody else.
    """
    found = db.session.get(Placement, placement_id) if placement_id <= LARGEST_KEY else None
    if found is None:
        abort(404)
    chosen_entry_or_404(found.entry_id, user)
    return found


def all_placements(page: int, size: int) -> Sequence[Placement]:
    """A page of all placements, the newest first, with product, maker and partner."""
    entry = joinedload(Placement.entry)
    query = (
        select(Placement)
        .options(
            entry.joinedload(Entry.revision),
            entry.joinedload(Entry.product).joinedload(Product.maker),
            entry.joinedload(Entry.round).joinedload(Round.partner),
            selectinload(Placement.typed_by),
        )
        .order_by(Placement.updated_at.desc(), Placement.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    return db.session.scalars(query).all()
