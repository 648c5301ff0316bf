"""A round's entries in plain rows, for figures and tables; objects would take ten times as long."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from accounts.models import User
from catalog.models import Maker, Paper, Product, ProductRevision, is_in_force
from catalog.shipping import SHELF_LIFE
from catalog.states import MakerState, PaperKind, PaperState, Region
from curation.entry_models import Decision, Entry
from curation.rules import STANDING
from curation.states import EntryState, Outcome
from database import db


class StandingRow(NamedTuple):
    """An entry that stands, with what its figures and its line in the table need."""

    id: int
    code: str | None
    state: EntryState
    tie_settled: dict[str, Any] | None
    product_id: int
    revision_id: int
    category: str
    shelf_life: Any  # As it was answered.
    name_id: str
    name_en: str
    maker_id: int


class MakerRow(NamedTuple):
    """A maker who entered something."""

    id: int
    name: str
    region: Region
    state: MakerState


class PaperRow(NamedTuple):
    """A paper of a maker."""

    maker_id: int
    product_id: int | None
    kind: PaperKind
    state: PaperState
    expires_on: date | None

    def is_valid_on(self, today: date) -> bool:
        """Whether the paper is confirmed and has not run out."""
        return is_in_force(self.state, self.expires_on, today)


class ProposalRow(NamedTuple):
    """A decision that is proposed, with what it rests on."""

    entry_id: int
    outcome: Outcome
    reason: str
    basis: dict[str, Any] | None


def standing_rows(round_id: int) -> list[StandingRow]:
    """The round's entries that stand, by code."""
    query = (
        select(
            *(Entry.id, Entry.code, Entry.state, Entry.tie_settled),
            *(Entry.product_id, Entry.revision_id),
            *(ProductRevision.category, ProductRevision.attributes[SHELF_LIFE]),
            *(ProductRevision.name_id, ProductRevision.name_en),
            Product.maker_id,
        )
        .join(Product, Product.id == Entry.product_id)
        .join(ProductRevision, ProductRevision.id == Entry.revision_id)
        .where(Entry.round_id == round_id, Entry.state.in_(STANDING))
        .order_by(Entry.code, Entry.id)
    )
    return [StandingRow._make(row) for row in db.session.execute(query)]


def makers_of_round(round_id: int) -> dict[int, MakerRow]:
    """Everybody who entered something, by key."""
    query = select(Maker.id, Maker.name, Maker.region, Maker.state)
    query = query.where(Maker.id.in_(_who_entered(round_id)))
    return {row.id: MakerRow(*row) for row in db.session.execute(query)}


def _who_entered(round_id: int) -> Select[int]:
    """Keys of the round's makers."""
    return (
        select(Product.maker_id)
        .join(Entry, Entry.product_id == Product.id)
        .where(Entry.round_id == round_id)
    )


def papers_by_maker(round_id: int) -> dict[int, tuple[PaperRow, ...]]:
    """The papers of everybody who entered something, by key of the maker."""
    query = select(
        Paper.maker_id, Paper.product_id, Paper.kind, Paper.state, Paper.expires_on
    ).where(Paper.maker_id.in_(_who_entered(round_id)))
    papers: dict[int, list[PaperRow]] = defaultdict(list)
    for row in db.session.execute(query):
        papers[row.maker_id].append(PaperRow(*row))
    return {maker: tuple(some) for maker, some in papers.items()}


def proposals_of_round(round_id: int) -> list[ProposalRow]:
    """What is proposed and not released."""
    query = (
        select(Decision.entry_id, Decision.outcome, Decision.reason, Decision.snapshot["basis"])
        .join(Entry, Entry.id == Decision.entry_id)
        .where(Entry.round_id == round_id, Decision.released_at.is_(None))
    )
    return [ProposalRow(*row) for row in db.session.execute(query)]


def names_of_people(user_ids: Collection[int]) -> dict[int, str]:
    """What people are called, by key."""
    query = select(User.id, User.name).where(User.id.in_(user_ids))
    return dict(row for row in db.session.execute(query))
