"""What is asked about people and their links."""

import hashlib

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import selectinload

from accounts.identity import Identifier
from accounts.models import (
    Facilitation,
    HelpConsent,
    LogEntry,
    Membership,
    OneTimeLink,
    OutgoingMessage,
    User,
)
from accounts.states import Errand, Role
from database import db, utcnow


def user_with(identifier: Identifier) -> User | None:
    """The person with that e-mail address or phone number, with their memberships."""
    same = User.email == identifier.email if identifier.email else User.phone == identifier.phone
    query = select(User).where(same).options(selectinload(User.memberships))
    return db.session.scalar(query)


def token_hash(token: str) -> str:
    """What is stored of a one-time token."""
    return hashlib.sha256(token.encode()).hexdigest()


def usable_link(token: str, purpose: str) -> OneTimeLink | None:
    """The one-time link of a token if it is unused and has not expired."""
    return db.session.scalar(
        select(OneTimeLink).where(
            OneTimeLink.token_hash == token_hash(token),
            OneTimeLink.purpose == purpose,
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > utcnow(),
        )
    )


def office_users() -> list[User]:
    """Everybody with the office role."""
    query = select(User).join(Membership).where(Membership.role == Role.OFFICE).order_by(User.id)
    return list(db.session.scalars(query))


def members_of_maker(maker_id: int) -> list[User]:
    """The people of a maker."""
    query = select(User).join(Membership).where(Membership.maker_id == maker_id)
    return list(db.session.scalars(query.order_by(User.id)))


def _standing_help() -> Select[Facilitation]:
    """Select the facilitations that hold now.

    One without the maker's consent holds no longer once somebody has taken the account over.
    """
    now = utcnow()
    taken_over: ColumnElement[bool] = exists().where(Membership.maker_id == Facilitation.maker_id)
    allowed = HelpConsent.revoked_at.is_(None) & (HelpConsent.expires_at > now)
    return (
        select(Facilitation)
        .outerjoin(Facilitation.consent)
        .where(
            Facilitation.ended_at.is_(None),
            Facilitation.expires_at > now,
            or_(allowed & Facilitation.consent_id.is_not(None), ~taken_over),
        )
    )


def errand_of(user: User, facilitation_id: int) -> Errand | None:
    """What the person may do for a maker now, None when that is over or another's."""
    query = _standing_help().where(
        Facilitation.id == facilitation_id, Facilitation.helper_id == user.id
    )
    found = db.session.scalar(query) if user.has_role(Role.OFFICE) else None
    return Errand(found.id, found.maker_id) if found else None


def help_for(maker_id: int) -> list[Facilitation]:
    """Who fills in for a maker at this moment, the first to start on top."""
    query = _standing_help().where(Facilitation.maker_id == maker_id)
    query = query.options(selectinload(Facilitation.helper)).order_by(Facilitation.id)
    return list(db.session.scalars(query))


def consent_of(maker_id: int) -> HelpConsent | None:
    """The maker's consent to be helped, None when there is none or it has run out."""
    query = select(HelpConsent).where(
        HelpConsent.maker_id == maker_id,
        HelpConsent.revoked_at.is_(None),
        HelpConsent.expires_at > utcnow(),
    )
    return db.session.scalar(query.order_by(HelpConsent.expires_at.desc()).limit(1))


def handover_of(token: str) -> OneTimeLink | None:
    """The link by which a maker's account is taken over, used or run out or not."""
    query = select(OneTimeLink).where(
        OneTimeLink.token_hash == token_hash(token),
        OneTimeLink.role == Role.MAKER,
        OneTimeLink.maker_id.is_not(None),
    )
    return db.session.scalar(query)


def newest_handover(maker_id: int) -> OneTimeLink | None:
    """The last link that was made for taking a maker's account over."""
    query = select(OneTimeLink).where(
        OneTimeLink.maker_id == maker_id, OneTimeLink.role == Role.MAKER
    )
    return db.session.scalar(query.order_by(OneTimeLink.id.desc()).limit(1))


def curators_of(partner_id: int) -> list[User]:
    """The curators of a partner, in the order of their names."""
    query = select(User).join(Membership).where(Membership.partner_id == partner_id)
    return list(db.session.scalars(query.order_by(User.name, User.id)))


def newest_messages(limit: int = 100) -> list[OutgoingMessage]:
    """The outbox, newest first."""
    query = select(OutgoingMessage).order_by(OutgoingMessage.id.desc()).limit(limit)
    return list(db.session.scalars(query))


def message_by_phone(key: int) -> OutgoingMessage | None:
    """A message to somebody without an e-mail address, or None.

    No mail server can deliver it, so the office passes it on by WhatsApp.
    """
    query = select(OutgoingMessage).where(OutgoingMessage.id == key)
    return db.session.scalar(query.where(OutgoingMessage.recipient.not_like("%@%")))


def log_of(kind: str, key: int) -> list[LogEntry]:
    """The transitions of one thing, oldest first, with their actors."""
    query = (
        select(LogEntry)
        .where(LogEntry.subject_kind == kind, LogEntry.subject_id == key)
        .options(selectinload(LogEntry.actor))
        .order_by(LogEntry.id)
    )
    return list(db.session.scalars(query))


def newest_log(limit: int = 200) -> list[LogEntry]:
    """The newest transitions of everything, with their actors."""
    query = select(LogEntry).options(selectinload(LogEntry.actor)).order_by(LogEntry.id.desc())
    return list(db.session.scalars(query.limit(limit)))
