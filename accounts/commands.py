"""Commands of accounts."""

from flask.cli import AppGroup

cli = AppGroup("accounts", help="People and roles.")
