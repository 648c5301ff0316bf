"""What became of a chosen product: which shop ordered it, since when it is on the shelf."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from curation.entry_models import Entry
from database import Model, Timestamped, Versioned


class PlacementStage(StrEnum):
    """How far a product has come in a shop; it follows from the days that were written down."""

    ORDERED = "ordered"
    ON_SHELF = "on_shelf"
    ENDED = "ended"


class Placement(Model, Timestamped, Versioned):
    """A product in one shop, as its maker or the partner wrote it down."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("ordered_on IS NOT NULL OR on_shelf_on IS NOT NULL", name="has_begun"),
        CheckConstraint("ordered_count IS NULL OR ordered_count > 0", name="ordered_positive"),
        CheckConstraint("sold_count IS NULL OR sold_count >= 0", name="sold_not_negative"),
        CheckConstraint(
            "off_shelf_on IS NULL OR (on_shelf_on IS NOT NULL AND off_shelf_on >= on_shelf_on)",
            name="ends_after_it_began",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    outlet: Mapped[str] = mapped_column(String(120))  # Which shop, and where.
    ordered_on: Mapped[date | None]
    ordered_count: Mapped[int | None]  # In the product's own unit, as are those sold.
    on_shelf_on: Mapped[date | None]
    off_shelf_on: Mapped[date | None]
    sold_count: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")
    typed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    entry: Mapped[Entry] = relationship()
    typed_by: Mapped[User] = relationship()

    @property
    def stage(self) -> PlacementStage:
        """How far the product has come in this shop."""
        if self.off_shelf_on is not None:
            return PlacementStage.ENDED
        return PlacementStage.ORDERED if self.on_shelf_on is None else PlacementStage.ON_SHELF
