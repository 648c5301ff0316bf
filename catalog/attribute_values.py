"""Reading the value of one attribute, typed into a form or stored as JSON.

Each reader gives what JSON can hold (a string, a number, a list, a boolean), or
None for "not filled in", and raises ValueRefused with a sentence for the maker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask_babel import gettext as _

from catalog.categories import OTHER, Attribute, Kind
from web.forms import clean_text

Value = str | int | float | bool | list[Any] | None

MAX_PICKED = 60
"""How many choices of one list may be taken; longer input is not typed by a person."""

# Indonesian groups thousands with dots and starts decimals with a comma; English the
# other way round. A sign that cannot group, as in 2.5, starts decimals in both.
_GROUPING = {"id": ".", "en": ","}
_SIMPLE = re.compile(r"^-?[0-9]{1,12}(?:[.,][0-9]{1,6})?$")
_GROUPED = {
    "id": re.compile(r"^-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,6})?$"),
    "en": re.compile(r"^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?$"),
}
_AXIS = re.compile(r"\s*(?:[x\u00d7*]|kali|by)\s*", re.IGNORECASE)
_MEASURE = re.compile(r"^(?P<number>[0-9.,]+)\s*(?P<unit>mm|cm|m)?$", re.IGNORECASE)
_IN_CM = {"mm": 0.1, "cm": 1, "m": 100}
_YES = frozenset({"1", "y", "ya", "yes", "on", "true", "benar"})


class ValueRefused(ValueError):
    """A value that cannot stand; the message is for the maker."""


def _plain(number: float) -> int | float:
    """Turn 12.0 into 12, so that stored values compare equal however they were typed."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def read_number(raw: object, lang: str = "id") -> int | float:
    """Read "1.250", "2,5", "2.5" or a number, in the way of the language.

    Raises:
        ValueRefused: When it is not a number.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _plain(float(raw)) if abs(raw) < 10**12 else _refuse_number()
    text = str(raw).strip()
    way = lang if lang in _GROUPED else "id"
    if _GROUPED[way].match(text):
        return _plain(float(text.replace(_GROUPING[way], "").replace(",", ".")))
    return _plain(float(text.replace(",", "."))) if _SIMPLE.match(text) else _refuse_number()


def _refuse_number() -> float:
    raise ValueRefused(_("Tulis dengan angka, misalnya 12 atau 2,5."))


def _bounded(attribute: Attribute, number: float, lang: str) -> int | float:
    if not attribute.minimum <= number <= attribute.maximum:
        raise ValueRefused(
            _(
                "Isi antara %(low)s dan %(high)s %(unit)s.",
                low=_plain(attribute.minimum),
                high=_plain(attribute.maximum),
                unit=attribute.unit(lang),
            ).replace(" .", ".")
        )
    return _plain(number)


def _text(attribute: Attribute, raw: object, _lang: str) -> Value:
    cleaned = clean_text(str(raw)) or ""
    if len(cleaned) > attribute.max_length:
        raise ValueRefused(
            _("Paling banyak %(max)d huruf; persingkat sedikit.", max=attribute.max_length)
        )
    return cleaned or None


def _number(attribute: Attribute, raw: object, lang: str) -> Value:
    if isinstance(raw, str):
        raw = _without_unit(raw, attribute)
        if not raw:
            return None
    number = read_number(raw, lang)
    if attribute.whole and number != int(number):
        raise ValueRefused(_("Tulis angka bulat, tanpa koma."))
    return _bounded(attribute, number, lang)


def _without_unit(raw: str, attribute: Attribute) -> str:
    """Drop the unit that people write after the number: "450 g", "2 hari"."""
    text = raw.strip()
    for unit in (attribute.unit_id, attribute.unit_en):
        if unit and text.lower().endswith(unit.lower()):
            return text[: -len(unit)].strip()
    return text


def _choice(attribute: Attribute, raw: object, _lang: str) -> Value:
    key = str(raw).strip()
    if not key:
        return None
    if attribute.choice(key) or (attribute.other and key == OTHER):
        return key
    raise ValueRefused(_("Pilih salah satu dari daftar."))


def _listed(raw: object) -> list[object]:
    """Take a list as it is and a single value as a list of one; drop empty items."""
    items = list(raw) if isinstance(raw, Iterable) and not isinstance(raw, str) else [raw]
    if len(items) > MAX_PICKED:
        raise ValueRefused(_("Terlalu banyak pilihan."))
    return [item for item in items if item is not None and str(item).strip()]


def _choices(attribute: Attribute, raw: object, lang: str) -> Value:
    picked = {str(_choice(attribute, item, lang)) for item in _listed(raw)}
    if not picked:
        return None
    alone = [one for one in attribute.choices if one.alone and one.key in picked]
    if alone and len(picked) > 1:
        raise ValueRefused(
            _("“%(choice)s” tidak bisa dipilih bersama yang lain.", choice=alone[0].label(lang))
        )
    order = [one.key for one in attribute.choices] + [OTHER]
    return [key for key in order if key in picked]


def _sizes(attribute: Attribute, raw: object, lang: str) -> Value:
    sizes = {int(_bounded(attribute, _whole(item, lang), lang)) for item in _listed(raw)}
    return sorted(sizes) or None


def _whole(raw: object, lang: str) -> int:
    number = read_number(raw, lang)
    if number != int(number):
        raise ValueRefused(_("Tulis angka bulat, tanpa koma."))
    return int(number)


def _dimensions(attribute: Attribute, raw: object, lang: str) -> Value:
    parts: Sequence[object]
    if isinstance(raw, list | tuple):
        parts = [part for part in raw if str(part).strip()]
        if not parts:
            return None
    else:
        parts = [part for part in _AXIS.split(str(raw).strip()) if part]
    low, high = attribute.axes
    if not low <= len(parts) <= high:
        raise ValueRefused(_("Tulis ukuran seperti 250 x 115."))
    last = _unit_of(parts[-1])
    return [_bounded(attribute, _measure(part, last, lang), lang) for part in parts]


def _unit_of(part: object) -> str:
    found = _MEASURE.match(str(part).strip())
    return (found["unit"] or "cm").lower() if found else "cm"


def _measure(part: object, fallback: str, lang: str) -> int | float:
    """Read one side in cm; a side without a unit has the unit of the last one."""
    if not isinstance(part, str):
        return read_number(part)
    found = _MEASURE.match(part.strip())
    if not found:
        raise ValueRefused(_("Tulis ukuran seperti 250 x 115."))
    unit = (found["unit"] or fallback).lower()
    return _plain(read_number(found["number"], lang) * _IN_CM[unit])


def _boolean(_attribute: Attribute, raw: object, _lang: str) -> Value:
    return True if raw is True or str(raw).strip().lower() in _YES else None


Reader = Callable[[Attribute, object, str], Value]

READERS: dict[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.SIZES: _sizes,
    Kind.DIMENSIONS: _dimensions,
    Kind.BOOLEAN: _boolean,
}


def read_value(attribute: Attribute, raw: object, lang: str) -> Value:
    """Read one value of an attribute.

    Args:
        attribute: What is asked.
        raw: A string, a list of strings, or the clean value itself: reading what
            was read before changes nothing.
        lang: The language of units and choices inside the messages.

    Returns:
        The clean value, or None when nothing was filled in (for a boolean: not ticked).

    Raises:
        ValueRefused: With a sentence for the maker.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    return READERS[attribute.kind](attribute, raw, lang)
