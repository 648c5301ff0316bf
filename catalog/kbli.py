"""KBLI codes with their edition: the same five digits mean other things in 2020 and in 2025.

KBLI 2025 (Peraturan BPS 7/2025) replaces KBLI 2020, and both stand on papers for years. The
meanings are those of the two published lists, for what this kind of maker does. A code never says
how a cloth was made: 13133 is printed cloth in one edition and real batik in the other.
"""

import re
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.paper_reading import Notes

YEARS: Final = (2025, 2020)
CODE: Final = re.compile(r"[0-9]{5}")

_BATIK = _l("batik dengan malam: tulis, cap, atau kombinasi")
_FOOTWEAR_DAILY = _l("alas kaki sehari-hari")
_FOOTWEAR_OTHER = _l("alas kaki lainnya")
_BAMBOO = _l("anyaman bambu dan rotan")
_WOOD = _l("ukiran dan cendera mata kayu")
_CRAFT = _l("kerajinan dari bahan tumbuhan atau hewan")
_BAKERY = _l("roti dan kue kering")
_CAKES = _l("kue basah")
_GARMENTS = _l("pakaian jadi")
_ACCESSORIES = _l("perlengkapan pakaian")
_RETAIL = _l("eceran suvenir dan kerajinan")

# Both lists share these.
_SAME: Final[dict[str, LazyString]] = {
    "15201": _FOOTWEAR_DAILY,
    "15209": _FOOTWEAR_OTHER,
    "16291": _BAMBOO,
    "16293": _WOOD,
    "32903": _CRAFT,
    "10710": _BAKERY,
    "10792": _CAKES,
    "14111": _GARMENTS,
    "14131": _ACCESSORIES,
}

MEANINGS: Final[dict[int, dict[str, LazyString]]] = {
    2020: {
        **_SAME,
        "13134": _BATIK,
        "13133": _l("kain cetak, termasuk kain bermotif batik"),
        "15121": _l("tas dan dompet"),
        "10794": _l("kerupuk, keripik, dan peyek"),
        "10793": _l("camilan kacang dan biji"),
        "10772": _l("bumbu dan sambal"),
        "11090": _l("minuman serbuk"),
        "13922": _l("barang bordir"),
        "14302": _l("barang bordir"),
        **{str(code): _RETAIL for code in range(47781, 47790)},
        "63122": _l("lokapasar"),
    },
    2025: {
        **_SAME,
        "13133": _BATIK,
        "13132": _l("kain cetak, termasuk kain bermotif batik"),
        "13139": _l("ecoprint dan cetak transfer"),
        "15121": _l("tas"),
        "15129": _l("barang kulit lainnya, seperti dompet"),
        "10794": _l("kerupuk, keripik, peyek, dan camilan kacang"),
        "10793": _l("olahan kelapa"),
        "10779": _l("bumbu dan sambal"),
        "10772": _l("garam beryodium"),
        "11059": _l("minuman serbuk"),
        "13996": _l("barang bordir"),
        "14302": _l("kaus kaki"),
        "47781": _RETAIL,
        "63900": _l("lokapasar"),
    },
}


def meaning(code: str, year: int) -> LazyString | None:
    """What a code means in an edition; None for codes that this list does not hold."""
    return MEANINGS.get(year, {}).get(code)


def read_kbli(typed: str, year: int | None, notes: Notes) -> str:
    """Note what a code of a business means in its edition, and give the code as written.

    Refuses anything but five digits, and a code without its edition.
    """
    code = re.sub(r"[\s.]", "", typed).upper().removeprefix("KBLI")
    if not code:
        return ""
    if not CODE.fullmatch(code):
        notes.refuse("kbli-shape", _l("Kode KBLI berisi 5 angka."), "kbli")
        return code
    if year not in YEARS:
        notes.refuse(
            "kbli-year",
            _l("Pilih tahun KBLI-nya: angka yang sama bisa berarti lain di 2020 dan 2025."),
            "kbli_year",
        )
        return code
    _note_meaning(code, year, notes)
    return code


def _note_meaning(code: str, year: int, notes: Notes) -> None:
    other = next(one for one in YEARS if one != year)
    here, there = meaning(code, year), meaning(code, other)
    if here is not None:
        label = _l("KBLI %(year)s", year=year)
        notes.fact("kbli", code, label, _l("%(code)s: %(what)s", code=code, what=here))
    else:
        notes.hint(
            "kbli-unknown",
            _l(
                "%(code)s tidak ada di daftar singkat kami untuk KBLI %(year)s. "
                "Cocokkan dengan NIB Anda.",
                code=code,
                year=year,
            ),
            "kbli",
        )
    if there is not None and here is not there:
        notes.hint("kbli-other-year", _other_meaning(code, other, there), "kbli")


def _other_meaning(code: str, year: int, what: LazyString) -> LazyString:
    return _l("Awas: di KBLI %(year)s, %(code)s berarti %(what)s.", year=year, code=code, what=what)
