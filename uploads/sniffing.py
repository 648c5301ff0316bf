"""What a file is, by its content; its name and what the browser says of it are never asked.

Sources of the signatures: JPEG ITU-T T.81 annex B (start of image, then a marker), PNG third
edition section 5.2, WebP RFC 9649 section 2.3, HEIF ISO/IEC 23008-12 annex B (brands in the
``ftyp`` box of ISO/IEC 14496-12 section 4.3), AVIF 1.1 section 6.
"""

import struct
from enum import StrEnum
from typing import IO, Final

HEAD_BYTES: Final = 1024  # Readers of PDF take its mark anywhere in the first 1,024 bytes.
ZIP_END: Final = b"PK\x05\x06"
ZIP_END_BYTES: Final = 22  # Length of ZIP's end record without its comment (APPNOTE 4.3.16).
ZIP_TAIL_BYTES: Final = ZIP_END_BYTES + 0xFFFF
FOREIGN_HEADS: Final = (b"%PDF-", b"<!doctype", b"<html", b"<script", b"<svg", b"<?php")

AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
HEIF_BRANDS: Final = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)


class Kind(StrEnum):
    """The kinds of picture that we take."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heif"
    AVIF = "avif"


def _brands(head: bytes) -> frozenset[bytes]:
    """The major and compatible brands in a leading ``ftyp`` box."""
    (length,) = struct.unpack(">I", head[:4])
    box = head[:length]
    return frozenset({box[8:12], *(box[at : at + 4] for at in range(16, len(box) - 3, 4))})


def sniff(head: bytes) -> Kind | None:
    """The kind of picture that begins with ``head``, or None when it is none that we take.

    Args:
        head: the first bytes of the file, at best ``HEAD_BYTES`` of them.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] != b"ftyp":
        return None
    brands = _brands(head)
    # An AVIF names HEIF's general brand mif1 too, so the narrower brand is asked first.
    if brands & AVIF_BRANDS:
        return Kind.AVIF
    return Kind.HEIF if brands & HEIF_BRANDS else None


def _ends_as_zip(tail: bytes) -> bool:
    """Whether an end record lies so that its comment ends exactly where the file ends."""
    at = tail.rfind(ZIP_END)
    if at < 0 or len(tail) < at + ZIP_END_BYTES:
        return False
    (comment,) = struct.unpack_from("<H", tail, at + ZIP_END_BYTES - 2)
    return bool(at + ZIP_END_BYTES + comment == len(tail))


def holds_another_file(head: bytes, stream: IO[bytes], length: int) -> bool:
    """Whether a picture is at the same time a ZIP, a PDF or a web page.

    Phones append films and gain maps to their photos, so other bytes after the picture are no
    reason to refuse it: they are not carried into the master anyway.

    Args:
        head: the first ``HEAD_BYTES`` of the file.
        stream: the whole file, seekable; its position is changed.
        length: bytes in the file.
    """
    lowered = head.lower()
    if any(mark.lower() in lowered for mark in FOREIGN_HEADS):
        return True
    stream.seek(max(0, length - ZIP_TAIL_BYTES))
    return _ends_as_zip(stream.read(ZIP_TAIL_BYTES))
