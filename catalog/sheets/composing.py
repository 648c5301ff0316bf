"""From a row to what a revision will say, by the same rules as the maker's form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask_babel import gettext as _

from catalog.attribute_values import ValueRefused
from catalog.attributes import validate_attributes
from catalog.categories import Category, Kind
from catalog.models import ProductRevision
from catalog.products import COPIED
from catalog.sheets.cells import Raw, Value, read_cell
from catalog.sheets.columns import ATTRIBUTE_PREFIX, CODE, KEYWORDS, SUBCATEGORY, Column, ColumnKind
from catalog.shipping import ships_at_first
from catalog.term_checks import check_amounts, check_terms
from catalog.terms import term_cells, term_changes, term_columns
from web.errors import RuleViolation

WHOLE_ROW: Final = ""
"""The key of an error that belongs to no column."""

TEXTS: Final = tuple(
    f"{name}_{lang}" for name in ("name", "description", "story") for lang in ("id", "en")
)
TERMS: Final = frozenset(column.key for column in term_columns())

Said = dict[str, Any]


@dataclass(slots=True)
class Composed:
    """What a row makes of a revision.

    Attributes:
        values: The columns of the revision, as ``catalog.products.COPIED`` names them.
        errors: A sentence by the key of its column.
    """

    values: Said = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_cells(
    columns: tuple[Column | None, ...], row: list[Raw], lang: str
) -> tuple[dict[str, Value], dict[str, str]]:
    """Read the cells of a row: values by key, empty ones as None, and what is wrong."""
    values: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for place, column in enumerate(columns):
        if column is None:
            continue
        raw = row[place] if place < len(row) else None
        if raw is None:
            values[column.key] = None
            continue
        try:
            values[column.key] = read_cell(column, raw, lang)
        except ValueRefused as refused:
            errors[column.key] = str(refused)
    return values, errors


def said_by(revision: ProductRevision) -> Said:
    """Return what a revision says, as plain values."""
    said = {name: getattr(revision, name) for name in COPIED}
    return said | {"attributes": dict(revision.attributes), "keywords": list(revision.keywords)}


def said_at_first(found: Category, subcategory_key: str) -> Said:
    """Return what a new product says before anything is filled in."""
    empty: Said = {
        **dict.fromkeys(COPIED),
        **dict.fromkeys(TEXTS, ""),
        "category": found.key,
        "subcategory": subcategory_key,
        "unit": found.units[0],
        "wholesale_tiers": [],
        "wholesale_per_kodi": False,
        "made_to_order": False,
        "shippable": ships_at_first(subcategory_key),
        "attributes": {},
        "keywords": [],
        "options": [],
    }
    return empty


def _put_texts(values: Mapping[str, Value], made: Composed) -> None:
    for key in TEXTS:
        if key in values:
            made.values[key] = values[key] or ""
    if KEYWORDS in values:
        made.values[KEYWORDS] = values[KEYWORDS] or []
    if not made.values["name_id"] and "name_id" not in made.errors:
        made.errors["name_id"] = _("Bagian ini perlu diisi.")


def _put_terms(values: Mapping[str, Value], made: Composed) -> None:
    """Write the terms; those of missing columns stay, and an empty yes-or-no or unit as well."""
    given = {key: values[key] for key in values if key in TERMS}
    kept = {"unit", "made_to_order", "shippable", "wholesale_per_kodi"}
    given = {key: value for key, value in given.items() if value is not None or key not in kept}
    if not given:
        return
    stored = term_cells(ProductRevision(**made.values))
    try:
        changes = term_changes(stored | given)
        check_amounts(changes)
        draft = ProductRevision(**(made.values | changes))
        check_terms(draft, changes)
    except RuleViolation as broken:
        made.errors[broken.field or WHOLE_ROW] = str(broken.message)
        return
    made.values |= {name: getattr(draft, name) for name in changes}


def _put_attributes(
    found: Category, columns: tuple[Column | None, ...], values: Mapping[str, Value], made: Composed
) -> None:
    """Write the attributes; those of missing columns stay as they were."""
    raw = dict(made.values["attributes"])
    subcategory_key = made.values["subcategory"]
    for column in columns:
        if column is None or column.attribute is None or column.key not in values:
            continue
        value = values[column.key]
        if value is not None and not column.attribute.applies_to(subcategory_key):
            made.errors[column.key] = _("Tidak berlaku untuk jenis produk ini. Kosongkan sel ini.")
        raw[column.key.removeprefix(ATTRIBUTE_PREFIX)] = _listed(column, value)
    clean, errors = validate_attributes(found.key, subcategory_key, raw, draft=True)
    made.values["attributes"] = clean
    shown = {column.key for column in columns if column is not None}
    for key, sentence in errors.items():
        place = ATTRIBUTE_PREFIX + key
        made.errors.setdefault(place if place in shown else WHOLE_ROW, sentence)


def _listed(column: Column, value: Value) -> Value:
    """Give a single size as the list that the form would send."""
    sizes = column.kind is ColumnKind.ATTRIBUTE and column.attribute is not None
    if sizes and column.attribute and column.attribute.kind is Kind.SIZES and value is not None:
        return value if isinstance(value, list) else [value]
    return value


def compose(
    found: Category,
    columns: tuple[Column | None, ...],
    row: list[Raw],
    *,
    base: ProductRevision | None,
    lang: str,
) -> tuple[Composed, dict[str, Value]]:
    """Return what a row makes of a revision, and the values of its cells.

    Args:
        found: The category of the sheet.
        columns: What each place means.
        row: The cells.
        base: The newest revision of the product; None for a new one.
        lang: How numbers in texts are written.
    """
    values, errors = read_cells(columns, row, lang)
    made = Composed(errors=errors)
    picked = values.get(SUBCATEGORY) or (base.subcategory if base is not None else None)
    if picked is None:
        made.errors.setdefault(SUBCATEGORY, _("Pilih jenis produknya."))
        return made, values
    subcategory_key = str(picked)
    if found.subcategory(subcategory_key) is None:
        made.errors[CODE] = _("Produk ini termasuk kelompok lain. Pakai lembar kelompoknya.")
        return made, values
    made.values = said_at_first(found, subcategory_key) if base is None else said_by(base)
    made.values |= {"category": found.key, "subcategory": subcategory_key}
    _put_texts(values, made)
    _put_attributes(found, columns, values, made)
    _put_terms(values, made)
    return made, values
