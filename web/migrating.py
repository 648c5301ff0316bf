"""Migrations by Flask-Migrate, whose Alembic is loaded only where somebody asks for it."""

from functools import partial
from importlib import import_module
from typing import Any

import click
from flask import Flask
from werkzeug.local import LocalProxy

from config import ROOT
from database import db


class _Commands(click.Command):
    """Flask-Migrate's group of commands, which stands in for this one when it is called."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click has it.
    ) -> click.Context:
        group: click.Group = import_module("flask_migrate.cli").db
        return group.make_context(info_name, args, parent, **extra)


def _tool(app: Flask) -> Any:  # noqa: ANN401 - Flask-Migrate's own class is private.
    """Flask-Migrate's settings for the app; from then on they stand in the proxy's place."""
    from flask_migrate import Migrate  # noqa: PLC0415 - some 8 MB that no request needs.

    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    return app.extensions["migrate"]


def init_migrations(app: Flask) -> None:
    """Give the app ``flask db`` and, to those who call Flask-Migrate, its settings."""
    app.extensions["migrate"] = LocalProxy(partial(_tool, app))
    app.cli.add_command(_Commands("db", help="Perform database migrations."))
