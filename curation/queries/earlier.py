"""What an entry was before it was sent in again: the earlier revision, and its sheets."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from catalog.models import ProductRevision
from curation.entry_models import Entry, Scoresheet
from curation.states import ScoresheetState
from database import db


def earlier_sheets(entry: Entry) -> list[Scoresheet]:
    """The final sheets of the newest earlier revision that was scored, oldest first.

    They stay with what they judged, and do not count any more.
    """
    scored = (
        select(Scoresheet.revision_id)
        .where(
            Scoresheet.entry_id == entry.id,
            Scoresheet.revision_id != entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
        .order_by(Scoresheet.revision_id.desc())
        .limit(1)
    )
    query = (
        select(Scoresheet)
        .where(
            Scoresheet.entry_id == entry.id,
            Scoresheet.revision_id == scored.scalar_subquery(),
            Scoresheet.state == ScoresheetState.FINAL,
        )
        .options(joinedload(Scoresheet.curator), selectinload(Scoresheet.scores))
        .order_by(Scoresheet.id)
    )
    return list(db.session.scalars(query))


def scored_revision(sheets: list[Scoresheet]) -> ProductRevision | None:
    """The revision that these sheets judged."""
    return db.session.get(ProductRevision, sheets[0].revision_id) if sheets else None
