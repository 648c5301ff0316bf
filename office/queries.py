"""What the office's pages ask of the database."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import contains_eager, selectinload

from accounts.models import Membership, OutgoingMessage, User
from accounts.states import Role
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.states import Listing, MakerState, RevisionState
from curation.entry_models import Entry
from curation.models import Criterion, Partner, Round, RubricVersion
from curation.states import EntryState
from database import db
from office.pictures import same_picture_count
from showcase.models import Inquiry, StaleDocument

PAGE = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for the office, and how much there is."""

    makers_to_verify: int
    changes_to_approve: int
    entries_to_check: int
    set_aside: int
    unsent: int
    makers: int
    listed: int
    inquiries: int
    same_pictures: int


def _count(statement) -> int:  # type: ignore[no-untyped-def]  # noqa: ANN001
    return db.session.scalar(statement) or 0


def waiting() -> Waiting:
    """Count what waits for the office."""
    return Waiting(
        makers_to_verify=_count(
            select(func.count(Maker.id)).where(Maker.state == MakerState.SUBMITTED)
        ),
        changes_to_approve=len(products_with_changes()),
        entries_to_check=_count(
            select(func.count(Entry.id)).where(Entry.state == EntryState.SUBMITTED)
        ),
        set_aside=_count(
            select(func.count(StaleDocument.product_id)).where(
                StaleDocument.set_aside_at.is_not(None)
            )
        ),
        unsent=_count(
            select(func.count(OutgoingMessage.id)).where(OutgoingMessage.sent_at.is_(None))
        ),
        makers=_count(select(func.count(Maker.id)).where(Maker.state == MakerState.VERIFIED)),
        listed=_count(select(func.count(Product.id)).where(Product.listing == Listing.LISTED)),
        inquiries=_count(select(func.count(Inquiry.id))),
        same_pictures=same_picture_count(),
    )


def makers(state: MakerState | None, page: int) -> Sequence[Maker]:
    """Return a page of makers, in one state or in all, those changed last first."""
    query = select(Maker).options(selectinload(Maker.kelurahan))
    if state is not None:
        query = query.where(Maker.state == state)
    query = query.order_by(Maker.updated_at.desc(), Maker.id.desc())
    return db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()


def makers_by_state() -> dict[MakerState, int]:
    """Return how many makers each state has."""
    rows = db.session.execute(select(Maker.state, func.count()).group_by(Maker.state))
    return {state: number for state, number in rows}  # noqa: C416 - rows, not pairs.


def maker_with_products(maker_id: int) -> Maker | None:
    """Return a maker with kelurahan, papers, products and their revisions, or None."""
    return db.session.get(
        Maker,
        maker_id,
        options=[
            selectinload(Maker.kelurahan),
            selectinload(Maker.papers),
            selectinload(Maker.products).selectinload(Product.revisions),
        ],
    )


def _waits() -> ColumnElement[bool]:
    """Whether a revision of the product waits: frozen, newer than the public one, in no round."""
    shown = select(ProductRevision.number).where(ProductRevision.id == Product.listed_revision_id)
    return and_(
        ProductRevision.product_id == Product.id,
        ProductRevision.state == RevisionState.FROZEN,
        ProductRevision.number > shown.correlate(Product).scalar_subquery(),
        ProductRevision.number > func.coalesce(Product.returned_number, 0),
        ProductRevision.id.not_in(select(Entry.revision_id)),
    )


def waiting_change(product_id: int) -> ProductRevision | None:
    """Return the newest change of a product that waits for the office, or None.

    A revision that was entered in a round is the curators' to decide, not the office's.
    """
    query = select(ProductRevision).join(Product, Product.id == ProductRevision.product_id)
    query = query.where(Product.id == product_id, Product.listing != Listing.UNLISTED, _waits())
    return db.session.scalar(query.order_by(ProductRevision.number.desc()).limit(1))


def products_with_changes() -> Sequence[Product]:
    """Return listed products with a change that waits for the office."""
    newer = select(ProductRevision.id).where(_waits()).correlate(Product).exists()
    query = (
        select(Product)
        .where(Product.listing != Listing.UNLISTED, newer)
        .options(
            selectinload(Product.maker),
            selectinload(Product.revisions)
            .selectinload(ProductRevision.photos)
            .selectinload(RevisionPhoto.photo),
            selectinload(Product.listed_revision),
        )
        .order_by(Product.updated_at, Product.id)
    )
    return db.session.scalars(query).all()


def rounds() -> Sequence[tuple[Round, dict[EntryState, int]]]:
    """Return all rounds, newest first, each with the number of its entries in every state."""
    numbers: dict[int, dict[EntryState, int]] = {}
    rows = db.session.execute(
        select(Entry.round_id, Entry.state, func.count()).group_by(Entry.round_id, Entry.state)
    )
    for round_id, state, number in rows:
        numbers.setdefault(round_id, {})[state] = number
    query = select(Round).options(selectinload(Round.partner), selectinload(Round.chair))
    found = db.session.scalars(query.order_by(Round.opens_at.desc(), Round.id.desc()))
    return [(one, numbers.get(one.id, {})) for one in found]


def partners() -> Sequence[Partner]:
    """Return all partners by name."""
    return db.session.scalars(select(Partner).order_by(Partner.name)).all()


def curators_with_partners() -> Sequence[tuple[User, Partner]]:
    """Everybody who curates and can sign in, with each partner that they do it for, by name."""
    query = (
        select(User, Partner)
        .join(Membership, Membership.user_id == User.id)
        .join(Partner, Partner.id == Membership.partner_id)
        .where(Membership.role == Role.CURATOR, User.is_active)
        .order_by(Partner.name, User.name, User.id)
    )
    return [(user, partner) for user, partner in db.session.execute(query)]


def rubric_versions() -> Sequence[RubricVersion]:
    """Return all partners' rubrics with their partner, by its name and the newest on top."""
    query = (
        select(RubricVersion)
        .join(RubricVersion.partner)
        .options(contains_eager(RubricVersion.partner))
        .order_by(Partner.name, RubricVersion.number.desc())
    )
    return db.session.scalars(query).all()


def rubrics_of_partner(partner_id: int) -> Sequence[RubricVersion]:
    """Return a partner's versions with all their sentences, the newest on top."""
    query = (
        select(RubricVersion)
        .where(RubricVersion.partner_id == partner_id)
        .options(selectinload(RubricVersion.criteria).selectinload(Criterion.levels))
        .order_by(RubricVersion.number.desc())
    )
    return db.session.scalars(query).all()


def rounds_by_rubric(rubric_ids: Collection[int]) -> dict[int, list[Round]]:
    """Return the rounds that are scored by each of these versions."""
    query = select(Round).where(Round.rubric_id.in_(rubric_ids)).order_by(Round.id.desc())
    found: dict[int, list[Round]] = {key: [] for key in rubric_ids}
    for one in db.session.scalars(query):
        found[one.rubric_id].append(one)
    return found


def memberships_of_partner(partner_id: int) -> Sequence[Membership]:
    """Return the curator roles of a partner with their people."""
    query = (
        select(Membership)
        .where(Membership.partner_id == partner_id)
        .options(selectinload(Membership.user))
        .join(User)
        .order_by(User.name)
    )
    return db.session.scalars(query).all()
