"""What the showcase keeps: which documents are stale, and what buyers asked."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from catalog.models import Product
from database import Model, Timestamped, UTCDateTime, enum_column, utcnow
from showcase.states import InquiryState, SynonymKind


class StaleDocument(Model):
    """A product whose search document may differ from the database.

    ``stamp`` grows with every change, so that the worker removes the row only if nothing changed
    since it read the product.
    """

    __tablename__ = "stale_document"

    product_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stamp: Mapped[int] = mapped_column(default=1)
    marked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, index=True)
    set_aside_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    failure: Mapped[str] = mapped_column(Text, default="")


class SoughtWords(Model):
    """How often some words were looked for on a day, in WIB; nothing says by whom.

    ``in_vain`` counts those times at which no product had all the words.
    """

    __tablename__ = "sought_words"
    __table_args__ = (
        CheckConstraint("times >= in_vain AND in_vain >= 0", name="in_vain_within_times"),
        Index("ix_sought_words_words", "words"),
    )

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    words: Mapped[str] = mapped_column(String(100), primary_key=True)
    times: Mapped[int] = mapped_column(default=0)
    in_vain: Mapped[int] = mapped_column(default=0)


class SearchSynonym(Model, Timestamped):
    """Words that mean the same in this town, as the office says."""

    __tablename__ = "search_synonym"
    __table_args__ = (UniqueConstraint("word", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[SynonymKind] = mapped_column(enum_column(SynonymKind))
    word: Mapped[str] = mapped_column(String(60))
    others: Mapped[list[str]] = mapped_column(JSON, default=list)


class Inquiry(Model, Timestamped):
    """A buyer's question or order request, logged before WhatsApp opens."""

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
        Index("ix_inquiry_maker_state", "maker_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id"))
    state: Mapped[InquiryState] = mapped_column(
        enum_column(InquiryState), default=InquiryState.OPEN
    )
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    buyer_name: Mapped[str] = mapped_column(String(120))
    buyer_phone: Mapped[str | None] = mapped_column(String(16))  # Digits, 62 first; if given.
    buyer_kind: Mapped[str] = mapped_column(String(20), default="visitor")
    quantity: Mapped[int | None]
    question: Mapped[str] = mapped_column(Text, default="")
    # What the buyer chose of the product's options: [{"name": "Warna", "value": "hitam"}, …].
    choices: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    language: Mapped[str] = mapped_column(String(2), default="id")

    product: Mapped[Product] = relationship()
    buyer: Mapped[User | None] = relationship()
    grants: Mapped[list["WholesaleGrant"]] = relationship(
        back_populates="inquiry", order_by="WholesaleGrant.id"
    )

    @property
    def live_grant(self) -> "WholesaleGrant | None":
        """The grant that lets the buyer see wholesale prices now, or None."""
        return next((one for one in self.grants if one.is_live_at(utcnow())), None)


class WholesaleGrant(Model):
    """A buyer's leave to see the wholesale prices of one product, given by its maker.

    To an account where the buyer was signed in, else to whoever holds the link. The token is
    stored as it is: whoever could read it here could read the prices as well.
    """

    __tablename__ = "wholesale_grant"
    __table_args__ = (
        CheckConstraint("(buyer_id IS NULL) <> (token IS NULL)", name="account_or_link"),
        CheckConstraint("token IS NULL OR expires_at IS NOT NULL", name="link_expires"),
        Index("ix_wholesale_grant_buyer", "buyer_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiry.id", ondelete="CASCADE"), index=True
    )
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    buyer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    token: Mapped[str | None] = mapped_column(String(48), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    inquiry: Mapped[Inquiry] = relationship(back_populates="grants")

    def is_live_at(self, moment: datetime) -> bool:
        """Whether it was neither taken back nor has run out."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > moment)
