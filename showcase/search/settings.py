"""The settings of the index, as they took effect on Meilisearch 1.21."""

import hashlib
import json
from typing import Any, Final

from showcase.search.synonyms import synonyms
from uploads.look import DIMENSIONS

MOST_HITS: Final = 2000  # How deep pages go; counts are right beyond it.
MOST_FACET_VALUES: Final = 200
CUTOFF_MS: Final = 500
LOOK: Final = "look"  # The vectors of cover photos.
ONE_TYPO_FROM: Final = 5  # Letters; with four, topi would find kopi.
TWO_TYPOS_FROM: Final = 9

# Only words that carry nothing. Standard Indonesian lists drop besar, kecil, tanpa and anak, which
# buyers mean.
STOP_WORDS: Final = ("yang", "dan", "di", "ke", "dari", "ini", "itu", "the", "of", "for", "and")

SEARCHABLE: Final = (
    "name_ind",
    "name_eng",
    "keywords",
    "maker.name",
    "kind_ind",
    "kind_eng",
    "details_ind",
    "details_eng",
    "place.name_ind",
    "place.name_eng",
    "kelurahan",
    "code",
    "description_ind",
    "description_eng",
)

RANKING: Final = (
    "sort",
    "words",
    "typo",
    "proximity",
    "attribute",
    "exactness",
    "score:desc",
    "listed_at:desc",
)

NUMBERS: Final = ("id", "price", "price_band", "minimum_order", "lead_time", "listed_at", "score")
LISTS: Final = (
    "category",
    "subcategory",
    "maker.slug",
    "place.slug",
    "kelurahan",
    "papers",
    "partners.slug",
    "made_to_order",
    "shippable",
    "facets.*",
    "hues",
    "spot",
)


TYPOS: Final = {
    "minWordSizeForTypos": {"oneTypo": ONE_TYPO_FROM, "twoTypos": TWO_TYPOS_FROM},
    "disableOnNumbers": True,
    "disableOnAttributes": ["code"],
}


def _filterable() -> list[dict[str, Any] | str]:
    def features(*, facet_search: bool, comparison: bool) -> dict[str, Any]:
        return {
            "facetSearch": facet_search,
            "filter": {"equality": True, "comparison": comparison},
        }

    return [
        {
            "attributePatterns": list(NUMBERS),
            "features": features(facet_search=False, comparison=True),
        },
        {
            "attributePatterns": list(LISTS),
            "features": features(facet_search=True, comparison=False),
        },
    ]


def index_settings() -> dict[str, Any]:
    """All settings of the index of products."""
    return {
        "searchableAttributes": list(SEARCHABLE),
        "rankingRules": list(RANKING),
        "filterableAttributes": _filterable(),
        "sortableAttributes": ["price", "listed_at", "id"],
        # There is no Indonesian stemmer; naming the language keeps other languages' rules away.
        "localizedAttributes": [
            {"attributePatterns": ["*_ind", "maker.name", "keywords"], "locales": ["ind"]},
            {"attributePatterns": ["*_eng"], "locales": ["eng"]},
        ],
        "stopWords": list(STOP_WORDS),
        "synonyms": synonyms(),
        "typoTolerance": TYPOS,
        "pagination": {"maxTotalHits": MOST_HITS},
        "faceting": {
            "maxValuesPerFacet": MOST_FACET_VALUES,
            # Of prices the lowest and the highest are wanted; by count all of them would be read.
            "sortFacetValuesBy": {"*": "count", "price": "alpha"},
        },
        "prefixSearch": "indexingTime",
        "searchCutoffMs": CUTOFF_MS,
        "embedders": {LOOK: {"source": "userProvided", "dimensions": DIMENSIONS}},
    }


def settings_hash() -> str:
    """A short hash that changes whenever a setting does."""
    text = json.dumps(index_settings(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
