"""Entries and what curators and chairs say of them."""

from datetime import datetime
from typing import Any

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

from accounts.models import User
from catalog.models import Product, ProductRevision
from curation.models import Criterion, Round
from curation.states import AssignmentState, EntryState, Outcome, ScoresheetState
from database import Model, Timestamped, UTCDateTime, Versioned, enum_column, utcnow


class Entry(Model, Timestamped, Versioned):
    """A product revision entered in a round."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("round_id", "product_id"),
        Index("ix_entry_round_state", "round_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(16), unique=True)  # What a blind round shows.
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("product_revision.id"))
    state: Mapped[EntryState] = mapped_column(enum_column(EntryState), default=EntryState.DRAFT)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    consents_to_listing: Mapped[bool] = mapped_column(default=False)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # The place that the chair gave it in a tie, and among which entries: {"place", "among"}.
    tie_settled: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    is_anchor: Mapped[bool] = mapped_column(default=False)  # Every curator scores it.

    round: Mapped[Round] = relationship()
    product: Mapped[Product] = relationship()
    revision: Mapped[ProductRevision] = relationship()
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="entry", order_by="Assignment.id"
    )
    scoresheets: Mapped[list["Scoresheet"]] = relationship(
        back_populates="entry", order_by="Scoresheet.id"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        back_populates="entry", order_by="Decision.id"
    )


class Conflict(Model):
    """A curator's interest in a maker or a product: they neither score nor see its scores."""

    __tablename__ = "conflict"
    __table_args__ = (
        CheckConstraint("maker_id IS NOT NULL OR product_id IS NOT NULL", name="has_subject"),
        UniqueConstraint("curator_id", "maker_id"),
        UniqueConstraint("curator_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    curator_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    declared_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Assignment(Model, Timestamped):
    """An entry that a curator is asked to score."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("entry_id", "curator_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    curator_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[AssignmentState] = mapped_column(
        enum_column(AssignmentState), default=AssignmentState.ASSIGNED
    )
    # Given or taken back by hand: sharing out leaves it as it is.
    is_manual: Mapped[bool] = mapped_column(default=False)

    entry: Mapped[Entry] = relationship(back_populates="assignments")
    curator: Mapped[User] = relationship()


class CuratorLimit(Model, Versioned):
    """How many entries of a round a curator takes, and of which kinds; sharing out keeps to it."""

    __tablename__ = "curator_limit"
    __table_args__ = (
        UniqueConstraint("round_id", "curator_id"),
        CheckConstraint("most IS NULL OR most >= 0", name="most_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    curator_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    most: Mapped[int | None]  # None: as many as there are.
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)  # Empty: all kinds.


class Scoresheet(Model, Timestamped, Versioned):
    """One curator's scores for one revision of an entry."""

    __tablename__ = "scoresheet"
    __table_args__ = (
        UniqueConstraint("entry_id", "revision_id", "curator_id"),
        CheckConstraint("state <> 'excluded' OR excluded_reason <> ''", name="excluded_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("product_revision.id"))
    curator_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[ScoresheetState] = mapped_column(
        enum_column(ScoresheetState), default=ScoresheetState.DRAFT
    )
    private_note: Mapped[str] = mapped_column(Text, default="")
    excluded_reason: Mapped[str] = mapped_column(Text, default="")
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # Of the last save, as the device named it: a save whose answer was lost is known again.
    save_key: Mapped[str | None] = mapped_column(String(40))

    entry: Mapped[Entry] = relationship(back_populates="scoresheets")
    curator: Mapped[User] = relationship()
    scores: Mapped[list["Score"]] = relationship(
        back_populates="scoresheet", cascade="all, delete-orphan"
    )


class Score(Model):
    """A value from 1 to 5 or "not applicable"; a missing row is neither."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("scoresheet_id", "criterion_id"),
        CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name="value_range"),
        CheckConstraint("NOT (not_applicable AND value IS NOT NULL)", name="one_answer"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scoresheet_id: Mapped[int] = mapped_column(ForeignKey("scoresheet.id", ondelete="CASCADE"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    value: Mapped[int | None]
    not_applicable: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")  # For the maker.

    scoresheet: Mapped[Scoresheet] = relationship(back_populates="scores")
    criterion: Mapped[Criterion] = relationship()


class ScoresheetVersion(Model):
    """What a scoresheet said before it was saved again; rows are only added."""

    __tablename__ = "scoresheet_version"
    __table_args__ = (UniqueConstraint("scoresheet_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    scoresheet_id: Mapped[int] = mapped_column(ForeignKey("scoresheet.id", ondelete="CASCADE"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Decision(Model, Timestamped):
    """The outcome of an entry; once released, its snapshot never changes."""

    __tablename__ = "decision"
    __table_args__ = (
        Index(
            "uq_decision_proposed",
            "entry_id",
            unique=True,
            sqlite_where=text("released_at IS NULL"),
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome))
    reason: Mapped[str] = mapped_column(Text, default="")
    is_override: Mapped[bool] = mapped_column(default=False)
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    released_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # Where anybody who holds the certificate can check it; only acceptances have one.
    proof_code: Mapped[str | None] = mapped_column(String(20), unique=True)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    entry: Mapped[Entry] = relationship(back_populates="decisions")
    actor: Mapped[User] = relationship()


class Remark(Model, Timestamped):
    """What a curator, the chair or the office said about an entry; its maker never reads it."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[str] = mapped_column(Text)

    author: Mapped[User] = relationship()
