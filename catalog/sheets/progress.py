"""How far a sheet is, in words."""

from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog.sheets.models import SheetJob, SheetState
from web.formats import number

STATE_WORDS: Final[dict[SheetState, LazyString]] = {
    SheetState.UPLOADED: _l("Menunggu giliran"),
    SheetState.CHECKING: _l("Sedang diperiksa"),
    SheetState.CHECKED: _l("Sudah diperiksa"),
    SheetState.IMPORTING: _l("Sedang disimpan"),
    SheetState.IMPORTED: _l("Selesai"),
    SheetState.FAILED: _l("Tidak bisa dipakai"),
    SheetState.CANCELLED: _l("Dibatalkan"),
}

STATE_KINDS: Final[dict[SheetState, str]] = {
    SheetState.CHECKED: "turmeric",
    SheetState.IMPORTED: "leaf",
    SheetState.FAILED: "danger",
}

STEPS: Final[dict[str, LazyString]] = {
    "reading": _l("Membuka berkas"),
    "rows": _l("Memeriksa baris"),
    "photos": _l("Memeriksa foto"),
    "marking": _l("Menandai kesalahan"),
    "storing": _l("Menyimpan foto"),
    "saving": _l("Menyimpan produk"),
}


@dataclass(frozen=True, slots=True)
class SheetProgress:
    """What a page and its script show of a sheet that is worked on.

    Attributes:
        label: What is being done.
        text: How far, in words; may be empty.
        done: Of ``total``.
        total: 0 where nobody knows.
    """

    label: str
    text: str
    done: int
    total: int


def sheet_progress(job: SheetJob) -> SheetProgress:
    """Say how far a sheet is."""
    label = STEPS.get(job.step, STATE_WORDS[job.state]) if job.is_worked_on else None
    text = ""
    if job.total and job.step != "saving":
        text = _("%(done)s dari %(total)s", done=number(job.done), total=number(job.total))
    elif job.step == "reading" and job.done:
        text = _("%(count)s baris", count=number(job.done))
    return SheetProgress(str(label or STATE_WORDS[job.state]), text, job.done, job.total)
