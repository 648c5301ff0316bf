"""Pictures that two makers have, with the products that show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, selectinload

from catalog.models import Product, ProductRevision, RevisionPhoto
from database import db
from uploads.models import Photo, PhotoMatch
from uploads.states import MatchState

MOST = 30
"""Pairs on one page; dismissing them brings the next."""


@dataclass(frozen=True, slots=True)
class SamePicture:
    """A match with one product of each maker that shows the picture.

    Attributes:
        match: the two photos; ``photo`` came later.
        here: what shows the later one.
        there: what shows the earlier one.
    """

    match: PhotoMatch
    here: Product
    there: Product


def _is_current() -> ColumnElement[bool]:
    """Whether a revision is the public one of its product, or its newest."""
    other = aliased(ProductRevision)
    newest = select(func.max(other.number)).where(other.product_id == Product.id)
    return or_(
        Product.listed_revision_id == ProductRevision.id,
        ProductRevision.number == newest.correlate(Product).scalar_subquery(),
    )


def _shows(photo_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a product shows the photo now, whole or cut."""
    cut = select(Photo.id).where(Photo.made_from_id == photo_id)
    query = (
        select(RevisionPhoto.id)
        .join(ProductRevision, ProductRevision.id == RevisionPhoto.revision_id)
        .join(Product, Product.id == ProductRevision.product_id)
        .where(_is_current())
        .where(or_(RevisionPhoto.photo_id == photo_id, RevisionPhoto.photo_id.in_(cut)))
    )
    return query.correlate(PhotoMatch).exists()


def _waits() -> ColumnElement[bool]:
    return and_(
        PhotoMatch.state == MatchState.OPEN,
        _shows(PhotoMatch.photo_id),
        _shows(PhotoMatch.other_id),
    )


def same_picture_count() -> int:
    """How many pairs wait for the office."""
    return db.session.scalar(select(func.count(PhotoMatch.id)).where(_waits())) or 0


def _products_showing(photo_ids: set[int]) -> dict[int, list[Product]]:
    """The products that show each of the photos now, whole or cut, in the order of their keys."""
    query = (
        select(Photo.id, Photo.made_from_id, Product)
        .join(RevisionPhoto, RevisionPhoto.photo_id == Photo.id)
        .join(ProductRevision, ProductRevision.id == RevisionPhoto.revision_id)
        .join(Product, Product.id == ProductRevision.product_id)
        .where(_is_current(), or_(Photo.id.in_(photo_ids), Photo.made_from_id.in_(photo_ids)))
        .options(selectinload(Product.maker), selectinload(Product.revisions))
        .order_by(Product.id)
    )
    found: dict[int, list[Product]] = {}
    for key, source, product in db.session.execute(query):
        found.setdefault(source if source in photo_ids else key, []).append(product)
    return found


def same_pictures(product_id: int | None = None) -> Sequence[SamePicture]:
    """The pairs that wait for the office, the newest first; those of one product when asked."""
    query = (
        select(PhotoMatch)
        .where(_waits())
        .options(selectinload(PhotoMatch.photo), selectinload(PhotoMatch.other))
        .order_by(PhotoMatch.id.desc())
        .limit(MOST)
    )
    matches = db.session.scalars(query).all()
    shown = _products_showing({key for one in matches for key in (one.photo_id, one.other_id)})
    pairs = [
        SamePicture(one, shown[one.photo_id][0], shown[one.other_id][0])
        for one in matches
        if one.photo_id in shown and one.other_id in shown
    ]
    return [one for one in pairs if product_id in {None, one.here.id, one.there.id}]
