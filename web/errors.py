"""What can go wrong, and the pages that say so in the person's language."""

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_babel import LazyString
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from database import db

PAGES = frozenset({400, 404, 409, 413, 422, 429, 500, 503})
DRAIN_LIMIT = 256 * 1024 * 1024  # What is read and thrown away so that a browser sees our page.
DRAIN_CHUNK = 1024 * 1024
JSON = "application/json"

_log = logging.getLogger(__name__)


class RuleViolation(Exception):
    """A rule of the house was broken; the message is for the person, in their language.

    Attributes:
        message: one plain sentence.
        field: the name of the form field that it belongs to, or None for the whole form.
    """

    def __init__(self, message: str | LazyString, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class StaleVersion(RuleViolation):
    """Somebody else saved first; ``current`` is what is stored now."""

    def __init__(self, message: str | LazyString, current: object = None) -> None:
        super().__init__(message)
        self.current = current


def error_page(code: int, message: str | LazyString | None = None) -> Response:
    """The error page of a status code, with an own message where there is one."""
    db.session.rollback()
    template = f"errors/{code if code in PAGES else 400}.html"
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == JSON:
        response = make_response({"error": str(message or ""), "status": code}, code)
    else:
        response = make_response(render_template(template, message=message, code=code), code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _drain() -> None:
    """Read what is left of a body that is too large, so that the answer is not cut off."""
    stream, left = request.environ["wsgi.input"], DRAIN_LIMIT
    while left > 0:
        chunk = stream.read(DRAIN_CHUNK)
        if not chunk:
            return
        left -= len(chunk)


def init_errors(app: Flask) -> None:
    """Register the handlers: one place where failures become pages."""

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if error.response is not None:
            return make_response(error.response)
        if isinstance(error, RequestEntityTooLarge):
            _drain()
        return error_page(error.code or 500)

    @app.errorhandler(StaleVersion)
    def stale(error: StaleVersion) -> Response:
        return error_page(409, error.message)

    @app.errorhandler(RuleViolation)
    def broken_rule(error: RuleViolation) -> Response:
        return error_page(422, error.message)

    @app.errorhandler(StaleDataError)
    @app.errorhandler(IntegrityError)
    def at_once(_error: Exception) -> Response:
        _log.warning("two saves met at %s", request.path, exc_info=True)
        return error_page(409)
