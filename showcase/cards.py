"""What a product card shows, from a product of the database."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from catalog.models import Product, ProductRevision, RevisionPhoto
from catalog.units import unit_label
from web.languages import language, localised


def alt_text(shown: RevisionPhoto, revision: ProductRevision) -> str:
    """The photo's alternative text; the product's name where nobody wrote one."""
    return localised(shown, "alt") or localised(revision, "name")


def product_card(product: Product) -> dict[str, Any]:
    """The values of the card macro for a listed product.

    Args:
        product: public, loaded by ``catalog.queries.listed_products``.

    Raises:
        ValueError: for a product without a listed revision.
    """
    revision = product.listed_revision
    if revision is None:
        raise ValueError("only listed products have cards")
    cover = revision.cover
    kelurahan = product.maker.kelurahan
    return {
        "url": url_for("showcase.product", slug=product.slug),
        "name": localised(revision, "name"),
        "maker": product.maker.name,
        "place": kelurahan.name if kelurahan else "",
        "price": revision.price_rupiah,
        "unit": unit_label(revision.unit, language()),
        "photo": cover.photo if cover else None,
        "alt": alt_text(cover, revision) if cover else "",
        "badge": _("Lolos kurasi") if product.curation_score is not None else "",
    }
