"""Commands of demo."""

from flask.cli import AppGroup

cli = AppGroup("demo", help="The sample town.")
