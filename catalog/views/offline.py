"""What keeps the pages of makers and curators usable without a signal."""

import hashlib

from flask import Response, render_template, request
from flask_login import current_user

from accounts.permissions import signed_in
from catalog.views.blueprint import blueprint
from web.assets import worker_script
from web.guards import public, requires

WORKER = "js/offline-worker.js"
PERSON = "Etalase-Person"
"""Whose page an answer is; the worker keeps no page without it."""

KEPT_PAGES = ("/perajin-saya", "/kurator")
"""Where the pages are that devices keep: a maker's own, and those that a curator scores on."""


def person_mark(user_id: int, token: str) -> str:
    """Return a mark of a person's sessions that says nothing about the person."""
    return hashlib.sha256(f"{user_id}:{token}".encode()).hexdigest()[:16]


@blueprint.get("/luring.js")
@public
def offline_worker() -> Response:
    """The worker of these pages, from the root so that both languages are in its reach."""
    return worker_script(WORKER)


@blueprint.get("/perajin-saya/luring")
@requires(signed_in)
def offline_page() -> str:
    """What a page that the device does not keep shows in its place."""
    return render_template("catalog/offline_page.html")


@blueprint.after_app_request
def _say_whose_page(answer: Response) -> Response:
    """Mark these pages with their person, for the worker.

    What the office fills in for a maker is not kept: its device loses sight when the help ends.
    """
    if not request.path.startswith(KEPT_PAGES):
        return answer  # Nobody else's page asks the database who is there.
    if current_user.is_authenticated and current_user.errand is None:
        answer.headers[PERSON] = person_mark(current_user.id, current_user.session_token)
    return answer
