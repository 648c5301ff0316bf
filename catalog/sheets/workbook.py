"""Writing a sheet as XLSX, row by row, in memory that does not grow with the rows."""

from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from catalog.categories import Category, Kind
from catalog.sheets.cells import Raw
from catalog.sheets.columns import CODE, Column, ColumnKind, yes_and_no

MAX_ROWS: Final = 10_000
"""Rows of products in one file."""

KEY_ROW: Final = 1
HEAD_ROWS: Final = 2
LISTS: Final = "Daftar"
PROMPT_LENGTH: Final = 255  # Excel refuses a file with a longer one.
PROMPT_TITLE_LENGTH: Final = 32
WIDE: Final = 44
NARROW: Final = 18
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""

HEAD_FILL: Final = PatternFill("solid", fgColor="9A3B26")
NEEDED_FILL: Final = PatternFill("solid", fgColor="7A2A19")
EXAMPLE_FILL: Final = PatternFill("solid", fgColor="F3ECE2")
WRONG_FILL: Final = PatternFill("solid", fgColor="F6C9BD")
HEAD_FONT: Final = Font(bold=True, color="FFFFFF")
EXAMPLE_FONT: Final = Font(italic=True, color="6B6259")
EXAMPLE_WORD: Final = {"id": "CONTOH", "en": "EXAMPLE"}


def _width(column: Column) -> int:
    wide = column.kind in {ColumnKind.PHOTOS, ColumnKind.ALTS} or (
        column.kind is ColumnKind.TEXT and column.longest > 100  # noqa: PLR2004 - more than a name.
    )
    return WIDE if wide else max(NARROW, min(len(column.heading) + 2, 30))


def _offers_list(column: Column) -> bool:
    """Whether a cell of the column takes one word of a list."""
    if column.kind in {ColumnKind.PICK, ColumnKind.BOOLEAN}:
        return True
    attribute = column.attribute if column.kind is ColumnKind.ATTRIBUTE else None
    return attribute is not None and attribute.kind in {Kind.CHOICE, Kind.BOOLEAN}


def _list_of(column: Column) -> list[str]:
    words = [label for _key, label in column.offered]
    return words or list(yes_and_no())


def text_cell(sheet: object, value: Raw) -> Cell:
    """Make a cell that says what it says: text stays text, even where it looks like a formula.

    The quote prefix tells a spreadsheet so; it is no part of the value, so the file reads back
    as it was.
    """
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    made: Any = WriteOnlyCell
    cell: Cell = made(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    return cell


def plain_cell(sheet: object, value: Raw) -> object:
    """Give a value as it is, unless a program would make something else of it."""
    if not isinstance(value, str) or not value:
        return value
    special = value.startswith((*FORMULA_STARTS, "#")) or ILLEGAL_CHARACTERS_RE.search(value)
    return text_cell(sheet, value) if special else value


class SheetWriter:
    """A workbook that takes rows one after another.

    Args:
        found: The category.
        columns: Its columns in the current language.
        extra: Headings of columns behind them.
    """

    def __init__(
        self, found: Category, columns: Sequence[Column], lang: str, extra: Sequence[str] = ()
    ) -> None:
        self._book = Workbook(write_only=True)
        self._columns, self._lang = columns, lang
        self.sheet: Any = self._book.create_sheet(found.label(lang).replace("/", " ")[:31])
        self._set_up(len(extra))
        self._validate()
        self.sheet.append([column.key for column in columns])
        self.sheet.append(
            [self._head(column.heading, needed=column.needed) for column in columns]
            + [self._head(label, needed=True) for label in extra]
        )

    def _set_up(self, extra: int) -> None:
        for number, column in enumerate(self._columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = _width(column)
        for number in range(extra):
            letter = get_column_letter(len(self._columns) + number + 1)
            self.sheet.column_dimensions[letter].width = WIDE
        self.sheet.row_dimensions[KEY_ROW].hidden = True
        self.sheet.row_dimensions[HEAD_ROWS].height = 32
        self.sheet.freeze_panes = f"B{HEAD_ROWS + 1}"

    def _validate(self) -> None:
        """Offer lists and hints in every row; the lists stand on a sheet of their own."""
        place = 0
        for number, column in enumerate(self._columns, 1):
            rule = DataValidation(allow_blank=True, showErrorMessage=False)
            if _offers_list(column):
                place += 1
                letter, last = get_column_letter(place), len(_list_of(column))
                rule.type, rule.formula1 = "list", f"{LISTS}!${letter}$1:${letter}${last}"
            elif not column.hint:
                continue
            if column.hint:
                rule.showInputMessage = True
                rule.promptTitle = column.label[:PROMPT_TITLE_LENGTH]
                rule.prompt = column.hint[:PROMPT_LENGTH]
            letter = get_column_letter(number)
            rule.add(f"{letter}{HEAD_ROWS + 1}:{letter}{MAX_ROWS + HEAD_ROWS + 1}")
            self.sheet.data_validations.append(rule)

    def _head(self, label: str, *, needed: bool) -> Cell:
        cell = self._cell(label)
        cell.font, cell.fill = HEAD_FONT, NEEDED_FILL if needed else HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        return cell

    def _cell(self, value: Raw) -> Cell:
        return text_cell(self.sheet, value)

    def add(self, row: Iterable[Raw], wrong: frozenset[int] = frozenset()) -> None:
        """Add a row; cells at the places in ``wrong``, from zero, are coloured."""
        cells: list[Any] = []
        for place, value in enumerate(row):
            cell = plain_cell(self.sheet, value)
            if place in wrong:
                cell = self._cell(value)
                cell.fill = WRONG_FILL
            cells.append(cell)
        self.sheet.append(cells)

    def add_example(self, row: Iterable[Raw]) -> None:
        """Add the row that shows how to fill in the others; an import passes it over."""
        cells = [self._cell(value) for value in row]
        for cell in cells:
            cell.font, cell.fill = EXAMPLE_FONT, EXAMPLE_FILL
        self.sheet.append(cells)

    def finish(self, target: IO[bytes] | str) -> None:
        """Write the lists and the guide, and save the file."""
        self._add_guide()
        lists: Any = self._book.create_sheet(LISTS)
        lists.sheet_state = "hidden"
        columns = [_list_of(column) for column in self._columns if _offers_list(column)]
        for place in range(max((len(one) for one in columns), default=0)):
            lists.append([one[place] if place < len(one) else None for one in columns])
        self._book.save(target)

    def _add_guide(self) -> None:
        guide: Any = self._book.create_sheet(_("Petunjuk"))
        for letter, width in (("A", 34), ("B", 14), ("C", 90)):
            guide.column_dimensions[letter].width = width
        for sentence in guide_sentences():
            guide.append([self._cell(sentence)])
        guide.append([])
        heads = (_("Kolom"), _("Perlu diisi"), _("Cara mengisi"))
        guide.append([self._head(label, needed=False) for label in heads])
        for column in self._columns:
            guide.append([self._cell(text) for text in self._explained(column)])

    def _explained(self, column: Column) -> tuple[str, str, str]:
        said = [column.hint]
        if column.offered and column.key != CODE:
            said.append(_("Pilihan: %(words)s.", words="; ".join(_list_of(column))))
        needed = _("Ya") if column.needed else ""
        return column.label, needed, " ".join(part for part in said if part)


def guide_sentences() -> tuple[str, ...]:
    """Return the sentences on top of the guide, in the current language."""
    return (
        _("Satu baris untuk satu produk, paling banyak %(count)s baris.", count=MAX_ROWS),
        _("Kolom bertanda * perlu diisi sebelum produk diajukan; draf boleh belum lengkap."),
        _("Kode kosong berarti produk baru. Kode dari ekspor berarti produk itu yang diubah."),
        _(
            "Produk baru dengan foto: tulis kode sementara, misalnya B-1, "
            "dan beri nama fotonya B-1.jpg."
        ),
        _("Baris contoh dan kolom yang tidak dikenal tidak ikut dibaca."),
    )
