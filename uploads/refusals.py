"""Why a file was not taken as a photo: one code and one plain sentence for each reason."""

from enum import StrEnum
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from web.errors import RuleViolation


class Reason(StrEnum):
    """What is wrong with a file; stable, for scripts and for ``flask photos check``."""

    MISSING = "missing"
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_PHOTO = "not-a-photo"
    TWO_IN_ONE = "two-in-one"
    TOO_MANY_PIXELS = "too-many-pixels"
    DAMAGED = "damaged"


SENTENCES: Final[dict[Reason, LazyString]] = {
    Reason.MISSING: _l("Pilih satu foto dulu."),
    Reason.EMPTY: _l("Berkas ini kosong. Pilih fotonya sekali lagi."),
    Reason.TOO_LARGE: _l("Berkas ini lebih dari 25 MB. Kirim foto yang lebih kecil."),
    Reason.NOT_A_PHOTO: _l(
        "Berkas ini bukan foto yang bisa kami baca. Kirim foto JPEG, PNG, WebP, HEIC, atau AVIF."
    ),
    Reason.TWO_IN_ONE: _l("Di dalam foto ini ada berkas jenis lain. Kirim foto aslinya saja."),
    Reason.TOO_MANY_PIXELS: _l(
        "Foto ini punya terlalu banyak piksel untuk kami olah. Perkecil dulu, lalu kirim lagi."
    ),
    Reason.DAMAGED: _l("Foto ini rusak atau terpotong. Kirim sekali lagi, atau pilih foto lain."),
}


class PhotoRefused(RuleViolation):
    """The file is not taken; ``code`` says why to a script, ``message`` to a person.

    Attributes:
        code: the reason.
        status: the HTTP status that a view answers with.
    """

    status: int = 422

    def __init__(self, code: Reason) -> None:
        super().__init__(SENTENCES[code], "photo")
        self.code = code


class TooLarge(PhotoRefused):
    """The file has more bytes than we read; a view answers 413."""

    status = 413

    def __init__(self) -> None:
        super().__init__(Reason.TOO_LARGE)
