"""More like this: by what it is called, how its cover looks, where it is made and what it costs.

Meilisearch brings candidates twice in one request: those whose words are nearest, and those whose
covers are. Each list is scaled to 0 to 1; what is of the same sort, from nearby and of a like price
then goes up.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from catalog.models import Product, ProductRevision
from catalog.queries import listed_products
from showcase.search.asking import CARD, RAREST_WORDS
from showcase.search.client import Document, SearchDown, SearchRefused, ask_quickly
from showcase.search.documents import documents_for
from showcase.search.feed import live_index
from showcase.search.filters import quoted
from showcase.search.names import still_public
from showcase.search.near import Spot, spot_of
from showcase.search.results import Hit, hit
from showcase.search.settings import LOOK
from web.languages import language

CANDIDATES: Final = 40
SHOWN: Final = 4
LOOKS: Final = 0.6  # How much the look counts where there is one; words have the rest.
SAME_SORT: Final = 0.15
NEARBY: Final = 0.08
NEARBY_KM: Final = 2.0
LIKE_PRICE: Final = 0.08  # Given in full for the same price, and not at all from twice or half.
A_MAKER: Final = 2  # Products of one maker at most.


def _spot(product: Product) -> Spot | None:
    here = product.maker.place or product.maker.kelurahan
    return Spot(here.latitude, here.longitude) if here else None


def _queries(product: Product, revision: ProductRevision) -> list[dict[str, Any]]:
    """The candidates, products of its category by other makers: by words, and by the cover."""
    common = {
        "indexUid": live_index(),
        "filter": [
            f"category = {quoted(revision.category)}",
            f"maker.slug != {quoted(product.maker.slug)}",
        ],
        "limit": CANDIDATES,
        "attributesToRetrieve": [*CARD, "subcategory"],
        "showRankingScore": True,
    }
    called = (language() == "en" and revision.name_en) or revision.name_id
    by_words = {**common, "q": called, "matchingStrategy": RAREST_WORDS}
    seen = revision.cover.photo.look if revision.cover else None
    if not seen:
        return [by_words]
    only_look = {"embedder": LOOK, "semanticRatio": 1.0}
    return [by_words, {**common, "vector": list(seen), "hybrid": only_look}]


def _scaled(found: Sequence[Document]) -> dict[int, float]:
    """The engine's scores of a list from 0 to 1, by product; all 1 where they are the same."""
    scores = {one["id"]: float(one["_rankingScore"]) for one in found}
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    span = high - low
    return {key: (score - low) / span if span else 1.0 for key, score in scores.items()}


def merged(lists: Sequence[Sequence[Document]]) -> list[Document]:
    """The candidates of all lists, each with its ``points``: what is not in a list has none there.

    Args:
        lists: The nearest by words, and by the cover where there is one.
    """
    documents = {one["id"]: one for found in lists for one in found}
    scores = [_scaled(found) for found in lists]
    weights = (1 - LOOKS, LOOKS) if len(lists) > 1 else (1.0,)
    return [
        {
            **one,
            "points": sum(
                weight * of.get(key, 0.0) for weight, of in zip(weights, scores, strict=True)
            ),
        }
        for key, one in documents.items()
    ]


def likeness(product: Product, revision: ProductRevision, found: Mapping[str, Any]) -> float:
    """How much a candidate is like a product; more is more, and 1.31 is the most.

    Args:
        product: With its maker's kampung or kelurahan.
        revision: What visitors see of it.
        found: The candidate's document with its ``points``, 0 to 1.
    """
    points: float = found["points"]
    if found["subcategory"] == revision.subcategory:
        points += SAME_SORT
    spot = _spot(product)
    far = spot.kilometres_to(spot_of(found["spot"])) if spot else None
    if far is not None and far <= NEARBY_KM:
        points += NEARBY
    if revision.price_rupiah and found["price"]:
        apart = abs(math.log2(found["price"] / revision.price_rupiah))
        points += LIKE_PRICE * max(0.0, 1 - apart)
    return points


def _few_of_each_maker(documents: Sequence[Document]) -> list[Document]:
    kept: list[Document] = []
    for one in documents:
        same = sum(other["maker"]["slug"] == one["maker"]["slug"] for other in kept)
        if same < A_MAKER:
            kept.append(one)
    return kept


def _ranked(product: Product, revision: ProductRevision, found: list[Document]) -> list[Document]:
    """The most alike that are still public, the most alike first."""
    found.sort(key=lambda one: (-likeness(product, revision, one), one["id"]))
    likest = _few_of_each_maker(found)[: 2 * SHOWN]
    public = still_public([one["id"] for one in likest])
    return [one for one in likest if one["id"] in public][:SHOWN]


def _from_sql(product: Product, revision: ProductRevision) -> list[Document]:
    """The newest of the same sort by others, where Meilisearch cannot answer."""
    same = Product.listed_revision.has(subcategory=revision.subcategory)
    others = same & (Product.maker_id != product.maker_id)
    keys = [one.id for one in listed_products(where=others, limit=SHOWN)]
    documents = documents_for(keys)
    return [documents[key] for key in keys if key in documents]


def similar_products(product: Product) -> list[Hit]:
    """Up to ``SHOWN`` public products of other makers that are like this one, the likest first.

    Args:
        product: Public, with its listed revision and maker.
    """
    revision = product.listed_revision
    if revision is None:
        return []
    try:
        answers = ask_quickly(_queries(product, revision))
        found = _ranked(product, revision, merged([answer["hits"] for answer in answers]))
    except (SearchDown, SearchRefused):
        found = _from_sql(product, revision)
    return [hit(one, language()) for one in found]
