"""What is asked about inquiries and about leave to see wholesale prices."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import selectinload

from accounts.models import User
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.queries import public_products
from database import db, utcnow
from showcase.models import Inquiry, WholesaleGrant
from showcase.states import InquiryState


def _is_live() -> ColumnElement[bool]:
    unexpired = WholesaleGrant.expires_at.is_(None) | (WholesaleGrant.expires_at > utcnow())
    return WholesaleGrant.revoked_at.is_(None) & unexpired


def account_grant(user_id: int, product_id: int) -> WholesaleGrant | None:
    """Return the live grant of a person for a product, or None."""
    query = select(WholesaleGrant).where(
        WholesaleGrant.buyer_id == user_id, WholesaleGrant.product_id == product_id, _is_live()
    )
    return db.session.scalar(query.limit(1))


def link_grant(token: str) -> WholesaleGrant | None:
    """Return the live grant of a link whose product is public, or None."""
    query = select(WholesaleGrant).where(WholesaleGrant.token == token, _is_live())
    shown = public_products().with_only_columns(Product.id)
    return db.session.scalar(query.where(WholesaleGrant.product_id.in_(shown)))


def questions_of(
    maker: Maker, state: InquiryState | None, *, page: int, size: int
) -> Sequence[Inquiry]:
    """Return a page of a maker's inquiries: unanswered ones first, then the newest."""
    first = case((Inquiry.state == InquiryState.OPEN, 0), else_=1)
    shown = selectinload(Inquiry.product).selectinload(Product.listed_revision)
    photos = shown.selectinload(ProductRevision.photos).selectinload(RevisionPhoto.photo)
    query = (
        select(Inquiry)
        .where(Inquiry.maker_id == maker.id)
        .options(photos, selectinload(Inquiry.product).selectinload(Product.maker))
        .options(selectinload(Inquiry.grants), selectinload(Inquiry.buyer))
        .order_by(first, Inquiry.created_at.desc(), Inquiry.id.desc())
    )
    if state is not None:
        query = query.where(Inquiry.state == state)
    return db.session.scalars(query.limit(size).offset((page - 1) * size)).all()


def questions_by_state(maker: Maker) -> dict[InquiryState, int]:
    """Return how many inquiries of a maker each state has."""
    rows = db.session.execute(
        select(Inquiry.state, func.count())
        .where(Inquiry.maker_id == maker.id)
        .group_by(Inquiry.state)
    )
    return {state: number for state, number in rows}  # noqa: C416 - rows, not pairs.


def question_of(user: User, inquiry_id: int) -> Inquiry | None:
    """Return an inquiry about a product of one of the person's businesses, or None."""
    return db.session.scalar(
        select(Inquiry).where(Inquiry.id == inquiry_id, Inquiry.maker_id.in_(user.maker_ids()))
    )


def inquiry_moments(maker: Maker, since: datetime) -> Sequence[tuple[int, datetime]]:
    """Return the product and the moment of each inquiry of a maker since a moment."""
    rows = db.session.execute(
        select(Inquiry.product_id, Inquiry.created_at).where(
            Inquiry.maker_id == maker.id, Inquiry.created_at >= since
        )
    )
    return [(key, moment) for key, moment in rows]
