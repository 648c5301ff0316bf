"""The settings of the running app."""

from flask import current_app

from config import Settings


def settings() -> Settings:
    """The settings that the running app was made with."""
    found = current_app.extensions["settings"]
    assert isinstance(found, Settings)  # noqa: S101 - tells the type checker what create_app put there.
    return found
