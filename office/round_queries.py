"""What the office's report and spreadsheets of a round ask of the database."""

from collections.abc import Collection, Iterator

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import LogEntry, User
from curation.entry_models import Assignment, Entry, Score, Scoresheet
from curation.models import Round
from curation.queries.criteria import matching_criteria
from curation.states import EntryState
from database import db

BATCH = 1_000


def entry_keys(round_id: int) -> dict[int, tuple[str, EntryState]]:
    """Code and state of each entry of a round by key, without what makers have not sent in."""
    query = select(Entry.id, Entry.code, Entry.state).where(
        Entry.round_id == round_id, Entry.state != EntryState.DRAFT
    )
    return {key: (code or "", state) for key, code, state in db.session.execute(query)}


def assigned_curator_ids(round_id: int) -> list[int]:
    """Keys of everybody who was ever given an entry of the round, in one order for good."""
    query = (
        select(Assignment.curator_id)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(Entry.round_id == round_id)
        .distinct()
        .order_by(Assignment.curator_id)
    )
    return list(db.session.scalars(query))


def notes_of_sheets(round_: Round) -> dict[tuple[int, int], str]:
    """The notes for makers by sheet and criterion of the round's rubric."""
    matching = matching_criteria(round_)
    query = (
        select(Score.scoresheet_id, Score.criterion_id, Score.note)
        .join(Scoresheet, Scoresheet.id == Score.scoresheet_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(Entry.round_id == round_.id, Score.note != "")
    )
    return {
        (sheet, matching[criterion]): note
        for sheet, criterion, note in db.session.execute(query)
        if criterion in matching
    }


def log_of_round(
    round_id: int, entry_ids: Collection[int]
) -> Iterator[tuple[LogEntry, int | None]]:
    """Rows of the log on a round, its entries and their sheets, oldest first.

    Each comes with its actor, and with the entry that it is about; None for the round itself.

    Args:
        round_id: The round.
        entry_ids: The entries that may be read; rows on others are left out.
    """
    sheets = _entries_of_sheets(round_id)
    for row in db.session.scalars(_rows_on(round_id)):
        key = row.subject_id if row.subject_kind == "entry" else sheets.get(row.subject_id)
        if row.subject_kind == "round":
            yield row, None
        elif key in entry_ids:
            yield row, key


def _entries_of_sheets(round_id: int) -> dict[int, int]:
    """The entry of each scoresheet of a round, both by key."""
    query = (
        select(Scoresheet.id, Scoresheet.entry_id)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(Entry.round_id == round_id)
    )
    return {sheet: entry for sheet, entry in db.session.execute(query)}  # noqa: C416


def _rows_on(round_id: int) -> Select[LogEntry]:
    """All that the log holds on a round, its entries and their sheets, oldest first."""
    mine = select(Entry.id).where(Entry.round_id == round_id)
    sheets = select(Scoresheet.id).where(Scoresheet.entry_id.in_(mine))
    kind, key = LogEntry.subject_kind, LogEntry.subject_id
    return (
        select(LogEntry)
        .where(
            or_(
                and_(kind == "round", key == round_id),
                and_(kind == "entry", key.in_(mine)),
                and_(kind == "scoresheet", key.in_(sheets)),
            )
        )
        .options(joinedload(LogEntry.actor).selectinload(User.memberships))
        .order_by(LogEntry.id)
        .execution_options(yield_per=BATCH)
    )
