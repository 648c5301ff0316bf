"""Migrations by Flask-Migrate, whose Alembic is loaded only where somebody asks for it."""

from functools import partial
from typing import Any

from flask import Flask
from werkzeug.local import LocalProxy

from config import ROOT
from database import db


def _tool(app: Flask) -> Any:  # noqa: ANN401 - Flask-Migrate's own class is private.
    """Flask-Migrate's settings for the app; from then on they stand in the proxy's place."""
    from flask_migrate import Migrate  # noqa: PLC0415 - some 8 MB that no request needs.

    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    return app.extensions["migrate"]


def init_migrations(app: Flask) -> None:
    """Let ``flask db``, a plugin of the command line, find the app's migrations."""
    app.extensions["migrate"] = LocalProxy(partial(_tool, app))
