"""``python -m scripts.prepare``: what must be true before the site is served.

One process for all of it, because loading the app takes longer than the commands themselves.
"""

import sys

import click
from flask.cli import FlaskGroup

from app import create_app
from config import Settings

# Each is a Flask command that changes nothing when there is nothing to do.
ALWAYS = (("db", "upgrade"),)
SAMPLE_TOWN = (("demo", "load", "--if-empty"), ("demo", "signins"))


def main() -> int:
    """Run the commands one by one; stop at the first that fails, in the command's own words."""
    settings = Settings.from_env()
    app = create_app(settings)
    flask = FlaskGroup(create_app=lambda: app)
    for command in ALWAYS if settings.is_production else ALWAYS + SAMPLE_TOWN:
        try:
            flask.main(list(command), prog_name="flask", standalone_mode=False)
        except click.ClickException as error:
            error.show()
            print(f"flask {' '.join(command)} failed", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
