"""The commands of search: serve, sync, rebuild, check, settings; ``ask`` is in its own module."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask.cli import AppGroup

from showcase.search import server, upkeep
from showcase.search.ask_command import ask
from showcase.search.check import check, repair
from showcase.search.claims import pending_count, set_aside_rows
from showcase.search.client import SearchDown, patient_server
from showcase.search.closest.keeping import refresh
from showcase.search.rebuild import RebuildRefused, apply_settings, rebuild, restore
from showcase.search.settings import index_settings
from showcase.search.sync import sync
from web.context import settings

P = ParamSpec("P")

cli = AppGroup("search", help="The search index.")
cli.add_command(ask)
__all__ = ["cli", "upkeep"]  # The worker's part is registered by being imported.


def needs_server(command: Callable[P, None]) -> Callable[P, None]:
    """End a command with one line and code 1 when the server does not answer."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (SearchDown, RebuildRefused) as error:
            click.echo(f"search: {error}", err=True)
            sys.exit(1)

    return run


@cli.command("serve")
def serve() -> None:
    """Run this instance's search server until stopped."""
    try:
        server.serve(settings())
    except server.SearchServerError as error:
        click.echo(f"search: {error}", err=True)
        sys.exit(1)


@cli.command("sync")
@needs_server
def sync_command() -> None:
    """Bring everything that waits to the index."""
    if restore():
        click.echo("the index was not as it should be; it is now")
    done, failed = sync()
    refresh(at_once=True)
    click.echo(f"synced {done}, failed {failed}, waiting {pending_count()}")
    for row in set_aside_rows():
        click.echo(f"set aside: product {row.product_id}: {row.failure}")


@cli.command("rebuild")
@needs_server
def rebuild_command() -> None:
    """Fill a new index from SQL and swap it in; visitors see nothing."""
    click.echo(f"rebuilt: {rebuild()} documents")
    refresh(at_once=True)


@cli.command("check")
@click.option("--repair", "mend", is_flag=True, help="Bring in order what differs.")
@needs_server
def check_command(*, mend: bool) -> None:
    """Compare the index with SQL; code 1 when they differ."""
    found = check()
    if found.ids and mend:
        repair(found)
        sync()
        found = check()
    click.echo(
        f"{found.public} public products: {len(found.missing)} missing, "
        f"{len(found.orphaned)} orphaned, {len(found.different)} different; "
        f"{pending_count()} waiting, {len(set_aside_rows())} set aside"
    )
    if found.ids:
        click.echo(f"first products: {', '.join(map(str, found.ids[:20]))}")
        sys.exit(1)


@cli.command("settings")
@click.option("--apply", "apply_now", is_flag=True, help="Bring the live index up to date.")
@needs_server
def settings_command(*, apply_now: bool) -> None:
    """Print the index's settings, or apply them without a rebuild."""
    if apply_now:
        apply_settings(patient_server())
        click.echo("settings applied")
    else:
        click.echo(json.dumps(index_settings(), indent=2, ensure_ascii=False))
