"""What search engines, readers and shopping portals are told of the showcase."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import select

from catalog.models import Maker, Place, Product
from catalog.queries import listed_products, public_by_key, public_products
from catalog.states import Listing, MakerState
from database import db

IN_A_PART: Final = 5_000  # Keys; a sitemap may have 50,000 addresses and 50 MB.
NEWEST: Final = 40
AT_ONCE: Final = 500  # Products of the merchant feed that are read together.


class Address(NamedTuple):
    """A slug and when what it shows last changed."""

    slug: str
    changed: datetime


def sitemap_parts() -> list[int]:
    """The numbers of the sitemaps that have products."""
    keys = public_products().with_only_columns(Product.id // IN_A_PART).distinct()
    return sorted(db.session.scalars(keys))


def products_in(part: int) -> list[Address]:
    """The public products of one sitemap."""
    low = part * IN_A_PART
    query = (
        public_products()
        .with_only_columns(Product.slug, Product.updated_at)
        .where(Product.id >= low, Product.id < low + IN_A_PART)
        .order_by(Product.id)
    )
    return [Address(*row) for row in db.session.execute(query)]


def makers_shown() -> list[Address]:
    """The verified makers who show something."""
    shows = select(Product.maker_id).where(Product.listing == Listing.LISTED)
    query = (
        select(Maker.slug, Maker.updated_at)
        .where(Maker.state == MakerState.VERIFIED, Maker.id.in_(shows))
        .order_by(Maker.id)
    )
    return [Address(*row) for row in db.session.execute(query)]


def places_shown() -> list[Address]:
    """The places that people can visit."""
    query = select(Place.slug, Place.updated_at).order_by(Place.id)
    return [Address(*row) for row in db.session.execute(query)]


def newest_products() -> Sequence[Product]:
    """What was listed last."""
    return listed_products(limit=NEWEST)


def all_products() -> Iterator[Product]:
    """Every public product with its photos, some hundred at a time."""
    last = 0
    before = set(db.session)
    while True:
        ids = public_products().with_only_columns(Product.id).where(Product.id > last)
        keys = list(db.session.scalars(ids.order_by(Product.id).limit(AT_ONCE)))
        if not keys:
            return
        yield from sorted(public_by_key(keys).values(), key=lambda one: one.id)
        last = keys[-1]
        for one in set(db.session) - before:  # A feed of 100,000 must not keep them all.
            if one in db.session:  # Not with another already.
                db.session.expunge(one)
