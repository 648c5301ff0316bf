"""A product's newest revision as a row of a sheet, and a mark by which a change is seen."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from catalog.models import ProductRevision
from catalog.products import COPIED
from catalog.sheets.cells import Raw, write_cell
from catalog.sheets.columns import (
    ALTS,
    ATTRIBUTE_PREFIX,
    CODE,
    KEYWORDS,
    MAKER,
    PHOTOS,
    SUBCATEGORY,
    VERSION,
    Column,
)
from catalog.terms import term_cells
from uploads.models import Photo

PHOTO_NAME_DIGITS: Final = 12
"""Digits of a photo's own name that tell it from every other photo of a maker: 48 bits."""

DIGEST_DIGITS: Final = 12


def photo_file_name(photo: Photo) -> str:
    """Return how a stored photo is called in a sheet."""
    return f"{photo.name[:PHOTO_NAME_DIGITS]}.jpg"


def shown_photos(revision: ProductRevision) -> list[list[Any]]:
    """Return a revision's photos with their alternative texts, in order, as JSON."""
    return [[one.photo_id, one.alt_id, one.alt_en] for one in revision.photos]


def digest(revision: ProductRevision) -> str:
    """Return a mark that changes with anything that the revision says or shows.

    A letter stands in front, so that no spreadsheet takes it for a number.
    """
    said = {name: getattr(revision, name) for name in COPIED}
    words = json.dumps([said, shown_photos(revision)], sort_keys=True, default=str)
    return "v" + hashlib.sha256(words.encode()).hexdigest()[:DIGEST_DIGITS]


def join_alts(alts: Sequence[str]) -> str | None:
    """Return alternative texts as one cell, a line for each photo; None when all are empty."""
    return "\n".join(alts) if any(alts) else None


def split_alts(text: str, photos: int) -> list[str]:
    """Part a cell of alternative texts for so many photos.

    Lines part them. Where there is one line for several photos, semicolons do, as in the
    other lists.
    """
    one_line = "\n" not in text
    parts = text.split(";") if one_line and photos > 1 else text.split("\n")
    return [part.strip() for part in parts]


def stored_cells(revision: ProductRevision) -> dict[str, Any]:
    """Return what is stored of a revision by the key of its column."""
    cells: dict[str, Any] = {
        SUBCATEGORY: revision.subcategory,
        KEYWORDS: revision.keywords,
        PHOTOS: [photo_file_name(one.photo) for one in revision.photos],
        ALTS[0]: join_alts([one.alt_id for one in revision.photos]),
        ALTS[1]: join_alts([one.alt_en for one in revision.photos]),
    }
    for name in ("name", "description", "story"):
        cells |= {f"{name}_{lang}": getattr(revision, f"{name}_{lang}") for lang in ("id", "en")}
    attributes = {ATTRIBUTE_PREFIX + key: value for key, value in revision.attributes.items()}
    return cells | term_cells(revision) | attributes


def sheet_row(revision: ProductRevision, columns: Iterable[Column]) -> list[Raw]:
    """Return the cells of a revision's row; yes and no in the current language.

    Args:
        revision: With its photos, product and maker loaded.
        columns: Those of its category.
    """
    cells = stored_cells(revision)
    cells[CODE] = revision.product.code
    cells[VERSION] = digest(revision)
    cells[MAKER] = revision.product.maker.slug
    return [write_cell(column, cells.get(column.key)) for column in columns]
