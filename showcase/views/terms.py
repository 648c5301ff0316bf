"""A product's terms as the public page shows them, and wholesale prices for who may see them."""

from dataclasses import dataclass

from flask import Response
from flask_babel import gettext as _
from flask_babel import ngettext

from catalog.models import ProductRevision
from catalog.shipping import is_never_shipped
from catalog.units import counted
from catalog.wholesale import WholesaleLine, minimum_order, piece_name, wholesale_lines
from web.languages import language


@dataclass(frozen=True, slots=True)
class Wholesale:
    """What a wholesale buyer reads.

    Attributes:
        lines: A price for each quantity.
        piece: What one piece is called.
        terms: Minimum order, lead time and capacity, as pairs of words.
    """

    lines: list[WholesaleLine]
    piece: str
    terms: list[tuple[str, str]]


def lead_time(revision: ProductRevision) -> str:
    """Return how long the making takes in words, empty where nothing is said or needed."""
    days = revision.lead_time_days
    return ngettext("%(num)s hari", "%(num)s hari", days) if days else ""


def wholesale_page(revision: ProductRevision | None) -> Wholesale | None:
    """Return a revision's wholesale terms, or None where it has none."""
    if revision is None or not revision.wholesale_tiers:
        return None
    lang, capacity = language(), revision.capacity_per_month
    terms = [
        (_("Minimal pesan"), minimum_order(revision, lang)),
        (_("Lama pengerjaan"), lead_time(revision)),
        (
            _("Kapasitas"),
            _("%(count)s / bulan", count=counted(capacity, revision.unit, lang))
            if capacity
            else "",
        ),
    ]
    shown = [(label, words) for label, words in terms if words]
    return Wholesale(wholesale_lines(revision, lang), piece_name(revision, lang), shown)


def delivery(revision: ProductRevision) -> str:
    """Return how the product reaches its buyer."""
    if revision.shippable:
        return str(_("Bisa dikirim ke luar kota"))
    if is_never_shipped(revision):
        return str(_("Tidak dikirim, karena cepat basi. Ambil di tempat pembuatnya."))
    return str(_("Tidak dikirim ke luar kota. Ambil di tempat pembuatnya."))


def keep_private(response: Response) -> Response:
    """Keep a page with wholesale prices out of every cache, index and referrer."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
