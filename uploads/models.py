"""Photos as the database knows them, and the addresses that pages show."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database import Model, Timestamped, UTCDateTime, Versioned, enum_column
from uploads.states import (
    FALLBACK_WIDTH,
    Format,
    MatchState,
    PhotoFile,
    PhotoState,
    srcset,
    widths_for,
)

__all__ = ["Photo", "PhotoState"]


class Photo(Model, Timestamped):
    """A master picture and what is known of it; its files are in the photo store.

    A maker has the same picture once. Two makers with the same picture have a row each and
    share the files.
    """

    __tablename__ = "photo"
    __table_args__ = (
        UniqueConstraint("maker_id", "name"),
        # NULLs never equal each other, so pictures of nobody need an index of their own.
        Index(
            "uq_photo_name_of_nobody",
            "name",
            unique=True,
            sqlite_where=text("maker_id IS NULL"),
            postgresql_where=text("maker_id IS NULL"),
        ),
        CheckConstraint("width > 0 AND height > 0", name="has_pixels"),
        CheckConstraint("length(name) = 32", name="name_length"),
        Index(
            "ix_photo_not_compared",
            "id",
            sqlite_where=text("compared_at IS NULL"),
            postgresql_where=text("compared_at IS NULL"),
        ),
        Index(
            "ix_photo_not_looked_at",
            "id",
            sqlite_where=text("look IS NULL"),
            postgresql_where=text("look IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(32), index=True)  # Hash of the master's bytes.
    maker_id: Mapped[int | None] = mapped_column(ForeignKey("maker.id"), index=True)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    width: Mapped[int]
    height: Mapped[int]
    mat: Mapped[str] = mapped_column(String(8), default="mat-1")
    placeholder: Mapped[str] = mapped_column(Text, default="")
    dhash: Mapped[str] = mapped_column(String(16), default="", index=True)
    # As ``look.look`` gives it; None where nobody has looked, nothing where it cannot be read.
    look: Mapped[bytes | None] = mapped_column(LargeBinary)
    hints: Mapped[list[str]] = mapped_column(JSON, default=list)
    state: Mapped[PhotoState] = mapped_column(
        enum_column(PhotoState), default=PhotoState.PENDING, index=True
    )
    failure: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # By a worker that derives.
    # Cut and turned from this one, which stays as it is; never from one that was cut itself.
    made_from_id: Mapped[int | None] = mapped_column(ForeignKey("photo.id"), index=True)
    turn: Mapped[int] = mapped_column(default=0)  # Quarters to the right, 0 to 3, before the cut.
    box: Mapped[list[float] | None] = mapped_column(JSON)  # As ``editing.Cut`` has it.
    compared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # With other makers' photos.

    made_from: Mapped["Photo | None"] = relationship(remote_side="Photo.id")

    @property
    def source(self) -> "Photo":
        """The photo as it was uploaded: itself, or the one that it was made from."""
        return self.made_from or self

    @property
    def master(self) -> PhotoFile:
        """The master's file."""
        return PhotoFile(self.name)

    @property
    def is_derived(self) -> bool:
        """Whether all derived files are there."""
        return self.state is PhotoState.DERIVED

    def url(self, size: int, fmt: str) -> str:
        """The address of the derived file ``size`` pixels wide in a format, ready or not.

        Raises:
            ValueError: for a size or format that is never made.
        """
        return PhotoFile(self.name, size, Format(fmt)).url

    def sources(self, fmt: str) -> str:
        """The ``srcset`` of a format ("avif", "webp", "jpg"); empty until everything is derived."""
        return srcset(self.name, self.width, Format(fmt)) if self.is_derived else ""

    @property
    def fallback_url(self) -> str:
        """A JPEG for ``src``: the derived one nearest to 960 px, the master until there is one."""
        if not self.is_derived:
            return self.master.url
        nearest = max(width for width in widths_for(self.width) if width <= FALLBACK_WIDTH)
        return self.url(nearest, Format.JPEG)


class PhotoBand(Model):
    """A quarter of a photo's difference hash, by which near-identical pictures are found.

    ``band`` holds which quarter it is and its 16 bits, as ``likeness.bands`` gives them.
    """

    __tablename__ = "photo_band"

    band: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    photo_id: Mapped[int] = mapped_column(
        ForeignKey("photo.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PhotoMatch(Model, Timestamped, Versioned):
    """The same picture at two makers, for the office to look at."""

    __tablename__ = "photo_match"
    __table_args__ = (
        UniqueConstraint("photo_id", "other_id"),
        CheckConstraint("photo_id > other_id", name="newer_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))  # The one that came later.
    other_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    bits: Mapped[int]  # In which the difference hashes differ.
    state: Mapped[MatchState] = mapped_column(
        enum_column(MatchState), default=MatchState.OPEN, index=True
    )
    reason: Mapped[str] = mapped_column(Text, default="")  # Why it is no matter, by the office.

    photo: Mapped[Photo] = relationship(foreign_keys=[photo_id])
    other: Mapped[Photo] = relationship(foreign_keys=[other_id])
