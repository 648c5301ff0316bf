"""Commands for the sample town."""

import time

import click
from flask.cli import AppGroup
from sqlalchemy import func, select

from accounts.models import User
from database import db
from demo.generated import add_generated
from demo.sign_ins import sign_in_lines
from demo.town import build_town
from web.context import settings

cli = AppGroup("demo", help="The sample town.")


def _refuse_in_production() -> None:
    if settings().is_production:
        raise click.ClickException("The sample town has no place in production.")


@cli.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing where somebody is signed up already.")
@click.option("--products", type=click.IntRange(0, 2_000_000), default=0, help="Add N generated.")
def load(*, if_empty: bool, products: int) -> None:
    """Build the sample town in an empty database, and add generated products.

    Raises:
        ClickException: in production.
    """
    _refuse_in_production()
    started = time.monotonic()
    people = db.session.scalar(select(func.count(User.id))) or 0
    if people == 0:
        build_town()
        click.echo(f"The sample town stands after {time.monotonic() - started:.1f} s.")
    elif not if_empty and not products:
        raise click.ClickException("The database is not empty; `flask demo reset` empties it.")
    if products:
        add_generated(products)
        click.echo(f"{products} generated products after {time.monotonic() - started:.1f} s.")


@cli.command("reset")
def reset() -> None:
    """Empty the database: every table, in this copy only.

    Raises:
        ClickException: in production.
    """
    from flask_migrate import downgrade, upgrade  # noqa: PLC0415 - it loads Alembic.

    _refuse_in_production()
    db.session.rollback()
    downgrade(revision="base")
    upgrade()
    click.echo("The database is empty.")


@cli.command("signins")
def signins() -> None:
    """Print the sample sign-ins, where the sample town is loaded."""
    if not db.session.scalar(select(func.count(User.id)).where(User.is_sample)):
        return
    for line in sign_in_lines():
        click.echo(line)
