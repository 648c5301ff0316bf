"""Scans of papers: private to the maker and the office, and apart from the public photos.

Pictures are decoded and made anew, so that neither a place nor anything else hides in them. A PDF
is kept as it came and never opened here; it only ever leaves as a file to be saved.
"""

import io
import secrets
from dataclasses import dataclass
from typing import IO, Final

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from catalog.models import Paper
from database import db
from uploads.intake import take_photo
from uploads.refusals import PhotoRefused, Reason
from uploads.storage import PhotoStore
from web.context import settings
from web.errors import RuleViolation

MAX_BYTES: Final = 10 * 1024 * 1024
FIELD: Final = "scan"
PDF_HEAD: Final = b"%PDF-"
PDF_END: Final = b"%%EOF"  # ISO 32000-1, 7.5.5: the last line; some programs write a little more.
PDF_TAIL: Final = 2048

SENTENCES: Final = {
    Reason.EMPTY: _l("Berkas ini kosong. Pilih sekali lagi."),
    Reason.NOT_A_PHOTO: _l("Kirim PDF atau foto (JPEG, PNG, HEIC, WebP)."),
    Reason.TOO_LARGE: _l("Berkas ini lebih dari 10 MB. Kirim yang lebih kecil."),
    Reason.TWO_IN_ONE: _l("Di dalam foto ini ada berkas jenis lain. Kirim foto aslinya saja."),
    Reason.TOO_MANY_PIXELS: _l("Foto ini terlalu besar untuk kami olah. Kecilkan dulu."),
    Reason.DAMAGED: _l("Berkas ini rusak atau terpotong. Kirim sekali lagi."),
}

MEDIA_TYPES: Final = {"pdf": "application/pdf", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A scan in the store: a name that nobody can guess, and ``pdf`` or ``jpg``."""

    name: str
    format: str

    @property
    def filename(self) -> str:
        """What the file is called in the store."""
        return f"{self.name}.{self.format}"

    @property
    def media_type(self) -> str:
        """What the browser is told that it is."""
        return MEDIA_TYPES[self.format]


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan taken in, not yet stored."""

    format: str
    data: bytes


def scan_store() -> PhotoStore:
    """Where scans are kept: ``PAPER_STORE``, or ``papers`` in the instance."""
    chosen = settings()
    return PhotoStore(chosen.paper_store or str(chosen.instance / "papers"))


def _refused(reason: Reason) -> RuleViolation:
    return RuleViolation(SENTENCES[reason], FIELD)


def take_scan(stream: IO[bytes]) -> Scan:
    """Take a scan in, by its content.

    Raises:
        RuleViolation: for anything but a PDF or a picture, for more than 10 MB, for damage.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _refused(Reason.TOO_LARGE)
    if data.startswith(PDF_HEAD):
        if PDF_END not in data[-PDF_TAIL:]:
            raise _refused(Reason.DAMAGED)
        return Scan("pdf", data)
    try:
        return Scan("jpg", take_photo(io.BytesIO(data)).data)
    except PhotoRefused as refused:
        raise _refused(refused.code) from refused


def scan_of(paper: Paper) -> ScanFile | None:
    """Where the paper's scan is kept, or None."""
    if paper.scan_name is None or paper.scan_format is None:
        return None
    return ScanFile(paper.scan_name, paper.scan_format)


def keep_scan(*, paper: Paper, scan: Scan, actor: User | None) -> ScanFile | None:
    """Store a scan and give back the one that it replaces.

    The caller discards that one after the commit, so that a rollback loses nothing.
    """
    before = scan_of(paper)
    file = ScanFile(secrets.token_hex(16), scan.format)
    scan_store().put(file, scan.data)
    paper.scan_name, paper.scan_format = file.name, file.format
    paper.scan_bytes = len(scan.data)
    db.session.flush()
    record(
        actor=actor,
        subject=("paper", paper.id),
        action="replace_scan" if before else "add_scan",
    )
    return before


def remove_scan(*, paper: Paper, actor: User | None) -> ScanFile | None:
    """Forget a scan and give back the file, for the caller to discard after the commit."""
    before = scan_of(paper)
    if before is None:
        return None
    paper.scan_name = paper.scan_format = paper.scan_bytes = None
    db.session.flush()
    record(actor=actor, subject=("paper", paper.id), action="remove_scan")
    return before


def discard(file: ScanFile | None) -> None:
    """Delete a scan that no paper has any more."""
    if file is not None:
        scan_store().delete(file)
