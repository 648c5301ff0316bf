"""What the office's report and spreadsheets of a round ask of the database."""

from collections.abc import Collection, Iterator

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import LogEntry, User
from curation.entry_models import Entry, Score, Scoresheet
from curation.states import EntryState
from database import db

BATCH = 1_000


def entry_keys(round_id: int) -> dict[int, tuple[str, EntryState]]:
    """Code and state of each entry of a round by key, without what makers have not sent in."""
    query = select(Entry.id, Entry.code, Entry.state).where(
        Entry.round_id == round_id, Entry.state != EntryState.DRAFT
    )
    return {key: (code or "", state) for key, code, state in db.session.execute(query)}


def notes_of_sheets(round_id: int) -> dict[tuple[int, int], str]:
    """The notes for makers by sheet and criterion."""
    query = (
        select(Score.scoresheet_id, Score.criterion_id, Score.note)
        .join(Scoresheet, Scoresheet.id == Score.scoresheet_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(Entry.round_id == round_id, Score.note != "")
    )
    return {(sheet, criterion): note for sheet, criterion, note in db.session.execute(query)}


def log_of_round(
    round_id: int, entry_ids: Collection[int]
) -> Iterator[tuple[LogEntry, int | None]]:
    """Rows of the log on a round, its entries and their sheets, oldest first.

    Each comes with its actor, and with the entry that it is about; None for the round itself.

    Args:
        round_id: The round.
        entry_ids: The entries that may be read; rows on others are left out.
    """
    mine = select(Entry.id).where(Entry.round_id == round_id)
    of_sheets = select(Scoresheet.id, Scoresheet.entry_id).where(Scoresheet.entry_id.in_(mine))
    sheets = {key: entry_id for key, entry_id in db.session.execute(of_sheets)}  # noqa: C416
    query = (
        select(LogEntry)
        .where(
            or_(
                and_(LogEntry.subject_kind == "round", LogEntry.subject_id == round_id),
                and_(LogEntry.subject_kind == "entry", LogEntry.subject_id.in_(mine)),
                and_(
                    LogEntry.subject_kind == "scoresheet",
                    LogEntry.subject_id.in_(
                        select(Scoresheet.id).where(Scoresheet.entry_id.in_(mine))
                    ),
                ),
            )
        )
        .options(joinedload(LogEntry.actor).selectinload(User.memberships))
        .order_by(LogEntry.id)
        .execution_options(yield_per=BATCH)
    )
    for row in db.session.scalars(query):
        key = row.subject_id if row.subject_kind == "entry" else sheets.get(row.subject_id)
        if row.subject_kind == "round":
            yield row, None
        elif key in entry_ids:
            yield row, key
