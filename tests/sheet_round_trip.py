"""An export, read again as an upload would be."""

from collections import Counter
from pathlib import Path

from catalog.categories import categories
from catalog.sheets.checking import CheckedRow, Checker
from catalog.sheets.exporting import export_file
from catalog.sheets.photo_cells import PhotoFinder
from catalog.sheets.queries import category_of_codes
from catalog.sheets.reading import read_rows, understand


def checked_exports(folder: Path, lang: str, *, read_in: str, only: str = "") -> list[CheckedRow]:
    """Export every category, or one, in one language and check the files in another."""
    checked: list[CheckedRow] = []
    for found in categories():
        if only not in {"", found.key}:
            continue
        path = folder / f"{found.key}-{lang}.xlsx"
        path.write_bytes(export_file(found, lang, maker=None, with_maker=True).read())
        rows, merged = read_rows(path, is_text=False, progress=lambda _rows: None)
        sheet = understand(
            rows,
            merged=merged,
            lang=read_in,
            with_maker=True,
            of_codes=lambda codes: category_of_codes(codes, None),
        )
        assert (sheet.category, sheet.notes) == (found, ())
        checked += Checker(sheet, read_in, None, PhotoFinder(None, ())).check(sheet.rows)
    return checked


def fates(checked: list[CheckedRow]) -> Counter[str]:
    """How many rows go which way."""
    return Counter(row.fate.value for row in checked)
