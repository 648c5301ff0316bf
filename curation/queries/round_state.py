"""Whether anything that a round's table rests on has changed, in a few counts."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Executable, func, select

from catalog.models import Maker, Paper, Product
from curation.entry_models import Decision, Entry, Scoresheet
from curation.models import Round
from database import db

RoundState = tuple[int | str | date | datetime | None, ...]
"""Equal as long as nothing changed."""


def round_state(round_: Round, day: date) -> RoundState:
    """Count entries, sheets, decisions, makers and papers, with their versions and last changes.

    Args:
        round_: The round.
        day: On which papers must be valid.
    """
    found: list[int | str | date | datetime | None] = [round_.version, round_.rubric_id, day]
    for query in (*_scoring(round_.id), *_gates(round_.id)):
        found += db.session.execute(query).one()
    return tuple(found)


def _scoring(round_id: int) -> Iterator[Executable]:
    """Entries, sheets and decisions."""
    entries = func.count(Entry.id), func.sum(Entry.version), func.max(Entry.updated_at)
    yield select(*entries).where(Entry.round_id == round_id)
    sheets = (
        func.count(Scoresheet.id),
        func.sum(Scoresheet.version),
        func.max(Scoresheet.updated_at),
    )
    yield select(*sheets).join(Entry).where(Entry.round_id == round_id)
    decisions = func.count(Decision.id), func.max(Decision.id), func.max(Decision.updated_at)
    yield select(*decisions).join(Entry).where(Entry.round_id == round_id)


def _gates(round_id: int) -> Iterator[Executable]:
    """Makers and their papers."""
    entered = (
        select(Product.maker_id)
        .join(Entry, Entry.product_id == Product.id)
        .where(Entry.round_id == round_id)
    )
    yield select(func.max(Maker.updated_at)).where(Maker.id.in_(entered))
    papers = func.count(Paper.id), func.max(Paper.updated_at)
    yield select(*papers).where(Paper.maker_id.in_(entered))
