"""What the API asks of the database: the next rows after a key."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from catalog.models import Maker, Place, Product, ProductRevision
from catalog.queries import public_products
from catalog.states import Listing, MakerState
from database import db


def next_products(
    after: int, limit: int, *, category: str | None = None, maker: str | None = None
) -> list[int]:
    """Keys of the public products after a key, ascending."""
    query = public_products().with_only_columns(Product.id).where(Product.id > after)
    if maker:
        query = query.where(Maker.slug == maker)
    if category:
        query = query.join(ProductRevision, ProductRevision.id == Product.listed_revision_id).where(
            ProductRevision.category == category
        )
    return list(db.session.scalars(query.order_by(Product.id).limit(limit)))


def product_count(maker: Maker) -> int:
    """How many products of a maker are listed."""
    mine = (Product.maker_id == maker.id, Product.listing == Listing.LISTED)
    return db.session.scalar(select(func.count(Product.id)).where(*mine)) or 0


def next_makers(after: int, limit: int) -> Sequence[tuple[Maker, int]]:
    """The verified makers who show something after a key, with how many products each shows."""
    query = (
        select(Maker, func.count(Product.id))
        .join(Product, Product.maker_id == Maker.id)
        .where(
            Maker.id > after,
            Maker.state == MakerState.VERIFIED,
            Product.listing == Listing.LISTED,
        )
        .group_by(Maker.id)
        .options(selectinload(Maker.kelurahan), selectinload(Maker.place))
        .order_by(Maker.id)
        .limit(limit)
    )
    return [(maker, count) for maker, count in db.session.execute(query)]


def next_places(after: int, limit: int) -> Sequence[Place]:
    """The places after a key."""
    query = select(Place).where(Place.id > after).options(selectinload(Place.kelurahan))
    return db.session.scalars(query.order_by(Place.id).limit(limit)).all()
