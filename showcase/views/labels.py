"""QR labels and table cards to print, and where a scanned code leads."""

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.permissions import is_curator, is_maker
from catalog.loaders import own_maker_or_404
from catalog.queries import listed_slug
from showcase.labels import entry_to_score, in_sheets, labels_of_maker, maker_label
from showcase.views.blueprint import blueprint
from web.guards import public, requires

KINDS = ("kartu", "label")
LONGEST_CODE = 16


def kind_asked() -> str:
    """Which of the ``KINDS`` the address asks for."""
    asked = request.args.get("jenis", "")
    return asked if asked in KINDS else KINDS[0]


@blueprint.get("/p/<code>")
@public
def scanned(code: str) -> Response:
    """Send who scanned a code on: a curator to the open sheet, everybody else to the page."""
    wanted = code.upper()[: LONGEST_CODE + 1]
    if current_user.is_authenticated and is_curator(current_user):
        entry = entry_to_score(current_user, wanted)
        if entry is not None:
            return _onward(url_for("curation.score_entry", entry_id=entry))
    slug = listed_slug(wanted) or abort(404)
    return _onward(url_for("showcase.product", slug=slug))


def _onward(path: str) -> Response:
    """On to a page in the language that the browser asks for, where the address says none."""
    wanted = request.accept_languages.best_match(["id", "en"], default="id")
    if wanted == "en" and not path.startswith("/en/"):
        path = f"/en{path}"
    answer = make_response(redirect(path, 302))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/perajin-saya/label")
@requires(is_maker)
def own_labels() -> str:
    """The cards of the maker and of each product on show, eight to a sheet of A4."""
    maker = own_maker_or_404(current_user)
    cards = labels_of_maker(maker)
    return render_template(
        "showcase/labels.html",
        sheets=in_sheets([maker_label(maker), *cards]) if cards else [],
        number=len(cards),
        kind=kind_asked(),
        here="showcase.own_labels",
        about={},
        eyebrow=maker.name,
        back_url=url_for("catalog.products"),
    )
