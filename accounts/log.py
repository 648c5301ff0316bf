"""The log of transitions: append-only, written by every operation."""

from typing import Any

from sqlalchemy import event

from accounts.models import LogEntry, User
from database import db


def record(
    *,
    actor: User | None,
    subject: tuple[str, int],
    action: str,
    before: str = "",
    after: str = "",
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> LogEntry:
    """Add a row to the log; what is done on an errand says for whom.

    Args:
        actor: who did it; None for the program itself.
        subject: kind and primary key of what changed, such as ``("entry", 12)``.
        action: the verb, such as ``"submit"``.
        before: the state it had.
        after: the state that it has now.
        reason: why, in the actor's words.
        data: whatever else explains the step, as JSON.
    """
    kind, key = subject
    errand = actor.errand if actor else None
    said = dict(data or {})
    if errand is not None:
        said |= {"on_behalf_of": errand.maker_id, "facilitation": errand.facilitation_id}
    row = LogEntry(
        actor_id=actor.id if actor else None,
        subject_kind=kind,
        subject_id=key,
        action=action,
        before=before,
        after=after,
        reason=reason,
        data=said,
    )
    db.session.add(row)
    return row


@event.listens_for(LogEntry, "before_update")
@event.listens_for(LogEntry, "before_delete")
def _refuse_change(_mapper: object, _connection: object, row: LogEntry) -> None:
    raise RuntimeError(f"log rows are never changed or deleted: {row.id}")
