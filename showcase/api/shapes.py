"""How products, makers and places look in JSON: what all may see on their pages, and no more."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from catalog.models import Maker, Place, Product, ProductRevision, RevisionPhoto
from catalog.units import NAMES, unit_label
from showcase.search.results import Hit, SearchResult
from showcase.structured import absolute
from uploads.models import Photo

Shape = dict[str, Any]


def texts(indonesian: str, english: str) -> Shape:
    """A text in both languages; English is null where nobody wrote it."""
    return {"id": indonesian, "en": english or None}


def page_of(endpoint: str, slug: str) -> str:
    """The page of something on the site, in Indonesian; English is the same below ``/en``."""
    return absolute(url_for(endpoint, slug=slug).removeprefix("/en"))


def _unit(key: str) -> Shape:
    known = key in set(NAMES)
    return {
        "key": key,
        "id": unit_label(key, "id") if known else key,
        "en": unit_label(key, "en") if known else key,
    }


def _picture(photo: Photo) -> Shape:
    return {"url": absolute(photo.fallback_url), "width": photo.width, "height": photo.height}


def _photo(shown: RevisionPhoto) -> Shape:
    return {**_picture(shown.photo), "alt": texts(shown.alt_id, shown.alt_en)}


def _named(thing: Maker | Place | None, endpoint: str) -> Shape | None:
    if thing is None:
        return None
    name: Any = thing.name if isinstance(thing, Maker) else texts(thing.name_id, thing.name_en)
    return {"slug": thing.slug, "name": name, "url": page_of(endpoint, thing.slug)}


def product_shape(
    product: Product,
    revision: ProductRevision,
    papers: frozenset[str],
    partners: tuple[tuple[str, str], ...],
) -> Shape:
    """A public product.

    Args:
        product: With its maker, kelurahan and place at hand.
        revision: That is listed, with its photos.
        papers: Kinds of confirmed papers that have not run out.
        partners: Slug and name of who accepted it.
    """
    maker = product.maker
    return {
        "code": product.code or None,
        "slug": product.slug,
        "url": page_of("showcase.product", product.slug),
        "name": texts(revision.name_id, revision.name_en),
        "description": texts(revision.description_id, revision.description_en),
        "category": revision.category,
        "subcategory": revision.subcategory or None,
        "price": _price(revision),
        "minimum_order": revision.minimum_order,
        "lead_time_days": revision.lead_time_days,
        "made_to_order": revision.made_to_order,
        "shippable": revision.shippable,
        "maker": _named(maker, "showcase.maker"),
        "place": _named(maker.place, "showcase.place"),
        "kelurahan": maker.kelurahan.name if maker.kelurahan else None,
        "papers": sorted(papers),
        "accepted_by": [{"slug": slug, "name": name} for slug, name in partners],
        "photos": [_photo(shown) for shown in revision.photos],
        "listed_at": product.listed_at.isoformat() if product.listed_at else None,
    }


def _price(revision: ProductRevision) -> Shape | None:
    if revision.price_rupiah is None:
        return None
    return {"rupiah": revision.price_rupiah, "unit": _unit(revision.unit)}


def maker_shape(maker: Maker, products: int) -> Shape:
    """A verified maker who shows something.

    Args:
        maker: With kelurahan and place at hand.
        products: How many are listed.
    """
    return {
        "slug": maker.slug,
        "url": page_of("showcase.maker", maker.slug),
        "name": maker.name,
        "story": texts(maker.story_id, maker.story_en),
        "kelurahan": maker.kelurahan.name if maker.kelurahan else None,
        "place": _named(maker.place, "showcase.place"),
        "products": products,
    }


def place_shape(place: Place) -> Shape:
    """A place that people can visit."""
    return {
        "slug": place.slug,
        "url": page_of("showcase.place", place.slug),
        "kind": place.kind.value,
        "name": texts(place.name_id, place.name_en),
        "description": texts(place.description_id, place.description_en),
        "hours": texts(place.hours_id, place.hours_en),
        "address": place.address,
        "kelurahan": place.kelurahan.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _hit(found: Hit) -> Shape:
    return {
        "code": found.code or None,
        "slug": found.slug,
        "url": page_of("showcase.product", found.slug),
        "name": str(found.name.striptags()),
        "marked_name": str(found.name),
        "maker": found.maker,
        "kelurahan": found.place or None,
        "price": None if found.price is None else {"rupiah": found.price, "unit": found.unit},
        "photo": _picture(found.photo) if found.photo else None,
        "passed_curation": found.score is not None,
    }


def search_shape(result: SearchResult) -> Mapping[str, Any]:
    """A page of what was found."""
    return {
        "total": result.total,
        "page": result.request.page,
        "pages": result.pages,
        "limited": result.limited,
        "loosened": result.loosened,
        "products": [_hit(found) for found in result.hits],
    }
