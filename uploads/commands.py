"""Commands of uploads."""

from flask.cli import AppGroup

cli = AppGroup("photos", help="Photos.")
