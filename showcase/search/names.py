"""What SQL adds to an answer: names behind slugs, what is still public, and how many makers."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from catalog.models import Maker, Place, Product
from catalog.queries import public_products
from catalog.states import MakerState
from curation.models import Partner
from database import db
from showcase.search.settings import MOST_FACET_VALUES
from web.languages import localised


def names_for(slugs: Mapping[str, Collection[str]]) -> dict[str, dict[str, str]]:
    """The names of makers, places and partners, by facet and slug; a query for each that is asked.

    Args:
        slugs: by the facet's name in the address.
    """
    names: dict[str, dict[str, str]] = {}
    if wanted := slugs.get("perajin"):
        makers = select(Maker.slug, Maker.name).where(Maker.slug.in_(wanted))
        names["perajin"] = {slug: name for slug, name in db.session.execute(makers)}  # noqa: C416
    if wanted := slugs.get("tempat"):
        places = select(Place).where(Place.slug.in_(wanted))
        found = db.session.scalars(places)
        names["tempat"] = {place.slug: localised(place, "name") for place in found}
    if wanted := slugs.get("mitra"):
        partners = select(Partner.slug, Partner.name).where(Partner.slug.in_(wanted))
        names["mitra"] = {slug: name for slug, name in db.session.execute(partners)}  # noqa: C416
    return names


def still_public(ids: Sequence[int]) -> set[int]:
    """Which of these products visitors may see now.

    A product leaves the index a moment after it was withdrawn; nobody sees it in between.
    """
    if not ids:
        return set()
    query = public_products().with_only_columns(Product.id).where(Product.id.in_(ids))
    return set(db.session.scalars(query))


def makers_called(text: str) -> list[str]:
    """The slugs of verified makers whose name has a text in it, as many as the engine counts."""
    query = (
        select(Maker.slug)
        .where(Maker.state == MakerState.VERIFIED, Maker.name.icontains(text, autoescape=True))
        .order_by(Maker.name)
        .limit(MOST_FACET_VALUES)
    )
    return list(db.session.scalars(query))


def has_many_makers() -> bool:
    """Whether the town has more makers than the engine lists of a facet."""
    verified = select(Maker.id).where(Maker.state == MakerState.VERIFIED)
    return db.session.scalar(verified.offset(MOST_FACET_VALUES).limit(1)) is not None
