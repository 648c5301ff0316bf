"""People, their roles, one-time links, outgoing messages and the log of transitions."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.states import Errand, Role
from database import Model, Timestamped, UTCDateTime, enum_column, utcnow

SCOPE_RULE = (
    "(role = 'maker' AND maker_id IS NOT NULL AND partner_id IS NULL)"
    " OR (role = 'curator' AND partner_id IS NOT NULL AND maker_id IS NULL)"
    " OR (role = 'office' AND maker_id IS NULL AND partner_id IS NULL)"
)


class User(Model, Timestamped):
    """A person who can sign in by e-mail address or Indonesian mobile number."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("email IS NOT NULL OR phone IS NOT NULL", name="reachable"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    phone: Mapped[str | None] = mapped_column(String(16), unique=True)  # Digits, 62 first.
    password_hash: Mapped[str] = mapped_column(String(255))
    session_token: Mapped[str] = mapped_column(String(64))  # A new one ends every session.
    language: Mapped[str] = mapped_column(String(2), default="id")
    is_active: Mapped[bool] = mapped_column(default=True)
    is_sample: Mapped[bool] = mapped_column(default=False)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="Membership.id"
    )

    is_authenticated = True
    is_anonymous = False

    # Set for one request by whoever loads the person: the errand that this browser has open, and
    # the same once more where it counts, on the maker's own pages.
    open_errand = cast("Errand | None", None)
    errand = cast("Errand | None", None)

    def get_id(self) -> str:
        """What the session holds: the key and the token that every sign-out-everywhere renews."""
        return f"{self.id}:{self.session_token}"

    def has_role(self, role: Role) -> bool:
        """Whether a membership gives the role; on an errand one is a maker besides."""
        if role == Role.MAKER and self.errand is not None:
            return True
        return any(membership.role == role for membership in self.memberships)

    def maker_ids(self) -> list[int]:
        """Keys of the makers that the person works for: on an errand, that one and no other."""
        if self.errand is not None:
            return [self.errand.maker_id]
        return self.own_maker_ids()

    def own_maker_ids(self) -> list[int]:
        """Keys of the makers that the person is a member of."""
        return [m.maker_id for m in self.memberships if m.maker_id is not None]

    def partner_ids(self) -> list[int]:
        """Keys of the partners that the person curates for."""
        return [m.partner_id for m in self.memberships if m.partner_id is not None]


class Membership(Model):
    """A role of a person: maker of one business, curator of one partner, or office."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(SCOPE_RULE, name="scope"),
        UniqueConstraint("user_id", "maker_id"),
        UniqueConstraint("user_id", "partner_id"),
        Index(
            "uq_membership_office",
            "user_id",
            unique=True,
            sqlite_where=text("role = 'office'"),
            postgresql_where=text("role = 'office'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id", ondelete="CASCADE"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)

    user: Mapped[User] = relationship(back_populates="memberships")


class OneTimeLink(Model):
    """A link that works once and expires: an invitation to a role, or a password reset.

    Only the hash of its token is stored.
    """

    __tablename__ = "one_time_link"
    __table_args__ = (
        CheckConstraint("purpose IN ('invitation', 'reset')", name="purpose"),
        CheckConstraint("purpose <> 'invitation' OR role IS NOT NULL", name="invitation_has_role"),
        CheckConstraint("purpose <> 'reset' OR user_id IS NOT NULL", name="reset_has_user"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    role: Mapped[Role | None] = mapped_column(enum_column(Role))
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id", ondelete="CASCADE"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id", ondelete="CASCADE"))
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    used_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class HelpConsent(Model):
    """A maker lets the office fill in for them, until a day or until they take it back."""

    __tablename__ = "help_consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id", ondelete="CASCADE"), index=True)
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Facilitation(Model):
    """Somebody of the office fills a maker's pages with them: allowed for some hours.

    Without a consent it holds only while nobody is a member of the maker.
    """

    __tablename__ = "facilitation"
    __table_args__ = (CheckConstraint("started_at < expires_at", name="starts_before_it_ends"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id", ondelete="CASCADE"), index=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    consent_id: Mapped[int | None] = mapped_column(
        ForeignKey("help_consent.id", ondelete="CASCADE")
    )
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    helper: Mapped[User] = relationship()
    consent: Mapped[HelpConsent | None] = relationship()


class OutgoingMessage(Model):
    """A message to a person; its key makes sure that it is written once only."""

    __tablename__ = "outgoing_message"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    recipient: Mapped[str] = mapped_column(String(254))  # An e-mail address or a phone number.
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    failure: Mapped[str] = mapped_column(String(300), default="")


class LogEntry(Model):
    """One transition: who, what, when, why, before, after. Rows are only ever added."""

    __tablename__ = "log_entry"
    __table_args__ = (Index("ix_log_entry_subject", "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="RESTRICT"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column()
    action: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(String(40), default="")
    after: Mapped[str] = mapped_column(String(40), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[User | None] = relationship()
