"""What the results page shows beside the hits: chips, orders, addresses, cards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import format_decimal
from flask_babel import gettext as _

from catalog.categories import categories, category
from showcase.search.facets import CATEGORY, Facet
from showcase.search.names import names_for
from showcase.search.request import SearchRequest, Sort
from showcase.search.results import Easing, Hit, Names, SearchResult
from showcase.structured import absolute
from web.formats import rupiah

FIRST_ROW = (
    2  # Cards that load their pictures at once: as many as stand beside each other on a phone.
)


@dataclass(frozen=True, slots=True)
class Link:
    """A step to another search.

    Attributes:
        label: what it says.
        url: where it leads.
        current: whether it is where the visitor is.
        count: how many products there are, where that is said.
        asks_place: whether our script must ask the browser first where the visitor is.
    """

    label: str
    url: str
    current: bool = False
    count: int | None = None
    asks_place: bool = False


def results_url(request: SearchRequest, *, page: int = 1) -> str:
    """The address of a search in the reader's language."""
    return url_for("showcase.results", **request.arguments(page=page))


def price_words(low: int | None, high: int | None) -> str:
    """A range of prices in words."""
    if low is not None and high is not None:
        return f"{rupiah(low)} \N{EN DASH} {rupiah(high)}"
    if high is not None:
        return str(_("Sampai %(price)s", price=rupiah(high)))
    return str(_("Mulai %(price)s", price=rupiah(low)))


def chips(request: SearchRequest) -> list[Link]:
    """What is applied; each leads to the same search without it."""
    applied: list[tuple[Facet, tuple[str, ...]]] = list(request.applied())
    names = Names(names_for({facet.parameter: values for facet, values in applied}))
    found = [
        Link(
            names.label(facet, value, request.lang),
            results_url(request.without(facet.parameter, value)),
        )
        for facet, values in applied
        for value in values
    ]
    if request.lowest is not None or request.highest is not None:
        words = price_words(request.lowest, request.highest)
        found.append(Link(words, results_url(request.without_price())))
    return found


def orders(request: SearchRequest) -> list[Link]:
    """The ways to order the results."""
    labels = {
        Sort.RELEVANT: _("Paling sesuai"),
        Sort.NEW: _("Terbaru"),
        Sort.CHEAP: _("Harga terendah"),
        Sort.DEAR: _("Harga tertinggi"),
    }
    found = [
        Link(label, results_url(replace(request, sort=sort)), request.sort is sort)
        for sort, label in labels.items()
    ]
    near = results_url(replace(request, sort=Sort.NEAR))
    asks = request.near is None
    return [*found, Link(_("Terdekat"), near, request.sort is Sort.NEAR, asks_place=asks)]


def easing_links(result: SearchResult) -> list[Link]:
    """What would help a search that found nothing, each with how much it finds."""
    return [
        Link(_easing_words(one), results_url(one.request), count=one.count)
        for one in result.easings
    ]


def _easing_words(easing: Easing) -> str:
    """A spelling, or a filter less, in words."""
    if easing.spelling:
        return str(_("Maksud Anda “%(words)s”?", words=easing.spelling))
    facet = easing.facet
    if facet is None:
        return str(_("Tanpa batas harga"))
    names = Names(names_for({facet.parameter: easing.values}))
    lang = easing.request.lang
    picked = ", ".join(names.label(facet, value, lang) for value in easing.values)
    return str(_("Tanpa “%(filter)s”", filter=picked))


def category_links(request: SearchRequest) -> list[Link]:
    """A way into each category, for a search that found nothing."""
    fresh = SearchRequest(lang=request.lang)
    return [
        Link(one.label(request.lang), results_url(replace(fresh, chosen={"kategori": (one.key,)})))
        for one in categories()
    ]


def heading(result: SearchResult) -> str:
    """What the page is about: the words, the category, or everything."""
    request = result.request
    if request.typed:
        return str(_("Hasil untuk “%(words)s”", words=request.typed))
    found = category(request.categories[0]) if len(request.categories) == 1 else None
    return found.label(request.lang) if found else str(_("Semua produk"))


def _place_words(found: Hit) -> str:
    """Where the maker is, and how far that is where somebody asked for it."""
    if found.kilometres is None:
        return found.place
    far = _("%(far)s km", far=format_decimal(max(found.kilometres, 0.1), "#,##0.0"))
    return f"{found.place}, {far}" if found.place else str(far)


def cards(hits: Sequence[Hit]) -> list[dict[str, Any]]:
    """The values of the card macro for some hits."""
    passed = str(_("Lolos kurasi"))
    return [card(found, passed) for found in hits]


def card(found: Hit, passed: str) -> dict[str, Any]:
    """The values of the card macro for a hit.

    Args:
        found: The hit.
        passed: What the badge says of one that passed curation.
    """
    return {
        "url": url_for("showcase.product", slug=found.slug),
        "name": found.name,
        "maker": found.maker,
        "place": _place_words(found),
        "price": found.price,
        "unit": found.unit,
        "photo": found.photo,
        "alt": found.alt,
        "badge": passed if found.score is not None else "",
    }


def landing(result: SearchResult) -> str:
    """The address by which search engines may know a page of results; empty for most.

    They may know words or a category, or both, as long as products have just that. Filters, orders
    and further pages are countless views of the same, and what is merely close, or nothing at all,
    would let a stranger's link put any words onto a page of the city.
    """
    request = result.request
    plain = SearchRequest(
        typed=request.typed,
        chosen={CATEGORY: request.categories} if len(request.categories) == 1 else {},
        lang=request.lang,
    )
    known = request == plain and result.total and not (result.loosened or result.limited)
    return absolute(results_url(plain)) if known else ""


def page_values(result: SearchResult) -> dict[str, Any]:
    """All that the template needs."""
    request = result.request
    return {
        "result": result,
        "asked": request,
        "heading": heading(result),
        "cards": cards(result.hits),
        "chips": chips(request),
        "orders": orders(request),
        "page_url": lambda page: results_url(request, page=page),
        "plain_url": results_url(request.without_filters()),
        "whole_url": lambda name: results_url(
            replace(request, whole=name, within=""), page=request.page
        ),
        "all_url": results_url(SearchRequest()),
        "landing": landing(result),
        "category_links": [] if result.total else category_links(request),
        "easings": easing_links(result),
        "first_row": FIRST_ROW,
        "price_words": price_words,
    }
