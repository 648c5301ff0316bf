"""Decisions: proposed ones, and those that were released."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from catalog.models import Product, ProductRevision
from curation.entry_models import Decision, Entry, Score, Scoresheet
from curation.models import Round
from curation.states import EntryState
from database import db


def decisions_of_round(round_id: int) -> list[Decision]:
    """Every decision on the round's entries, oldest first."""
    query = select(Decision).join(Entry).where(Entry.round_id == round_id).order_by(Decision.id)
    return list(db.session.scalars(query))


def proposal_of(entry: Entry) -> Decision | None:
    """The entry's decision that is proposed and not released."""
    query = select(Decision).where(Decision.entry_id == entry.id, Decision.released_at.is_(None))
    return db.session.scalar(query)


def newest_released(entry: Entry) -> Decision | None:
    """The entry's decision that its maker may read."""
    query = (
        select(Decision)
        .where(Decision.entry_id == entry.id, Decision.released_at.is_not(None))
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def lock_proposed(round_id: int) -> list[int]:
    """Hold the round's proposed entries until the transaction ends; their keys."""
    query = (
        select(Entry)
        .where(Entry.round_id == round_id, Entry.state == EntryState.PROPOSED)
        .order_by(Entry.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return [entry.id for entry in db.session.scalars(query)]


def notes_on(round_id: int, sheet_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Notes for the maker: (entry, criterion, text), in no order that tells who wrote them.

    Args:
        round_id: The round.
        sheet_ids: Which of its sheets; more than a query takes one by one.
    """
    query = (
        select(Scoresheet.id, Scoresheet.entry_id, Score.criterion_id, Score.note)
        .join(Scoresheet, Scoresheet.id == Score.scoresheet_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(Entry.round_id == round_id, Score.note != "")
    )
    return sorted(
        (entry, criterion, note)
        for sheet, entry, criterion, note in db.session.execute(query)
        if sheet in sheet_ids
    )


def proven_decision(code: str) -> Decision | None:
    """The released decision that a certificate's code names, with entry, maker and round."""
    entry = joinedload(Decision.entry)
    query = (
        select(Decision)
        .where(Decision.proof_code == code, Decision.released_at.is_not(None))
        .options(
            entry.joinedload(Entry.product).joinedload(Product.maker),
            entry.joinedload(Entry.round).joinedload(Round.partner),
        )
    )
    return db.session.scalar(query)


def revision_of(decision: Decision) -> ProductRevision:
    """The revision that was judged, even where the entry has gone on to a newer one."""
    key = decision.snapshot.get("basis", {}).get("revision", decision.entry.revision_id)
    return db.session.get(ProductRevision, key) or decision.entry.revision
