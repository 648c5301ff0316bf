"""What can go wrong, and the pages that say so in the person's language."""

import logging

from flask import Flask, Response, abort, current_app, g, make_response, render_template, request
from flask_babel import LazyString
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from database import db

PAGES = frozenset({400, 404, 409, 413, 422, 429, 500, 503})
DRAIN_LIMIT = 256 * 1024 * 1024  # What is read and thrown away so that a browser sees our page.
DRAIN_CHUNK = 1024 * 1024
JSON = "application/json"
PROGRAMS = "/api/"  # Below it nobody reads pages.
SHOWING_ERROR = "showing_error"  # The name in ``g`` while an error page is made.

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
    setattr(g, SHOWING_ERROR, True)
    template = f"errors/{code if code in PAGES else 400}.html"
    for_program = request.path.startswith(PROGRAMS)
    accepted = request.accept_mimetypes.best_match(["text/html", "application/json"])
    if for_program or accepted == JSON:
        sentence = str(message or _words(template))
        response = make_response({"error": sentence, "status": code}, code)
    else:
        response = make_response(render_template(template, message=message, code=code), code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _words(template: str) -> str:
    """The sentence of an error page alone, for our scripts to show."""
    page = current_app.jinja_env.get_template(template)
    return "".join(page.blocks["words"](page.new_context())).strip()


def _drain() -> None:
    """Read what is left of a body that is too large, so that the answer is not cut off."""
    stream, left = request.environ["wsgi.input"], DRAIN_LIMIT
    while left > 0:
        chunk = stream.read(DRAIN_CHUNK)
        if not chunk:
            return
        left -= len(chunk)


def _http_error(error: HTTPException) -> Response:
    """What Werkzeug refuses, as a page."""
    if error.response is not None:
        return make_response(error.response)
    if isinstance(error, RequestEntityTooLarge):
        _drain()
    page = error_page(error.code or 500)
    if isinstance(error, MethodNotAllowed):
        page.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return page


def init_errors(app: Flask) -> None:
    """Register the handlers: one place where failures become pages."""

    @app.before_request
    def know_no_nul() -> None:
        """No name of ours holds the character, and PostgreSQL refuses the question itself."""
        if "\0" in request.path:
            abort(404)

    app.register_error_handler(HTTPException, _http_error)

    @app.errorhandler(StaleVersion)
    def stale(error: StaleVersion) -> Response:
        return error_page(409, error.message)

    @app.errorhandler(RuleViolation)
    def broken_rule(error: RuleViolation) -> Response:
        return error_page(422, error.message)

    _handle_database_errors(app)


def _handle_database_errors(app: Flask) -> None:
    """Two saves that met, and a database that does not answer."""

    @app.errorhandler(StaleDataError)
    @app.errorhandler(IntegrityError)
    def at_once(_error: Exception) -> Response:
        _log.warning("two saves met at %s", request.path, exc_info=True)
        return error_page(409)

    @app.errorhandler(OperationalError)
    def out_of_order(_error: OperationalError) -> Response:
        _log.exception("the database did not answer at %s", request.path)
        return error_page(503)
