"""The photos of a row: named in its cell, or found in the archive by the row's code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext as _

from catalog.models import ProductRevision
from catalog.rules import ALT_LENGTH, MAX_PHOTOS
from catalog.sheets.archive import PhotoArchive
from catalog.sheets.cells import Value
from catalog.sheets.columns import ALTS, PHOTOS
from catalog.sheets.product_rows import PHOTO_NAME_DIGITS, photo_file_name, split_alts
from catalog.sheets.queries import photo_ids_by_prefix

STORED: Final = re.compile(rf"[0-9a-f]{{{PHOTO_NAME_DIGITS}}}\.jpg")


@dataclass(slots=True)
class Placed:
    """A photo's place in a revision.

    Attributes:
        photo_id: Its key, once it is known.
        file: Its name in the archive, until it is.
        alt_id: What it shows.
        alt_en: The same in English.
    """

    photo_id: int | None
    file: str
    alt_id: str = ""
    alt_en: str = ""

    def stored(self) -> list[Any]:
        """Return it as ``shown_photos`` does."""
        return [self.photo_id, self.alt_id, self.alt_en]

    def planned(self) -> list[Any]:
        """Return it for the import: a key, or a name in the archive."""
        return [self.file if self.photo_id is None else self.photo_id, self.alt_id, self.alt_en]


class PhotoFinder:
    """Finds photos by the names in cells and by codes.

    Args:
        archive: The ZIP that came with the sheet, if any.
        codes: Every code in the sheet, so that "B-1.jpg" is the photo of B-1 and not of B.
    """

    def __init__(self, archive: PhotoArchive | None, codes: Iterable[str]) -> None:
        self.archive = archive
        self._by_code: dict[str, list[str]] = {}
        whole = {code.casefold() for code in codes}
        for name in sorted(archive.names if archive else ()):
            stem = name.rpartition(".")[0]
            code, _sign, number = stem.rpartition("-")
            numbered = code in whole and number.isdigit() and len(number) <= 2  # noqa: PLR2004
            if stem in whole:
                self._by_code.setdefault(stem, []).insert(0, name)
            elif numbered:
                self._by_code.setdefault(code, []).append(name)
        for names in self._by_code.values():
            names.sort(key=_place)

    def of_code(self, code: str) -> list[str]:
        """Return the archive's photos named by a code, in the order of their numbers."""
        return self._by_code.get(code.casefold(), [])

    def find(self, name: str, own: dict[str, int], maker_id: int) -> Placed | None:
        """Find one photo: among those of the product, in the archive, or among the maker's."""
        if name in own:
            return Placed(own[name], name)
        if self.archive is not None and name in self.archive:
            return Placed(None, name.casefold())
        if STORED.fullmatch(name):
            known = photo_ids_by_prefix(maker_id, name[:PHOTO_NAME_DIGITS])
            return Placed(known[0], name) if known else None
        return None


def _place(name: str) -> tuple[int, str]:
    number = name.rpartition(".")[0].rpartition("-")[2]
    return (int(number) if number.isdigit() and len(number) <= 2 else 1, name)  # noqa: PLR2004


def _names(values: dict[str, Value], finder: PhotoFinder, code: str) -> list[str]:
    named = values.get(PHOTOS)
    listed = [str(name) for name in named] if isinstance(named, list) else []
    lower = {name.casefold() for name in listed}
    return listed + [name for name in finder.of_code(code) if name not in lower]


def place_photos(
    values: dict[str, Value],
    errors: dict[str, str],
    base: ProductRevision | None,
    finder: PhotoFinder,
    code: str,
    maker_id: int,
) -> list[Placed] | None:
    """Return a row's photos with their texts, or None where they stay as they are.

    What is wrong is added to ``errors``.
    """
    stored = list(base.photos) if base is not None else []
    names = _names(values, finder, code)
    own = {photo_file_name(one.photo): one.photo_id for one in stored}
    placed = [finder.find(name, own, maker_id) for name in names]
    lost = [name for name, one in zip(names, placed, strict=True) if one is None]
    if lost:
        errors.setdefault(PHOTOS, _("Foto %(name)s tidak ada di ZIP.", name=lost[0][:60]))
    if len(names) > MAX_PHOTOS:
        sentence = _("Paling banyak %(count)s foto untuk satu produk.", count=MAX_PHOTOS)
        errors.setdefault(PHOTOS, sentence)
    found = [one for one in placed if one is not None]
    if not names:
        found = [Placed(one.photo_id, "") for one in stored]
    texts = {one.photo_id: (one.alt_id, one.alt_en) for one in stored}
    for one in found:
        if one.photo_id in texts:
            one.alt_id, one.alt_en = texts[one.photo_id]
    said = [_put_alts(key, values, errors, found) for key in ALTS]
    return found if names or any(said) else None


def _put_alts(
    key: str, values: dict[str, Value], errors: dict[str, str], found: list[Placed]
) -> bool:
    """Write one language's texts beside the photos; say whether there were any."""
    text = values.get(key)
    if not isinstance(text, str) or not text.strip():
        return False
    alts = split_alts(text, len(found))
    while len(alts) > len(found) and not alts[-1]:
        alts.pop()
    if len(alts) > len(found):
        errors.setdefault(key, _("Keterangannya lebih banyak daripada fotonya."))
        return True
    if any(len(alt) > ALT_LENGTH for alt in alts):
        sentence = _("Paling banyak %(max)d huruf; persingkat sedikit.", max=ALT_LENGTH)
        errors.setdefault(key, sentence)
    name = "alt_id" if key == ALTS[0] else "alt_en"
    for place, one in enumerate(found):
        setattr(one, name, alts[place] if place < len(alts) else "")
    return True
