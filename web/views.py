"""Pages of the shell itself."""

from flask import Blueprint, render_template

from web.gallery import samples
from web.guards import public

blueprint = Blueprint("web", __name__)


@blueprint.get("/galeri-komponen")
@public
def gallery() -> str:
    """Every component in every state, for designers and tests."""
    return render_template("web/gallery.html", **samples())


@blueprint.get("/sehat")
@public
def health() -> dict[str, str]:
    """Say that the web process answers; watchers ask this."""
    return {"status": "ok"}
