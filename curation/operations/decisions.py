"""The chair proposes outcomes; the maker sees nothing of it yet."""

from flask_babel import lazy_gettext as _l

from accounts.models import User
from curation.entry_models import Decision, Entry
from curation.models import Round
from curation.operations.steps import required_reason, take_step, tell_maker
from curation.queries.decisions import proposal_of
from curation.rules import may_chair
from curation.standing import EntryStanding, round_standing
from curation.states import EntryState, Outcome
from database import db
from web.errors import RuleViolation

# Bulk proposals touch what waits for one; what was decided by hand stays.
WAITING = frozenset({EntryState.IN_REVIEW, EntryState.PROPOSED, EntryState.REOPENED})


def propose_outcome(*, entry: Entry, outcome: Outcome, actor: User, reason: str = "") -> Decision:
    """Propose an outcome by hand, or change the one that is proposed.

    Raises:
        RuleViolation: Acceptance with a requirement open; too few sheets without a reason; a
            state that takes no proposal; somebody who does not chair.
    """
    _check_chair(actor, entry.round)
    row = round_standing(entry.round).row_of(entry.id)
    if row is None:
        raise RuleViolation(_l("Langkah ini tidak cocok dengan status ajuan sekarang."))
    if outcome is Outcome.ACCEPT and row.has_open_gate:
        raise RuleViolation(
            _l("Ada syarat yang belum terpenuhi, jadi belum bisa lolos."), "outcome"
        )
    if not row.has_enough_sheets and not reason.strip():
        raise RuleViolation(
            _l("Lembar nilai belum cukup. Tulis alasan memutuskan sekarang."), "reason"
        )
    return _propose(row, outcome, actor, reason.strip())


def propose_by_thresholds(*, round_: Round, actor: User) -> list[Decision]:
    """Propose what scores and gates suggest, for every entry with enough sheets.

    What was proposed against the suggestion by hand stays as it is.

    Returns:
        The proposals that are new or changed.
    """
    _check_chair(actor, round_)
    changed: list[Decision] = []
    for row in round_standing(round_).rows:
        by_hand = row.proposal is not None and row.proposal.is_override
        if row.suggestion is None or row.entry.state not in WAITING or by_hand:
            continue
        known = row.proposal is not None and row.proposal.outcome == row.suggestion.outcome
        if row.has_enough_sheets and (not known or row.is_stale):
            changed.append(_propose(row, row.suggestion.outcome, actor, ""))
    return changed


def take_back_proposal(*, entry: Entry, actor: User, reason: str = "") -> None:
    """Put a proposed entry back into review.

    Raises:
        RuleViolation: Nothing is proposed, or somebody who does not chair.
    """
    _check_chair(actor, entry.round)
    take_step(entry=entry, action="take_back", actor=actor, reason=reason)
    drop_proposal(entry)


def reopen_entry(*, entry: Entry, actor: User, reason: str) -> None:
    """Take up a released decision again: it stays as it was, until a new one takes its place.

    Raises:
        RuleViolation: No reason, nothing was released, or somebody who is not of the office.
    """
    take_step(entry=entry, action="reopen", actor=actor, reason=required_reason(reason))
    tell_maker(
        entry=entry,
        event=f"reopen:{entry.version}",
        subject=_l("Hasil %(code)s ditinjau lagi", code=entry.code),
        body=_l(
            "Dinas meninjau lagi hasil kurasi “%(name)s”:\n\n%(reason)s\n\n"
            "Kami mengabari Anda setelah ada keputusan baru.",
            name=entry.revision.name_id,
            reason=entry.state_reason,
        ),
    )


def drop_proposal(entry: Entry) -> None:
    """Remove the decision that was only proposed; the log keeps that there was one."""
    proposal = proposal_of(entry)
    if proposal is not None:
        db.session.delete(proposal)
        db.session.flush()


def _check_chair(actor: User, round_: Round) -> None:
    """Refuse whoever does not chair the round."""
    if not may_chair(actor, round_):
        raise RuleViolation(_l("Hanya ketua kurasi atau dinas yang dapat memutuskan."))


def _propose(row: EntryStanding, outcome: Outcome, actor: User, reason: str) -> Decision:
    """Write the proposal down with what it rests on."""
    suggested = row.suggestion.outcome if row.suggestion else None
    decision = row.proposal
    if decision is None:
        decision = Decision(entry_id=row.entry.id, outcome=outcome, actor_id=actor.id)
        db.session.add(decision)
    decision.outcome = outcome
    decision.actor_id = actor.id
    decision.reason = reason
    decision.is_override = outcome != suggested or not row.has_enough_sheets
    decision.snapshot = {"basis": row.basis}
    take_step(
        entry=row.entry,
        action="propose",
        actor=actor,
        reason=reason,
        data={"outcome": outcome.value},
    )
    db.session.flush()
    return decision
