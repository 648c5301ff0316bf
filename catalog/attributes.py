"""Checking and showing the attributes of a product.

Values live in one flat JSON object. A translated text keeps its English under
"<key>_en"; the choice "other" keeps its words under "<key>_other".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from catalog.attribute_values import Value, ValueRefused, read_value
from catalog.categories import (
    OTHER,
    Attribute,
    Category,
    Choice,
    Kind,
    Need,
    category,
)
from web.forms import clean_text

OTHER_LENGTH = 80
"""Characters of what a maker writes beside the choice "other"."""

OTHER_SUFFIX = "_other"
"""Ends the key of those words."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """One line of a product's description, ready to be shown.

    Attributes:
        key: The attribute's key.
        label: Its name in the page's language.
        value: The value in words; a text may be in the other language, see ``lang``.
        lang: The language that the value is really in.
    """

    key: str
    label: str
    value: str
    lang: str


def other_key(attribute: Attribute) -> str:
    """Return the key that keeps the words beside the choice "other"."""
    return f"{attribute.key}{OTHER_SUFFIX}"


def english_key(attribute: Attribute) -> str:
    """Return the key that keeps the English twin of a translated text."""
    return f"{attribute.key}_en"


def _picks_other(attribute: Attribute, value: Value) -> bool:
    return attribute.other and (value == OTHER or (isinstance(value, list) and OTHER in value))


def _read_other(attribute: Attribute, values: Mapping[str, object], *, draft: bool) -> str | None:
    words = clean_text(str(values.get(other_key(attribute)) or "")) or ""
    if len(words) > OTHER_LENGTH:
        raise ValueRefused(_("Paling banyak %(max)d huruf; persingkat sedikit.", max=OTHER_LENGTH))
    if not words and not draft:
        raise ValueRefused(_("Tulis apa yang Anda maksud dengan “lainnya”."))
    return words or None


def _pairs(
    attribute: Attribute, values: Mapping[str, object], lang: str, *, draft: bool
) -> Iterator[tuple[str, Value | ValueRefused]]:
    """Yield each stored key of one attribute with its clean value or its refusal."""
    value: Value = None
    required = attribute.need is Need.REQUIRED and not draft
    try:
        value = read_value(attribute, values.get(attribute.key), lang)
    except ValueRefused as refused:
        yield attribute.key, refused
    else:
        missing = ValueRefused(_("Bagian ini perlu diisi.")) if required else None
        yield attribute.key, missing if value is None else value
    if _picks_other(attribute, value):
        try:
            yield other_key(attribute), _read_other(attribute, values, draft=draft)
        except ValueRefused as refused:
            yield other_key(attribute), refused
    if attribute.translated:
        try:
            english = english_key(attribute)
            yield english, read_value(attribute, values.get(english), lang)
        except ValueRefused as refused:
            yield english, refused


def validate_attributes(
    category_key: str,
    subcategory_key: str,
    values: Mapping[str, object],
    *,
    draft: bool,
    lang: str = "id",
) -> tuple[Values, dict[str, str]]:
    """Check the values of a product's attributes.

    Args:
        category_key: A key of a category.
        subcategory_key: A key of one of its subcategories.
        values: Raw or stored values by attribute key; keys that the subcategory does
            not have are dropped.
        draft: Whether missing values may stay missing. A wrong value is an error
            in a draft as well.
        lang: The language of names inside the messages.

    Returns:
        The clean values, only those filled in, and the errors: a sentence by key.

    Raises:
        KeyError: When there is no such category or subcategory.
    """
    found = category(category_key)
    if found is None or found.subcategory(subcategory_key) is None:
        raise KeyError(f"{category_key}/{subcategory_key}")
    clean: Values = {}
    errors: dict[str, str] = {}
    for attribute in found.attributes_for(subcategory_key):
        for key, value in _pairs(attribute, values, lang, draft=draft):
            if isinstance(value, ValueRefused):
                errors[key] = str(value)
            elif value is not None:
                clean[key] = value
    return clean, errors


def missing_attributes(
    category_key: str, subcategory_key: str, values: Mapping[str, object], need: Need
) -> list[Attribute]:
    """Return the attributes of this need that have no value, in their order.

    A subcategory that does not exist (any more) misses nothing: the category
    itself is then what has to be chosen again.
    """
    found = category(category_key)
    if found is None:
        return []
    return [
        one
        for one in found.attributes_for(subcategory_key)
        if one.need is need and values.get(one.key) in (None, "", [])
    ]


def format_number(number: float, lang: str) -> str:
    """Return a number as the language writes it: 1.250 and 2,5, or 1,250 and 2.5."""
    text = f"{number:,.6f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(str.maketrans(",.", ".,"))


def _choice_words(attribute: Attribute, key: str, values: Mapping[str, Any], lang: str) -> str:
    if key == OTHER:
        return str(values.get(other_key(attribute), ""))
    found = attribute.choice(key)
    return found.label(lang) if found else ""


def _words(attribute: Attribute, values: Mapping[str, Any], lang: str) -> str:
    """Return the value of any kind but text in words."""
    value = values[attribute.key]
    match attribute.kind:
        case Kind.CHOICE:
            return _choice_words(attribute, str(value), values, lang)
        case Kind.CHOICES:
            words = (_choice_words(attribute, key, values, lang) for key in value)
            return ", ".join(word for word in words if word)
        case Kind.SIZES:
            return _ranges(value)
        case Kind.DIMENSIONS:
            sides = " \N{MULTIPLICATION SIGN} ".join(format_number(side, lang) for side in value)
            return f"{sides} {attribute.unit(lang)}".strip()
        case Kind.NUMBER:
            return f"{format_number(value, lang)} {attribute.unit(lang)}".strip()
        case _:
            return str(_("Ya"))


def _ranges(sizes: list[int]) -> str:
    """Return sizes with their runs folded: "36-40, 42" with en dashes."""
    runs: list[list[int]] = []
    for size in sizes:
        if runs and size == runs[-1][-1] + 1:
            runs[-1].append(size)
        else:
            runs.append([size])
    return ", ".join(
        f"{run[0]}\N{EN DASH}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs
    )


def _row(attribute: Attribute, values: Mapping[str, Any], lang: str) -> AttributeRow:
    label = attribute.label(lang)
    if attribute.kind is not Kind.TEXT:
        return AttributeRow(attribute.key, label, _words(attribute, values, lang), lang)
    english = str(values.get(english_key(attribute), "")) if lang == "en" else ""
    if english:
        return AttributeRow(attribute.key, label, english, "en")
    return AttributeRow(attribute.key, label, str(values[attribute.key]), "id")


def attribute_rows(category_key: str, values: Mapping[str, Any], lang: str) -> list[AttributeRow]:
    """Return what is known about a product as lines to show, in the category's order.

    An English page shows the English text where there is one and else the
    Indonesian one; ``row.lang`` says which, so that the page can mark it.
    """
    found = category(category_key)
    if found is None:
        return []
    rows = (
        _row(one, values, lang)
        for one in found.attributes
        if values.get(one.key) not in (None, "", [])
    )
    return [row for row in rows if row.value]


def facet_attributes(found: Category) -> list[Attribute]:
    """Return the attributes of a category by which visitors may filter."""
    return [one for one in found.attributes if one.facet]


def facet_values(category_key: str, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return a product's values for filtering: every facet's keys as strings.

    A boolean facet has the one value "true". What the maker wrote beside "other"
    is left out until the office has sorted it.
    """
    found = category(category_key)
    facets: dict[str, list[str]] = {}
    for one in facet_attributes(found) if found else []:
        value = values.get(one.key)
        picked = value if isinstance(value, list) else [value]
        keys = [str(key).lower() for key in picked if key not in (None, "", False, OTHER)]
        if keys:
            facets[one.key] = keys
    return facets


def chosen(category_key: str, values: Mapping[str, Any]) -> Iterator[tuple[Attribute, Choice]]:
    """Yield every listed choice that a product has taken, with its attribute.

    Search reads names and other spellings from here.
    """
    found = category(category_key)
    for one in found.attributes if found else ():
        value = values.get(one.key)
        for key in value if isinstance(value, list) else [value]:
            choice = one.choice(str(key))
            if choice:
                yield one, choice
