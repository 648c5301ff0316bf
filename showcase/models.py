"""What the showcase keeps: which documents are stale, and what buyers asked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.models import Product
from database import Model, Timestamped, UTCDateTime, utcnow


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


class Inquiry(Model, Timestamped):
    """A buyer's question or order request, logged before WhatsApp opens."""

    __tablename__ = "inquiry"
    __table_args__ = (
        CheckConstraint("quantity IS NULL OR quantity > 0", name="quantity_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id"), index=True)
    buyer_name: Mapped[str] = mapped_column(String(120))
    buyer_kind: Mapped[str] = mapped_column(String(20), default="visitor")
    quantity: Mapped[int | None]
    question: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(2), default="id")

    product: Mapped[Product] = relationship()
