"""Sheets that tests write, change and read."""

import io
from collections.abc import Sequence
from typing import IO, Any

from openpyxl import Workbook, load_workbook

from catalog.categories import Category, category
from catalog.sheets.columns import columns_of

Rows = list[list[Any]]


def kind(key: str = "kriya") -> Category:
    found = category(key)
    assert found is not None
    return found


def rows_of(file: IO[bytes] | bytes) -> Rows:
    """All cells of the first sheet, as a spreadsheet program would show them."""
    data = file if isinstance(file, bytes) else file.read()
    book = load_workbook(io.BytesIO(data))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def by_key(rows: Rows) -> list[dict[str, Any]]:
    """The rows below the headings, by the keys of the hidden row."""
    return [dict(zip(rows[0], row, strict=False)) for row in rows[2:]]


def keys(key: str = "kriya", *, with_maker: bool = False) -> list[str]:
    return [one.key for one in columns_of(kind(key), "id", with_maker=with_maker)]


def book_of(rows: Sequence[Sequence[Any]], title: str = "Kriya") -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BASKET: dict[str, Any] = {
    "subcategory": "Anyaman bambu",
    "name_id": "Keranjang Tutup",
    "description_id": "Dianyam rapat.",
    "price_rupiah": 78_000,
    "a_material": "Bambu",
    "a_craft_technique": "Anyam",
    "a_dimension_cm": "30 x 22 x 18",
    "a_weight_g": 420,
}


def sheet_of(*products: dict[str, Any], key: str = "kriya", with_maker: bool = False) -> bytes:
    """A filled-in sheet: the hidden row, the headings, and a row for each product."""
    columns = columns_of(kind(key), "id", with_maker=with_maker)
    heads = [[one.key for one in columns], [one.heading for one in columns]]
    return book_of([*heads, *([one.get(column.key) for column in columns] for one in products)])
