"""A maker takes over the account that the office filled: by a link that works once.

The link is an invitation to the maker's role; only the newest one counts. Nothing here commits.
"""

from enum import StrEnum
from typing import Final, cast

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, update

from accounts.facilitation import end_every_facilitation
from accounts.links import invite
from accounts.log import record
from accounts.models import OneTimeLink, User
from accounts.operations import grant_role
from accounts.queries import handover_of, members_of_maker, newest_handover
from accounts.states import Role
from database import db, utcnow
from web.errors import RuleViolation


class LinkState(StrEnum):
    """What became of a link."""

    OPEN = "open"
    UNKNOWN = "unknown"
    USED = "used"
    REPLACED = "replaced"
    EXPIRED = "expired"


SHUT: Final[dict[LinkState, LazyString]] = {
    LinkState.UNKNOWN: _l("Tautan ini tidak kami kenal. Salin seluruh alamatnya, lalu coba lagi."),
    LinkState.USED: _l("Tautan ini sudah dipakai. Pemilik akunnya tinggal masuk seperti biasa."),
    LinkState.REPLACED: _l("Tautan ini sudah diganti dengan yang baru. Pakai tautan terakhir."),
    LinkState.EXPIRED: _l("Tautan ini sudah lewat waktunya. Minta dinas membuatkan yang baru."),
}


def link_state(link: OneTimeLink | None) -> LinkState:
    """Tell whether a link can still be used, and why not."""
    if link is None or link.maker_id is None:
        return LinkState.UNKNOWN
    if link.used_at is not None or members_of_maker(link.maker_id):
        return LinkState.USED
    newest = newest_handover(link.maker_id)
    if newest is not None and newest.id != link.id:
        return LinkState.REPLACED
    return LinkState.OPEN if link.expires_at > utcnow() else LinkState.EXPIRED


def issue_handover(*, maker_id: int, actor: User) -> tuple[str, OneTimeLink]:
    """Make the link by which the maker takes the account over; older ones are void.

    Returns:
        The token, which is not stored, and the link's row.

    Raises:
        RuleViolation: When the account has been taken over.
    """
    if members_of_maker(maker_id):
        raise RuleViolation(_l("Akun ini sudah dipegang perajin."))
    token = invite(role=Role.MAKER, invited_by=actor, maker_id=maker_id)
    record(actor=actor, subject=("maker", maker_id), action="issue_handover")
    link = handover_of(token)
    assert link is not None  # noqa: S101 - it was made two lines above.
    return token, link


def refusal_for(user: User, maker_id: int) -> LazyString | None:
    """Say why this person cannot take the account over, None when they can."""
    if maker_id in user.own_maker_ids():
        return _l("Anda sudah mengelola usaha ini.")
    if user.has_role(Role.OFFICE):
        return _l(
            "Anda masuk dengan akun dinas. Akun ini untuk perajin: buka tautannya di ponsel mereka."
        )
    if user.own_maker_ids():
        return _l(
            "Akun Anda sudah mengelola usaha lain. Keluar dulu, lalu buka tautan ini sekali lagi "
            "dengan akun pemilik usaha ini."
        )
    return None


def take_over(*, token: str, user: User) -> int:
    """Make a person the member of the maker; the office can write there no longer.

    Returns:
        The maker's key.

    Raises:
        RuleViolation: For a link that was used, replaced or has run out, or a person who may not.
    """
    link = handover_of(token)
    state = link_state(link)
    if link is None or link.maker_id is None or state is not LinkState.OPEN:
        raise RuleViolation(SHUT[state])
    refusal = refusal_for(user, link.maker_id)
    if refusal is not None:
        raise RuleViolation(refusal)
    _use(link, user)
    grant_role(user=user, role=Role.MAKER, maker_id=link.maker_id, actor=user)
    end_every_facilitation(maker_id=link.maker_id)
    record(actor=user, subject=("maker", link.maker_id), action="take_over")
    return link.maker_id


def _use(link: OneTimeLink, user: User) -> None:
    """Use the link up, unless another request was quicker."""
    statement = (
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=utcnow(), used_by_id=user.id)
    )
    done = cast("CursorResult[object]", db.session.execute(statement))
    if done.rowcount != 1:
        raise RuleViolation(SHUT[LinkState.USED])
