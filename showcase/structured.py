"""Structured data for search engines, in schema.org's terms."""

from typing import Any

from flask import url_for

from catalog.models import Product, ProductRevision
from web.context import settings
from web.languages import localised


def absolute(path: str) -> str:
    """A path as a full address of the public site."""
    return f"{settings().public_url}{path}"


def product_data(product: Product, revision: ProductRevision) -> dict[str, Any]:
    """A Product with its Offer (https://schema.org/Product), for a JSON-LD block."""
    cover = revision.cover
    offer = {
        "@type": "Offer",
        "priceCurrency": "IDR",
        "price": revision.price_rupiah,
        "availability": "https://schema.org/"
        + ("PreOrder" if revision.made_to_order else "InStock"),
        "url": absolute(url_for("showcase.product", slug=product.slug)),
        "seller": {"@type": "Organization", "name": product.maker.name},
    }
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": localised(revision, "name"),
        "description": localised(revision, "description"),
        "sku": product.code or product.slug,
        "image": [absolute(cover.photo.fallback_url)] if cover else [],
        "brand": {"@type": "Brand", "name": product.maker.name},
        "offers": offer,
    }
