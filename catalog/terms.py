"""The prices and terms of a product as columns: for spreadsheets, comparisons and lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.models import ProductRevision
from catalog.options import MAX_OPTIONS, Option, options_of, split_values
from catalog.revision_changes import RevisionChanges
from catalog.term_checks import option_field, tier_field
from catalog.tiers import MAX_TIERS, Tier, tiers_of
from web.errors import RuleViolation

Cell = str | int | bool | None


class CellKind(StrEnum):
    """What a column holds."""

    RUPIAH = "rupiah"  # Whole rupiah, at least 1.
    COUNT = "count"  # A whole number.
    UNIT = "unit"  # A key of ``catalog.units.Unit``.
    BOOLEAN = "boolean"
    TEXT = "text"
    LIST = "list"  # Short words parted by commas, as text.


@dataclass(frozen=True, slots=True)
class TermColumn:
    """One column of terms.

    Attributes:
        key: Its name in code: a column of the revision, or a part of a tier or option. Also the
            name of its field on the page, and of the field in a RuleViolation.
        label: Its heading, as on the page.
        kind: What a cell holds.
        minimum: The smallest number, for numbers.
        private: Whether visitors never see it.
    """

    key: str
    label: LazyString
    kind: CellKind
    minimum: int = 1
    private: bool = False


PLAIN: Final = (
    TermColumn("price_rupiah", _l("Harga eceran"), CellKind.RUPIAH),
    TermColumn("unit", _l("Satuan"), CellKind.UNIT),
    TermColumn("minimum_order", _l("Minimal pesan untuk grosir"), CellKind.COUNT, private=True),
    TermColumn("lead_time_days", _l("Lama pengerjaan"), CellKind.COUNT, 0),
    TermColumn("capacity_per_month", _l("Kapasitas sebulan"), CellKind.COUNT, private=True),
    TermColumn("made_to_order", _l("Dibuat setelah dipesan"), CellKind.BOOLEAN),
    TermColumn("shippable", _l("Bisa dikirim ke luar kota"), CellKind.BOOLEAN),
    TermColumn(
        "wholesale_per_kodi", _l("Grosir dihitung per kodi"), CellKind.BOOLEAN, private=True
    ),
)
"""The columns that are columns of the revision, too."""


def _tier_columns(index: int) -> tuple[TermColumn, TermColumn]:
    start = _l("Grosir %(number)s: mulai dari", number=index + 1)
    price = _l("Grosir %(number)s: harga", number=index + 1)
    return (
        TermColumn(tier_field(index, "from"), start, CellKind.COUNT, private=True),
        TermColumn(tier_field(index, "rupiah"), price, CellKind.RUPIAH, private=True),
    )


def _option_columns(index: int) -> tuple[TermColumn, TermColumn]:
    name = _l("Pilihan %(number)s: nama", number=index + 1)
    values = _l("Pilihan %(number)s: isi", number=index + 1)
    return (
        TermColumn(option_field(index, "name"), name, CellKind.TEXT),
        TermColumn(option_field(index, "values"), values, CellKind.LIST),
    )


COLUMNS: Final = (
    *PLAIN,
    *(column for index in range(MAX_TIERS) for column in _tier_columns(index)),
    *(column for index in range(MAX_OPTIONS) for column in _option_columns(index)),
)


def term_columns() -> tuple[TermColumn, ...]:
    """Return every column of prices and terms, in the order of the page."""
    return COLUMNS


def term_cells(revision: ProductRevision) -> dict[str, Cell]:
    """Return a revision's terms by column; None where nothing is stored."""
    cells: dict[str, Cell] = {column.key: None for column in COLUMNS}
    cells |= {column.key: getattr(revision, column.key) for column in PLAIN}
    for index, tier in enumerate(tiers_of(revision)):
        cells[tier_field(index, "from")] = tier.start
        cells[tier_field(index, "rupiah")] = tier.rupiah
    for index, option in enumerate(options_of(revision)):
        cells[option_field(index, "name")] = option.name
        cells[option_field(index, "values")] = ", ".join(option.values)
    return cells


def _pairs(
    cells: Mapping[str, Any], many: int, name: Callable[[int, str], str], parts: tuple[str, str]
) -> list[tuple[Any, Any]]:
    """Return the pairs that are filled in, without the empty ones between them.

    Raises:
        RuleViolation: For half a pair, at its empty cell.
    """
    found = []
    for index in range(many):
        places = [name(index, part) for part in parts]
        given = [cells.get(place) or None for place in places]
        missing = [place for place, value in zip(places, given, strict=True) if value is None]
        if len(missing) == 1:
            raise RuleViolation(_l("Baris ini belum lengkap."), missing[0])
        if not missing:
            found.append((given[0], given[1]))
    return found


def term_changes(cells: Mapping[str, Any]) -> RevisionChanges:
    """Turn cells into what ``save_draft`` takes.

    A column of the revision that is no key of ``cells`` stays as it was. Tiers and options are
    replaced as a whole when any of their columns is there.

    Args:
        cells: Values of the columns' kinds by key; None or "" for an empty cell.

    Raises:
        RuleViolation: For half a tier or option; ``save_draft`` finds everything else.
    """
    changes: dict[str, Any] = {
        column.key: cells[column.key] for column in PLAIN if column.key in cells
    }
    if any(key.startswith("tier_") for key in cells):
        pairs = _pairs(cells, MAX_TIERS, tier_field, ("from", "rupiah"))
        changes["wholesale_tiers"] = [Tier(start, rupiah).stored() for start, rupiah in pairs]
    if any(key.startswith("option_") for key in cells):
        named = _pairs(cells, MAX_OPTIONS, option_field, ("name", "values"))
        changes["options"] = [Option(one, split_values(text)).stored() for one, text in named]
    return cast("RevisionChanges", changes)
