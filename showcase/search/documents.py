"""The document of a product: one builder for a single change and for a rebuild alike.

It holds both languages, since visitors mix them, and all that a card shows, so that a page of
results needs nothing else. No attribute ends in ``_id``: patterns in the settings could catch it.
Nothing in it is private: no wholesale price, no draft, no number of a paper, no single score.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from catalog.attributes import chosen, english_key, facet_values, other_key
from catalog.categories import Kind, category
from catalog.models import Maker, ProductRevision, RevisionPhoto
from showcase.search.client import Document
from showcase.search.near import spot_text
from showcase.search.nearest import SPOT
from showcase.search.prices import band_of
from showcase.search.settings import LOOK
from showcase.search.sources import Source, revision_of, sources
from uploads.look import named_colours

SHAPE = 6  # Raised whenever the builder changes, so that a new release rebuilds the index.


def content_hash(document: Document) -> str:
    """A hash of everything in a document but the hash itself."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _kinds(revision: ProductRevision, lang: str) -> list[str]:
    """The names of category and subcategory; a key that is gone has none."""
    found = category(revision.category)
    if found is None:
        return []
    sub = found.subcategory(revision.subcategory)
    return [found.label(lang), *([sub.label(lang)] if sub else [])]


def _written(category_key: str, values: Mapping[str, Any], lang: str) -> Iterator[str]:
    """What the maker wrote in text attributes and beside "other"."""
    found = category(category_key)
    for one in found.attributes if found else ():
        if one.kind is Kind.TEXT:
            yield values.get(english_key(one) if lang == "en" else one.key) or ""
        if one.other and lang == "id":
            yield values.get(other_key(one)) or ""


def details(category_key: str, values: Mapping[str, Any], lang: str) -> list[str]:
    """Motif, material, technique and the like in words; other spellings stand with Indonesian.

    Args:
        category_key: The product's category.
        values: Its attributes.
        lang: The language of the words.
    """
    words: list[str] = []
    for _, choice in chosen(category_key, values):
        words += choice.found_by or (choice.label(lang), *(choice.also if lang == "id" else ()))
    return [word for word in (*words, *_written(category_key, values, lang)) if word]


def _place(maker: Maker) -> dict[str, Any]:
    place, kelurahan = maker.place, maker.kelurahan
    spot = place or kelurahan
    return {
        # Named also where there is none: Meilisearch refuses to look at what no document names.
        "place": {
            "slug": place and place.slug,
            "name_ind": place and place.name_id,
            "name_eng": place and (place.name_en or place.name_id),
        },
        "kelurahan": kelurahan and kelurahan.name,
        SPOT: spot and spot_text(spot.latitude, spot.longitude),
    }


def _photo(cover: RevisionPhoto | None) -> dict[str, Any] | None:
    if cover is None:
        return None
    photo = cover.photo
    return {
        "name": photo.name,
        "width": photo.width,
        "height": photo.height,
        "mat": photo.mat,
        "derived": photo.is_derived,
        "alt_ind": cover.alt_id,
        "alt_eng": cover.alt_en or cover.alt_id,
    }


def _look(cover: RevisionPhoto | None) -> dict[str, Any]:
    """The cover's colours, and its look as a vector; both empty where nobody has looked."""
    seen = cover.photo.look if cover else None
    return {
        "hues": list(named_colours(seen)) if seen else [],
        "_vectors": {LOOK: list(seen) if seen else None},
    }


def _terms(revision: ProductRevision) -> dict[str, Any]:
    return {
        "price": revision.price_rupiah,
        "price_band": band_of(revision.price_rupiah),
        "unit": revision.unit,
        "minimum_order": revision.minimum_order,
        "lead_time": revision.lead_time_days,
        "made_to_order": revision.made_to_order,
        "shippable": revision.shippable,
    }


def _words(revision: ProductRevision) -> dict[str, Any]:
    return {
        "name_ind": revision.name_id,
        "name_eng": revision.name_en or revision.name_id,
        "keywords": list(revision.keywords),
        "kind_ind": _kinds(revision, "id"),
        "kind_eng": _kinds(revision, "en"),
        "details_ind": details(revision.category, revision.attributes, "id"),
        "details_eng": details(revision.category, revision.attributes, "en"),
        "description_ind": _joined(revision.description_id, revision.story_id),
        "description_eng": _joined(revision.description_en, revision.story_en),
    }


def document(source: Source) -> Document:
    """What search knows of a product."""
    product, revision = source.product, revision_of(source)
    built: Document = {
        "id": product.id,
        "code": product.code or "",
        "slug": product.slug,
        **_words(revision),
        "category": revision.category,
        "subcategory": revision.subcategory,
        "facets": facet_values(revision.category, revision.attributes),
        "maker": {"slug": product.maker.slug, "name": product.maker.name},
        **_place(product.maker),
        **_terms(revision),
        "papers": sorted(source.papers),
        "partners": [{"slug": slug, "name": name} for slug, name in source.partners],
        "score": product.curation_score,
        "listed_at": int(product.listed_at.timestamp()) if product.listed_at else 0,
        "photo": _photo(source.cover),
        **_look(source.cover),
    }
    built["hash"] = content_hash(built)
    return built


def documents_for(ids: Collection[int]) -> dict[int, Document]:
    """The documents of the public ones among these products, by their keys."""
    return {source.product.id: document(source) for source in sources(ids)}
