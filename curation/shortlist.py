"""What a partner takes home from a round: the chosen products with terms and contact."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from io import BytesIO

from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.categories import category
from catalog.models import Maker, ProductRevision
from catalog.sheets.cells import Raw
from catalog.sheets.tables import table_file
from catalog.units import counted, unit_label
from catalog.wholesale import (
    WholesaleLine,
    minimum_order,
    piece_name,
    price_words,
    wholesale_lines,
)
from curation.entry_models import Entry
from curation.models import Round
from curation.queries.shortlist import chosen_entries
from curation.wording import state_in_words
from web.languages import language, localised


@dataclass(frozen=True, slots=True)
class Chosen:
    """One product of the shortlist.

    Attributes:
        entry: Accepted, with or without a condition.
        revision: Whose terms hold today: the public one, or the one that was accepted.
        lines: Its wholesale prices.
        piece: What one piece of a kodi is called.
        terms: Smallest order, time of making and capacity, as pairs of words.
        contact: How the maker can be reached; only what the maker shows to everybody.
    """

    entry: Entry
    revision: ProductRevision
    lines: list[WholesaleLine]
    piece: str
    terms: list[tuple[str, str]]
    contact: list[tuple[str, str]]


def shortlist_of(round_: Round, hidden: Collection[int]) -> list[Chosen]:
    """Everything that was released as accepted and still is, by maker.

    Args:
        round_: The round.
        hidden: Keys of entries in which the reader has an interest; they are left out.
    """
    return [_chosen(entry) for entry in chosen_entries(round_.id, hidden)]


def _chosen(entry: Entry) -> Chosen:
    revision, lang = entry.product.listed_revision or entry.revision, language()
    return Chosen(
        entry=entry,
        revision=revision,
        lines=wholesale_lines(revision, lang),
        piece=piece_name(revision, lang),
        terms=_terms(revision, lang),
        contact=contact_of(entry.product.maker),
    )


def _terms(revision: ProductRevision, lang: str) -> list[tuple[str, str]]:
    days, capacity = revision.lead_time_days, revision.capacity_per_month
    made = ngettext("%(num)s hari", "%(num)s hari", days) if days else ""
    monthly = counted(capacity, revision.unit, lang) if capacity else ""
    pairs = (
        (_("Minimal pesan"), minimum_order(revision, lang)),
        (_("Lama pengerjaan"), made),
        (_("Kapasitas"), _("%(count)s / bulan", count=monthly) if monthly else ""),
    )
    return [(label, words) for label, words in pairs if words]


def contact_of(maker: Maker) -> list[tuple[str, str]]:
    """The ways to the maker that everybody may know, as pairs of words."""
    pairs = (
        (_("WhatsApp"), f"+{maker.whatsapp}" if maker.whatsapp and maker.shows_whatsapp else ""),
        (_("Instagram"), maker.instagram and f"@{maker.instagram.lstrip('@')}"),
        (_("Situs"), maker.website),
    )
    return [(label, words) for label, words in pairs if words]


def shortlist_file(round_: Round, hidden: Collection[int]) -> BytesIO:
    """The shortlist as a spreadsheet, one product a row."""
    headings = [
        (_("Kode produk"), 14),
        (_("Produk"), 36),
        (_("Kelompok"), 18),
        (_("Perajin"), 30),
        (_("Kelurahan"), 18),
        (_("Hasil"), 18),
        (_("Harga eceran (Rp)"), 14),
        (_("Satuan"), 12),
        (_("Harga grosir"), 48),
        (_("Minimal pesan"), 16),
        (_("Lama pengerjaan"), 16),
        (_("Kapasitas"), 18),
        (_("WhatsApp"), 18),
        (_("Instagram"), 20),
        (_("Situs"), 28),
    ]
    return table_file(_("Daftar terpilih"), headings, _rows(shortlist_of(round_, hidden)))


def _rows(chosen: Iterable[Chosen]) -> Iterable[list[Raw]]:
    for one in chosen:
        revision, maker = one.revision, one.entry.product.maker
        group, terms, contact = category(revision.category), dict(one.terms), dict(one.contact)
        yield [
            one.entry.product.code or "",
            localised(revision, "name"),
            group.label(language()) if group else revision.category,
            maker.name,
            maker.kelurahan.name if maker.kelurahan else "",
            state_in_words(one.entry.state),
            revision.price_rupiah,
            unit_label(revision.unit, language()),
            "; ".join(f"{line.start}: {price_words(line, one.piece)}" for line in one.lines),
            *(terms.get(label, "") for label in _term_labels()),
            *(contact.get(label, "") for label in _contact_labels()),
        ]


def _term_labels() -> tuple[str, str, str]:
    return _("Minimal pesan"), _("Lama pengerjaan"), _("Kapasitas")


def _contact_labels() -> tuple[str, str, str]:
    return _("WhatsApp"), _("Instagram"), _("Situs")
