"""Pages that look the same to every visitor: named by an ETag, so that none is sent twice.

They are kept but asked after each time: what was withdrawn must be gone at once.
"""

from typing import Final

from flask import Flask, Response, current_app, request, session
from flask_login import current_user

from web.guards import GUARD
from web.kept_pages import keep_if_wanted

KEPT: Final = "public, no-cache"
OK: Final = 200


def _is_for_all(response: Response) -> bool:
    """Whether an answer is a whole public page, with nothing of the one who asks."""
    view = current_app.view_functions.get(request.endpoint or "")
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == OK
        and response.mimetype == "text/html"
        and not response.is_streamed
        and "Cache-Control" not in response.headers
        and getattr(view, GUARD, "") == "public"
        and not session.modified
        and not current_user.is_authenticated
    )


def init_caching(app: Flask) -> None:
    """Name public pages after each request, and say when the visitor has them already."""

    @app.after_request
    def name_page(response: Response) -> Response:
        if _is_for_all(response):
            response.headers["Cache-Control"] = KEPT
            response.vary.add("Cookie")
            response.add_etag(weak=True)
            keep_if_wanted(response)
            response.make_conditional(request)
        return response
