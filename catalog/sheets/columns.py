"""The columns of a category's sheet, made from the data file and the terms.

The first row of a sheet holds their keys and is hidden; the second holds their names in the
language of whoever asked for it. A file is read by its keys, or by names of either language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from flask_babel import force_locale
from flask_babel import gettext as _

from catalog.attributes import OTHER_LENGTH, english_key, other_key
from catalog.categories import OTHER, Attribute, Category, Kind, Need
from catalog.rules import DESCRIPTION_LENGTH, MAX_PHOTOS, NAME_LENGTH, STORY_LENGTH
from catalog.terms import CellKind, term_columns
from catalog.units import NAMES, Unit, unit_choice_label, units_first

LANGUAGES: Final = ("id", "en")

CODE: Final = "code"
VERSION: Final = "version"
MAKER: Final = "maker"
SUBCATEGORY: Final = "subcategory"
PHOTOS: Final = "photos"
ALTS: Final = ("alts_id", "alts_en")
KEYWORDS: Final = "keywords"
ATTRIBUTE_PREFIX: Final = "a_"


class ColumnKind(StrEnum):
    """What a column's cells hold."""

    TEXT = "text"
    RUPIAH = "rupiah"
    COUNT = "count"
    PICK = "pick"  # One of a list, such as the unit or the kind of goods.
    BOOLEAN = "boolean"
    KEYWORDS = "keywords"
    PHOTOS = "photos"
    ALTS = "alts"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, in one language.

    Attributes:
        key: Its name in the hidden row.
        label: Its heading.
        kind: What its cells hold.
        hint: A sentence for whoever fills it in; may be empty.
        needed: Whether a product is not complete without it.
        offered: What may be picked: the stored key and the words on screen.
        spoken: Every spelling that is understood, folded, with the stored key.
        attribute: The question that it answers, for attributes and their companions.
        longest: Characters of a text.
        minimum: The smallest number.
    """

    key: str
    label: str
    kind: ColumnKind
    hint: str = ""
    needed: bool = False
    offered: tuple[tuple[str, str], ...] = ()
    spoken: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    attribute: Attribute | None = None
    longest: int = 0
    minimum: int = 1

    @property
    def heading(self) -> str:
        """The heading with the mark of what every product needs."""
        return f"{self.label} *" if self.needed else self.label


def fold(words: str) -> str:
    """Return words as they are compared: no case, single spaces, no mark of what is needed."""
    return " ".join(words.replace("*", " ").casefold().split())


def _spoken(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {fold(words): key for words, key in reversed(list(pairs)) if fold(words)}


def _text(key: str, label: str, longest: int, hint: str = "", *, needed: bool = False) -> Column:
    return Column(key, label, ColumnKind.TEXT, hint, needed, longest=longest)


def _subcategories(found: Category, lang: str) -> Column:
    pairs = [
        (words, one.key)
        for one in found.subcategories
        for words in (one.key, one.label_id, one.label_en)
    ]
    return Column(
        SUBCATEGORY,
        _("Jenis produk"),
        ColumnKind.PICK,
        _("Pilih dari daftar."),
        needed=True,
        offered=tuple((one.key, one.label(lang)) for one in found.subcategories),
        spoken=_spoken(pairs),
    )


def _units(found: Category, label: str, lang: str) -> Column:
    units = units_first(found.units)
    pairs = [(unit.value, unit.value) for unit in units]
    pairs += [(unit_choice_label(unit, each), unit.value) for each in LANGUAGES for unit in units]
    pairs += [(NAMES[unit].label_en, unit.value) for unit in units if unit is not Unit.LEMBAR]
    return Column(
        "unit",
        label,
        ColumnKind.PICK,
        _("Pilih dari daftar."),
        offered=tuple((unit.value, unit_choice_label(unit, lang)) for unit in units),
        spoken=_spoken(pairs),
    )


def yes_and_no() -> tuple[str, str]:
    """Return the two words of a yes-or-no cell in the current language."""
    return _("Ya"), _("Tidak")


def _words(found: Category, lang: str) -> Iterator[Column]:
    yield _subcategories(found, lang)
    yield _text("name_id", _("Nama produk"), NAME_LENGTH, needed=True)
    yield _text("name_en", _("Nama dalam bahasa Inggris"), NAME_LENGTH)
    yield _text("description_id", _("Deskripsi"), DESCRIPTION_LENGTH, needed=True)
    yield _text("description_en", _("Deskripsi dalam bahasa Inggris"), DESCRIPTION_LENGTH)
    yield _text("story_id", _("Cerita satu kalimat"), STORY_LENGTH)
    yield _text("story_en", _("Cerita satu kalimat dalam bahasa Inggris"), STORY_LENGTH)


def _terms(found: Category, lang: str) -> Iterator[Column]:
    kinds = {
        CellKind.RUPIAH: ColumnKind.RUPIAH,
        CellKind.COUNT: ColumnKind.COUNT,
        CellKind.BOOLEAN: ColumnKind.BOOLEAN,
    }
    for one in term_columns():
        label = str(one.label)
        if one.kind is CellKind.UNIT:
            yield _units(found, label, lang)
            continue
        hint = _("Rupiah, misalnya 125000.") if one.kind is CellKind.RUPIAH else ""
        if one.kind is CellKind.LIST:
            hint = _("Pisahkan dengan koma.")
        yield Column(
            one.key,
            label,
            kinds.get(one.kind, ColumnKind.TEXT),
            hint,
            needed=one.key == "price_rupiah",
            minimum=one.minimum,
            longest=DESCRIPTION_LENGTH,
        )


def _offered(attribute: Attribute, lang: str) -> tuple[tuple[str, str], ...]:
    listed = tuple((one.key, one.label(lang)) for one in attribute.choices)
    return (*listed, (OTHER, _("Lainnya"))) if attribute.other else listed


def _spellings(attribute: Attribute) -> dict[str, str]:
    """Return every way in which a choice may be written: names first, other spellings last."""
    pairs = [(one.label_id, one.key) for one in attribute.choices]
    pairs += [(one.label_en, one.key) for one in attribute.choices]
    pairs += [(one.key, one.key) for one in attribute.choices]
    pairs += [(also, one.key) for one in attribute.choices for also in one.also]
    if attribute.other:
        pairs += [(words, OTHER) for words in (OTHER, "lainnya", "lain-lain", "other", "others")]
    return _spoken(pairs)


def _asked(attribute: Attribute, lang: str) -> str:
    """Return the sentence beside an attribute, with what its kind asks for."""
    hint = attribute.hint(lang)
    if attribute.kind is Kind.CHOICE:
        hint = " ".join(filter(None, (hint, _("Pilih dari daftar."))))
    if attribute.kind is Kind.CHOICES:
        hint = " ".join(filter(None, (hint, _("Beberapa pilihan dipisah titik koma."))))
    if attribute.kind is Kind.SIZES:
        hint = " ".join(filter(None, (hint, _("Misalnya 36-40; 42."))))
    return hint


def _attribute(attribute: Attribute, lang: str) -> Iterator[Column]:
    """Yield the column of an attribute, and those that go with it."""
    unit, label = attribute.unit(lang), attribute.label(lang)
    yield Column(
        ATTRIBUTE_PREFIX + attribute.key,
        f"{label} ({unit})" if unit else label,
        ColumnKind.ATTRIBUTE,
        _asked(attribute, lang),
        needed=attribute.need is Need.REQUIRED,
        offered=_offered(attribute, lang),
        spoken=_spellings(attribute),
        attribute=attribute,
    )
    yield from _companions(attribute, label)


def _companions(attribute: Attribute, label: str) -> Iterator[Column]:
    """Yield what stands beside an attribute: words for "other", and an English text."""
    if attribute.other:
        yield Column(
            ATTRIBUTE_PREFIX + other_key(attribute),
            _("%(label)s lainnya", label=label),
            ColumnKind.TEXT,
            _("Isi bila Anda menulis “Lainnya”."),
            longest=OTHER_LENGTH,
            attribute=attribute,
        )
    if attribute.translated:
        yield Column(
            ATTRIBUTE_PREFIX + english_key(attribute),
            _("%(label)s dalam bahasa Inggris", label=label),
            ColumnKind.TEXT,
            longest=attribute.max_length,
            attribute=attribute,
        )


def _photos() -> Iterator[Column]:
    yield Column(KEYWORDS, _("Kata lain yang dicari pembeli"), ColumnKind.KEYWORDS)
    yield Column(
        PHOTOS,
        _("Foto"),
        ColumnKind.PHOTOS,
        _(
            "Nama berkas foto di dalam ZIP, dipisah titik koma, paling banyak %(count)s. "
            "Kosongkan untuk membiarkan foto yang ada.",
            count=MAX_PHOTOS,
        ),
    )
    hint = _("Satu baris untuk tiap foto (Alt+Enter), menurut urutannya.")
    yield Column(ALTS[0], _("Keterangan foto"), ColumnKind.ALTS, hint)
    yield Column(ALTS[1], _("Keterangan foto dalam bahasa Inggris"), ColumnKind.ALTS, hint)


def columns_of(found: Category, lang: str, *, with_maker: bool = False) -> tuple[Column, ...]:
    """Return the columns of a category's sheet, in their order.

    Args:
        found: The category.
        lang: "id" or "en", for headings, hints and lists.
        with_maker: Whether the office writes whose product each row is.
    """
    with force_locale(lang):
        head = [
            _text(CODE, _("Kode"), 40, _("Kosongkan untuk produk baru.")),
            _text(VERSION, _("Versi"), 40, _("Jangan diubah.")),
        ]
        if with_maker:
            hint = _("Nama perajin di alamat halamannya, misalnya batik-rengga-puspa.")
            head.append(_text(MAKER, _("Perajin"), 90, hint))
        attributes = [one for each in found.attributes for one in _attribute(each, lang)]
        words, terms = _words(found, lang), _terms(found, lang)
        return (*head, *words, *terms, *attributes, *_photos())
