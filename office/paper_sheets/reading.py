"""Reading scores from a spreadsheet: curator, entry, criterion, value and perhaps a note in a row.

Nothing is guessed: a row that is not understood is told with its number, and stops the whole file.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from accounts.models import User
from catalog.attribute_values import ValueRefused
from catalog.sheets.archive import SheetRefused
from catalog.sheets.cells import Raw, as_text, is_empty
from catalog.sheets.columns import fold
from catalog.sheets.jobs import check_upload
from catalog.sheets.reading import Row, read_rows
from curation.entry_models import Entry
from curation.models import Criterion
from curation.operations.scoresheets import NOTE_LENGTH, Answer, criteria_of
from office.paper_sheets.queries import Place, SheetKey
from office.paper_sheets.template import HEADINGS, NEEDED, Column, curator_labels
from web.errors import RuleViolation

NOT_APPLICABLE: Final = frozenset({"na", "n/a", "n.a.", "-", "tidak dinilai", "not scored"})
VALUES: Final = {str(value): value for value in range(1, 6)}
LOOKED_AT: Final = 10  # Rows from the top among which the headings are looked for.

Headings = dict[Column, int]
Mark = tuple[SheetKey, int, Answer]
Seen = dict[tuple[SheetKey, int], int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row."""

    row: int
    sentence: str


@dataclass(slots=True)
class PaperScores:
    """What a spreadsheet says.

    Attributes:
        given: By sheet, the answers on paper by key of the criterion.
        faults: What was not understood, in the order of the rows.
    """

    given: dict[SheetKey, dict[int, Answer]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_paper_scores(file: FileStorage | None, places: Sequence[Place]) -> PaperScores:
    """Read a spreadsheet of scores.

    Args:
        file: XLSX or CSV, as it was uploaded.
        places: The sheets that the round's curators are asked for.

    Raises:
        RuleViolation: Nothing of the file can be used, on its field.
    """
    is_text = check_upload(file, None)
    assert file is not None  # noqa: S101 - checked just now.
    with tempfile.TemporaryDirectory(prefix="etalase-scores-") as folder:
        path = Path(folder) / ("scores.csv" if is_text else "scores.xlsx")
        file.save(path)
        try:
            rows, _merged = read_rows(
                path, is_text=is_text, progress=lambda _done: None, has_headings=_has_headings
            )
        except SheetRefused as refused:
            raise RuleViolation(refused.sentence, "sheet") from None
    return _understood(rows, Known.of(places))


def _has_headings(rows: Sequence[Row]) -> bool:
    return any(_headings(cells) for _number, cells in rows)


def _headings(cells: Sequence[Raw]) -> Headings | None:
    """Where each column stands, when the row holds all headings that are needed."""
    found: Headings = {}
    for place, cell in enumerate(cells):
        words = fold(str(cell)) if isinstance(cell, str) else ""
        column = next((one for one, spoken in HEADINGS.items() if words in spoken), None)
        if column is not None:
            found.setdefault(column, place)
    return found if all(one in found for one in NEEDED) else None


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of a row may name."""

    curators: Mapping[str, int]
    entries: Mapping[str, Entry]
    places: frozenset[SheetKey]

    @classmethod
    def of(cls, places: Sequence[Place]) -> "Known":
        """Everything that stands in the round's sheets."""
        people = {one.curator.id: one.curator for one in places}
        return cls(
            curators=_names(list(people.values())),
            entries={fold(one.entry.code): one.entry for one in places if one.entry.code},
            places=frozenset((one.entry.id, one.curator.id) for one in places),
        )


def _names(people: Sequence[User]) -> dict[str, int]:
    """Curators by every word that names one of them alone."""
    labels = curator_labels(people)
    names = {fold(labels[one.id]): one.id for one in people}
    return names | {fold(one.email): one.id for one in people if one.email}


def _understood(rows: Sequence[Row], known: Known) -> PaperScores:
    """Go through the rows below the headings."""
    at, columns = _found_headings(rows)
    scores = PaperScores()
    seen: Seen = {}
    for number, cells in rows[at + 1 :]:
        try:
            if mark := _mark(_cells(cells, columns), known):
                _take(mark, number, scores.given, seen)
        except ValueRefused as refused:
            scores.faults.append(Fault(number, str(refused)))
    return scores


def _take(mark: Mark, number: int, given: dict[SheetKey, dict[int, Answer]], seen: Seen) -> None:
    """Put a row's answer to its sheet; ``seen`` keeps in which row each stood first."""
    key, criterion_id, answer = mark
    first = seen.setdefault((key, criterion_id), number)
    if first != number:
        raise ValueRefused(_("Kriteria ini sudah ada di baris %(row)d.", row=first))
    given.setdefault(key, {})[criterion_id] = answer


def _found_headings(rows: Sequence[Row]) -> tuple[int, Headings]:
    """Give the place of the row of headings, and theirs.

    Raises:
        RuleViolation: There is none.
    """
    for place, (_number, cells) in enumerate(rows[:LOOKED_AT]):
        if columns := _headings(cells):
            return place, columns
    words = _("Judul kolomnya harus Kurator, Kode ajuan, Kriteria, dan Nilai. Pakai templatnya.")
    raise RuleViolation(words, "sheet")


def _cells(cells: Sequence[Raw], columns: Headings) -> dict[Column, Raw]:
    return {one: cells[place] if place < len(cells) else None for one, place in columns.items()}


def _mark(cells: Mapping[Column, Raw], known: Known) -> Mark | None:
    """What a row says; None when it holds neither a value nor a note.

    Raises:
        ValueRefused: It names nobody or nothing that we know, or its value is none.
    """
    value, note = cells[Column.VALUE], cells.get(Column.NOTE)
    if is_empty(value) and is_empty(note):
        return None
    curator_id = known.curators.get(fold(_text(cells[Column.CURATOR])))
    if curator_id is None:
        raise ValueRefused(_("Kurator ini tidak menilai di kurasi ini."))
    entry = known.entries.get(fold(_text(cells[Column.ENTRY])))
    if entry is None:
        raise ValueRefused(_("Kode ajuan ini tidak ada di kurasi ini, atau sudah tidak dinilai."))
    if (entry.id, curator_id) not in known.places:
        raise ValueRefused(_("Ajuan ini tidak ditugaskan kepada kurator itu."))
    criterion = _criterion(_text(cells[Column.CRITERION]), criteria_of(entry))
    return (entry.id, curator_id), criterion.id, _answer(value, _text(note))


def _text(raw: Raw) -> str:
    return "" if raw is None else " ".join(as_text(raw).split())


def _criterion(words: str, criteria: Sequence[Criterion]) -> Criterion:
    for one in criteria:
        if fold(words) in {fold(one.name_id), fold(one.name_en), fold(one.key)}:
            return one
    raise ValueRefused(_("Kriteria ini bukan bagian dari lembar nilai ajuan itu."))


def _answer(raw: Raw, note: str) -> Answer:
    """A value of 1 to 5, or the words that it does not apply."""
    if len(note) > NOTE_LENGTH:
        raise ValueRefused(_("Catatan paling banyak 600 huruf."))
    if is_empty(raw):
        return Answer(note=note)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    words = fold(_text(raw))
    if words in NOT_APPLICABLE:
        return Answer(not_applicable=True, note=note)
    if isinstance(raw, bool) or words not in VALUES:
        raise ValueRefused(_("Tulis nilai 1 sampai 5, atau “tidak dinilai”."))
    return Answer(value=VALUES[words], note=note)
