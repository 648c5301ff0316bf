"""Rate limits for sign-in and forms."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from config import Settings
from web.context import settings as current_settings

SIGN_IN_LIMIT = "10 per minute; 60 per hour"
FORM_LIMIT = "60 per minute"

View = TypeVar("View", bound=Callable[..., Any])

limiter = Limiter(get_remote_address, strategy="moving-window")


@limiter.request_filter
def _counts_nothing_here() -> bool:
    """Whether this app goes without limits; the limiter itself serves every app of a process."""
    return current_settings().rate_limits == "off"


def _is_read() -> bool:
    return request.method in {"GET", "HEAD", "OPTIONS"}


def sign_in_limit(function: View) -> View:
    """Allow few attempts to sign in, sign up or reset a password from one address."""
    limited = limiter.limit(SIGN_IN_LIMIT, exempt_when=_is_read)(function)
    return cast("View", limited)


def form_limit(function: View) -> View:
    """Allow a person's pace, not a program's, for a public form."""
    limited = limiter.limit(FORM_LIMIT, exempt_when=_is_read)(function)
    return cast("View", limited)


def init_limits(app: Flask, settings: Settings) -> None:
    """Count in Redis where there is one, else in this process."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    limiter.init_app(app)
