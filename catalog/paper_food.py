"""What the numbers of P-IRT, halal and BPOM say."""

import re
from datetime import date
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.paper_reading import Circumstances, Notes, Reading
from catalog.provinces import PROVINCES
from catalog.regions import region_codes
from catalog.states import PaperKind

PIRT_DIGITS: Final = 15
PIRT_YEARS: Final = 5  # A permit holds for five years at most (PerBPOM 22/2018).
HALAL_DIGITS: Final = 17  # Three published numbers; no rule fixes it, so others are hinted at.
BPOM_DIGITS: Final = 12  # The length with a source; up to 15 are seen.
BPOM_MOST: Final = 15
CENTURY: Final = 2000
MONTHS: Final = range(1, 13)

# Digit 1 of a P-IRT number (PerBPOM 22/2018).
PACKAGINGS: Final[dict[str, LazyString]] = {
    "1": _l("gelas"),
    "2": _l("plastik"),
    "3": _l("karton atau kertas"),
    "4": _l("kaleng"),
    "5": _l("aluminium foil"),
    "6": _l("lain-lain"),
    "7": _l("komposit"),
    "8": _l("kemasan ganda"),
}

# Which first digits can stand for a packaging of the catalogue; several materials fit most.
FITTING: Final = {
    "pouch": "2578",
    "plastik": "278",
    "toples": "12468",
    "botol": "128",
    "kotak": "38",
    "vakum": "2578",
    "besek": "68",
}

# Digits 2 and 3 (PerBPOM 22/2018); 11 to 15 are less sure and only ever shown.
FOODS: Final[dict[str, LazyString]] = {
    "01": _l("olahan daging kering"),
    "02": _l("olahan ikan kering"),
    "03": _l("olahan unggas kering"),
    "04": _l("olahan sayur"),
    "05": _l("olahan kelapa"),
    "06": _l("tepung dan olahannya"),
    "07": _l("minyak dan lemak"),
    "08": _l("selai dan jeli"),
    "09": _l("gula, permen, dan madu"),
    "10": _l("kopi, teh, dan cokelat"),
    "11": _l("bumbu"),
    "12": _l("rempah"),
    "13": _l("minuman serbuk"),
    "14": _l("olahan buah"),
    "15": _l("olahan biji dan umbi"),
}


def bare(typed: str) -> str:
    """A number in capitals without what separates its parts on paper."""
    return re.sub(r"[\s.\-/:\N{EN DASH}\N{EM DASH}]", "", typed).upper()


def _without(prefix: str, typed: str) -> str:
    return re.sub(prefix, "", bare(typed))


def last_day(year: int) -> date:
    """31 December of a year."""
    return date(year, 12, 31)


def pirt(typed: str, around: Circumstances) -> Reading:
    """P-IRT: fifteen digits; the last two are the year in which it ends (PerBPOM 22/2018).

    Since PP 5/2021 the paper is issued through OSS, and whether its numbering changed is not
    known: what the digits say is compared and hinted at, and only the length refuses.
    """
    notes = Notes()
    digits = _without(r"^(SPP?)?(P?IRT)?(NO(MOR)?)?", typed)
    if not digits.isdecimal() or not digits.isascii():
        notes.refuse("pirt-digits", _l("Nomor P-IRT hanya berisi angka. Salin dari labelnya."))
    elif len(digits) != PIRT_DIGITS:
        notes.refuse(
            "pirt-length",
            _l("Nomor P-IRT berisi 15 angka; ini %(count)s.", count=len(digits)),
        )
    if notes.refusals:
        return notes.reading(PaperKind.PIRT, digits)
    _pirt_goods(digits, around, notes)
    _pirt_region(digits[3:7], around, notes)
    notes.fact("product", digits[7:9], _l("Produk ke-"), digits[7:9])
    notes.fact("producer", digits[9:13], _l("Nomor produsen"), digits[9:13])
    ends = _pirt_end(digits[13:], around, notes)
    return notes.reading(PaperKind.PIRT, f"{digits[:13]}-{digits[13:]}", ends)


def _pirt_goods(digits: str, around: Circumstances, notes: Notes) -> None:
    packaging, food = PACKAGINGS.get(digits[0]), FOODS.get(digits[1:3])
    if packaging is None:
        notes.hint("pirt-packaging", _l("Angka pertama biasanya 1 sampai 8. Periksa lagi."))
    else:
        notes.fact("packaging", digits[0], _l("Kemasan"), packaging)
        if around.packaging and not any(
            digits[0] in FITTING.get(one, digits[0]) for one in around.packaging
        ):
            notes.hint(
                "pirt-other-packaging",
                _l("Di nomor ini kemasannya %(what)s; di produk Anda lain.", what=packaging),
            )
    if food is None:
        notes.hint("pirt-food", _l("Angka ke-2 dan ke-3 bukan jenis pangan yang kami kenal."))
    else:
        notes.fact("food", digits[1:3], _l("Jenis pangan"), food)


def _pirt_region(code: str, around: Circumstances, notes: Notes) -> None:
    known = {one.code: one for one in region_codes().values()}
    found = known.get(code)
    name = found.name if found else PROVINCES.get(code[:2], code)
    notes.fact("region", code, _l("Tempat produksi"), name)
    if code[:2] not in PROVINCES:
        notes.hint("pirt-province", _l("Angka ke-4 sampai ke-7 bukan kode daerah yang kami kenal."))
    elif around.region is not None and (found is None or found.region is not around.region):
        notes.hint(
            "pirt-other-region",
            _l(
                "Nomor ini untuk tempat produksi di %(there)s, sedangkan usaha Anda di %(here)s.",
                there=name,
                here=region_codes()[around.region].name,
            ),
        )


def _pirt_end(year_digits: str, around: Circumstances, notes: Notes) -> date:
    year = CENTURY + int(year_digits)
    notes.fact("ends", str(year), _l("Berlaku sampai"), _l("akhir %(year)s", year=year))
    if year < around.today.year:
        notes.hint("pirt-ended", _l("Izin ini berakhir tahun %(year)s.", year=year))
    elif year > around.today.year + PIRT_YEARS:
        notes.hint(
            "pirt-too-long",
            _l("P-IRT berlaku paling lama 5 tahun, tetapi nomor ini sampai %(year)s.", year=year),
        )
    typed = around.expires_on
    if typed is not None and typed.year != year:
        notes.hint(
            "pirt-other-year",
            _l(
                "Dua angka terakhir berarti %(year)s; tanggal yang Anda isi %(typed)s.",
                year=year,
                typed=typed.year,
            ),
            "expires_on",
        )
    return typed or last_day(year)


def halal(typed: str, _around: Circumstances) -> Reading:
    """Halal (BPJPH): ID and seventeen digits; it holds while the ingredients stay (UU 6/2023).

    Makers often paste the number of the decree, which starts with KH: anything that does not
    start with ID is refused. Province and month are inferred from three published numbers.
    """
    notes = Notes()
    number = bare(typed)
    if number.startswith("KH"):
        notes.refuse(
            "halal-decree",
            _l(
                "Ini nomor ketetapan (KH), bukan nomor sertifikat. "
                "Cari nomor yang dimulai dengan ID di sertifikat halal Anda."
            ),
        )
    elif not number.startswith("ID"):
        notes.refuse("halal-prefix", _l("Nomor sertifikat halal dimulai dengan ID."))
    elif not re.fullmatch(r"ID[0-9]+", number):
        notes.refuse("halal-digits", _l("Setelah ID hanya ada angka. Salin dari sertifikatnya."))
    else:
        _halal_digits(number[2:], notes)
    return notes.reading(PaperKind.HALAL, number)


def _halal_digits(digits: str, notes: Notes) -> None:
    if len(digits) != HALAL_DIGITS:
        notes.hint(
            "halal-length",
            _l("Biasanya ada 17 angka setelah ID; ini %(count)s.", count=len(digits)),
        )
        return
    province = PROVINCES.get(digits[:2])
    if province:
        notes.fact("province", digits[:2], _l("Provinsi"), province)
    month, year = int(digits[-4:-2]), CENTURY + int(digits[-2:])
    if month in MONTHS:
        words = f"{month:02d}/{year}"
        notes.fact("month", words, _l("Kira-kira terbit"), words)


def bpom(typed: str, around: Circumstances) -> Reading:
    """BPOM: MD or ML and twelve digits; up to fifteen are seen. It holds for five years."""
    notes = Notes()
    number = _without(r"^(BPOM)?(RI)?(NO(MOR)?)?", typed)
    found = re.fullmatch(r"(MD|ML)([0-9]+)", number)
    if found is None:
        notes.refuse("bpom-prefix", _l("Nomor BPOM pangan dimulai dengan MD atau ML, lalu angka."))
    elif not BPOM_DIGITS <= len(found[2]) <= BPOM_MOST:
        notes.refuse(
            "bpom-length",
            _l("Setelah MD atau ML ada 12 angka; ini %(count)s.", count=len(found[2])),
        )
    elif len(found[2]) > BPOM_DIGITS:
        notes.hint(
            "bpom-long",
            _l("Biasanya ada 12 angka; ini %(count)s. Periksa lagi.", count=len(found[2])),
        )
    if notes.refusals or found is None:
        return notes.reading(PaperKind.BPOM, number)
    return notes.reading(PaperKind.BPOM, f"{found[1]} {found[2]}", around.expires_on)
