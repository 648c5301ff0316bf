"""What people already did in a round, which bounds what the office may still change."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from catalog.models import Product, ProductRevision
from curation.entry_models import Decision, Entry, Scoresheet
from curation.rules import GIVEN_UP
from curation.states import EntryState
from database import db


@dataclass(frozen=True, slots=True)
class RoundUse:
    """What happened in a round.

    Attributes:
        categories: Kinds of goods that are entered.
        most_of_a_maker: The most places that one maker takes.
        first_entered_at: When the first entry came; None without any.
        has_sheets: Whether a curator has begun to score.
        has_results: Whether a maker was told a result.
    """

    categories: frozenset[str]
    most_of_a_maker: int
    first_entered_at: datetime | None
    has_sheets: bool
    has_results: bool


def round_use(round_id: int) -> RoundUse:
    """Look at a round's entries, sheets and decisions."""
    of_round = Entry.round_id == round_id
    kinds = (
        select(ProductRevision.category)
        .join(Entry, Entry.revision_id == ProductRevision.id)
        .where(of_round, Entry.state.not_in(GIVEN_UP))
        .distinct()
    )
    entered = select(func.min(Entry.submitted_at)).where(of_round, Entry.state != EntryState.DRAFT)
    sheets = exists().where(Scoresheet.entry_id == Entry.id, of_round)
    results = exists().where(
        Decision.entry_id == Entry.id, of_round, Decision.released_at.is_not(None)
    )
    return RoundUse(
        categories=frozenset(db.session.scalars(kinds)),
        most_of_a_maker=_most_of_a_maker(round_id),
        first_entered_at=db.session.scalar(entered),
        has_sheets=bool(db.session.scalar(select(sheets))),
        has_results=bool(db.session.scalar(select(results))),
    )


def _most_of_a_maker(round_id: int) -> int:
    each = (
        select(func.count(Entry.id).label("count"))
        .join(Product, Product.id == Entry.product_id)
        .where(Entry.round_id == round_id, Entry.state.not_in(GIVEN_UP))
        .group_by(Product.maker_id)
        .subquery()
    )
    return db.session.scalar(select(func.max(each.c.count))) or 0
