"""Makers, products, their revisions, papers, places and kelurahan."""

from datetime import date, datetime
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
from sqlalchemy.ext.mutable import MutableDict
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.states import (
    Listing,
    MakerState,
    PaperKind,
    PaperState,
    PlaceKind,
    Region,
    RevisionState,
)
from database import Model, Timestamped, UTCDateTime, Versioned, enum_column
from uploads.models import Photo


class Kelurahan(Model):
    """An urban village with its official code, district, postcode and centre."""

    __tablename__ = "kelurahan"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    district: Mapped[str] = mapped_column(String(60))
    postcode: Mapped[str] = mapped_column(String(5))
    latitude: Mapped[float]  # Degrees, of the kelurahan's centre.
    longitude: Mapped[float]


class Place(Model, Timestamped):
    """A kampung, sentra, gallery or market that people can visit."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[PlaceKind] = mapped_column(enum_column(PlaceKind))
    name_id: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    kelurahan_id: Mapped[int] = mapped_column(ForeignKey("kelurahan.id"))
    description_id: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    hours_id: Mapped[str] = mapped_column(String(120), default="")
    hours_en: Mapped[str] = mapped_column(String(120), default="")
    latitude: Mapped[float]  # Degrees; the kelurahan's centre where nothing better is known.
    longitude: Mapped[float]
    source: Mapped[str] = mapped_column(String(200), default="")

    kelurahan: Mapped[Kelurahan] = relationship()
    makers: Mapped[list["Maker"]] = relationship(back_populates="place")


class Maker(Model, Timestamped, Versioned):
    """A business that makes products."""

    __tablename__ = "maker"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    owner_name: Mapped[str] = mapped_column(String(120), default="")
    # Where the office writes to until somebody takes the account over; emptied then.
    owner_email: Mapped[str] = mapped_column(String(254), default="")
    state: Mapped[MakerState] = mapped_column(
        enum_column(MakerState), default=MakerState.DRAFT, index=True
    )
    state_reason: Mapped[str] = mapped_column(Text, default="")
    region: Mapped[Region] = mapped_column(enum_column(Region), default=Region.CITY)
    kelurahan_id: Mapped[int | None] = mapped_column(ForeignKey("kelurahan.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    story_id: Mapped[str] = mapped_column(Text, default="")
    story_en: Mapped[str] = mapped_column(Text, default="")
    whatsapp: Mapped[str | None] = mapped_column(String(16))  # Digits, 62 first.
    shows_whatsapp: Mapped[bool] = mapped_column(default=False)
    instagram: Mapped[str] = mapped_column(String(60), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    photo_id: Mapped[int | None] = mapped_column(
        ForeignKey("photo.id", use_alter=True, ondelete="SET NULL")
    )
    verified_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    is_sample: Mapped[bool] = mapped_column(default=False)

    kelurahan: Mapped[Kelurahan | None] = relationship()
    place: Mapped[Place | None] = relationship(back_populates="makers")
    photo: Mapped[Photo | None] = relationship(foreign_keys=[photo_id])
    products: Mapped[list["Product"]] = relationship(back_populates="maker", order_by="Product.id")
    papers: Mapped[list["Paper"]] = relationship(back_populates="maker", order_by="Paper.id")


class Product(Model, Timestamped, Versioned):
    """What a maker sells: an identity and its revisions; one of them may be public."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint(
            "listing = 'unlisted' OR listed_revision_id IS NOT NULL", name="listed_has_revision"
        ),
        Index("ix_product_listing", "listing", "listed_at"),
        # SQLite chooses an index by its columns alone: without these it goes through every listed
        # product to find those of one maker, or the next ones by their keys.
        Index("ix_product_maker_listing", "maker_id", "listing", "listed_at"),
        Index("ix_product_listing_id", "listing", "id"),
        UniqueConstraint("maker_id", "client_key", name="uq_product_client_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(16), unique=True)  # Such as MJK-00012.
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id"))
    client_key: Mapped[str | None] = mapped_column(String(64))  # Made where it was begun.
    listing: Mapped[Listing] = mapped_column(enum_column(Listing), default=Listing.UNLISTED)
    listed_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("product_revision.id", use_alter=True), index=True
    )
    listed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    # The newest change that the office sent back, by its number, and why.
    returned_number: Mapped[int | None]
    return_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    curation_score: Mapped[float | None]  # 0 to 100, of the newest released acceptance.
    is_sample: Mapped[bool] = mapped_column(default=False)

    maker: Mapped[Maker] = relationship(back_populates="products")
    revisions: Mapped[list["ProductRevision"]] = relationship(
        back_populates="product",
        foreign_keys="ProductRevision.product_id",
        order_by="ProductRevision.number",
        cascade="all, delete-orphan",
    )
    listed_revision: Mapped["ProductRevision | None"] = relationship(
        foreign_keys=[listed_revision_id], post_update=True
    )

    @property
    def newest(self) -> "ProductRevision":
        """The revision that the maker works on, or the last frozen one."""
        return self.revisions[-1]


class ProductRevision(Model, Timestamped, Versioned):
    """What a product said and showed at one time; frozen for ever once it was submitted."""

    __tablename__ = "product_revision"
    __table_args__ = (
        UniqueConstraint("product_id", "number"),
        CheckConstraint("price_rupiah IS NULL OR price_rupiah > 0", name="price_positive"),
        Index(
            "uq_product_revision_draft",
            "product_id",
            unique=True,
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    number: Mapped[int]
    state: Mapped[RevisionState] = mapped_column(
        enum_column(RevisionState), default=RevisionState.DRAFT
    )
    frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    category: Mapped[str] = mapped_column(String(40), index=True)
    subcategory: Mapped[str] = mapped_column(String(40), default="")
    name_id: Mapped[str] = mapped_column(String(120), default="")
    name_en: Mapped[str] = mapped_column(String(120), default="")
    description_id: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    story_id: Mapped[str] = mapped_column(String(300), default="")
    story_en: Mapped[str] = mapped_column(String(300), default="")
    price_rupiah: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(20), default="buah")
    # Seen by partners, the office and answered buyers only: [{"from": 12, "rupiah": 95000}, …].
    wholesale_tiers: Mapped[list[dict[str, int]]] = mapped_column(JSON, default=list)
    wholesale_per_kodi: Mapped[bool] = mapped_column(default=False)
    minimum_order: Mapped[int | None]
    lead_time_days: Mapped[int | None]
    capacity_per_month: Mapped[int | None]
    made_to_order: Mapped[bool] = mapped_column(default=False)
    shippable: Mapped[bool] = mapped_column(default=True)
    attributes: Mapped[dict[str, Any]] = mapped_column(MutableDict.as_mutable(JSON), default=dict)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Size, colour and the like: [{"name": "Warna", "values": ["merah", "biru"]}, …].
    options: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    product: Mapped[Product] = relationship(back_populates="revisions", foreign_keys=[product_id])
    photos: Mapped[list["RevisionPhoto"]] = relationship(
        back_populates="revision",
        order_by="RevisionPhoto.position",
        cascade="all, delete-orphan",
    )

    @property
    def cover(self) -> "RevisionPhoto | None":
        """The first photo."""
        return self.photos[0] if self.photos else None


class RevisionPhoto(Model):
    """A photo's place in a revision, with its alternative texts."""

    __tablename__ = "revision_photo"
    __table_args__ = (UniqueConstraint("revision_id", "photo_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("product_revision.id", ondelete="CASCADE"), index=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), index=True)
    position: Mapped[int]
    alt_id: Mapped[str] = mapped_column(String(200), default="")
    alt_en: Mapped[str] = mapped_column(String(200), default="")

    revision: Mapped[ProductRevision] = relationship(back_populates="photos")
    photo: Mapped[Photo] = relationship()


def is_in_force(state: PaperState, expires_on: date | None, today: date) -> bool:
    """Whether a paper in this state is confirmed and has not run out."""
    return state is PaperState.CONFIRMED and (expires_on is None or expires_on >= today)


class Paper(Model, Timestamped, Versioned):
    """A legal document of a maker, or of one of its products."""

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint(
            "(kbli = '' AND kbli_year IS NULL) OR (kbli <> '' AND kbli_year IN (2020, 2025))",
            name="kbli_has_year",
        ),
        CheckConstraint(
            "(scan_name IS NULL AND scan_format IS NULL AND scan_bytes IS NULL)"
            " OR (scan_name IS NOT NULL AND scan_format IN ('pdf', 'jpg') AND scan_bytes > 0)",
            name="scan_is_whole",
        ),
        Index("ix_paper_expires", "state", "expires_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    maker_id: Mapped[int] = mapped_column(ForeignKey("maker.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    kind: Mapped[PaperKind] = mapped_column(enum_column(PaperKind))
    state: Mapped[PaperState] = mapped_column(enum_column(PaperState), default=PaperState.CLAIMED)
    reason: Mapped[str] = mapped_column(Text, default="")  # Why it was refused.
    document_number: Mapped[str] = mapped_column(String(60), default="")
    registered_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    kbli: Mapped[str] = mapped_column(String(5), default="")  # With a NIB; never without its year.
    kbli_year: Mapped[int | None]
    supersedes_id: Mapped[int | None] = mapped_column(
        ForeignKey("paper.id", ondelete="SET NULL"), index=True
    )
    scan_name: Mapped[str | None] = mapped_column(String(32))
    scan_format: Mapped[str | None] = mapped_column(String(4))
    scan_bytes: Mapped[int | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ingredients_asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ingredients_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    maker: Mapped[Maker] = relationship(back_populates="papers")
    product: Mapped[Product | None] = relationship()
    supersedes: Mapped["Paper | None"] = relationship(remote_side="Paper.id")

    def is_valid_on(self, today: date) -> bool:
        """Whether the paper is confirmed and has not run out."""
        return is_in_force(self.state, self.expires_on, today)

    def has_ended(self, today: date) -> bool:
        """Whether a confirmed paper has run out."""
        return self.state is PaperState.CONFIRMED and not self.is_valid_on(today)
