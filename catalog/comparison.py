"""Two revisions of a product side by side."""

from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from catalog.attributes import attribute_rows, english_key
from catalog.categories import category, subcategory
from catalog.models import ProductRevision
from catalog.wholesale import option_rows, wholesale_rows
from web.formats import rupiah
from web.languages import language

TEXTS: Final[tuple[tuple[str, LazyString], ...]] = (
    ("name_id", _l("Nama (Indonesia)")),
    ("name_en", _l("Nama (Inggris)")),
    ("description_id", _l("Deskripsi (Indonesia)")),
    ("description_en", _l("Deskripsi (Inggris)")),
    ("story_id", _l("Cerita (Indonesia)")),
    ("story_en", _l("Cerita (Inggris)")),
    ("unit", _l("Satuan")),
    ("minimum_order", _l("Minimal pesan untuk grosir")),
    ("lead_time_days", _l("Lama pengerjaan (hari)")),
    ("capacity_per_month", _l("Kapasitas sebulan")),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that changed, as shown."""

    label: str
    before: str
    after: str


def _yes_or_no(answer: bool) -> str:  # noqa: FBT001 - the answer itself.
    return str(_l("Ya") if answer else _l("Tidak"))


def _lines(revision: ProductRevision) -> dict[str, str]:
    lines = {str(label): str(getattr(revision, name) or "") for name, label in TEXTS}
    lines[str(_l("Harga eceran"))] = rupiah(revision.price_rupiah)
    lines[str(_l("Bisa dikirim ke luar kota"))] = _yes_or_no(revision.shippable)
    lines[str(_l("Dibuat setelah dipesan"))] = _yes_or_no(revision.made_to_order)
    lines |= wholesale_rows(revision, language()) + option_rows(revision)
    for row in attribute_rows(revision.category, revision.attributes, language()):
        lines[row.label] = row.value
    return lines | _other_words(revision)


def _other_words(revision: ProductRevision) -> dict[str, str]:
    """The kind, the words to search by, and each text of an attribute in the other language."""
    lang = language()
    kind = subcategory(revision.subcategory)
    lines = {str(_l("Jenis produk")): kind.label(lang) if kind else ""}
    lines[str(_l("Kata lain yang dicari pembeli"))] = ", ".join(revision.keywords)
    other = "id" if lang == "en" else "en"
    suffix = _l("(Inggris)") if other == "en" else _l("(Indonesia)")
    found = category(revision.category)
    for one in found.attributes if found else ():
        if one.translated:
            key = english_key(one) if other == "en" else one.key
            lines[f"{one.label(lang)} {suffix}"] = str(revision.attributes.get(key, ""))
    return lines


def differences(before: ProductRevision | None, after: ProductRevision | None) -> list[Difference]:
    """The lines in which two revisions differ, in the order of the product page."""
    old = _lines(before) if before else {}
    new = _lines(after) if after else {}
    labels = [*new, *(label for label in old if label not in new)]
    return [
        Difference(label, old.get(label, ""), new.get(label, ""))
        for label in labels
        if old.get(label, "") != new.get(label, "")
    ]
