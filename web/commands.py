"""Commands of the whole program."""

import logging

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from web.worker import work


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run tasks and sweeps until stopped."""
    log_to_terminal()
    work(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001


def log_to_terminal() -> None:
    """Say what happens, without the two lines that huey has for each task.

    They would bury the address and the sign-ins that ``make run`` has printed.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)


def init_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(worker)
