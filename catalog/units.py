"""The units in which goods are sold and counted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What one price buys."""

    LEMBAR = "lembar"
    POTONG = "potong"
    PASANG = "pasang"
    BUAH = "buah"
    SET = "set"
    PAK = "pak"
    KOTAK = "kotak"
    POUCH = "pouch"
    BOTOL = "botol"
    TOPLES = "toples"
    KODI = "kodi"


@dataclass(frozen=True, slots=True)
class UnitName:
    """How a unit reads in both languages, and how many pieces it holds."""

    label_id: str
    label_en: str
    many_en: str
    pieces: int = 1


# A kodi is the trade's lot of twenty, of pairs as well as of cloths.
NAMES: dict[Unit, UnitName] = {
    Unit.LEMBAR: UnitName("lembar", "piece", "pieces"),
    Unit.POTONG: UnitName("potong", "garment", "garments"),
    Unit.PASANG: UnitName("pasang", "pair", "pairs"),
    Unit.BUAH: UnitName("buah", "piece", "pieces"),
    Unit.SET: UnitName("set", "set", "sets"),
    Unit.PAK: UnitName("pak", "pack", "packs"),
    Unit.KOTAK: UnitName("kotak", "box", "boxes"),
    Unit.POUCH: UnitName("pouch", "pouch", "pouches"),
    Unit.BOTOL: UnitName("botol", "bottle", "bottles"),
    Unit.TOPLES: UnitName("toples", "jar", "jars"),
    Unit.KODI: UnitName("kodi", "lot of 20", "lots of 20", 20),
}


def unit_label(unit: Unit | str, lang: str) -> str:
    """Return the unit's name in ``lang``, as it stands after "per" on a price."""
    name = NAMES[Unit(unit)]
    return name.label_en if lang == "en" else name.label_id


def counted(count: int, unit: Unit | str, lang: str) -> str:
    """Return a number of units in words: "1.200 lembar", "1,200 pieces"."""
    name = NAMES[Unit(unit)]
    if lang == "en":
        return f"{count:,} {name.label_en if count == 1 else name.many_en}"
    return f"{count:,} {name.label_id}".replace(",", ".")


def pieces_in(unit: Unit | str) -> int:
    """Return how many pieces, pairs or cloths one unit holds."""
    return NAMES[Unit(unit)].pieces


def unit_choice_label(unit: Unit, lang: str) -> str:
    """Return the unit's name for a list to choose from.

    English has one word for several Indonesian units, so the Indonesian word
    stands behind it: "piece (lembar)".
    """
    name = NAMES[unit]
    if lang == "en" and name.label_en != name.label_id:
        return f"{name.label_en} ({name.label_id})"
    return f"{name.label_id} ({name.pieces})" if name.pieces > 1 else name.label_id


def units_first(preferred: tuple[str, ...]) -> list[Unit]:
    """Return every unit, the preferred ones first and in their order."""
    first = [Unit(key) for key in preferred]
    return first + [unit for unit in Unit if unit not in first]
