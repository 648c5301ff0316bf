"""By what visitors may narrow a search: each facet's name in the address and in the document."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from catalog.attributes import facet_attributes
from catalog.categories import Attribute, Kind, categories, category, subcategory
from catalog.papers import paper_name
from catalog.states import PaperKind

CATEGORY: Final = "kategori"
SUBCATEGORY: Final = "sub"
SIZE: Final = "nomor"
HUE: Final = "rona"
MAKER: Final = "perajin"

# Attributes are named in Indonesian in the address; one that is not here goes by its key.
PARAMETERS: Final = {
    "technique": "teknik",
    "fabric": "kain",
    "dye": "pewarna",
    "clothing_sizes": "ukuran",
    "colours": "warna",
    "upper": "bahan_atas",
    "outsole": "sol",
    "sizes_eu": SIZE,
    "gender": "untuk",
    "custom_logo": "logo",
    "material": "bahan",
    "craft_technique": "teknik_kriya",
    "allergens": "alergen",
}


HUES: Final = {
    "black": _l("Hitam"),
    "white": _l("Putih"),
    "grey": _l("Abu-abu"),
    "red": _l("Merah"),
    "orange": _l("Jingga"),
    "brown": _l("Cokelat"),
    "yellow": _l("Kuning"),
    "green": _l("Hijau"),
    "blue": _l("Biru"),
    "purple": _l("Ungu"),
    "pink": _l("Merah muda"),
}
"""What visitors call the colours of ``uploads.look``."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a search.

    Attributes:
        parameter: its name in the address.
        attribute: its name in the document.
        label: its name on the page.
        words: for yes and no, the words in the address by what the document says.
        choices: for attributes of a category, the attributes that describe it.
    """

    parameter: str
    attribute: str
    label: str | LazyString = field(hash=False)
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    choices: tuple[Attribute, ...] = field(default=(), hash=False)

    def stored(self, value: str) -> str:
        """What the document says for a value of the address."""
        return next((stored for stored, word in self.words.items() if word == value), value)

    def shown(self, stored: str) -> str:
        """The value in the address for what the document says."""
        return self.words.get(stored, stored)


COMMON: Final = (
    Facet(CATEGORY, "category", _l("Kategori")),
    Facet(SUBCATEGORY, "subcategory", _l("Jenis")),
    Facet(
        "pembuatan",
        "made_to_order",
        _l("Ketersediaan"),
        words={"false": "siap", "true": "pesan"},
    ),
    Facet(HUE, "hues", _l("Warna di foto")),
    Facet("dokumen", "papers", _l("Dokumen")),
    Facet("mitra", "partners.slug", _l("Diterima oleh")),
    Facet("tempat", "place.slug", _l("Kampung dan sentra")),
    Facet("kelurahan", "kelurahan", _l("Kelurahan")),
    Facet("kirim", "shippable", _l("Pengiriman"), words={"true": "bisa", "false": "ambil"}),
    Facet(MAKER, "maker.slug", _l("Perajin")),
)


def _attribute_facet(key: str) -> Facet:
    described = tuple(
        one for kind in categories() for one in facet_attributes(kind) if one.key == key
    )
    return Facet(PARAMETERS.get(key, key), f"facets.{key}", "", choices=described)


@cache
def facets() -> dict[str, Facet]:
    """Every facet by its name in the address."""
    keys = dict.fromkeys(one.key for kind in categories() for one in facet_attributes(kind))
    all_of_them = (*COMMON, *(_attribute_facet(key) for key in keys))
    return {facet.parameter: facet for facet in all_of_them}


def facets_for(chosen_categories: Collection[str]) -> list[Facet]:
    """The facets that a page offers: those of a category once it is the only one chosen."""
    offered = [facet for facet in COMMON if facet.parameter != SUBCATEGORY]
    found = category(next(iter(chosen_categories))) if len(chosen_categories) == 1 else None
    if found is None:
        return offered
    own = [facets()[PARAMETERS.get(one.key, one.key)] for one in facet_attributes(found)]
    return [offered[0], facets()[SUBCATEGORY], *own, *offered[1:]]


def facet_label(facet: Facet, lang: str) -> str:
    """The facet's name on the page."""
    return facet.choices[0].label(lang) if facet.choices else str(facet.label)


def _category_label(value: str, lang: str) -> str:
    found = category(value)
    return found.label(lang) if found else value


def _subcategory_label(value: str, lang: str) -> str:
    found = subcategory(value)
    return found.label(lang) if found else value


def _paper_label(value: str, _lang: str) -> str:
    return paper_name(PaperKind(value)) if value in set(PaperKind) else value


def _making_label(value: str, _lang: str) -> str:
    return str({"siap": _("Siap beli"), "pesan": _("Dibuat sesuai pesanan")}.get(value, value))


def _sending_label(value: str, _lang: str) -> str:
    return str({"bisa": _("Bisa dikirim"), "ambil": _("Hanya ambil di tempat")}.get(value, value))


def _hue_label(value: str, _lang: str) -> str:
    return str(HUES.get(value, value))


_LABELS: Final[dict[str, Callable[[str, str], str]]] = {
    CATEGORY: _category_label,
    SUBCATEGORY: _subcategory_label,
    "dokumen": _paper_label,
    "pembuatan": _making_label,
    "kirim": _sending_label,
    HUE: _hue_label,
}


def value_label(facet: Facet, value: str, lang: str) -> str:
    """A value in words, where the code knows them; makers and places are named by SQL."""
    if facet.choices:
        if facet.choices[0].kind is Kind.BOOLEAN:
            return str(_("Ya"))
        picked = (one.choice(value) for one in facet.choices)
        return next((choice.label(lang) for choice in picked if choice), value)
    known = _LABELS.get(facet.parameter)
    return known(value, lang) if known else value
