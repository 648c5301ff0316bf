"""The same sheet again, with what is wrong marked and told in a column of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from flask_babel import gettext as _

from catalog.sheets.columns import Column, ColumnKind
from catalog.sheets.reading import Sheet
from catalog.sheets.workbook import SheetWriter

ERROR_KEY: Final = "errors"


def _shown(sheet: Sheet) -> list[Column]:
    """Return the columns as they stood, those that nobody knows as well."""
    return [
        column or Column("", heading, ColumnKind.TEXT)
        for column, heading in zip(sheet.columns, sheet.headings, strict=True)
    ]


def write_marked(
    path: Path, sheet: Sheet, errors: Mapping[int, Mapping[str, str]], lang: str
) -> None:
    """Write the sheet with an error column behind the others and wrong cells coloured.

    Args:
        path: Where to.
        sheet: What was sent.
        errors: By row number, a sentence by the key of its column.
        lang: The language of lists and headings.
    """
    columns = _shown(sheet)
    labels = {column.key: column.label for column in columns if column.key}
    places = {column.key: place for place, column in enumerate(columns) if column.key}
    errors_here = Column(ERROR_KEY, _("Kesalahan"), ColumnKind.TEXT, longest=1000)
    writer = SheetWriter(sheet.category, [*columns, errors_here], lang)
    for number, row in sheet.rows:
        wrong = errors.get(number, {})
        cells = [*row, *[None] * (len(columns) - len(row))]
        marked = {places[key] for key in wrong if key in places} | (
            {len(columns)} if wrong else set()
        )
        writer.add([*cells, told(wrong, labels) or None], frozenset(marked))
    with path.with_suffix(".part").open("wb") as out:
        writer.finish(out)
    path.with_suffix(".part").replace(path)


def told(wrong: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return what is wrong with a row as lines, each with its column."""
    return "\n".join(
        f"{labels[key]}: {sentence}" if key in labels else sentence
        for key, sentence in wrong.items()
    )


def listed_errors(
    errors: Mapping[int, Mapping[str, str]], columns: Sequence[Column | None], most: int
) -> list[dict[str, object]]:
    """Return the first errors for the page: row, column and sentence."""
    labels = {column.key: column.label for column in columns if column is not None}
    found: list[dict[str, object]] = []
    for number in sorted(errors):
        for key, sentence in errors[number].items():
            if len(found) == most:
                return found
            found.append({"row": number, "column": labels.get(key, ""), "sentence": sentence})
    return found
