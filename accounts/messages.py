"""Messages to people: written in the same transaction as what they tell, sent by the worker."""

from sqlalchemy import select

from accounts.models import OutgoingMessage, User
from database import db


def send(*, key: str, to_user: User, subject: str, body: str) -> OutgoingMessage:
    """Write an outgoing message once; the same key again gives the first one back.

    Args:
        key: what makes the message unique, such as ``"decision:17:maker:4"``.
        to_user: who gets it, at the e-mail address or else the phone number.
        subject: one line.
        body: plain text.
    """
    message = send_to(
        key=key, recipient=to_user.email or to_user.phone or "", subject=subject, body=body
    )
    message.user_id = to_user.id
    return message


def send_to(*, key: str, recipient: str, subject: str, body: str) -> OutgoingMessage:
    """Write an outgoing message to somebody who need not have an account, once for each key.

    Args:
        key: as in ``send``.
        recipient: an e-mail address or a phone number.
        subject: one line.
        body: plain text.
    """
    found = db.session.scalar(select(OutgoingMessage).where(OutgoingMessage.key == key))
    if found is not None:
        return found
    message = OutgoingMessage(key=key, recipient=recipient, subject=subject, body=body)
    db.session.add(message)
    return message
