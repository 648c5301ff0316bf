"""What is asked about makers and products, with all that the asking page shows."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from accounts.models import User
from catalog.models import (
    Kelurahan,
    Maker,
    Place,
    Product,
    ProductRevision,
    RevisionPhoto,
)
from catalog.states import Listing, MakerState
from database import db


def _shown() -> tuple[LoaderOption, ...]:
    """Load what a card or a public page of a product shows."""
    revision = selectinload(Product.listed_revision)
    maker = selectinload(Product.maker)
    return (
        revision.selectinload(ProductRevision.photos).selectinload(RevisionPhoto.photo),
        maker.selectinload(Maker.kelurahan),
        maker.selectinload(Maker.place),
    )


def _worked_on() -> tuple[LoaderOption, ...]:
    """Load what the maker's own pages show of a product: every revision with its photos."""
    photos = selectinload(Product.revisions).selectinload(ProductRevision.photos)
    return (
        photos.selectinload(RevisionPhoto.photo),
        selectinload(Product.maker).selectinload(Maker.kelurahan),
        selectinload(Product.maker).selectinload(Maker.papers),
        selectinload(Product.listed_revision),
    )


def public_products() -> Select[Product]:
    """Select the products that visitors may see: listed, of a verified maker.

    Joined to the maker, so that callers can filter by it.
    """
    return (
        select(Product)
        .join(Product.maker)
        .where(Product.listing == Listing.LISTED, Maker.state == MakerState.VERIFIED)
    )


def listed_products(
    *,
    maker: Maker | None = None,
    where: ColumnElement[bool] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Sequence[Product]:
    """Return the public products, newest first, with all that their cards show.

    ``where`` narrows them further, by columns of the product or its maker.
    """
    query = public_products().options(*_shown())
    if maker is not None:
        query = query.where(Product.maker_id == maker.id)
    if where is not None:
        query = query.where(where)
    query = query.order_by(Product.listed_at.desc(), Product.id.desc())
    return db.session.scalars(query.limit(limit).offset(offset)).all()


def public_by_key(keys: Collection[int]) -> dict[int, Product]:
    """Return those of some products that are public, by key, with all that their cards show.

    Ask here for products that are known; ``listed_products`` would walk down all of them in the
    order in which they were listed.
    """
    query = public_products().where(Product.id.in_(keys)).options(*_shown())
    return {one.id: one for one in db.session.scalars(query)}


def public_by_slug(slugs: Collection[str]) -> dict[str, Product]:
    """Return those of some products that are public, by slug, with all that their cards show."""
    keys = db.session.scalars(select(Product.id).where(Product.slug.in_(slugs))).all()
    return {one.slug: one for one in public_by_key(keys).values()}


def listed_slug(code: str) -> str | None:
    """Return the slug of the public product with a code, or None."""
    return db.session.scalar(
        public_products().with_only_columns(Product.slug).where(Product.code == code)
    )


def listed_product(slug: str) -> Product | None:
    """Return one public product with all that its page shows, or None."""
    return db.session.scalar(public_products().where(Product.slug == slug).options(*_shown()))


def products_of(maker: Maker) -> Sequence[Product]:
    """Return all products of a maker, the last changed first, with their revisions."""
    query = select(Product).where(Product.maker_id == maker.id).options(*_worked_on())
    return db.session.scalars(query.order_by(Product.id.desc())).all()


def product_begun(maker: Maker, client_key: str) -> Product | None:
    """Return the maker's product that was begun under this key, or None."""
    query = select(Product).where(Product.maker_id == maker.id, Product.client_key == client_key)
    return db.session.scalar(query.options(*_worked_on()))


def product_of(user: User, product_id: int) -> Product | None:
    """Return a product of one of the person's businesses, or None."""
    query = select(Product).where(Product.id == product_id, Product.maker_id.in_(user.maker_ids()))
    return db.session.scalar(query.options(*_worked_on()))


def maker_of(user: User) -> Maker | None:
    """Return the business that the person works for, the first where there are several."""
    query = select(Maker).where(Maker.id.in_(user.maker_ids())).order_by(Maker.id)
    return db.session.scalar(query.options(selectinload(Maker.kelurahan)).limit(1))


def maker_by_id(maker_id: int) -> Maker | None:
    """Return a maker with its kelurahan, or None."""
    return db.session.get(Maker, maker_id, options=[selectinload(Maker.kelurahan)])


def makers_in(state: MakerState) -> Sequence[Maker]:
    """Return the makers in a state, those who have waited longest first."""
    query = select(Maker).where(Maker.state == state).options(selectinload(Maker.kelurahan))
    return db.session.scalars(query.order_by(Maker.updated_at, Maker.id)).all()


def all_kelurahan() -> Sequence[Kelurahan]:
    """Return the city's kelurahan by district and name."""
    query = select(Kelurahan).order_by(Kelurahan.district, Kelurahan.name)
    return db.session.scalars(query).all()


def all_places() -> Sequence[Place]:
    """Return the places that people can visit, by name."""
    query = select(Place).options(selectinload(Place.kelurahan))
    return db.session.scalars(query.order_by(Place.name_id)).all()
