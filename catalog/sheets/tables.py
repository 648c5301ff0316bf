"""Plain tables as XLSX for people to read, row by row: only the packed file is held in memory."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from catalog.sheets.cells import Raw
from catalog.sheets.workbook import HEAD_FILL, HEAD_FONT, plain_cell, text_cell

NARROWEST: Final = 10
WIDEST: Final = 48
TITLE_LENGTH: Final = 31  # Excel takes no longer name of a sheet.
HEAD_HEIGHT: Final = 32


def table_file(
    title: str, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[Raw]]
) -> io.BytesIO:
    """Return a workbook with one table, at its start.

    Text that looks like a formula stays text.

    Args:
        title: The sheet's name.
        headings: What stands above each column, with its width in characters.
        rows: Read once, one after another.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(title.replace("/", " ")[:TITLE_LENGTH])
    sheet.freeze_panes = "B2"
    sheet.row_dimensions[1].height = HEAD_HEIGHT
    for number, (_label, width) in enumerate(headings, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = max(NARROWEST, min(width, WIDEST))
    heads = [text_cell(sheet, label) for label, _width in headings]
    for cell in heads:
        cell.font, cell.fill = HEAD_FONT, HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.append(heads)
    for row in rows:
        sheet.append([plain_cell(sheet, value) for value in row])
    file = io.BytesIO()  # Packed, about 25 bytes a cell; nobody has to close it.
    book.save(file)
    file.seek(0)
    return file
