"""Apps with other settings than the tests' own, on databases of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from config import Settings
from database import db


def other_settings(folder: Path, **values: str) -> Settings:
    """Settings of a small app in a folder, changed by name."""
    given = {
        "environment": "test",
        "secret": "tests-only",
        "instance_folder": str(folder),
        "rate_limits": "off",
        "password_cost": "0",
    }
    return Settings(**{**given, **values})


@contextmanager
def other_app(settings: Settings, *, tables: bool = True) -> Iterator[Flask]:
    """An app with these settings, with or without tables; its requests have own contexts."""
    app = create_app(settings)
    if tables:
        with app.app_context():
            db.create_all()
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
