"""Stepping back: a curator with an interest neither scores nor sees the scores."""

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.entry_models import Conflict, Entry, Scoresheet
from curation.queries.entries import has_conflict
from curation.queries.scoresheets import open_assignments, open_sheets_about_maker
from curation.rules import curates_for
from curation.states import AssignmentState, ScoresheetState
from database import db
from web.errors import RuleViolation

CONFLICT = "conflict"
"""The reason on sheets that an interest excludes."""


def declare_conflict(*, entry: Entry, curator: User, reason: str) -> Conflict:
    """Declare an interest in an entry's maker: step back from all its entries not yet decided.

    Sheets that the curator wrote for them no longer count; what was released stays as it was.

    Raises:
        RuleViolation: The person does not curate here, or gives no reason.
    """
    if not curates_for(curator, entry.round):
        raise RuleViolation(_l("Ajuan ini tidak ditugaskan kepada Anda."))
    if not reason.strip():
        raise RuleViolation(_l("Tulis singkat kepentingan Anda."), "reason")
    if has_conflict(curator, entry):
        raise RuleViolation(_l("Kepentingan ini sudah Anda sampaikan."))
    maker_id = entry.product.maker_id
    conflict = Conflict(curator_id=curator.id, maker_id=maker_id, reason=reason.strip())
    db.session.add(conflict)
    touched, sheets = open_sheets_about_maker(curator, maker_id)
    for assignment in open_assignments(curator, touched):
        assignment.state = AssignmentState.RECUSED
    for sheet in sheets:
        _exclude(sheet, curator)
    record(actor=curator, subject=("entry", entry.id), action="declare_conflict", reason=reason)
    db.session.flush()
    return conflict


def _exclude(sheet: Scoresheet, curator: User) -> None:
    """Let a sheet count no longer."""
    before = sheet.state
    sheet.state = ScoresheetState.EXCLUDED
    sheet.excluded_reason = CONFLICT
    record(
        actor=curator,
        subject=("scoresheet", sheet.id),
        action="exclude",
        before=before.value,
        after=sheet.state.value,
        reason=CONFLICT,
    )
