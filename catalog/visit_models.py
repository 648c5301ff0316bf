"""How often a product's page was looked at, day by day."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from database import Model


class ProductViews(Model):
    """A number for a product and a day in WIB; nothing about who looked."""

    __tablename__ = "product_views"
    __table_args__ = (CheckConstraint("count > 0", name="count_positive"),)

    product_id: Mapped[int] = mapped_column(
        ForeignKey("product.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
