"""One-time links: invitations to a role and password resets. Nothing here commits."""

import secrets
from datetime import timedelta
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from accounts.identity import read_identifier
from accounts.log import record
from accounts.messages import send
from accounts.models import OneTimeLink, User
from accounts.operations import grant_role, set_password
from accounts.queries import token_hash, usable_link, user_with
from accounts.states import Role
from database import db, utcnow
from web.errors import RuleViolation

INVITATION_LIFE: Final = timedelta(days=7)
RESET_LIFE: Final = timedelta(hours=1)
TOKEN_BYTES: Final = 24


def _new_link(purpose: str, life: timedelta) -> tuple[OneTimeLink, str]:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = OneTimeLink(purpose=purpose, token_hash=token_hash(token), expires_at=utcnow() + life)
    db.session.add(link)
    return link, token


def invite(
    *,
    role: Role,
    invited_by: User,
    maker_id: int | None = None,
    partner_id: int | None = None,
) -> str:
    """Make an invitation to a role and give its token, which is not stored."""
    link, token = _new_link("invitation", INVITATION_LIFE)
    link.role, link.maker_id, link.partner_id = role, maker_id, partner_id
    link.invited_by_id = invited_by.id
    db.session.flush()
    record(actor=invited_by, subject=("link", link.id), action="invite", data={"role": role.value})
    return token


def accept_invitation(*, token: str, user: User) -> Role:
    """Give the person the role of the invitation, once.

    A maker's account is taken over in ``accounts.handover`` instead.

    Raises:
        RuleViolation: when the link was used or has expired.
    """
    link = usable_link(token, "invitation")
    if link is None or link.role is None or link.maker_id is not None:
        raise RuleViolation(_l("Undangan ini sudah dipakai atau sudah lewat waktunya."))
    link.used_at, link.used_by_id = utcnow(), user.id
    grant_role(
        user=user,
        role=link.role,
        maker_id=link.maker_id,
        partner_id=link.partner_id,
        actor=user,
    )
    return link.role


def request_reset(*, identifier: str, address: str) -> None:
    """Write a reset link to a person, if there is one; whoever asks cannot tell.

    Args:
        identifier: what was typed.
        address: where the reset page is, with ``{token}`` in it.
    """
    try:
        user = user_with(read_identifier(identifier))
    except RuleViolation:
        return
    if user is None or not user.is_active:
        return
    link, token = _new_link("reset", RESET_LIFE)
    link.user_id = user.id
    db.session.flush()
    send(
        key=f"reset:{link.id}",
        to_user=user,
        subject=_("Atur ulang kata sandi Etalase"),
        body=_(
            "Halo %(name)s,\n\nBuka tautan ini dalam satu jam untuk membuat kata sandi baru:\n"
            "%(url)s\n\nBukan Anda yang meminta? Abaikan pesan ini.",
            name=user.name,
            url=address.replace("{token}", token),
        ),
    )


def reset_password(*, token: str, password: str) -> User:
    """Set a new password with a reset link, once, and end every session.

    Raises:
        RuleViolation: when the link was used or has expired, or the password is weak.
    """
    link = usable_link(token, "reset")
    user = db.session.get(User, link.user_id) if link and link.user_id else None
    if link is None or user is None:
        raise RuleViolation(_l("Tautan ini sudah dipakai atau sudah lewat waktunya."))
    set_password(user=user, password=password)
    link.used_at, link.used_by_id = utcnow(), user.id
    return user
