"""What becomes of an uploaded sheet: checked, imported, or neither."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import User
from accounts.permissions import is_maker, is_office
from catalog.models import Maker
from database import Model, Timestamped, UTCDateTime, enum_column
from web.guards import Rule
from web.transitions import next_state

SHOWN_ERRORS: Final = 200
"""Errors on the page; the file that comes back marks all of them."""

LEASE: Final = timedelta(seconds=20)
"""After a kill, so long until another worker takes over."""

MAX_ATTEMPTS: Final = 3
KEPT_FOR: Final = timedelta(days=7)
"""How long the files of a job stay after it is done, or after nobody went on with it."""


class SheetState(StrEnum):
    """How far a sheet is."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    IMPORTING = "importing"
    IMPORTED = "imported"
    FAILED = "failed"
    CANCELLED = "cancelled"


WORKED_ON: Final = (SheetState.UPLOADED, SheetState.CHECKING, SheetState.IMPORTING)
OVER: Final = (SheetState.IMPORTED, SheetState.FAILED, SheetState.CANCELLED)

_anyone: Final = is_maker | is_office

# (state, action) → (next state, who may).
SHEET_TRANSITIONS: Final[dict[tuple[SheetState, str], tuple[SheetState, Rule]]] = {
    (SheetState.UPLOADED, "check"): (SheetState.CHECKING, _anyone),
    (SheetState.CHECKING, "check"): (SheetState.CHECKING, _anyone),
    (SheetState.CHECKING, "checked"): (SheetState.CHECKED, _anyone),
    (SheetState.CHECKED, "import"): (SheetState.IMPORTING, _anyone),
    (SheetState.IMPORTING, "imported"): (SheetState.IMPORTED, _anyone),
    (SheetState.UPLOADED, "cancel"): (SheetState.CANCELLED, _anyone),
    (SheetState.CHECKING, "cancel"): (SheetState.CANCELLED, _anyone),
    (SheetState.CHECKED, "cancel"): (SheetState.CANCELLED, _anyone),
    (SheetState.UPLOADED, "fail"): (SheetState.FAILED, _anyone),
    (SheetState.CHECKING, "fail"): (SheetState.FAILED, _anyone),
    (SheetState.IMPORTING, "fail"): (SheetState.FAILED, _anyone),
}


def next_sheet_state(state: SheetState, action: str) -> SheetState:
    """The state after an action on a sheet.

    Raises:
        RuleViolation: when the action does not fit the state.
    """
    refusal = _l("Langkah ini tidak cocok dengan keadaan lembar kerja sekarang.")
    return next_state(SHEET_TRANSITIONS, state, action, refusal)


class SheetJob(Model, Timestamped):
    """An uploaded sheet and how far it is; its files lie in the instance."""

    __tablename__ = "sheet_job"
    __table_args__ = (Index("ix_sheet_job_state", "state", "claimed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    # Whose products; None for a sheet of the office, which names the maker in each row.
    maker_id: Mapped[int | None] = mapped_column(
        ForeignKey("maker.id", ondelete="CASCADE"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    state: Mapped[SheetState] = mapped_column(enum_column(SheetState), default=SheetState.UPLOADED)
    language: Mapped[str] = mapped_column(String(2), default="id")
    file_name: Mapped[str] = mapped_column(String(200))
    is_text: Mapped[bool] = mapped_column(default=False)  # CSV in place of XLSX.
    has_photos: Mapped[bool] = mapped_column(default=False)
    fingerprint: Mapped[str] = mapped_column(String(64), default="")  # SHA-256 of the sheet.
    category: Mapped[str] = mapped_column(String(40), default="")
    step: Mapped[str] = mapped_column(String(20), default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    rows_new: Mapped[int] = mapped_column(default=0)
    rows_changed: Mapped[int] = mapped_column(default=0)
    rows_unchanged: Mapped[int] = mapped_column(default=0)
    rows_wrong: Mapped[int] = mapped_column(default=0)
    rows_incomplete: Mapped[int] = mapped_column(default=0)  # Right, but no whole product yet.
    problem: Mapped[str] = mapped_column(Text, default="")  # Why nothing of it can be used.
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    errors: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)  # The first ones.
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    maker: Mapped[Maker | None] = relationship()
    owner: Mapped[User | None] = relationship()

    @property
    def is_worked_on(self) -> bool:
        """Whether the worker has something to do."""
        return self.state in WORKED_ON

    @property
    def rows_right(self) -> int:
        """How many rows an import writes."""
        return self.rows_new + self.rows_changed
