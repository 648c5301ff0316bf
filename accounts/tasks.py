"""The worker delivers outgoing messages, each once."""

import logging
from datetime import timedelta
from typing import Final

from flask_mailman import EmailMessage
from sqlalchemy import or_, select, update

from accounts.models import OutgoingMessage
from database import db, utcnow, writing
from web.tasks import sweep

LEASE: Final = timedelta(minutes=2)  # After this a claim of a dead worker is free again.
MOST_ATTEMPTS: Final = 5
BATCH: Final = 50

_log = logging.getLogger(__name__)


def _waiting_ids() -> list[int]:
    query = (
        select(OutgoingMessage.id)
        .where(
            OutgoingMessage.sent_at.is_(None),
            OutgoingMessage.attempts < MOST_ATTEMPTS,
            or_(
                OutgoingMessage.claimed_at.is_(None),
                OutgoingMessage.claimed_at < utcnow() - LEASE,
            ),
        )
        .order_by(OutgoingMessage.id)
        .limit(BATCH)
    )
    return list(db.session.scalars(query))


def _claim(key: int) -> bool:
    """Take a message for this worker; False when another was quicker."""
    now = utcnow()
    claim = (
        update(OutgoingMessage)
        .where(
            OutgoingMessage.id == key,
            OutgoingMessage.sent_at.is_(None),
            or_(OutgoingMessage.claimed_at.is_(None), OutgoingMessage.claimed_at < now - LEASE),
        )
        .values(claimed_at=now, attempts=OutgoingMessage.attempts + 1)
    )
    with writing():
        taken = db.session.connection().execute(claim)
        db.session.commit()
    return taken.rowcount == 1


def deliver(key: int) -> None:
    """Send one message if it is still waiting."""
    if not _claim(key):
        return
    message = db.session.get_one(OutgoingMessage, key)
    mail = EmailMessage(message.subject, message.body, to=[message.recipient])
    db.session.rollback()  # No transaction stays open while the mail server is slow.
    try:
        mail.send()
    except OSError as failure:
        _log.warning("message %s was not sent: %s", key, failure)
        values: dict[str, object] = {"failure": str(failure)[:300], "claimed_at": None}
    else:
        values = {"sent_at": utcnow(), "failure": ""}
    with writing():
        db.session.execute(update(OutgoingMessage).where(OutgoingMessage.id == key).values(values))
        db.session.commit()


@sweep("deliver_messages", seconds=2)
def deliver_waiting() -> None:
    """Send whatever waits."""
    waiting = _waiting_ids()
    # SQLite refuses at once to write in a transaction that read before somebody else wrote.
    db.session.rollback()
    for key in waiting:
        deliver(key)
