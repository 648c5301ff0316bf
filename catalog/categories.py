"""The tree of categories with their typed attributes, read from categories.toml.

The file beside this module says what each field means. This module turns it into
frozen objects once, and refuses a file that contradicts itself, so that a slip in
the data stops the start instead of showing up on a maker's phone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

DATA_FILE = Path(__file__).with_name("categories.toml")

OTHER = "other"
"""The key of the choice "something else", whose words are kept beside it."""

DEFAULT_TEXT_LENGTH = 200
"""Characters of a text attribute that names no length of its own."""


class Kind(StrEnum):
    """What an attribute's value is made of."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    SIZES = "sizes"
    DIMENSIONS = "dimensions"
    BOOLEAN = "boolean"


class Need(StrEnum):
    """How much an attribute is wanted."""

    REQUIRED = "required"
    ASKED = "asked"
    OPTIONAL = "optional"


class CategoryFileError(ValueError):
    """The data file contradicts itself."""


@dataclass(frozen=True, slots=True)
class Named:
    """Anything with a key and a name in both languages."""

    key: str
    label_id: str
    label_en: str

    def label(self, lang: str) -> str:
        """Return the name in ``lang`` ("id" or "en"; anything else reads as "id")."""
        return self.label_en if lang == "en" else self.label_id


@dataclass(frozen=True, slots=True)
class Choice(Named):
    """One answer of a list.

    Attributes:
        also: Other spellings that people use for it.
        alone: Whether it goes with no other answer.
        found_by: The words that search finds it by, where its name has a word that it is not:
            synthetic leather is not found by "leather".
    """

    also: tuple[str, ...] = ()
    alone: bool = False
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subcategory(Named):
    """One kind of goods inside a category.

    Attributes:
        category_key: The category.
        fresh: Whether such goods mostly go stale on the way, so that new ones start as not sent.
    """

    category_key: str
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Attribute(Named):
    """One typed question about the goods of a category."""

    kind: Kind
    need: Need
    choices: tuple[Choice, ...] = ()
    other: bool = False
    translated: bool = False
    facet: bool = False
    only: frozenset[str] = frozenset()
    unit_id: str = ""
    unit_en: str = ""
    minimum: float = 0
    maximum: float = 1_000_000_000
    whole: bool = False
    axes: tuple[int, int] = (2, 3)
    max_length: int = DEFAULT_TEXT_LENGTH
    hint_id: str = ""
    hint_en: str = ""

    def applies_to(self, subcategory_key: str) -> bool:
        """Say whether goods of this subcategory have the attribute."""
        return not self.only or subcategory_key in self.only

    def unit(self, lang: str) -> str:
        """Return the unit as shown in ``lang``, empty when the value has none."""
        return (self.unit_en if lang == "en" else "") or self.unit_id

    def hint(self, lang: str) -> str:
        """Return the sentence beside the field in ``lang``."""
        return self.hint_en if lang == "en" else self.hint_id

    def choice(self, key: str) -> Choice | None:
        """Return the choice with this key, or None."""
        return next((one for one in self.choices if one.key == key), None)

    def spellings(self) -> dict[str, str]:
        """Return each choice's names in both languages and its other spellings, by its key."""
        return {one.key: " ".join((one.label_id, one.label_en, *one.also)) for one in self.choices}

    def sizes(self) -> range:
        """Return every size from the smallest to the largest, both included."""
        return range(int(self.minimum), int(self.maximum) + 1)


@dataclass(frozen=True, slots=True)
class Category(Named):
    """One of the main kinds of goods, with what is asked about them."""

    units: tuple[str, ...]
    subcategories: tuple[Subcategory, ...]
    attributes: tuple[Attribute, ...]
    _by_key: dict[str, Attribute] = field(repr=False, compare=False)

    def attributes_for(self, subcategory_key: str) -> tuple[Attribute, ...]:
        """Return the attributes asked of a subcategory, in their order."""
        return tuple(one for one in self.attributes if one.applies_to(subcategory_key))

    def attribute(self, key: str) -> Attribute | None:
        """Return the attribute with this key, or None."""
        return self._by_key.get(key)

    def subcategory(self, key: str) -> Subcategory | None:
        """Return the subcategory with this key, or None."""
        return next((one for one in self.subcategories if one.key == key), None)


def _choice(row: dict[str, Any]) -> Choice:
    return Choice(
        row["key"],
        row["id"],
        row["en"],
        tuple(row.get("also", ())),
        row.get("alone", False),
        tuple(row.get("found_by", ())),
    )


def _attribute(row: dict[str, Any], lists: dict[str, tuple[Choice, ...]]) -> Attribute:
    low, high = row.get("axes", (2, 3))
    return Attribute(
        key=row["key"],
        label_id=row["id"],
        label_en=row["en"],
        kind=Kind(row["kind"]),
        need=Need(row["need"]),
        choices=lists[row["choices"]] if "choices" in row else (),
        other=row.get("other", False),
        translated=row.get("translated", False),
        facet=row.get("facet", False),
        only=frozenset(row.get("only", ())),
        unit_id=row.get("unit", ""),
        unit_en=row.get("unit_en", ""),
        minimum=row.get("min", 0),
        maximum=row.get("max", 1_000_000_000),
        whole=row.get("whole", False),
        axes=(low, high),
        max_length=row.get("max_length", DEFAULT_TEXT_LENGTH),
        hint_id=row.get("hint_id", ""),
        hint_en=row.get("hint_en", ""),
    )


def _category(
    row: dict[str, Any], common: list[dict[str, Any]], lists: dict[str, tuple[Choice, ...]]
) -> Category:
    attributes = tuple(_attribute(one, lists) for one in [*row["attributes"], *common])
    return Category(
        key=row["key"],
        label_id=row["id"],
        label_en=row["en"],
        units=tuple(row["units"]),
        subcategories=tuple(
            Subcategory(one["key"], one["id"], one["en"], row["key"], one.get("fresh", False))
            for one in row["subcategories"]
        ),
        attributes=attributes,
        _by_key={one.key: one for one in attributes},
    )


def _refuse_repeats(what: str, keys: list[str]) -> None:
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    if repeated:
        raise CategoryFileError(f"{what}: repeated keys {repeated}")


def _check(category: Category) -> None:
    """Refuse repeated keys, unknown subcategories, and choices that offer nothing."""
    _refuse_repeats(category.key, [one.key for one in category.attributes])
    known = {one.key for one in category.subcategories}
    for one in category.attributes:
        if not one.only <= known:
            raise CategoryFileError(f"{category.key}.{one.key}: unknown {one.only - known}")
        if (one.kind in {Kind.CHOICE, Kind.CHOICES}) != bool(one.choices):
            raise CategoryFileError(f"{category.key}.{one.key}: choices and kind disagree")
        _refuse_repeats(f"{category.key}.{one.key}", [choice.key for choice in one.choices])


def load_categories(path: Path = DATA_FILE) -> tuple[Category, ...]:
    """Read the categories of a data file.

    Args:
        path: A TOML file in the shape that ``categories.toml`` describes.

    Raises:
        CategoryFileError: When keys repeat or refer to nothing.
        KeyError: When a field that every row has is missing.
    """
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lists = {
        name: tuple(_choice(row) for row in rows) for name, rows in data.get("choices", {}).items()
    }
    found = tuple(_category(row, data.get("common", []), lists) for row in data["category"])
    for one in found:
        _check(one)
    _refuse_repeats("categories", [one.key for one in found])
    _refuse_repeats("subcategories", [sub.key for one in found for sub in one.subcategories])
    return found


@cache
def categories() -> tuple[Category, ...]:
    """Return the categories of this installation, read once."""
    return load_categories(DATA_FILE)


def category(key: str) -> Category | None:
    """Return the category with this key, or None."""
    return next((one for one in categories() if one.key == key), None)


def subcategory(key: str) -> Subcategory | None:
    """Return the subcategory with this key, or None; keys are unique across categories."""
    return next((sub for one in categories() for sub in one.subcategories if sub.key == key), None)
