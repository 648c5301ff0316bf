"""A search as the address of the results page says it.

One address holds everything, so that results can be shared, and nothing in it can do harm: what
cannot be read is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from catalog.money import RupiahError, parse_rupiah
from showcase.search.facets import CATEGORY, SIZE, Facet, facets
from showcase.search.near import Spot, read_spot
from showcase.search.numbers import Understood, understand
from showcase.search.settings import MOST_HITS
from web.forms import clean_text

MOST_LETTERS: Final = 200
MOST_VALUES: Final = 30  # Of one facet; nobody ticks more by hand.
PAGE_SIZE: Final = 24
LAST_PAGE: Final = -(-MOST_HITS // PAGE_SIZE)
PRICE_MIN: Final = "harga_min"
PRICE_MAX: Final = "harga_maks"
WHOLE: Final = "lengkap"
WITHIN: Final = "dalam"
NEAR: Final = "lokasi"


class Sort(StrEnum):
    """The order of results."""

    RELEVANT = ""
    NEW = "baru"
    CHEAP = "murah"
    DEAR = "mahal"
    NEAR = "dekat"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What somebody looks for.

    Attributes:
        typed: the words as typed, tidied.
        chosen: by a facet's name in the address, the values that were picked.
        price_min: rupiah from its own field, or None.
        price_max: rupiah from its own field, or None.
        sort: the order; never ``NEAR`` without a place to be near to.
        near: where the visitor stands, or None.
        page: from 1.
        lang: the reader's language.
        whole: the name in the address of a facet whose long list is asked for in full.
        within: what is looked for in that list.
    """

    typed: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_min: int | None = None
    price_max: int | None = None
    sort: Sort = Sort.RELEVANT
    near: Spot | None = None
    page: int = 1
    lang: str = "id"
    whole: str = ""
    within: str = ""

    @property
    def understood(self) -> Understood:
        """The words, and the prices and sizes among them."""
        return understand(self.typed)

    @property
    def lowest(self) -> int | None:
        """The lowest price asked for, by field or by words."""
        return self.price_min if self.price_min is not None else self.understood.price_min

    @property
    def highest(self) -> int | None:
        """The highest price asked for, by field or by words."""
        return self.price_max if self.price_max is not None else self.understood.price_max

    @property
    def near_first(self) -> bool:
        """Whether the nearest products come first."""
        return self.sort is Sort.NEAR and self.near is not None

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that were picked."""
        return self.chosen.get(CATEGORY, ())

    def values(self, facet: Facet) -> tuple[str, ...]:
        """What was picked of a facet, by hand or by words."""
        picked = self.chosen.get(facet.parameter, ())
        size = self.understood.size
        if facet.parameter == SIZE and size is not None and str(size) not in picked:
            return (*picked, str(size))
        return picked

    def applied(self) -> Iterator[tuple[Facet, tuple[str, ...]]]:
        """Each facet of which something was picked, with the values."""
        for facet in facets().values():
            if picked := self.values(facet):
                yield facet, picked

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked for."""
        return not (self.typed or self.chosen or self.price_min or self.price_max)

    def arguments(self, *, page: int = 1) -> dict[str, Any]:
        """The address's query, by name; what is at its default is left out."""
        named: dict[str, Any] = {
            "q": self.typed,
            **{name: list(values) for name, values in self.chosen.items()},
            PRICE_MIN: self.price_min,
            PRICE_MAX: self.price_max,
            "urut": self.sort.value,
            NEAR: str(self.near) if self.near else "",
            WHOLE: self.whole,
            WITHIN: self.within,
            "hal": page if page > 1 else None,
        }
        return {name: value for name, value in named.items() if value not in ("", None, [])}

    def without(self, parameter: str, value: str) -> "SearchRequest":
        """The same search with one value of a facet taken off, also one that words asked for."""
        if value not in self.chosen.get(parameter, ()):
            return self.explicit().without(parameter, value) if self.understood.size else self
        left = tuple(one for one in self.chosen.get(parameter, ()) if one != value)
        chosen = {**self.chosen, parameter: left}
        return replace(self, chosen={name: picked for name, picked in chosen.items() if picked})

    def explicit(self) -> "SearchRequest":
        """The same search, with what was understood moved from the words to their own fields."""
        size = self.understood.size
        sizes = self.values(facets()[SIZE]) if size is not None else ()
        return replace(
            self,
            typed=self.understood.words,
            chosen={**self.chosen, **({SIZE: sizes} if sizes else {})},
            price_min=self.lowest,
            price_max=self.highest,
        )

    def without_price(self) -> "SearchRequest":
        """The same search at any price."""
        return replace(self.explicit(), price_min=None, price_max=None)

    def without_filters(self) -> "SearchRequest":
        """The words alone."""
        return replace(self, typed=self.understood.words, chosen={}, price_min=None, price_max=None)


def _line(text: str) -> str:
    return " ".join((clean_text(text) or "").split())[:MOST_LETTERS].strip()


def _price(text: str | None) -> int | None:
    try:
        return parse_rupiah(text or "") or None
    except RupiahError:
        return None


def _page(text: str | None) -> int:
    if text and text.isascii() and text.isdigit():
        return min(max(int(text[:6]), 1), LAST_PAGE)
    return 1


def _sort(text: str | None) -> Sort:
    return Sort(text) if text in set(Sort) else Sort.RELEVANT


def _chosen(args: "MultiDict[str, str]") -> dict[str, tuple[str, ...]]:
    chosen = {}
    for name in facets():
        tidy = (_line(value) for value in args.getlist(name)[:MOST_VALUES])
        picked = tuple(dict.fromkeys(value for value in tidy if value))
        if picked:
            chosen[name] = picked
    return chosen


def read_request(args: "MultiDict[str, str]", lang: str) -> SearchRequest:
    """Read a search out of an address's query; whatever makes no sense is left out."""
    low, high = _price(args.get(PRICE_MIN)), _price(args.get(PRICE_MAX))
    if low is not None and high is not None and low > high:
        low, high = high, low
    sort, near = _sort(args.get("urut")), read_spot(args.get(NEAR))
    whole = args[WHOLE] if args.get(WHOLE) in facets() else ""
    return SearchRequest(
        typed=_line(args.get("q", "")),
        chosen=_chosen(args),
        price_min=low,
        price_max=high,
        sort=Sort.RELEVANT if sort is Sort.NEAR and near is None else sort,
        near=near,
        page=_page(args.get("hal")),
        lang=lang,
        whole=whole,
        within=_line(args.get(WITHIN, "")) if whole else "",
    )
