"""Answers that most views give."""

from typing import Any

from flask import Response, make_response, redirect, render_template, request, url_for

SEE_OTHER = 303
UNPROCESSABLE = 422


def see_other(endpoint: str, **values: Any) -> Response:  # noqa: ANN401 - url_for's own values.
    """Send the browser on with GET after a change."""
    return make_response(redirect(url_for(endpoint, **values), SEE_OTHER))


def invalid(template: str, **context: Any) -> Response:  # noqa: ANN401 - a template's names.
    """The form again with what was typed and what is wrong, as 422."""
    return make_response(render_template(template, **context), UNPROCESSABLE)


def wants_json() -> bool:
    """Whether one of our scripts asks, rather than a person's browser."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def is_local_path(target: str | None) -> bool:
    """Whether a redirect target stays on this site."""
    if not target or not target.startswith("/"):
        return False
    return not target.startswith(("//", "/\\")) and "\n" not in target and "\r" not in target
