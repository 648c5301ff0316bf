"""What somebody may mean while still typing: products, makers, places and kinds, in one request.

All of it comes from the documents of products, so that no maker and no place is suggested whose
shelf is empty.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from catalog.categories import category
from showcase.search.asking import CARD
from showcase.search.client import Document, SearchDown, SearchRefused, ask_quickly
from showcase.search.closest.keeping import current_index
from showcase.search.closest.ranking import respelt
from showcase.search.fallback import sql_search
from showcase.search.feed import live_index
from showcase.search.highlight import CLOSE, OPEN, marked
from showcase.search.names import still_public
from showcase.search.numbers import understand
from showcase.search.request import SearchRequest
from showcase.search.results import hit, suffix
from uploads.models import Photo

MOST: Final = 8
MOST_PRODUCTS: Final = 6
MOST_OTHERS: Final = 2  # Of each kind.
FEWEST_LETTERS: Final = 2

_log = logging.getLogger(__name__)


class SuggestionKind(StrEnum):
    """What is suggested, in the order of the list."""

    PRODUCT = "product"
    MAKER = "maker"
    PLACE = "place"
    KELURAHAN = "kelurahan"
    CATEGORY = "category"


class Suggestion(NamedTuple):
    """One thing that may be meant.

    Attributes:
        kind: What it is.
        label: Its name in the reader's language, with what was typed in ``<mark>``.
        target: The slug of a product, maker or place, the name of a kelurahan, or the key of a
            category.
        within: The subcategory of that category, where that is what is meant.
        price: Of a product in rupiah, or None.
        maker: Of a product.
        photo: Of a product, or None.
    """

    kind: SuggestionKind
    label: Markup
    target: str
    within: str = ""
    price: int | None = None
    maker: str = ""
    photo: Photo | None = None


class _Question(NamedTuple):
    """How one kind is asked for.

    Attributes:
        kind: What it is.
        looked_at: The attributes that must have the words; all of them when there are none.
        once: The attribute of which each value is wanted once.
        fields: What is shown of a document.
        read: Makes a suggestion of one; None where the words are not in its name.
    """

    kind: SuggestionKind
    looked_at: tuple[str, ...]
    once: str
    fields: tuple[str, ...]
    read: Callable[[Document, str], Suggestion | None]

    def query(self, words: str, lang: str) -> dict[str, Any]:
        """The request's part for this kind."""
        wanted: dict[str, Any] = {
            "indexUid": live_index(),
            "q": words,
            "matchingStrategy": "all",
            "limit": MOST_OTHERS if self.once else MOST_PRODUCTS,
            "attributesToRetrieve": ["id", *self.fields],
            "attributesToHighlight": [*(self.looked_at or (f"name_{suffix(lang)}",))],
            "highlightPreTag": OPEN,
            "highlightPostTag": CLOSE,
        }
        if self.looked_at:
            wanted |= {"attributesToSearchOn": list(self.looked_at), "distinct": self.once}
        return wanted


def _product(document: Document, lang: str) -> Suggestion:
    found = hit(document, lang)
    return Suggestion(
        SuggestionKind.PRODUCT,
        found.name,
        found.slug,
        price=found.price,
        maker=found.maker,
        photo=found.photo,
    )


def _maker(document: Document, lang: str) -> Suggestion:  # noqa: ARG001 - a name has no language.
    name = marked(document["_formatted"]["maker"]["name"])
    return Suggestion(SuggestionKind.MAKER, name, document["maker"]["slug"])


def _place(document: Document, lang: str) -> Suggestion:
    name = marked(document["_formatted"]["place"][f"name_{suffix(lang)}"])
    return Suggestion(SuggestionKind.PLACE, name, document["place"]["slug"])


def _kelurahan(document: Document, lang: str) -> Suggestion:  # noqa: ARG001 - nor has this.
    name = marked(document["_formatted"]["kelurahan"])
    return Suggestion(SuggestionKind.KELURAHAN, name, document["kelurahan"])


def _category(document: Document, lang: str) -> Suggestion | None:
    """The subcategory where its name has what was typed, else the category."""
    own = f"kind_{suffix(lang)}"
    other = "kind_ind" if lang == "en" else "kind_eng"
    found = [OPEN in name for name in document["_formatted"][own]]
    if not any(found):  # The visitor typed it in the other language.
        found = [OPEN in name for name in document["_formatted"][other]]
    labels = [marked(name) for name in document["_formatted"][own]]
    if category(document["category"]) is None or not any(found):
        return None
    target = document["category"]
    if found[0]:
        return Suggestion(SuggestionKind.CATEGORY, labels[0], target)
    return Suggestion(SuggestionKind.CATEGORY, labels[1], target, within=document["subcategory"])


_KINDS: Final = ("kind_ind", "kind_eng")
_QUESTIONS: Final = (
    _Question(SuggestionKind.PRODUCT, (), "", CARD, _product),
    _Question(SuggestionKind.MAKER, ("maker.name",), "maker.slug", ("maker",), _maker),
    _Question(
        SuggestionKind.PLACE,
        ("place.name_ind", "place.name_eng"),
        "place.slug",
        ("place",),
        _place,
    ),
    _Question(SuggestionKind.KELURAHAN, ("kelurahan",), "kelurahan", ("kelurahan",), _kelurahan),
    _Question(
        SuggestionKind.CATEGORY,
        _KINDS,
        "subcategory",
        ("category", "subcategory", *_KINDS),
        _category,
    ),
)


def suggestions(typed: str, lang: str) -> list[Suggestion]:
    """At most ``MOST`` things that may be meant, products first; none for too few letters.

    While Meilisearch is away, products alone, from SQL.

    Args:
        typed: What stands in the box so far.
        lang: The reader's language.
    """
    words = understand(typed).words
    if len(words) < FEWEST_LETTERS:
        return []
    try:
        return _asked(words, lang) or _respelt(words, lang)
    except SearchDown as down:
        _log.info("suggested from SQL: %s", down)
        return _from_sql(typed, lang)
    except SearchRefused as refused:
        # An empty index knows no attribute, and refuses to look at one.
        if refused.code != "invalid_search_attributes_to_search_on":
            _log.error("Meilisearch refused suggestions for %r: %s", words, refused)
        return _from_sql(typed, lang)


def _asked(words: str, lang: str) -> list[Suggestion]:
    answers = ask_quickly([one.query(words, lang) for one in _QUESTIONS])
    return _together(list(_read([answer["hits"] for answer in answers], lang)))


def _respelt(words: str, lang: str) -> list[Suggestion]:
    """The same for the words as they may be meant, where Meilisearch forgives no slip."""
    index = current_index()
    spelt = respelt(index, words) if index is not None else ""
    return _asked(spelt, lang) if spelt else []


def _read(found: Sequence[list[Document]], lang: str) -> Iterator[Suggestion]:
    """Suggestions of what visitors may still see, each once."""
    public = still_public([document["id"] for documents in found for document in documents])
    seen: set[tuple[SuggestionKind, str, str]] = set()
    for question, documents in zip(_QUESTIONS, found, strict=True):
        for document in documents:
            one = question.read(document, lang) if document["id"] in public else None
            if one and (known := (one.kind, one.target, one.within)) not in seen:
                seen.add(known)
                yield one


def _together(found: list[Suggestion]) -> list[Suggestion]:
    """As many products as there is room for beside the others, but two at least."""
    products = [one for one in found if one.kind is SuggestionKind.PRODUCT]
    others = [one for one in found if one.kind is not SuggestionKind.PRODUCT]
    others = others[: MOST - min(len(products), 2)]
    return [*products[: MOST - len(others)], *others]


def _from_sql(typed: str, lang: str) -> list[Suggestion]:
    hits = sql_search(SearchRequest(typed=typed, lang=lang)).hits[:MOST_PRODUCTS]
    return [
        Suggestion(
            SuggestionKind.PRODUCT,
            one.name,
            one.slug,
            price=one.price,
            maker=one.maker,
            photo=one.photo,
        )
        for one in hits
    ]
