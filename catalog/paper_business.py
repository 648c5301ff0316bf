"""What the numbers of a business and of its tax office say."""

import re
from typing import Final

from flask_babel import lazy_gettext as _l

from catalog.kbli import read_kbli
from catalog.paper_food import bare
from catalog.paper_reading import Circumstances, Notes, Reading
from catalog.states import PaperKind

NIB_DIGITS: Final = 13
OLD_NPWP: Final = 15
NEW_NPWP: Final = 16
SHOWN_OF_NIK: Final = 4

# Province, city, district; the day of birth, 40 more for women; month, year; four more.
NIK: Final = re.compile(
    r"[0-9]{6}(0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(0[1-9]|1[0-2])[0-9]{2}[0-9]{4}"
)


def nib(typed: str, around: Circumstances) -> Reading:
    """NIB: thirteen digits without a checksum; it holds as long as the business (OSS)."""
    notes = Notes()
    digits = re.sub(r"^(NIB)?(NO(MOR)?)?", "", bare(typed))
    if not re.fullmatch(r"[0-9]+", digits):
        notes.refuse("nib-digits", _l("NIB hanya berisi angka."))
    elif len(digits) != NIB_DIGITS:
        notes.refuse("nib-length", _l("NIB berisi 13 angka; ini %(count)s.", count=len(digits)))
    read_kbli(around.kbli, around.kbli_year, notes)
    return notes.reading(PaperKind.NIB, digits)


def npwp(typed: str, _around: Circumstances) -> Reading:
    """NPWP: 15 digits before and 16 since PMK 112/2022.

    Of a company the sixteen are 0 and the old fifteen; of a person they are the NIK. A NIK is
    personal data: the reading says so, and pages mask it for all but its owner and the office.
    """
    notes = Notes()
    digits = re.sub(r"^(NPWP)?(NO(MOR)?)?", "", bare(typed))
    if not re.fullmatch(r"[0-9]+", digits):
        notes.refuse("npwp-digits", _l("NPWP hanya berisi angka."))
    elif len(digits) not in {OLD_NPWP, NEW_NPWP}:
        notes.refuse(
            "npwp-length", _l("NPWP berisi 15 atau 16 angka; ini %(count)s.", count=len(digits))
        )
    if notes.refusals:
        return notes.reading(PaperKind.NPWP, digits)
    is_personal = len(digits) == NEW_NPWP and not digits.startswith("0")
    if len(digits) == OLD_NPWP:
        notes.fact("form", "old", _l("Bentuk"), _l("15 angka, bentuk lama"))
    elif not is_personal:
        notes.fact("form", "company", _l("Milik"), _l("badan usaha"))
    elif NIK.fullmatch(digits):
        notes.fact("form", "person", _l("Milik"), _l("perorangan; angkanya sama dengan NIK"))
    else:
        notes.refuse(
            "npwp-nik",
            _l("16 angka tanpa 0 di depan adalah NIK, tetapi tanggal lahir di dalamnya tidak ada."),
        )
    return notes.reading(PaperKind.NPWP, digits, is_personal=is_personal)


def masked(number: str) -> str:
    """A person's number with all but its last four digits hidden."""
    return "•" * max(len(number) - SHOWN_OF_NIK, 0) + number[-SHOWN_OF_NIK:]
