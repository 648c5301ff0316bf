"""Partners, rounds and rubrics; the entries of a round are in ``curation.entry_models``."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from curation.states import Visibility
from database import Model, Timestamped, UTCDateTime, Versioned, enum_column


class Partner(Model, Timestamped):
    """A retailer that curates."""

    __tablename__ = "partner"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    description_id: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    is_sample: Mapped[bool] = mapped_column(default=False)

    rounds: Mapped[list["Round"]] = relationship(back_populates="partner", order_by="Round.id")


class RubricVersion(Model, Timestamped):
    """A rubric as it was at one time; unchanged once a scoresheet uses it."""

    __tablename__ = "rubric_version"
    __table_args__ = (UniqueConstraint("partner_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))

    partner: Mapped[Partner] = relationship()
    criteria: Mapped[list["Criterion"]] = relationship(
        back_populates="rubric", order_by="Criterion.position", cascade="all, delete-orphan"
    )

    def criteria_for(self, category: str) -> list["Criterion"]:
        """The criteria of a category, in the order of the sheet."""
        return [criterion for criterion in self.criteria if criterion.category == category]


class Criterion(Model):
    """One thing that is scored from 1 to 5, with its weight in one category."""

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("rubric_id", "category", "key"),
        CheckConstraint("weight > 0 AND weight <= 100", name="weight_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id", ondelete="CASCADE"))
    category: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    weight: Mapped[int]  # Per cent of the category's sheet.
    required: Mapped[bool] = mapped_column(default=True)
    name_id: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    hint_id: Mapped[str] = mapped_column(String(300), default="")  # How to look before scoring.
    hint_en: Mapped[str] = mapped_column(String(300), default="")

    rubric: Mapped[RubricVersion] = relationship(back_populates="criteria")
    levels: Mapped[list["Level"]] = relationship(
        back_populates="criterion", order_by="Level.value", cascade="all, delete-orphan"
    )


class Level(Model):
    """The sentence that anchors one score of a criterion."""

    __tablename__ = "level"
    __table_args__ = (
        UniqueConstraint("criterion_id", "value"),
        CheckConstraint("value BETWEEN 1 AND 5", name="value_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id", ondelete="CASCADE"))
    value: Mapped[int]
    sentence_id: Mapped[str] = mapped_column(Text)
    sentence_en: Mapped[str] = mapped_column(Text)

    criterion: Mapped[Criterion] = relationship(back_populates="levels")


class Round(Model, Timestamped, Versioned):
    """One curation round of a partner."""

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("opens_at < closes_at", name="opens_before_closes"),
        CheckConstraint("closes_at <= scoring_ends_at", name="closes_before_scoring_ends"),
        CheckConstraint("sheets_wanted >= 1", name="sheets_wanted_positive"),
        CheckConstraint(
            "accept_from > conditional_from AND conditional_from > revise_from",
            name="thresholds_descend",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), index=True)
    rubric_id: Mapped[int] = mapped_column(ForeignKey("rubric_version.id"))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    name_id: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    closes_at: Mapped[datetime] = mapped_column(UTCDateTime)
    scoring_ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    categories: Mapped[list[str]] = mapped_column(JSON, default=list)
    entries_per_maker: Mapped[int] = mapped_column(default=5)
    sheets_wanted: Mapped[int] = mapped_column(default=2)
    is_blind: Mapped[bool] = mapped_column(default=True)
    visibility: Mapped[Visibility] = mapped_column(
        enum_column(Visibility), default=Visibility.NEVER
    )
    gates: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    accept_from: Mapped[int] = mapped_column(default=75)  # Adjusted score, 0 to 100.
    conditional_from: Mapped[int] = mapped_column(default=65)
    revise_from: Mapped[int] = mapped_column(default=50)
    is_sample: Mapped[bool] = mapped_column(default=False)

    partner: Mapped[Partner] = relationship(back_populates="rounds")
    rubric: Mapped[RubricVersion] = relationship()
    chair: Mapped[User | None] = relationship()

    def is_open_at(self, moment: datetime) -> bool:
        """Whether makers may submit: from opens_at, to the second before closes_at."""
        return self.opens_at <= moment < self.closes_at

    def is_scored_at(self, moment: datetime) -> bool:
        """Whether curators may still score."""
        return self.opens_at <= moment < self.scoring_ends_at
