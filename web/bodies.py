"""How much a request may send: little, but for the few pages that take large files."""

from collections.abc import Callable
from typing import Final, TypeVar

from flask import Flask, request
from flask_login import current_user

LIMIT: Final = "etalase_body_limit"

View = TypeVar("View", bound=Callable[..., object])


def takes_up_to(most: int) -> Callable[[View], View]:
    """Let a view take bodies of ``most`` bytes from people who are signed in."""

    def mark(view: View) -> View:
        setattr(view, LIMIT, most)
        return view

    return mark


def init_bodies(app: Flask) -> None:
    """Raise the limit before anything reads the body; the check of forms does so first."""

    @app.before_request
    def allow_large_files() -> None:
        most = getattr(app.view_functions.get(request.endpoint or ""), LIMIT, 0)
        if most and current_user.is_authenticated:
            request.max_content_length = most
