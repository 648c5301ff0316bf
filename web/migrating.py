"""Migrations by Flask-Migrate, whose Alembic is loaded only where somebody asks for it."""

from functools import partial
from typing import Any

import click
from flask import Flask
from werkzeug.local import LocalProxy

from config import ROOT
from database import db


class _Commands(click.Group):
    """The commands of Flask-Migrate."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from flask_migrate.cli import db as commands  # noqa: PLC0415 - as below.

        return commands.get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        from flask_migrate.cli import db as commands  # noqa: PLC0415 - as below.

        return commands.list_commands(ctx)


def _tool(app: Flask) -> Any:  # noqa: ANN401 - Flask-Migrate's own class is private.
    """Flask-Migrate's settings for the app; from then on they stand in the proxy's place."""
    from flask_migrate import Migrate  # noqa: PLC0415 - some 8 MB that no request needs.

    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    return app.extensions["migrate"]


def init_migrations(app: Flask) -> None:
    """Give the app ``flask db`` and, to those who call Flask-Migrate, its settings."""
    app.extensions["migrate"] = LocalProxy(partial(_tool, app))
    app.cli.add_command(_Commands("db", help="Perform database migrations."))
