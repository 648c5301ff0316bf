"""Structured data for search engines, in schema.org's terms, and the picture of a shared link."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for

from catalog.models import Kelurahan, Maker, Place, Product, ProductRevision, RevisionPhoto
from curation.models import Partner
from showcase.sharing import SIZE as SHARED_SIZE
from uploads.models import Photo
from web.context import settings
from web.languages import language, localised

Data = dict[str, Any]


def absolute(path: str) -> str:
    """A path as a full address of the public site."""
    return f"{settings().public_url}{path}"


def graph(*things: Data) -> Data:
    """Several things as one block of JSON-LD."""
    return {"@context": "https://schema.org", "@graph": list(things)}


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Data:
    """Where a page stands (https://schema.org/BreadcrumbList).

    Args:
        steps: What each page is called and its path; the last one is the page itself.
    """
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, start=1)
        ],
    }


def product_data(product: Product, revision: ProductRevision) -> Data:
    """A Product with its Offer (https://schema.org/Product)."""
    offer = {
        "@type": "Offer",
        "priceCurrency": "IDR",
        "price": revision.price_rupiah,
        "availability": "https://schema.org/"
        + ("PreOrder" if revision.made_to_order else "InStock"),
        "itemCondition": "https://schema.org/NewCondition",
        "url": absolute(url_for("showcase.product", slug=product.slug)),
        "seller": {"@type": "Organization", "name": product.maker.name},
    }
    return {
        "@type": "Product",
        "name": localised(revision, "name"),
        "description": localised(revision, "description"),
        "sku": product.code or product.slug,
        "image": [absolute(shown.photo.fallback_url) for shown in revision.photos],
        "brand": {"@type": "Brand", "name": product.maker.name},
        "offers": offer,
    }


def maker_data(maker: Maker, photos: Sequence[Photo]) -> Data:
    """A LocalBusiness (https://schema.org/LocalBusiness); its street stays its own.

    Args:
        maker: With kelurahan and place at hand.
        photos: Of what it makes.
    """
    found = {
        "@type": "LocalBusiness",
        "name": maker.name,
        "url": absolute(url_for("showcase.maker", slug=maker.slug)),
        "description": localised(maker, "story"),
        "address": _address(maker.kelurahan),
        "image": [absolute(photo.fallback_url) for photo in photos],
    }
    return {name: value for name, value in found.items() if value}


def partner_data(partner: Partner) -> Data:
    """A Store (https://schema.org/Store)."""
    found = {
        "@type": "Store",
        "name": partner.name,
        "url": absolute(url_for("showcase.partner", slug=partner.slug)),
        "description": localised(partner, "description"),
        "address": partner.city
        and {"@type": "PostalAddress", "addressLocality": partner.city, "addressCountry": "ID"},
    }
    return {name: value for name, value in found.items() if value}


def place_data(place: Place) -> Data:
    """A TouristAttraction (https://schema.org/TouristAttraction)."""
    return {
        "@type": "TouristAttraction",
        "name": localised(place, "name"),
        "url": absolute(url_for("showcase.place", slug=place.slug)),
        "description": localised(place, "description"),
        "address": {**_address(place.kelurahan), "streetAddress": place.address},
        "geo": {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        },
    }


def site_data() -> Data:
    """The site with its search (https://schema.org/WebSite)."""
    target = absolute(url_for("showcase.results")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "name": "Etalase",
        "url": absolute(url_for("showcase.home")),
        "inLanguage": language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def shared_picture(shown: RevisionPhoto | None) -> Data | None:
    """What a shared link shows: a photo's address, size and words."""
    if shown is None:
        return None
    photo = shown.photo
    return {
        "url": absolute(photo.fallback_url),
        "width": photo.width,
        "height": photo.height,
        "alt": localised(shown, "alt"),
    }


def shared_product(product: Product, revision: ProductRevision) -> Data:
    """What a shared link to a product shows: the picture that is drawn for it."""
    width, height = SHARED_SIZE
    path = url_for("showcase.shared_picture", slug=product.slug, v=revision.number)
    return {
        "url": absolute(path),
        "width": width,
        "height": height,
        "alt": localised(revision, "name"),
    }


def _address(kelurahan: Kelurahan | None) -> Data:
    parts = [kelurahan.name if kelurahan else "", settings().city_name]
    return {
        "@type": "PostalAddress",
        "addressLocality": ", ".join(part for part in parts if part),
        "addressCountry": "ID",
    }
