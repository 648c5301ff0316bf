"""The prices and terms of a product as columns of a sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, cast

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.models import ProductRevision
from catalog.products import RevisionChanges

Cell = str | int | bool | None


class CellKind(StrEnum):
    """What a column holds."""

    RUPIAH = "rupiah"
    COUNT = "count"
    UNIT = "unit"
    BOOLEAN = "boolean"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class TermColumn:
    """One column of terms: its key, heading, kind and smallest number."""

    key: str
    label: LazyString
    kind: CellKind
    minimum: int = 1


PLAIN: Final = (
    TermColumn("price_rupiah", _l("Harga eceran"), CellKind.RUPIAH),
    TermColumn("unit", _l("Satuan"), CellKind.UNIT),
    TermColumn("wholesale_rupiah", _l("Harga grosir"), CellKind.RUPIAH),
    TermColumn("minimum_order", _l("Minimal pesan untuk grosir"), CellKind.COUNT),
    TermColumn("lead_time_days", _l("Lama pengerjaan"), CellKind.COUNT, 0),
    TermColumn("capacity_per_month", _l("Kapasitas sebulan"), CellKind.COUNT),
    TermColumn("made_to_order", _l("Dibuat setelah dipesan"), CellKind.BOOLEAN),
    TermColumn("shippable", _l("Bisa dikirim ke luar kota"), CellKind.BOOLEAN),
)


def term_columns() -> tuple[TermColumn, ...]:
    """Return every column of prices and terms, in their order."""
    return PLAIN


def term_cells(revision: ProductRevision) -> dict[str, Cell]:
    """Return a revision's terms by column; None where nothing is stored."""
    return {one.key: getattr(revision, one.key) for one in PLAIN}


def term_changes(cells: Mapping[str, Any]) -> RevisionChanges:
    """Turn cells into what ``save_draft`` takes; a column that is missing stays as it was."""
    kept = {one.key: cells[one.key] for one in PLAIN if one.key in cells}
    return cast("RevisionChanges", kept)
