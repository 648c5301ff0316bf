"""Who is signed in: Flask-Login, with a token so that sessions can be ended."""

import secrets
from typing import Final

from flask import Flask, g, request, session
from flask_login import LoginManager
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import selectinload

from accounts.facilitation import FACILITATION
from accounts.models import User
from accounts.queries import errand_of
from config import Settings
from database import db
from web.errors import SHOWING_ERROR

MAKERS_PAGES: Final = "/perajin-saya"


def new_session_token() -> str:
    """A fresh token; giving it to a person ends every session that they have."""
    return secrets.token_hex(16)


def is_makers_page(path: str) -> bool:
    """Whether an address belongs to the maker's workspace, where the office helps out."""
    return path == MAKERS_PAGES or path.startswith(f"{MAKERS_PAGES}/")


def _load(stored: str) -> User | None:
    key, _, token = stored.partition(":")
    if not (key.isascii() and key.isdigit()):
        return None
    query = select(User).where(User.id == int(key)).options(selectinload(User.memberships))
    try:
        user = db.session.scalar(query)
    except SQLAlchemyError:
        if not g.get(SHOWING_ERROR, False):
            raise
        db.session.rollback()
        return None  # An error page must not need what is broken.
    if user is None or not user.is_active:
        return None
    if not secrets.compare_digest(user.session_token, token):
        return None
    _send_on_errand(user)
    return user


def _send_on_errand(user: User) -> None:
    """Let a person of the office work for the maker that this browser has open."""
    chosen = session.get(FACILITATION)
    user.open_errand = errand_of(user, chosen) if isinstance(chosen, int) else None
    there = is_makers_page(request.path)
    user.errand = user.open_errand if there else None


def cookie_names(settings: Settings) -> tuple[str, str]:
    """What the session's cookie and the one that keeps people signed in are called.

    Cookies do not know ports, so two copies on one machine need names of their own. Behind
    https, ``__Host-`` makes browsers refuse a session that another host or plain http has set.
    Flask-Login takes its cookie back without saying "secure", which browsers ignore for a
    ``__Host-`` name: whoever signed out would be signed in again.
    """
    name = "etalase" if settings.is_production else f"etalase-{settings.port}"
    return f"__Host-{name}" if settings.is_https else name, f"{name}-remember"


def init_sessions(app: Flask, settings: Settings) -> None:
    """Attach Flask-Login."""
    session_cookie, remember_cookie = cookie_names(settings)
    manager = LoginManager()
    manager.user_loader(_load)
    manager.init_app(app)
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=session_cookie,
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=settings.is_https,
        REMEMBER_COOKIE_NAME=remember_cookie,
        REMEMBER_COOKIE_SECURE=settings.is_https,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
    )
