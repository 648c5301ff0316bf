"""The sample town, built once by its own command."""

from collections.abc import Iterator

import pytest
from databases import database_url
from demo_commands import MIGRATIONS, run
from flask import Flask
from flask_migrate import upgrade
from other_apps import other_app, other_settings

from config import Settings


@pytest.fixture(scope="session")
def town_settings(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Settings:
    folder = tmp_path_factory.mktemp("town")
    return other_settings(folder, database=database_url(f"{worker_id}_town", folder))


@pytest.fixture(scope="session")
def town(town_settings: Settings) -> Iterator[Flask]:
    """An app with the sample town in it."""
    with other_app(town_settings, tables=False) as app:
        with app.app_context():
            upgrade(MIGRATIONS)
        result = run(app, "demo", "load")
        assert result.startswith("The sample town stands after ")
        yield app


@pytest.fixture
def inside(town: Flask) -> Iterator[None]:
    with town.app_context():
        yield
