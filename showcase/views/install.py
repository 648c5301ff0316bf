"""What lets a phone keep Etalase: the worker that keeps pages, and the description of the app."""

from flask import Response, jsonify, render_template, url_for
from flask_babel import gettext as _

from showcase.views.blueprint import blueprint
from web.assets import asset, worker_script
from web.context import settings
from web.guards import public
from web.languages import language

WORKER = "js/visitor-worker.js"
SIZES = (192, 512)
PAPER = "#fbf8f2"


@blueprint.get("/pengunjung.js")
@public
def visitor_worker() -> Response:
    """The worker of public pages, from the root so that all of them are in its reach."""
    return worker_script(WORKER)


@blueprint.get("/luring")
@public
def away() -> str:
    """What a page that the device does not keep shows in its place."""
    return render_template("showcase/away.html")


def _icons() -> list[dict[str, str]]:
    """Our mark in both sizes; it leaves room enough to be cut to any shape."""
    return [
        {
            "src": asset(f"art/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in SIZES
        for purpose in ("any", "maskable")
    ]


@blueprint.get("/etalase.webmanifest")
@public
def manifest() -> Response:
    """The app's description (https://www.w3.org/TR/appmanifest/)."""
    answer = jsonify(
        name=" · ".join(one for one in ("Etalase", settings().city_name) if one),
        short_name="Etalase",
        description=str(_("Cari, lihat, dan simpan produk perajin yang lolos kurasi.")),
        lang=language(),
        id="/",
        start_url=url_for("showcase.home"),
        scope="/",
        display="standalone",
        background_color=PAPER,
        theme_color=PAPER,
        icons=_icons(),
        shortcuts=[
            {"name": str(name), "url": url_for(f"showcase.{endpoint}")}
            for name, endpoint in (
                (_("Cari produk"), "results"),
                (_("Kampung dan sentra"), "places"),
                (_("Simpanan"), "wishlist"),
            )
        ],
    )
    answer.mimetype = "application/manifest+json"
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
