"""Opening a sheet: its rows, its headings, and what they mean."""

import csv
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from flask_babel import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalog.categories import Category, categories
from catalog.sheets.archive import DAMAGED, NO_SHEET, SheetRefused, inspect_workbook
from catalog.sheets.cells import Raw, is_empty
from catalog.sheets.columns import CODE, LANGUAGES, SUBCATEGORY, Column, columns_of, fold
from catalog.sheets.workbook import EXAMPLE_WORD, MAX_ROWS

MAX_COLUMNS: Final = 200
LOOKED_AT: Final = 10
"""Rows from the top among which the headings are looked for."""

ERROR_WORDS: Final = frozenset({"kesalahan", "errors"})
"""Headings of the column that we add to a file with errors."""

LAST_ROW: Final = 1_048_576  # Of an XLSX sheet.
REPORT_EVERY: Final = 500

# openpyxl trusts what it opens: a damaged file fails in it with almost any error.
UNREADABLE: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    OSError,
    ParseError,
    RecursionError,
    TypeError,
    ValueError,
)

Row = tuple[int, list[Raw]]
Progress = Callable[[int], None]
HasHeadings = Callable[[Sequence[Row]], bool]
OfCodes = Callable[[Sequence[str]], str | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was understood.

    Attributes:
        category: What kind of goods it holds.
        columns: The meaning of each place; None for a column that nobody knows.
        headings: What stands above each place.
        rows: Number and cells of each row that says something, without the example.
        notes: Sentences about the whole of it.
    """

    category: Category
    columns: tuple[Column | None, ...]
    headings: tuple[str, ...]
    rows: list[Row]
    notes: tuple[str, ...]


def _capped(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Yield the rows that say something, with their numbers; stop at what nobody needs.

    Raises:
        SheetRefused: For more rows than are taken.
    """
    kept = 0
    for number, row in enumerate(rows, 1):
        cells = list(row[:MAX_COLUMNS])
        if number > LAST_ROW:
            raise SheetRefused(DAMAGED)
        if all(is_empty(cell) for cell in cells):
            continue
        kept += 1
        if kept > MAX_ROWS + LOOKED_AT:
            raise _too_many()
        yield number, cells


def _too_many() -> SheetRefused:
    return SheetRefused(
        _("Paling banyak %(count)s baris dalam satu berkas. Bagi berkasnya.", count=MAX_ROWS)
    )


def _workbook_rows(path: Path, progress: Progress, has_headings: HasHeadings) -> list[Row]:
    """Read the first worksheet in which headings are found.

    The file is opened here: openpyxl leaves the one that it opens open when it cannot read it.
    """
    with path.open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for name in book.sheetnames[:LOOKED_AT]:
            sheet: Any = book[name]
            if not hasattr(sheet, "reset_dimensions"):
                continue  # A sheet that is all chart.
            sheet.reset_dimensions()  # What a file says of its size is not believed.
            top = list(islice(_capped(sheet.iter_rows(values_only=True)), LOOKED_AT))
            if has_headings(top):
                return _counted(_capped(sheet.iter_rows(values_only=True)), progress)
    return []


def _counted(rows: Iterator[Row], progress: Progress) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        found.append(row)
        if len(found) % REPORT_EVERY == 0:
            progress(len(found))
    return found


def _text_rows(path: Path, progress: Progress) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SheetRefused(_("Simpan CSV ini sebagai UTF-8, atau kirim sebagai XLSX.")) from None
    if "\0" in text:
        raise SheetRefused(NO_SHEET)
    first = text.partition("\n")[0]
    sign = max((";", ",", "\t"), key=first.count)
    try:
        return _counted(
            _capped(csv.reader(text.splitlines(keepends=True), delimiter=sign)), progress
        )
    except csv.Error:
        raise SheetRefused(DAMAGED) from None


def read_rows(
    path: Path,
    *,
    is_text: bool,
    progress: Progress,
    has_headings: HasHeadings = lambda top: _find_headings(top) is not None,
) -> tuple[list[Row], bool]:
    """Return the rows of a file that say something, and whether it has merged cells.

    Args:
        path: The file.
        is_text: Whether it is CSV.
        progress: Told how many rows were read.
        has_headings: Whether the first rows of a worksheet are those that are looked for.

    Raises:
        SheetRefused: When nothing of it can be used.
    """
    if is_text:
        return _text_rows(path, progress), False
    merged = inspect_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as pictures.
        try:
            return _workbook_rows(path, progress, has_headings), merged
        except UNREADABLE:
            raise SheetRefused(DAMAGED) from None


@dataclass(frozen=True, slots=True)
class Headings:
    """Which key stands over each place, and in which place of the list the rows begin."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    first: int
    category: Category


def _names(found: Category) -> dict[str, str]:
    """Return every heading of a category in both languages, folded, with its key."""
    spoken: dict[str, str] = {}
    for lang in reversed(LANGUAGES):
        for column in columns_of(found, lang, with_maker=True):
            spoken[fold(column.label)] = column.key
    return spoken


def _words(row: Sequence[Raw]) -> list[str]:
    return ["" if cell is None else str(cell).strip() for cell in row]


def _find_headings(rows: Sequence[Row]) -> Headings | None:
    """Find the hidden keys, or names of one category in either language; keys win."""
    best: tuple[tuple[bool, int], Headings] | None = None
    for found in categories():
        names = _names(found)
        keys = set(names.values())
        for place, (_number, row) in enumerate(rows[:LOOKED_AT]):
            words = _words(row)
            exact = sum(word in keys for word in words) > 1
            known = [word if exact else names.get(fold(word), "") for word in words]
            score = (exact, sum(key in keys for key in known))
            if score[1] > 1 and (best is None or score > best[0]):
                below = rows[place + 1][1] if exact and place + 1 < len(rows) else row
                is_head = exact and any(fold(word) in names for word in _words(below))
                shown = tuple(_words(below)) if is_head else tuple(words)
                first = place + (2 if is_head else 1)
                best = (score, Headings(tuple(known), shown, first, found))
    return best[1] if best else None


def _said(rows: Sequence[Row], keys: Sequence[str], key: str) -> list[str]:
    """Return what the rows say under a key, where there is such a column."""
    if key not in keys:
        return []
    place = keys.index(key)
    words = (str(row[place]) for _n, row in rows if place < len(row) and row[place] is not None)
    return [word.strip() for word in words]


def _category(headings: Headings, rows: Sequence[Row], of_codes: OfCodes) -> Category:
    """Return the category of a sheet: what most rows say, else that of the products with the codes.

    A sheet that says neither is of the category that its headings fit.
    """
    spoken = {
        one.key: next(col for col in columns_of(one, "id") if col.key == SUBCATEGORY).spoken
        for one in categories()
    }
    said = [fold(word) for word in _said(rows, headings.keys, SUBCATEGORY)]
    hits = Counter(key for word in said for key, words in spoken.items() if word in words)
    best = hits.most_common(1)[0][0] if hits else of_codes(_said(rows, headings.keys, CODE))
    return next((one for one in categories() if one.key == best), headings.category)


def _is_example(row: Sequence[Raw], place: int | None) -> bool:
    if place is None or place >= len(row):
        return False
    return str(row[place]).strip().upper() in EXAMPLE_WORD.values()


def _notes(columns: Sequence[Column | None], headings: Sequence[str], *, merged: bool) -> list[str]:
    unknown = [
        name
        for column, name in zip(columns, headings, strict=False)
        if column is None and name and fold(name) not in ERROR_WORDS
    ]
    notes = []
    if unknown:
        names = ", ".join(name[:60] for name in unknown[:20])
        notes.append(_("Kolom yang tidak dikenal tidak dibaca: %(names)s.", names=names))
    if merged:
        notes.append(_("Ada sel yang digabung. Pisahkan: tiap produk perlu selnya sendiri."))
    return notes


def _check_columns(columns: Sequence[Column | None]) -> None:
    keys = [column.key for column in columns if column is not None]
    for column in columns:
        if column is not None and keys.count(column.key) > 1:
            raise SheetRefused(_("Kolom “%(name)s” ada dua kali.", name=column.label))
    if CODE not in keys and not {SUBCATEGORY, "name_id"} <= set(keys):
        raise SheetRefused(
            _("Kolom “Jenis produk” dan “Nama produk” tidak ada. Mulailah dari templat.")
        )


def understand(
    rows: Sequence[Row], *, merged: bool, lang: str, with_maker: bool, of_codes: OfCodes
) -> Sheet:
    """Find out what the rows of a file mean; ``of_codes`` tells the category of products.

    Raises:
        SheetRefused: When there are no headings that we know, no products or too many of them, or
            columns are missing or doubled.
    """
    headings = _find_headings(rows[:LOOKED_AT])
    if headings is None:
        raise SheetRefused(
            _("Judul kolomnya tidak kami kenali. Mulailah dari templat, lalu isi di bawahnya.")
        )
    body = rows[headings.first :]
    found = _category(headings, body, of_codes)
    known = {one.key: one for one in columns_of(found, lang, with_maker=with_maker)}
    width = max(len(row) for _number, row in rows)
    keys = (*headings.keys, *[""] * (width - len(headings.keys)))
    names = (*headings.names, *[""] * (width - len(headings.names)))
    columns = tuple(known.get(key) for key in keys)
    _check_columns(columns)
    place = keys.index(CODE) if CODE in keys else None
    kept = [row for row in body if not _is_example(row[1], place)]
    if not kept:
        raise SheetRefused(_("Belum ada baris produk di lembar ini."))
    if len(kept) > MAX_ROWS:
        raise _too_many()
    return Sheet(found, columns, names, kept, tuple(_notes(columns, names, merged=merged)))
