"""Every endpoint says who may call it; a test walks the address map and asks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit

from flask import Response, abort, make_response, redirect, request, url_for
from flask_login import current_user

P = ParamSpec("P")
R = TypeVar("R")

GUARD = "etalase_guard"


class Rule:
    """A named predicate on a person that combines with ``&`` and ``|``."""

    def __init__(self, name: str, test: Callable[[Any], bool]) -> None:
        self.name = name
        self._test = test

    def __call__(self, user: object) -> bool:
        """Whether the rule holds for the person."""
        return self._test(user)

    def __and__(self, other: "Rule") -> "Rule":
        """Both rules hold."""
        return Rule(f"({self.name} & {other.name})", lambda user: self(user) and other(user))

    def __or__(self, other: "Rule") -> "Rule":
        """One of the rules holds."""
        return Rule(f"({self.name} | {other.name})", lambda user: self(user) or other(user))


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view that anybody may call."""
    setattr(view, GUARD, "public")
    return view


def _page_before() -> str | None:
    """The page of ours from which a form was sent, to come back to what was typed there."""
    before = urlsplit(request.referrer or "")
    ours = urlsplit(request.host_url)
    return before.path or None if before[:2] == ours[:2] else None


def _sign_in_first() -> Response:
    back: str | None
    if request.method == "GET":
        back = request.script_root + request.full_path.rstrip("?")
    else:
        back = _page_before()
    return make_response(redirect(url_for("accounts.sign_in", next=back), 303))


def requires(rule: Rule) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Let only people for whom the rule holds call the view.

    Who is not signed in goes to the sign-in page and comes back; anybody else gets 404, so that
    nobody learns which pages exist.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R | Response]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
            if not current_user.is_authenticated:
                return _sign_in_first()
            if not rule(current_user):
                abort(404)
            return view(*args, **kwargs)

        setattr(guarded, GUARD, rule.name)
        return cast("Callable[P, R | Response]", guarded)

    return decorate
