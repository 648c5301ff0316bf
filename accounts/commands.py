"""Commands for people and roles."""

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from accounts.identity import read_identifier
from accounts.operations import grant_role, sign_up
from accounts.queries import user_with
from accounts.states import Role
from database import db, writing
from web.errors import RuleViolation

cli = AppGroup("people", help="People and roles.")


@cli.command("office")
@click.argument("identifier")
@click.option("--name", prompt=True, help="Name of the person.")
@click.password_option(help="Password; asked for when it is not given.")
def make_office(identifier: str, name: str, password: str) -> None:
    """Make the first office account, or give an existing one the office role.

    Raises:
        ClickException: with the sentence that a form would show.
    """
    with writing():
        try:
            user = user_with(read_identifier(identifier)) or sign_up(
                name=name, identifier=identifier, password=password, language="id"
            )
        except RuleViolation as broken:
            raise click.ClickException(str(broken.message)) from None
        grant_role(user=user, role=Role.OFFICE, actor=None)
        db.session.commit()
    click.echo(_("%(name)s sekarang petugas dinas.", name=user.name))
