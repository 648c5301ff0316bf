"""What the search box suggests while somebody types."""

from itertools import groupby

from flask import Response, make_response, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from showcase.results_page import results_url
from showcase.search.request import SearchRequest, read_request
from showcase.search.suggesting import Suggestion, SuggestionKind, suggestions
from showcase.views.blueprint import blueprint
from web.guards import public
from web.languages import language

SECONDS = 60  # That an answer may be shown again; a shelf does not change while a word is typed.

HEADINGS: dict[SuggestionKind, LazyString] = {
    SuggestionKind.PRODUCT: _l("Produk"),
    SuggestionKind.MAKER: _l("Perajin"),
    SuggestionKind.PLACE: _l("Kampung dan sentra"),
    SuggestionKind.KELURAHAN: _l("Kelurahan"),
    SuggestionKind.CATEGORY: _l("Kategori"),
}
ICONS: dict[SuggestionKind, str] = {
    SuggestionKind.MAKER: "store",
    SuggestionKind.PLACE: "pin",
    SuggestionKind.KELURAHAN: "pin",
    SuggestionKind.CATEGORY: "tag",
}


@blueprint.get("/saran")
@public
def suggest() -> Response:
    """A list that our script shows below the box; empty where nothing fits."""
    asked = read_request(request.args, language())
    found = groupby(suggestions(asked.typed, asked.lang), key=lambda one: one.kind)
    page = render_template(
        "showcase/suggestions.html",
        groups=[(HEADINGS[kind], ICONS.get(kind), list(some)) for kind, some in found],
        address=address,
    )
    response = make_response(page)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    return response


def address(one: Suggestion) -> str:
    """Where a suggestion leads."""
    if one.kind is SuggestionKind.PRODUCT:
        return url_for("showcase.product", slug=one.target)
    if one.kind is SuggestionKind.MAKER:
        return url_for("showcase.maker", slug=one.target)
    if one.kind is SuggestionKind.PLACE:
        return url_for("showcase.place", slug=one.target)
    chosen = {"kelurahan": (one.target,)}
    if one.kind is SuggestionKind.CATEGORY:
        chosen = {"kategori": (one.target,)} | ({"sub": (one.within,)} if one.within else {})
    return results_url(SearchRequest(lang=language(), chosen=chosen))
