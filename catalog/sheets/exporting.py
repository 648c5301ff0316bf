"""Making files: a category's template, and its products."""

import io
from collections.abc import Iterator
from typing import IO, Final

from flask_babel import force_locale
from flask_babel import gettext as _

from catalog.categories import Category, Kind
from catalog.models import Maker, ProductRevision
from catalog.sheets.cells import Raw
from catalog.sheets.columns import CODE, SUBCATEGORY, Column, ColumnKind, columns_of, yes_and_no
from catalog.sheets.product_rows import sheet_row
from catalog.sheets.queries import newest_ids, revisions_by_ids
from catalog.sheets.workbook import EXAMPLE_WORD, SheetWriter

BATCH: Final = 500
"""Products in memory at once while a file is written."""

EXAMPLE_RUPIAH: Final = 125_000


def _example_attribute(column: Column) -> Raw:
    attribute = column.attribute
    assert attribute is not None  # noqa: S101 - columns of this kind have one.
    match attribute.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return column.offered[0][1]
        case Kind.NUMBER:
            return int(max(attribute.minimum, min(12, attribute.maximum)))
        case Kind.SIZES:
            return f"{int(attribute.minimum)}-{int(attribute.maximum)}"
        case Kind.DIMENSIONS:
            return " x ".join(("30", "20", "10")[: attribute.axes[0]])
        case _:
            return yes_and_no()[0] if attribute.kind is Kind.BOOLEAN else None


def _example(column: Column, lang: str) -> Raw:
    """Return a cell of the example row."""
    words: dict[str, Raw] = {
        CODE: EXAMPLE_WORD[lang],
        SUBCATEGORY: column.offered[0][1] if column.offered else None,
        "name_id": _("Nama produk Anda"),
        "description_id": _("Dua atau tiga kalimat: apa ini, untuk apa, apa istimewanya."),
        "price_rupiah": EXAMPLE_RUPIAH,
    }
    if column.key in words:
        return words[column.key]
    if column.kind is ColumnKind.PICK:
        return column.offered[0][1]
    if column.kind is ColumnKind.PHOTOS:
        return "B-1.jpg; B-1-2.jpg"
    return _example_attribute(column) if column.kind is ColumnKind.ATTRIBUTE else None


def template_file(found: Category, lang: str, *, with_maker: bool = False) -> IO[bytes]:
    """Return the empty sheet of a category with lists, hints and an example row, at its start."""
    columns = columns_of(found, lang, with_maker=with_maker)
    with force_locale(lang):
        writer = SheetWriter(found, columns, lang)
        writer.add_example([_example(column, lang) for column in columns])
        file = io.BytesIO()
        writer.finish(file)
    file.seek(0)
    return file


def newest_revisions(found: Category, maker: Maker | None) -> Iterator[ProductRevision]:
    """Yield the newest revision of each product of a category, with what its row needs."""
    ids = newest_ids(found.key, None if maker is None else maker.id)
    for start in range(0, len(ids), BATCH):
        yield from revisions_by_ids(ids[start : start + BATCH])


def export_file(
    found: Category, lang: str, *, maker: Maker | None, with_maker: bool = False
) -> IO[bytes]:
    """Return the products of a category as a sheet that can be imported again, at its start.

    Args:
        found: The category.
        lang: The language of headings and lists.
        maker: Whose products; everybody's where it is None.
        with_maker: Whether to say whose each product is.
    """
    columns = columns_of(found, lang, with_maker=with_maker)
    with force_locale(lang):
        writer = SheetWriter(found, columns, lang)
        for revision in newest_revisions(found, maker):
            writer.add(sheet_row(revision, columns))
        file = io.BytesIO()
        writer.finish(file)
    file.seek(0)
    return file
