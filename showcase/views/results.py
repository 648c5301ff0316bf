"""The results page: one address for words, filters, order and page."""

from functools import partial

from flask import Response, make_response, render_template, request

from showcase.results_page import page_values
from showcase.search.query import search
from showcase.search.request import read_request
from showcase.sought import Search, counted_search, note_search
from showcase.views.blueprint import blueprint
from showcase.views.visits import is_machine
from web.context import settings
from web.guards import public
from web.kept_pages import FRAGMENT, keep_not, kept, whenever_shown
from web.languages import language

TYPING = "X-Typing"  # And so while somebody types: half a word is not what they look for.


def _note(counted: Search | None) -> None:
    """Count a search that a person has finished typing."""
    if counted and TYPING not in request.headers and not is_machine():
        note_search(counted)


@blueprint.get("/cari")
@public
@kept
def results() -> Response:
    """What was found, as a page or as the part of it that changes."""
    result = search(read_request(request.args, language()))
    whenever_shown(partial(_note, counted_search(result)))
    if result.limited:
        keep_not()
    template = "results_part" if request.headers.get(FRAGMENT) == "results" else "results"
    page = render_template(
        f"showcase/{template}.html", whatsapp=settings().city_whatsapp, **page_values(result)
    )
    response = make_response(page)
    response.vary.add(FRAGMENT)
    return response
