"""What keeps the pages of makers and curators usable without a signal."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Response, current_app, render_template, request
from flask_login import current_user

from accounts.permissions import signed_in
from catalog.views.blueprint import blueprint
from web.guards import public, requires

WORKER = "js/offline-worker.js"
PERSON = "Etalase-Person"
"""Whose page an answer is; the worker keeps no page without it."""

KEPT_PAGES = ("/perajin-saya", "/kurator")
"""Where the pages are that devices keep: a maker's own, and those that a curator scores on."""


def person_mark(user_id: int, token: str) -> str:
    """Return a mark of a person's sessions that says nothing about the person."""
    return hashlib.sha256(f"{user_id}:{token}".encode()).hexdigest()[:16]


@lru_cache(maxsize=2)
def _mark(files: tuple[tuple[Path, int], ...]) -> str:
    whole = hashlib.sha256()
    for path, _modified in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _release(folder: Path) -> str:
    """Return a mark of all our static files: another one replaces what devices keep.

    Every process reckons the same one, or devices would empty their store at each visit.
    """
    paths = sorted(path for kind in ("js", "css") for path in (folder / kind).rglob("*.*"))
    return _mark(tuple((path, path.stat().st_mtime_ns) for path in paths))


@blueprint.get("/luring.js")
@public
def offline_worker() -> Response:
    """The worker of these pages, from the root so that both languages are in its reach."""
    folder = Path(current_app.static_folder or "static")
    release = _release(folder)
    script = (folder / WORKER).read_text(encoding="utf-8")
    answer = Response(f'const RELEASE = "{release}";\n{script}', mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


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
