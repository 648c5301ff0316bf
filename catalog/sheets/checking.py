"""The dry run: what an import would do with each row, and what is wrong with it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from flask_babel import gettext as _

from catalog.attributes import missing_attributes
from catalog.categories import Need
from catalog.models import ProductRevision
from catalog.sheets.cells import Value, write_cell
from catalog.sheets.columns import CODE, MAKER, VERSION
from catalog.sheets.composing import Said, compose, said_by
from catalog.sheets.photo_cells import PhotoFinder, Placed, place_photos
from catalog.sheets.product_rows import digest, shown_photos, stored_cells
from catalog.sheets.queries import makers_by_slug, newest_by_codes, newest_by_names
from catalog.sheets.reading import Row, Sheet

OUR_CODE: Final = re.compile(r"[A-Z]{1,4}-\d{5,}")
"""A code that we have given; shorter ones are the maker's own, for new products."""

Base = ProductRevision | None


class Fate(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(slots=True)
class CheckedRow:
    """One row after the dry run.

    Attributes:
        number: As the spreadsheet counts.
        errors: A sentence by the key of its column.
        fate: What an import does with it.
        incomplete: Whether something is missing that every product needs in the end.
        maker_id: Whose product.
        values: What the revision will say.
        photos: Its photos, or None to leave them as they are.
        base: What is stored now of the product: keys and marks, for the import to compare.
        same: Whether the texts are what is stored, so that the photos decide.
        stale: Whether the product changed after the file was made.
    """

    number: int
    errors: dict[str, str] = field(default_factory=dict)
    fate: Fate = Fate.WRONG
    incomplete: bool = False
    maker_id: int = 0
    values: Said = field(default_factory=dict)
    photos: list[Placed] | None = None
    base: dict[str, Any] | None = None
    same: bool = False
    stale: bool = False

    def settle(self) -> None:
        """Decide the fate, once the photos are known by their keys."""
        shown = self.base["shown"] if self.base else []
        same_photos = self.photos is None or [one.stored() for one in self.photos] == shown
        unchanged = self.base is not None and self.same and same_photos
        if not self.errors and self.stale and not unchanged:
            self.errors[CODE] = _(
                "Produk ini berubah setelah berkas dibuat. Ekspor lagi, lalu ulangi di sana."
            )
        if self.errors:
            self.fate = Fate.WRONG
        elif self.base is None:
            self.fate = Fate.NEW
        else:
            self.fate = Fate.UNCHANGED if unchanged else Fate.CHANGED

    def plan(self) -> dict[str, Any]:
        """Return what the import needs to know, as JSON."""
        photos = None if self.photos is None else [one.planned() for one in self.photos]
        return {
            "row": self.number,
            "maker": self.maker_id,
            "values": self.values,
            "photos": photos,
            "base": self.base,
        }


def _marks(base: ProductRevision) -> dict[str, Any]:
    return {
        "product": base.product_id,
        "revision": base.id,
        "number": base.number,
        "version": base.version,
        "state": base.state.value,
        "shown": shown_photos(base),
    }


def _is_incomplete(values: Said) -> bool:
    missing = missing_attributes(
        values["category"], values["subcategory"], values["attributes"], Need.REQUIRED
    )
    return bool(missing) or not values["description_id"] or values["price_rupiah"] is None


class Checker:
    """Checks the rows of one sheet, batch by batch.

    Args:
        sheet: The sheet.
        lang: The language of whoever sent it.
        maker_id: Whose products; None for a sheet of the office.
        finder: Where photos are found.
    """

    def __init__(self, sheet: Sheet, lang: str, maker_id: int | None, finder: PhotoFinder) -> None:
        self._sheet, self._lang, self._maker_id, self._finder = sheet, lang, maker_id, finder
        self._makers = makers_by_slug() if maker_id is None else {}
        self._places = {one.key: at for at, one in enumerate(sheet.columns) if one is not None}
        self._codes: dict[str, int] = {}
        self._rows: dict[str, int] = {}

    def _word(self, row: Row, key: str) -> str:
        place = self._places.get(key)
        if place is None or place >= len(row[1]) or row[1][place] is None:
            return ""
        return str(row[1][place]).strip()

    def check(self, rows: Sequence[Row]) -> list[CheckedRow]:
        """Check some rows; those with photos from the archive are settled later."""
        codes = {code for row in rows if (code := self._word(row, CODE))}
        stored = newest_by_codes(codes, self._maker_id)
        names = {name for row in rows if (name := self._word(row, "name_id"))}
        twins = newest_by_names(names, self._maker_id)
        return [self._check(row, stored, twins) for row in rows]

    def _check(
        self,
        row: Row,
        stored: dict[str, ProductRevision],
        twins: dict[tuple[int, str], list[ProductRevision]],
    ) -> CheckedRow:
        base = stored.get(self._word(row, CODE))
        made, values = compose(
            self._sheet.category, self._sheet.columns, row[1], base=base, lang=self._lang
        )
        checked = CheckedRow(row[0], made.errors, values=made.values)
        self._check_code(checked, self._word(row, CODE), base)
        checked.maker_id = self._whose(checked, self._word(row, MAKER), base)
        if base is None and not checked.errors:
            base = self._twin(checked, twins)
        if checked.values:
            checked.photos = place_photos(
                values, checked.errors, base, self._finder, self._word(row, CODE), checked.maker_id
            )
        self._compare(checked, base, values)
        return checked

    def _check_code(self, checked: CheckedRow, code: str, base: Base) -> None:
        if not code:
            return
        if code in self._codes:
            checked.errors[CODE] = _("Kode ini sudah ada di baris %(row)s.", row=self._codes[code])
        self._codes.setdefault(code, checked.number)
        if base is None and OUR_CODE.fullmatch(code):
            checked.errors[CODE] = _("Tidak ada produk Anda dengan kode ini.")

    def _whose(self, checked: CheckedRow, slug: str, base: Base) -> int:
        """Return the key of the maker; the office writes it, a maker has one."""
        if self._maker_id is not None:
            return self._maker_id
        found = self._makers.get(slug)
        if base is not None:
            if slug and found != base.product.maker_id:
                checked.errors[MAKER] = _("Produk ini milik perajin lain.")
            return base.product.maker_id
        if found is None:
            checked.errors[MAKER] = _(
                "Perajin ini tidak ada. Salin namanya dari alamat halamannya."
            )
        return found or 0

    def _twin(
        self, checked: CheckedRow, twins: dict[tuple[int, str], list[ProductRevision]]
    ) -> Base:
        """Find the product that a row without a code says again, so that nothing is doubled."""
        said = json.dumps([checked.maker_id, checked.values], sort_keys=True)
        if said in self._rows:
            checked.errors[CODE] = _("Baris ini sama dengan baris %(row)s.", row=self._rows[said])
        self._rows.setdefault(said, checked.number)
        known = twins.get((checked.maker_id, checked.values["name_id"]), [])
        return next((one for one in known if said_by(one) == checked.values), None)

    def _compare(self, checked: CheckedRow, base: Base, values: dict[str, Value]) -> None:
        """Note what is stored, and whether the row says anything else."""
        if base is not None:
            checked.base = _marks(base)
            checked.same = checked.values == said_by(base) or self._says_the_same(checked, base)
            seen = values.get(VERSION)
            checked.stale = seen is not None and seen != digest(base)
        if checked.values and not checked.errors:
            checked.incomplete = _is_incomplete(checked.values)
        checked.settle()

    def _says_the_same(self, checked: CheckedRow, base: ProductRevision) -> bool:
        """Whether the row says what an export of the product would say now.

        What is stored can be older than today's rules; that alone is no change.
        """
        cells = stored_cells(base) | {CODE: base.product.code, MAKER: base.product.maker.slug}
        row = [
            None if one is None else write_cell(one, cells.get(one.key))
            for one in self._sheet.columns
        ]
        again, _values = compose(
            self._sheet.category, self._sheet.columns, row, base=base, lang=self._lang
        )
        return not again.errors and again.values == checked.values
