"""What a search gives back: typed, in the reader's language, ready for a page or a line of JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from catalog.categories import Kind, category
from catalog.units import NAMES, unit_label
from showcase.search.client import Document
from showcase.search.facets import Facet, facet_label, value_label
from showcase.search.highlight import marked
from showcase.search.near import Spot, spot_of
from showcase.search.prices import PriceBand
from showcase.search.request import LAST_PAGE, PAGE_SIZE, SearchRequest
from uploads.models import Photo, PhotoState

LONGEST_LIST: Final = 40  # Values of a facet that are sent along, the tail of them folded.
FIRST_OF_MANY: Final = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One product that was found; all of it comes from its document.

    Attributes:
        name: in the reader's language, with the words that matched in ``<mark>``.
        place: the kelurahan.
        price: rupiah, or None.
        unit: what one price buys, in words.
        photo: the cover, for the card's picture; never in a session.
        score: of the curation, or None.
        kilometres: to the maker's kampung or kelurahan, where somebody asked for what is near.
    """

    id: int
    code: str
    slug: str
    name: Markup
    maker: str
    place: str
    price: int | None
    unit: str
    photo: Photo | None
    alt: str
    score: float | None
    kilometres: float | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet with how many products it would show."""

    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the page lists it.

    Attributes:
        options: the values, or the first few of very many.
        total: how many values there are.
        waits: its values are too many to be counted before somebody asks for them.
    """

    parameter: str
    label: str
    options: tuple[Option, ...] = ()
    total: int = 0
    waits: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there are more values than the page lists."""
        return self.waits or len(self.options) < self.total


@dataclass(frozen=True, slots=True)
class Easing:
    """Something that would help a search that found nothing.

    Attributes:
        request: The search with it changed.
        spelling: The words as they may be meant.
        facet: The filter that is taken off; the price where both this and the spelling are empty.
        values: What was picked of it.
        count: How many products would be found.
    """

    request: SearchRequest
    spelling: str = ""
    facet: Facet | None = None
    values: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What was found.

    Attributes:
        request: what was asked.
        hits: one page of products.
        total: how many there are in all.
        facets: what the search can be narrowed by, with counts; empty when limited.
        prices: the lowest and the highest price but for the price filter itself, or None.
        price_bands: how many products there are at which prices, but for that filter.
        limited: search is away, so only names were looked at.
        loosened: too few have all the words, so products with some of them are shown too.
        exact: how many have all the words, where the search was loosened.
        easings: what would help, where nothing was found.
    """

    request: SearchRequest
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: tuple[FacetView, ...] = ()
    prices: tuple[int, int] | None = None
    price_bands: tuple[PriceBand, ...] = ()
    limited: bool = False
    loosened: bool = False
    exact: int = 0
    easings: tuple[Easing, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages there are to turn, at most ``LAST_PAGE``."""
        return min(-(-self.total // PAGE_SIZE), LAST_PAGE)


@dataclass(frozen=True, slots=True)
class Names:
    """What makers, places and partners are called, by facet and slug."""

    of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def label(self, facet: Facet, value: str, lang: str) -> str:
        """A facet's value in words."""
        return self.of.get(facet.parameter, {}).get(value) or value_label(facet, value, lang)


def _photo(shown: Document | None) -> Photo | None:
    """A photo that was never in a session, only to know its addresses."""
    if not shown:
        return None
    return Photo(
        name=shown["name"],
        width=shown["width"],
        height=shown["height"],
        mat=shown["mat"],
        state=PhotoState.DERIVED if shown["derived"] else PhotoState.PENDING,
        placeholder="",
    )


def suffix(lang: str) -> str:
    """How a document's fields in a language end."""
    return "eng" if lang == "en" else "ind"


def hit(document: Document, lang: str, near: Spot | None = None) -> Hit:
    """A document as a hit; its ``_formatted`` name is used where there is one.

    Args:
        document: With all that a card shows.
        lang: The reader's language.
        near: Where the reader stands, if the distance is wanted.
    """
    own = suffix(lang)
    shown = document.get("_formatted") or document
    photo = document.get("photo")
    unit = document["unit"]
    return Hit(
        id=document["id"],
        code=document["code"],
        slug=document["slug"],
        name=marked(shown[f"name_{own}"]),
        maker=document["maker"]["name"],
        place=document["kelurahan"] or "",
        price=document["price"],
        unit=unit_label(unit, lang) if unit in set(NAMES) else unit,
        photo=_photo(photo),
        alt=(photo[f"alt_{own}"] if photo else "") or document[f"name_{own}"],
        score=document["score"],
        kilometres=near.kilometres_to(spot_of(document["spot"])) if near else None,
    )


def _order(facet: Facet) -> Mapping[str, int]:
    """Sizes go up; everything else goes by count."""
    if facet.choices and facet.choices[0].kind is Kind.SIZES:
        return {str(size): place for place, size in enumerate(facet.choices[0].sizes())}
    return {}


def _rank(option: Option, order: Mapping[str, int]) -> tuple[int, ...]:
    """Where values have an order, that; elsewhere what was picked stands on top."""
    return (order[option.value],) if option.value in order else (not option.checked,)


def _first(options: list[Option]) -> list[Option]:
    """All of a list that a page can hold; of a longer one the first few and all that is picked."""
    if len(options) <= LONGEST_LIST:
        return options
    return [one for place, one in enumerate(options) if place < FIRST_OF_MANY or one.checked]


def _within(facet: Facet, options: list[Option], request: SearchRequest) -> FacetView:
    """What somebody looked for in a facet's list, and what is picked already."""
    wanted = request.within.casefold()
    found = [one for one in options if one.checked or wanted in one.label.casefold()]
    found.sort(key=lambda one: (not one.checked, -one.count, one.label.lower()))
    return FacetView(facet.parameter, facet_label(facet, request.lang), tuple(found), len(found))


def facet_view(
    facet: Facet, counts: Mapping[str, int], request: SearchRequest, names: Names
) -> FacetView | None:
    """A facet's values with their counts, or None where there is nothing to choose."""
    picked = request.values(facet)
    by_value = {facet.shown(stored): count for stored, count in counts.items()}
    by_value |= {value: 0 for value in picked if value not in by_value}
    options = [
        Option(value, names.label(facet, value, request.lang), count, value in picked)
        for value, count in by_value.items()
    ]
    if request.whole == facet.parameter and request.within:
        return _within(facet, options, request)
    order = _order(facet)
    options.sort(key=lambda one: (*_rank(one, order), -one.count, one.label.lower()))
    if len(options) < 2 and not picked:  # noqa: PLR2004 - one value narrows nothing.
        return None
    shown = options if request.whole == facet.parameter else _first(options)
    return FacetView(facet.parameter, facet_label(facet, request.lang), tuple(shown), len(options))


def page_title(request: SearchRequest) -> str:
    """The name of the only category that was chosen, or nothing."""
    if len(request.categories) != 1:
        return ""
    found = category(request.categories[0])
    return found.label(request.lang) if found else ""
