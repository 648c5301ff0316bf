"""The results page: one address for words, filters, order and page."""

from flask import Response, make_response, render_template, request

from showcase.results_page import page_values
from showcase.search.query import search
from showcase.search.request import read_request
from showcase.sought import note_search
from showcase.views.blueprint import blueprint
from showcase.views.visits import is_machine
from web.context import settings
from web.guards import public
from web.languages import language

TYPING = "X-Typing"  # And so while somebody types: half a word is not what they look for.
FRAGMENT = "X-Fragment"  # Our script asks so for the results alone, without the page around them.


@blueprint.get("/cari")
@public
def results() -> Response:
    """What was found, as a page or as the part of it that changes."""
    result = search(read_request(request.args, language()))
    if TYPING not in request.headers and not is_machine():
        note_search(result)
    template = "results_part" if request.headers.get(FRAGMENT) == "results" else "results"
    page = render_template(
        f"showcase/{template}.html", whatsapp=settings().city_whatsapp, **page_values(result)
    )
    response = make_response(page)
    response.vary.add(FRAGMENT)
    return response
