"""The spreadsheet that the office fills from paper: a row for every value that is asked for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from io import BytesIO
from typing import Final

from flask_babel import gettext as _

from accounts.models import User
from catalog.sheets.cells import Raw
from catalog.sheets.tables import table_file
from curation.models import Round
from curation.operations.scoresheets import criteria_of
from office.paper_sheets.queries import Place
from web.languages import localised


class Column(StrEnum):
    """What a column of the spreadsheet holds."""

    CURATOR = "curator"
    ENTRY = "entry"
    CRITERION = "criterion"
    VALUE = "value"
    NOTE = "note"


HEADINGS: Final = {
    Column.CURATOR: ("kurator", "curator", "curators"),
    Column.ENTRY: ("kode ajuan", "entry code", "kode", "code", "entry"),
    Column.CRITERION: ("kriteria", "criterion", "criteria"),
    Column.VALUE: ("nilai", "score", "value"),
    Column.NOTE: ("catatan untuk perajin", "note for the maker", "catatan", "note"),
}
"""What people write above a column, in both languages, as ``fold`` gives it."""

NEEDED: Final = (Column.CURATOR, Column.ENTRY, Column.CRITERION, Column.VALUE)


def curator_labels(people: Sequence[User]) -> dict[int, str]:
    """How each curator is named: where two have one name, with their address."""
    names = Counter(one.name.casefold() for one in people)
    return {
        one.id: one.name
        if names[one.name.casefold()] == 1
        else f"{one.name} · {one.email or one.phone or one.id}"
        for one in people
    }


def template_file(round_: Round, places: Sequence[Place]) -> BytesIO:
    """The spreadsheet with empty values; who is to score what stands in it already."""
    headings = [
        (_("Kurator"), 28),
        (_("Kode ajuan"), 12),
        (_("Produk"), 36),
        (_("Kriteria"), 36),
        (_("Nilai"), 10),
        (_("Catatan untuk perajin"), 48),
    ]
    return table_file(localised(round_, "name"), headings, _rows(places))


def _rows(places: Sequence[Place]) -> Iterator[list[Raw]]:
    people = {one.curator.id: one.curator for one in places}
    labels = curator_labels(list(people.values()))
    for place in places:
        for criterion in criteria_of(place.entry):
            yield [
                labels[place.curator.id],
                place.entry.code or "",
                localised(place.entry.revision, "name"),
                localised(criterion, "name"),
                None,
                None,
            ]
