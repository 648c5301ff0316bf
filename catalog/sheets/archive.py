"""Archives that come from anywhere: looked into with limits, and never unpacked to disk.

An XLSX file is a ZIP as well. Sizes are counted while reading, not believed.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from uploads.intake import MAX_BYTES

MIB: Final = 1024 * 1024
CHUNK: Final = 256 * 1024
MAX_PARTS: Final = 2_000
"""Files in one archive: ten thousand products with photos for a tenth of them, and some more."""

MAX_SHEET_BYTES: Final = 150 * MIB
"""An unpacked XLSX file; 10,000 rows of sixty columns take about 40 MB."""

MAX_PHOTO_ARCHIVE: Final = 1024 * MIB
"""Photos are compressed already, so that an archive hardly grows."""

ENCRYPTED: Final = 0x1
DOCUMENT_TYPES: Final = tuple(
    "<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")
)
MERGED: Final = b"<mergeCell "
BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What Python raises for archives that are damaged, cut off, or packed in a way nobody reads."""

PICTURES: Final = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif")


class SheetRefused(Exception):
    """Nothing of the file can be used; the sentence says why.

    Attributes:
        sentence: for the person who sent it.
    """

    def __init__(self, sentence: str | LazyString) -> None:
        super().__init__(sentence)
        self.sentence = sentence


DAMAGED: Final = _l("Berkas ini rusak atau terpotong. Simpan lagi sebagai XLSX, lalu kirim ulang.")
TOO_BIG: Final = _l("Isi berkas ini terlalu besar untuk dibuka. Bagi menjadi beberapa berkas.")
LOCKED: Final = _l("Berkas ini dikunci kata sandi. Simpan tanpa kata sandi, lalu kirim ulang.")
NO_SHEET: Final = _l("Ini bukan lembar kerja. Kirim berkas XLSX atau CSV.")
NO_ARCHIVE: Final = _l("Berkas foto ini bukan ZIP yang bisa dibuka. Buat ZIP-nya sekali lagi.")


def _checked(archive: zipfile.ZipFile, most: int) -> list[zipfile.ZipInfo]:
    """Return the files of an archive, after what it declares was found bearable.

    Raises:
        SheetRefused: For too many files, too much inside, or a password.
    """
    parts = [part for part in archive.infolist() if not part.is_dir()]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > most:
        raise SheetRefused(TOO_BIG)
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise SheetRefused(LOCKED)
    return parts


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a file piece by piece; more than it declared is never read."""
    with archive.open(part) as stream:
        left = part.file_size
        while left > 0 and (piece := stream.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
        if left or stream.read(1):
            raise zipfile.BadZipFile(part.filename)


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Read one part of a workbook; say whether it holds merged cells.

    Raises:
        SheetRefused: For a document type, through which XML grows without end or reads files.
    """
    tail, merged = b"", False
    for piece in _chunks(archive, part):
        seen = tail + piece
        if any(mark in seen for mark in DOCUMENT_TYPES):
            raise SheetRefused(DAMAGED)
        merged = merged or MERGED in seen
        tail = piece[-32:]
    return merged


def inspect_workbook(path: Path) -> bool:
    """Look through an XLSX file before anything opens it; say whether it has merged cells.

    Raises:
        SheetRefused: When it is no whole workbook, grows too large, or holds what no
            spreadsheet program writes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _checked(archive, MAX_SHEET_BYTES)
            if not any(part.filename.lstrip("/") == "[Content_Types].xml" for part in parts):
                raise SheetRefused(NO_SHEET)
            texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            return sum(_scan(archive, part) for part in texts) > 0
    except BROKEN:
        raise SheetRefused(DAMAGED) from None


class PhotoArchive:
    """The photos of a ZIP by their bare names; nothing else of it is looked at.

    Args:
        path: The ZIP.

    Raises:
        SheetRefused: When it cannot be opened, or declares too much.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
        except BROKEN:
            raise SheetRefused(NO_ARCHIVE) from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for part in _checked(self._archive, MAX_PHOTO_ARCHIVE):
            base = posixpath.basename(part.filename.replace("\\", "/"))
            if base.lower().endswith(PICTURES) and not base.startswith("._"):
                self._parts.setdefault(base.casefold(), part)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    @property
    def names(self) -> list[str]:
        """The bare names, in lower case."""
        return list(self._parts)

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def read(self, name: str) -> bytes:
        """Return a photo's bytes.

        Raises:
            SheetRefused: When the archive is damaged at this place, or the photo is too large.
        """
        part = self._parts[name.casefold()]
        if part.file_size > MAX_BYTES:
            raise SheetRefused(_l("Berkas ini lebih dari 25 MB. Kirim foto yang lebih kecil."))
        try:
            return b"".join(_chunks(self._archive, part))
        except BROKEN:
            raise SheetRefused(
                _l("Foto ini rusak atau terpotong. Kirim sekali lagi, atau pilih foto lain.")
            ) from None
