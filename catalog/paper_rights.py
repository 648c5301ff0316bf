"""What the numbers of a trademark, a copyright, a national standard and a Batikmark say."""

import re
from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.paper_food import bare
from catalog.paper_reading import Circumstances, Notes, Reading
from catalog.states import PaperKind
from web.formats import day

TRADEMARK_YEARS: Final = 10  # From registration; renewed in the last six months (UU 20/2016).
TRADEMARK_DIGITS: Final = 9  # Two published numbers; other lengths are hinted at.
COPYRIGHT_DIGITS: Final = 9  # Of the record, such as 000306076 beside EC00202180157.

SNI_SHAPE: Final = re.compile(
    r"SNI (?P<series>(?:ISO(?:/IEC)? ?)?)(?P<number>[0-9]{1,5}(?:-[0-9]{1,5})*(?:\.[0-9]+)*)"
    r"[:-](?P<year>[0-9]{4})(?P<amended>/AMD\.? ?[0-9]+ ?: ?[0-9]{4})?"
)

# SNI 8302:2016/Amd.1:2019 and its two sisters; keys are techniques of the catalogue.
BATIK_STANDARDS: Final[dict[str, tuple[str, LazyString]]] = {
    "8302": ("tulis", _l("batik tulis")),
    "8303": ("cap", _l("batik cap")),
    "8304": ("kombinasi", _l("batik kombinasi")),
}

# A declaration that a maker of low-risk goods makes in OSS; it has no number and follows the NIB.
BINA_UMK: Final = "SNI Bina UMK"

# What the colour of a Batikmark's label says, by its Indonesian and English names.
LABELS: Final[dict[str, str]] = {"EMAS": "tulis", "PUTIH": "cap", "PERAK": "kombinasi"}
LABELS_IN_ENGLISH: Final = {"GOLD": "EMAS", "WHITE": "PUTIH", "SILVER": "PERAK"}


def years_after(start: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)


def trademark(typed: str, around: Circumstances) -> Reading:
    """A registered trademark: IDM and nine digits; ten years from its registration."""
    notes = Notes()
    number = re.sub(r"^(NO(MOR)?)", "", bare(typed))
    found = re.fullmatch(r"IDM([0-9]+)", number)
    if found is None:
        notes.refuse(
            "trademark-prefix",
            _l("Nomor merek terdaftar dimulai dengan IDM, lalu angka. Yang lain nomor permohonan."),
        )
    elif len(found[1]) != TRADEMARK_DIGITS:
        notes.hint(
            "trademark-length",
            _l("Biasanya ada 9 angka setelah IDM; ini %(count)s.", count=len(found[1])),
        )
    ends = around.expires_on
    if around.registered_on is not None:
        ends = years_after(around.registered_on, TRADEMARK_YEARS)
        notes.fact(
            "ends",
            ends.isoformat(),
            _l("Berlaku sampai"),
            _l("%(day)s, sepuluh tahun sejak terdaftar", day=day(ends)),
        )
        if around.registered_on > around.today:
            notes.refuse("registered-later", _l("Tanggal daftar ini belum tiba."), "registered_on")
    return notes.reading(PaperKind.TRADEMARK, number, ends)


def copyright_(typed: str, around: Circumstances) -> Reading:
    """A copyright record: nine digits, or the application EC00, the year and four to seven more.

    Source: the record EC00202180157 / 000306076 of e-hakcipta.dgip.go.id.
    """
    notes = Notes()
    number = re.sub(r"^(NO(MOR)?)", "", bare(typed))
    found = re.fullmatch(r"EC00([0-9]{4})[0-9]{4,7}", number)
    if found is not None:
        year = int(found[1])
        notes.fact("year", found[1], _l("Tahun permohonan"), found[1])
        if year > around.today.year:
            notes.hint("copyright-later", _l("Tahun %(year)s belum tiba. Periksa lagi.", year=year))
    elif not re.fullmatch(rf"[0-9]{{{COPYRIGHT_DIGITS}}}", number):
        notes.refuse(
            "copyright-shape",
            _l("Tulis nomor pencatatan (9 angka) atau nomor permohonan yang dimulai EC00."),
        )
    return notes.reading(PaperKind.COPYRIGHT, number)


def sni(typed: str, around: Circumstances) -> Reading:
    """A national standard: its number and year, such as SNI 8302:2016/Amd.1:2019."""
    notes = Notes()
    folded = " ".join(typed.upper().replace("\N{EN DASH}", "-").split())
    folded = re.sub(r"^(?:NO(?:MOR)?\.? ?)?(?:SNI ?)?", "SNI ", folded)
    folded = re.sub(r" ?([:/-]) ?", r"\1", folded)
    if re.fullmatch(r"SNI BINA[ -]UMK", folded):
        return notes.reading(PaperKind.SNI, BINA_UMK, around.expires_on)
    found = SNI_SHAPE.fullmatch(folded)
    if found is None:
        notes.refuse(
            "sni-shape",
            _l("Tulis nomor SNI dengan tahunnya, misalnya SNI 8302:2016."),
        )
        return notes.reading(PaperKind.SNI, folded)
    notes.fact(
        "standard", found["number"], _l("Standar"), f"SNI {found['series']}{found['number']}"
    )
    notes.fact("year", found["year"], _l("Tahun standar"), found["year"])
    if not found["series"]:
        _batik_standard(found["number"], around, notes)
    number = folded.replace("/AMD", "/Amd")
    return notes.reading(PaperKind.SNI, number, around.expires_on)


def _batik_standard(number: str, around: Circumstances, notes: Notes) -> None:
    if number not in BATIK_STANDARDS:
        return
    technique, words = BATIK_STANDARDS[number]
    notes.fact("technique", technique, _l("Untuk"), words)
    if around.technique and around.technique != technique:
        notes.hint(
            "sni-other-technique",
            _l("SNI %(number)s untuk %(what)s; teknik produk ini lain.", number=number, what=words),
        )


def batikmark(typed: str, around: Circumstances) -> Reading:
    """A Batikmark: the colour of its label, and the certificate's number where there is one.

    Gold is for hand-drawn, white for stamped, silver for both together. Source:
    disperindag.jatimprov.go.id; no shape of the number is published.
    """
    notes = Notes()
    words = [LABELS_IN_ENGLISH.get(word, word) for word in typed.upper().replace(",", " ").split()]
    colours = [word for word in words if word in LABELS]
    rest = " ".join(word for word in words if word not in LABELS and word != "BATIKMARK")
    if len(set(colours)) != 1:
        notes.refuse(
            "batikmark-label",
            _l("Tulis warna labelnya: emas, putih, atau perak. Tambahkan nomornya bila ada."),
        )
        return notes.reading(PaperKind.BATIKMARK, " ".join(words), around.expires_on)
    technique = LABELS[colours[0]]
    what = next(name for key, name in BATIK_STANDARDS.values() if key == technique)
    notes.fact("technique", technique, _l("Untuk"), what)
    if around.technique and around.technique != technique:
        notes.hint(
            "batikmark-other-technique",
            _l("Label ini untuk %(what)s; teknik produk ini lain.", what=what),
        )
    number = f"{colours[0].capitalize()} {rest}".strip()
    return notes.reading(PaperKind.BATIKMARK, number, around.expires_on)
