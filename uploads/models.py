"""Photos as the database knows them."""

from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database import Model, Timestamped, enum_column


class PhotoState(StrEnum):
    """Whether the worker has made the derived sizes."""

    PENDING = "pending"
    DERIVED = "derived"
    FAILED = "failed"


class Photo(Model, Timestamped):
    """A master picture and what is known of it; its files are in the photo store."""

    __tablename__ = "photo"
    __table_args__ = (UniqueConstraint("maker_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), index=True)  # Hash of the master's bytes.
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id"), index=True)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    width: Mapped[int]
    height: Mapped[int]
    mat: Mapped[str] = mapped_column(String(8), default="mat-20")
    placeholder: Mapped[str] = mapped_column(Text, default="")
    dhash: Mapped[str] = mapped_column(String(16), default="", index=True)
    hints: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[PhotoState] = mapped_column(enum_column(PhotoState), default=PhotoState.PENDING)
    failure: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
