"""What every answer has: an ETag, a minute in caches, limits, and leave to be read anywhere."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from showcase.api.parameters import Parameter, Values, read_parameters
from web.errors import RuleViolation, error_page
from web.guards import public
from web.limits import limiter

PREFIX: Final = "/api/v1"
LIMIT: Final = "120 per minute"
SECONDS: Final = 60  # That an answer may be kept.
BAD_REQUEST: Final = 400

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)

View = Callable[..., Mapping[str, Any]]


def reads(path: str, *known: Parameter) -> Callable[[View], View]:
    """Give a view its address, and its answer everything that it must have.

    Args:
        path: Below ``/api/v1``.
        *known: What the address may ask for; the view gets the values by name as its first
            argument.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(**parts: str) -> Response:
            try:
                values: Values = read_parameters(request.args, known)
                return kept(view(values, **parts))
            except RuleViolation as broken:
                return error_page(BAD_REQUEST, broken.message)

        blueprint.get(path)(public(limiter.limit(LIMIT)(answer)))
        return view

    return decorate


def kept(body: Mapping[str, Any]) -> Response:
    """A body as an answer that caches may keep, and that is not sent twice to who has it."""
    response = jsonify(body)
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.add_etag()
    response.make_conditional(request)
    return response


def listed(items: Sequence[Any], shapes: Sequence[Any], most: int, cursor: str) -> dict[str, Any]:
    """A page of a list with where to go on; null at the end.

    Args:
        items: One more than the page holds, if there are more.
        shapes: Of those on the page.
        most: How many the page holds.
        cursor: After the last of these.
    """
    return {"items": shapes, "next_cursor": cursor if len(items) > most else None}
