"""Scores from a CSV file: ``curator,entry,score[,criterion,weight]``, any numbers.

For ``flask curation analyse``: rounds that were scored elsewhere, on whatever scale. A byte order
mark, semicolons or tabs, and a decimal comma beside these are taken as spreadsheet programs write
them. What cannot be read is refused with one sentence that names the line.
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _

from curation.ranking import Sheet
from web.errors import RuleViolation

COLUMNS = ("curator", "entry", "score")
OPTIONAL = ("criterion", "weight")

# A round of 10,000 entries with five sheets and ten criteria has half a million rows.
MAX_BYTES = 100 * 1024 * 1024
MAX_ROWS = 1_000_000

# The curators' table is square; beyond this it would fill the memory.
MAX_CURATORS = 2_000

# Beyond this, sums of squares lose the differences that they are about.
LARGEST = 1e12


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file."""

    line: int
    curator: str
    entry: str
    score: float
    criterion: str
    weight: float


def read_sheets(path: Path) -> list[Sheet]:
    """Read a file into one sheet for each curator and entry.

    A sheet's score is its only score or, with criteria, their weighted mean; a criterion without a
    weight weighs 1.

    Raises:
        RuleViolation: The file is missing or unreadable, or a line is wrong.
    """
    text = _text(path)
    given: dict[tuple[str, str], dict[str, Row]] = {}
    for row in _rows(text):
        marks = given.setdefault((row.curator, row.entry), {})
        if row.criterion in marks:
            raise RuleViolation(_twice(row))
        marks[row.criterion] = row
    if not given:
        raise RuleViolation(_("Berkas ini kosong: belum ada satu baris nilai pun."))
    if len({curator for curator, _entry in given}) > MAX_CURATORS:
        raise RuleViolation(_("Terlalu banyak kurator: paling banyak %(most)d.", most=MAX_CURATORS))
    heaviest = _heaviest(given)
    return [_sheet(marks, heaviest[entry]) for (_curator, entry), marks in given.items()]


def _text(path: Path) -> str:
    """Read the whole file as text."""
    if not path.exists():
        raise RuleViolation(_("Berkas %(file)s tidak ditemukan.", file=path))
    if not path.is_file():
        raise RuleViolation(_("%(file)s bukan berkas.", file=path))
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RuleViolation(
                _("Berkas terlalu besar: paling besar %(most)d MB.", most=MAX_BYTES // 1024**2)
            )
        data = path.read_bytes()
    except OSError:
        raise RuleViolation(_("Berkas %(file)s tidak dapat dibuka.", file=path)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleViolation(_not_csv()) from None
    if "\0" in text:
        raise RuleViolation(_not_csv())
    return text


def _rows(text: str) -> Iterator[Row]:
    """Read the lines below the headings."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        places: Mapping[str, int] | None = None
        read = 0
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if places is None:
                places = _places(cells)
                continue
            read += 1
            if read > MAX_ROWS:
                raise RuleViolation(_("Terlalu banyak baris: paling banyak %(n)d.", n=MAX_ROWS))
            yield _row(cells, places, lines.line_num, decimal_comma=delimiter != ",")
    except csv.Error:
        raise RuleViolation(_not_csv()) from None


def _places(cells: list[str]) -> dict[str, int]:
    """Find the columns by their headings."""
    names = [cell.strip().casefold() for cell in cells]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise RuleViolation(
            _(
                "Kolom %(missing)s tidak ada. Judul kolomnya: curator,entry,score "
                "dan, bila perlu, criterion,weight.",
                missing=", ".join(missing),
            )
        )
    doubled = [name for name in (*COLUMNS, *OPTIONAL) if names.count(name) > 1]
    if doubled:
        raise RuleViolation(_("Kolom %(name)s ada dua kali.", name=", ".join(doubled)))
    return {name: names.index(name) for name in (*COLUMNS, *OPTIONAL) if name in names}


def _row(cells: list[str], places: Mapping[str, int], line: int, *, decimal_comma: bool) -> Row:
    """Read one line."""

    def cell(name: str) -> str:
        place = places.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    for name in ("curator", "entry", "score"):
        if not cell(name):
            raise RuleViolation(_("Baris %(line)d: kolom %(name)s kosong.", line=line, name=name))
    score = _number(cell("score"), "score", line, decimal_comma=decimal_comma)
    weight = _number(cell("weight") or "1", "weight", line, decimal_comma=decimal_comma)
    if weight < 0:
        raise RuleViolation(_("Baris %(line)d: bobot tidak boleh di bawah nol.", line=line))
    return Row(line, cell("curator"), cell("entry"), score, cell("criterion"), weight)


def _number(typed: str, name: str, line: int, *, decimal_comma: bool) -> float:
    """Read a number, with a decimal comma where commas do not part the columns."""
    try:
        number = float(typed.replace(",", ".") if decimal_comma else typed)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise RuleViolation(
            _(
                "Baris %(line)d: “%(typed)s” di kolom %(name)s bukan angka.",
                line=line,
                typed=typed[:40],
                name=name,
            )
        )
    if abs(number) > LARGEST:
        raise RuleViolation(
            _("Baris %(line)d: angka di kolom %(name)s terlalu besar.", line=line, name=name)
        )
    return number


def _heaviest(given: Mapping[tuple[str, str], Mapping[str, Row]]) -> dict[str, float]:
    """The largest weight among each entry's criteria."""
    heaviest: dict[str, float] = {}
    for (_curator, entry), marks in given.items():
        most = max(row.weight for row in marks.values())
        heaviest[entry] = max(most, heaviest.get(entry, 0.0))
    return heaviest


def _sheet(marks: Mapping[str, Row], heaviest: float) -> Sheet:
    """Make a sheet of a curator's rows for an entry."""
    rows = list(marks.values())
    whole = math.fsum(row.weight for row in rows)
    if whole <= 0:
        raise RuleViolation(
            _("Baris %(line)d: semua bobot lembar nilai ini nol.", line=rows[0].line)
        )
    top = [row.score for row in rows if row.weight == heaviest]
    has_criteria = any(marks)
    return Sheet(
        curator=rows[0].curator,
        entry=rows[0].entry,
        score=math.fsum(row.weight * row.score for row in rows) / whole,
        heaviest=math.fsum(top) / len(top) if top and has_criteria else None,
    )


def _twice(row: Row) -> str:
    """Say that a curator scored an entry twice."""
    words: str
    if row.criterion:
        words = _(
            "Baris %(line)d: %(curator)s sudah menilai %(criterion)s untuk %(entry)s.",
            line=row.line,
            curator=row.curator,
            criterion=row.criterion,
            entry=row.entry,
        )
    else:
        words = _(
            "Baris %(line)d: %(curator)s sudah menilai %(entry)s.",
            line=row.line,
            curator=row.curator,
            entry=row.entry,
        )
    return words


def _not_csv() -> str:
    """Say that this is no text with columns."""
    words: str = _("Berkas ini bukan CSV. Simpan sebagai CSV (UTF-8), lalu coba lagi.")
    return words
