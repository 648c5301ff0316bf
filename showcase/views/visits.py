"""Counting that a product's page was looked at."""

from urllib.parse import urlsplit

from flask import Response, current_app, make_response, request
from flask_login import current_user

from accounts.permissions import is_office
from catalog.loaders import LARGEST_KEY
from catalog.queries import product_of
from catalog.visits import VisitBuffer
from database import will_write
from showcase.views.blueprint import blueprint
from web.guards import public
from web.limits import form_limit

MACHINES = ("bot", "crawl", "spider", "slurp", "preview", "lighthouse", "monitor")


def is_machine() -> bool:
    """Whether a program that says so asks."""
    agent = request.headers.get("User-Agent", "").lower()
    return not agent or any(word in agent for word in MACHINES)


def _is_from_here() -> bool:
    """Whether one of our own pages sends this: by what the browser says of its origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def _counts(product_id: int) -> bool:
    """Whether this visitor is one: neither the office nor the maker itself."""
    if not current_user.is_authenticated:
        return True
    return not is_office(current_user) and product_of(current_user, product_id) is None


@blueprint.post("/produk/<int:product_id>/dilihat")
@public
@form_limit
def product_seen(product_id: int) -> Response:
    """Count one look at a product's page; a visitor without an account costs no query."""
    will_write(answer=False)  # The buffer writes later, for many at once.
    sound = product_id <= LARGEST_KEY and _is_from_here() and not is_machine()
    if sound and _counts(product_id):
        buffer = current_app.extensions["visits"]
        assert isinstance(buffer, VisitBuffer)  # noqa: S101 - tells the type checker what create_app put there.
        buffer.note(product_id)
    return make_response("", 204)
