"""The chair's own changes of who scores what, which sharing out keeps."""

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.anchors import MOST_ANCHORS
from curation.entry_models import Assignment, Entry
from curation.operations.assignment import GIVEN_OR_FREE
from curation.queries.assignments import anchors_of_round, assignment_of, has_final_sheet
from curation.queries.entries import has_conflict
from curation.queries.rounds import hold_round
from curation.rules import SCORABLE, curates_for
from curation.states import AssignmentState
from database import db
from web.errors import RuleViolation


def give_by_hand(*, entry: Entry, curator: User, actor: User) -> None:
    """Ask a curator to score an entry, whatever their load; again changes nothing.

    Raises:
        RuleViolation: The person does not curate here, has an interest, stepped back, or the entry
            is not scored now.
    """
    _check_open(entry)
    if not (curator.is_active and curates_for(curator, entry.round)):
        raise RuleViolation(_l("Orang ini bukan kurator mitra kurasi ini."))
    if has_conflict(curator, entry):
        raise RuleViolation(_l("Kurator ini punya kepentingan pada ajuan ini."))
    there = assignment_of(entry.id, curator.id)
    if there is not None and there.state not in GIVEN_OR_FREE:
        raise RuleViolation(_l("Kurator ini sudah mundur dari ajuan ini."))
    if there is None:
        there = Assignment(entry_id=entry.id, curator_id=curator.id)
        db.session.add(there)
    elif there.state is AssignmentState.ASSIGNED:
        return
    there.state, there.is_manual = AssignmentState.ASSIGNED, True
    _record(entry, curator, actor, "give")


def take_by_hand(*, entry: Entry, curator: User, actor: User) -> None:
    """Take an entry from a curator who has not finished it; sharing out gives it to others.

    Raises:
        RuleViolation: Their sheet is final and counts, or the entry is not scored now.
    """
    _check_open(entry)
    there = assignment_of(entry.id, curator.id)
    if there is None or there.state is not AssignmentState.ASSIGNED:
        return
    if has_final_sheet(entry, curator.id):
        raise RuleViolation(_l("Lembar nilainya sudah selesai; tugas ini tidak bisa dibatalkan."))
    there.state, there.is_manual = AssignmentState.REMOVED, True
    _record(entry, curator, actor, "take")


def set_anchor(*, entry: Entry, is_anchor: bool, actor: User) -> None:
    """Let every curator score an entry from the next sharing out on, or no longer.

    Raises:
        RuleViolation: There are enough of them, or the entry is not scored now.
    """
    _check_open(entry)
    if entry.is_anchor == is_anchor:
        return
    if is_anchor and len(anchors_of_round(entry.round_id)) >= MOST_ANCHORS:
        raise RuleViolation(
            _l("Paling banyak %(count)d produk acuan. Lepas satu dulu.", count=MOST_ANCHORS)
        )
    entry.is_anchor = is_anchor
    if is_anchor:
        record(actor=actor, subject=("entry", entry.id), action="make_anchor")
    else:
        record(actor=actor, subject=("entry", entry.id), action="free_anchor")
    db.session.flush()


def _check_open(entry: Entry) -> None:
    """Refuse to change who scores what is decided; two who change it do so one after the other."""
    hold_round(entry.round_id)
    if entry.state not in SCORABLE:
        raise RuleViolation(_l("Ajuan ini sudah diputuskan; kuratornya tidak berubah lagi."))


def _record(entry: Entry, curator: User, actor: User, action: str) -> None:
    record(actor=actor, subject=("entry", entry.id), action=action, data={"curator": curator.id})
    db.session.flush()
