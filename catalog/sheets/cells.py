"""What one cell says: reading it with whatever a spreadsheet made of it, and writing it."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from flask_babel import gettext as _

from catalog.attribute_values import MAX_PICKED, ValueRefused, read_number
from catalog.categories import Kind
from catalog.money import MAX_RUPIAH, RupiahError, parse_rupiah
from catalog.rules import KEYWORD_LENGTH, MAX_COUNT, MAX_KEYWORDS, MAX_PHOTOS
from catalog.sheets.columns import Column, ColumnKind, fold, yes_and_no
from web.forms import clean_text

Raw = str | int | float | bool | datetime | date | time | timedelta | None
Value = str | int | float | bool | list[Any] | None

YES: Final = frozenset({"1", "y", "ya", "yes", "true", "benar", "v", "x"})
NO: Final = frozenset({"0", "t", "tidak", "no", "n", "false", "salah", "-"})
FORMULA_ERRORS: Final = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
)
NAME_LENGTH: Final = 200
"""Characters of a photo's file name; longer ones do not come out of a phone."""

_RANGE = re.compile(r"^(\d{1,3})\s*[-\u2013\u2014]\s*(\d{1,3})$")


def _number_words(number: float) -> str:
    """Return a number as digits, the same in both languages.

    Three digits after the sign would be read as thousands in one of them, so a fourth follows.
    """
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    whole, sign, rest = text.partition(".")
    return whole + ("," + (rest + "0" if len(rest) == 3 else rest) if sign else "")  # noqa: PLR2004


def as_text(raw: Raw) -> str:
    """Return what a cell says as text; a number keeps its digits.

    Raises:
        ValueRefused: For a date, which a spreadsheet makes of "36-40" and "1/2".
    """
    if isinstance(raw, datetime | date | time | timedelta):
        raise ValueRefused(
            _("Sel ini terbaca sebagai tanggal. Ubah formatnya menjadi teks, lalu tulis lagi.")
        )
    if isinstance(raw, bool):
        return yes_and_no()[0 if raw else 1]
    if isinstance(raw, int | float):
        return _number_words(raw)
    return clean_text(raw) or ""


def is_empty(raw: Raw) -> bool:
    """Whether a cell says nothing."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _parts(text: str) -> Iterator[str]:
    for part in re.split(r"[;\n]", text):
        if part.strip():
            yield part.strip()


def _text(column: Column, raw: Raw, _lang: str) -> Value:
    text = as_text(raw)
    if len(text) > column.longest:
        raise ValueRefused(
            _("Paling banyak %(max)d huruf; persingkat sedikit.", max=column.longest)
        )
    return text or None


def _rupiah(_column: Column, raw: Raw, _lang: str) -> Value:
    wrong = ValueRefused(_("Tulis harga dengan angka, misalnya 125.000 atau 125rb."))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        if raw != raw or raw in {float("inf"), float("-inf")} or raw != int(raw):  # noqa: PLR0124
            raise wrong
        amount = int(raw)
    else:
        try:
            amount = parse_rupiah(as_text(raw))
        except RupiahError:
            raise wrong from None
    if not 1 <= amount <= MAX_RUPIAH:
        raise ValueRefused(_("Angka ini terlalu kecil atau terlalu besar."))
    return amount


def _count(column: Column, raw: Raw, lang: str) -> Value:
    number = read_number(raw if isinstance(raw, int | float) else as_text(raw), lang)
    if number != int(number):
        raise ValueRefused(_("Tulis angka bulat, tanpa koma."))
    if not column.minimum <= number <= MAX_COUNT:
        raise ValueRefused(
            _("Isi angka dari %(low)s sampai %(high)s.", low=column.minimum, high=MAX_COUNT)
        )
    return int(number)


def _known(column: Column, word: str) -> str:
    """Return the key of a spelling.

    Raises:
        ValueRefused: For a word that is in no language's list.
    """
    key = column.spoken.get(fold(word))
    if key is None:
        raise ValueRefused(
            _("“%(word)s” tidak ada di daftar. Pilih dari daftar di sel ini.", word=word[:60])
        )
    return key


def _pick(column: Column, raw: Raw, _lang: str) -> Value:
    return _known(column, as_text(raw))


def _boolean(_column: Column, raw: Raw, _lang: str) -> Value:
    if isinstance(raw, bool):
        return raw
    word = fold(as_text(raw))
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueRefused(_("Tulis Ya atau Tidak."))


def _keywords(_column: Column, raw: Raw, _lang: str) -> Value:
    words = (" ".join(word.split()) for word in re.split(r"[,;\n]", as_text(raw)))
    found = list(dict.fromkeys(word for word in words if word))
    if len(found) > MAX_KEYWORDS or any(len(word) > KEYWORD_LENGTH for word in found):
        raise ValueRefused(
            _("Paling banyak %(count)s kata pendek, dipisah koma.", count=MAX_KEYWORDS)
        )
    return found


def _photos(_column: Column, raw: Raw, _lang: str) -> Value:
    names = list(dict.fromkeys(_parts(as_text(raw))))
    if len(names) > MAX_PHOTOS:
        raise ValueRefused(_("Paling banyak %(count)s foto untuk satu produk.", count=MAX_PHOTOS))
    if any(len(name) > NAME_LENGTH for name in names):
        raise ValueRefused(_("Nama foto terlalu panjang; persingkat sedikit."))
    return names


def _alts(_column: Column, raw: Raw, _lang: str) -> Value:
    """Give the text as it stands; how it is parted depends on how many photos there are."""
    return raw.strip(" ") if isinstance(raw, str) else as_text(raw)


def _sizes(raw: Raw) -> Value:
    """Read "36-40; 42", since nobody writes every size."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return [raw]
    found: list[Any] = []
    for part in re.split(r"[;,\n]|\s(?=\d)", as_text(raw)):
        if not part.strip():
            continue
        ends = _RANGE.match(part.strip())
        if not ends:
            found.append(part.strip())
            continue
        low, high = int(ends[1]), int(ends[2])
        if not 0 <= high - low <= MAX_PICKED:
            raise ValueRefused(_("Misalnya 36-40; 42."))
        found.extend(str(size) for size in range(low, high + 1))
    return found or None


def _listed(column: Column, text: str) -> list[str]:
    """Part a list of choices; commas part it too, where the whole is no choice of its own."""
    found = []
    for part in _parts(text):
        if fold(part) in column.spoken or "," not in part:
            found.append(_known(column, part))
        else:
            found.extend(_known(column, one) for one in part.split(",") if one.strip())
    return list(dict.fromkeys(found))


def _attribute(column: Column, raw: Raw, lang: str) -> Value:
    """Read an attribute as far as ``validate_attributes`` takes it, which checks the rest."""
    attribute = column.attribute
    assert attribute is not None  # noqa: S101 - columns of this kind have one.
    match attribute.kind:
        case Kind.CHOICE:
            return _known(column, as_text(raw))
        case Kind.CHOICES:
            return _listed(column, as_text(raw)) or None
        case Kind.SIZES:
            return _sizes(raw)
        case Kind.BOOLEAN:
            return _boolean(column, raw, lang) or None
        case Kind.NUMBER if isinstance(raw, int | float) and not isinstance(raw, bool):
            return raw
        case _:
            return as_text(raw) or None


READERS: Final[dict[ColumnKind, Callable[[Column, Raw, str], Value]]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.RUPIAH: _rupiah,
    ColumnKind.COUNT: _count,
    ColumnKind.PICK: _pick,
    ColumnKind.BOOLEAN: _boolean,
    ColumnKind.KEYWORDS: _keywords,
    ColumnKind.PHOTOS: _photos,
    ColumnKind.ALTS: _alts,
    ColumnKind.ATTRIBUTE: _attribute,
}


def read_cell(column: Column, raw: Raw, lang: str) -> Value:
    """Read one cell.

    Args:
        column: Its column.
        raw: What the file holds: text, a number, a truth value or a date.
        lang: How numbers inside texts are written.

    Returns:
        The value with keys in place of words, or None for an empty cell.

    Raises:
        ValueRefused: With a sentence for whoever filled it in.
    """
    if is_empty(raw) and not (column.kind is ColumnKind.ALTS and raw):
        return None
    if isinstance(raw, str) and raw.strip() in FORMULA_ERRORS:
        raise ValueRefused(_("Rumus di sel ini salah. Tulis hasilnya saja."))
    return READERS[column.kind](column, raw, lang)


def _choice_words(column: Column, keys: Iterable[str]) -> str:
    names = dict(column.offered)
    return "; ".join(names[key] for key in keys if key in names)


def _attribute_words(column: Column, value: Any) -> Raw:  # noqa: ANN401 - JSON.
    attribute = column.attribute
    assert attribute is not None  # noqa: S101 - columns of this kind have one.
    match attribute.kind:
        case Kind.CHOICE:
            return _choice_words(column, [value])
        case Kind.CHOICES:
            return _choice_words(column, value)
        case Kind.SIZES:
            return "; ".join(str(size) for size in value)
        case Kind.DIMENSIONS:
            return " x ".join(_number_words(side) for side in value)
        case Kind.BOOLEAN:
            return yes_and_no()[0]
        case _:
            return value if isinstance(value, int | float) else str(value)


WRITERS: Final[dict[ColumnKind, Callable[[Column, Any], Raw]]] = {
    ColumnKind.BOOLEAN: lambda _column, value: yes_and_no()[0 if value else 1],
    ColumnKind.PICK: lambda column, value: dict(column.offered).get(value, ""),
    ColumnKind.KEYWORDS: lambda _column, value: ", ".join(value),
    ColumnKind.PHOTOS: lambda _column, value: "; ".join(value),
    ColumnKind.ATTRIBUTE: _attribute_words,
}


def write_cell(column: Column, value: Any) -> Raw:  # noqa: ANN401 - a value of any column.
    """Return a stored value as it stands in a sheet; ``read_cell`` gives the value back."""
    if value is None or value in ("", []):
        return None
    if column.kind in WRITERS:
        return WRITERS[column.kind](column, value)
    return value if isinstance(value, int) else str(value)
