"""QR labels and table cards: what a table at an event or a shelf in a shop tells of a product.

Both languages stand on each card, and a code that leads to the product, or a curator to its sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask import url_for
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts.models import User
from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.queries import listed_products
from catalog.units import unit_label
from curation.entry_models import Assignment, Entry
from curation.models import Round
from curation.queries.entries import conflict_of
from curation.rules import STANDING
from curation.states import AssignmentState
from database import db, utcnow
from uploads.models import Photo
from web.context import settings
from web.qr import qr_code

ON_A_SHEET: Final = 8  # Cards on A4, two beside each other.
MOST: Final = 400  # Cards on one page.


@dataclass(frozen=True, slots=True)
class Card:
    """What one card says.

    Attributes:
        name_id: in Indonesian; of the product, or of the maker on a maker's card.
        name_en: in English where that is another name, else empty.
        maker: who makes it; empty in a blind round and on a maker's own card.
        price: rupiah, or None where none is said.
        unit_id: what one price buys, in Indonesian.
        unit_en: the same in English.
        code: what is written below the QR code.
        qr: the code.
        photo: the cover, or None.
    """

    name_id: str
    name_en: str
    maker: str
    price: int | None
    unit_id: str
    unit_en: str
    code: str
    qr: Markup
    photo: Photo | None


def _address(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as url_for has it.
    """A public address without a language: whoever scans it is sent to their own."""
    return settings().public_url + url_for(endpoint, **values).removeprefix("/en")


def product_label(product: Product, revision: ProductRevision, *, blind: bool = False) -> Card:
    """The card of a product.

    Args:
        product: with its code.
        revision: what is shown of it.
        blind: whether nothing may tell the maker.
    """
    code = product.code or ""
    return Card(
        name_id=revision.name_id,
        name_en=revision.name_en if revision.name_en != revision.name_id else "",
        maker="" if blind else product.maker.name,
        price=revision.price_rupiah,
        unit_id=unit_label(revision.unit, "id"),
        unit_en=unit_label(revision.unit, "en"),
        code=code,
        qr=qr_code(_address("showcase.scanned", code=code)),
        photo=revision.cover.photo if revision.cover else None,
    )


def maker_label(maker: Maker) -> Card:
    """The card of a maker, for the middle of the table."""
    where = maker.kelurahan.name if maker.kelurahan else ""
    qr = qr_code(_address("showcase.maker", slug=maker.slug))
    return Card(maker.name, "", where, None, "", "", "", qr, None)


def labels_of_maker(maker: Maker) -> list[Card]:
    """Cards of all the maker's public products, by name."""
    shown = [
        product_label(one, one.listed_revision)
        for one in listed_products(maker=maker, limit=MOST)
        if one.listed_revision and one.code
    ]
    return sorted(shown, key=lambda card: card.name_id.lower())


def labels_of_round(round_: Round) -> list[Card]:
    """Cards of all entries that stand in a round, by entry code; a blind one names no maker."""
    query = (
        select(Entry)
        .where(Entry.round_id == round_.id, Entry.state.in_(STANDING))
        .options(
            selectinload(Entry.product).selectinload(Product.maker),
            selectinload(Entry.revision)
            .selectinload(ProductRevision.photos)
            .selectinload(RevisionPhoto.photo),
        )
        .order_by(Entry.code, Entry.id)
        .limit(MOST)
    )
    return [
        product_label(one.product, one.revision, blind=round_.is_blind)
        for one in db.session.scalars(query)
        if one.product.code
    ]


def entry_to_score(user: User, code: str) -> int | None:
    """The key of the entry of a product that a curator may score now, or None.

    Args:
        user: who scanned the code.
        code: the product's.
    """
    now = utcnow()
    query = (
        select(Entry)
        .join(Entry.product)
        .join(Entry.round)
        .join(Assignment, Assignment.entry_id == Entry.id)
        .where(
            Product.code == code,
            Entry.state.in_(STANDING),
            Assignment.curator_id == user.id,
            Assignment.state == AssignmentState.ASSIGNED,
            ~conflict_of(user.id),
        )
        .options(selectinload(Entry.round))
        .order_by(Entry.id.desc())
    )
    return next((one.id for one in db.session.scalars(query) if one.round.is_scored_at(now)), None)


def in_sheets(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """The cards, as many at a time as an A4 sheet holds."""
    return [cards[start : start + ON_A_SHEET] for start in range(0, len(cards), ON_A_SHEET)]
