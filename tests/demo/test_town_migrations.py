"""The database's history can be walked back and forth with the sample town in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import database_url
from flask import Flask
from flask_migrate import downgrade, upgrade
from other_apps import other_app, other_settings
from sqlalchemy import func, inspect, select, table

from config import ROOT
from database import db

MIGRATIONS = str(ROOT / "migrations")
FIRST = "0001"
# What people wrote; these tables have been there from the first revision.
WRITTEN = ("user", "maker", "product", "product_revision", "photo", "entry", "score", "decision")


@pytest.fixture
def town(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An app with a sample town of its own."""
    settings = other_settings(
        tmp_path, database=database_url(f"{worker_id}_town_migrations", tmp_path)
    )
    with other_app(settings, tables=False) as app, app.app_context():
        upgrade(MIGRATIONS)
        result = app.test_cli_runner().invoke(args=["demo", "load"])
        assert result.output.startswith("The sample town stands after ")
        db.session.remove()
        yield app


def rows() -> dict[str, int]:
    counts = {
        name: db.session.scalar(select(func.count()).select_from(table(name))) or 0
        for name in WRITTEN
    }
    db.session.rollback()
    return counts


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), db.metadata))


def test_migrations_keep_what_the_town_wrote(town: Flask) -> None:
    before = rows()
    assert all(before.values())

    downgrade(MIGRATIONS, revision=FIRST)
    assert rows() == before

    upgrade(MIGRATIONS)
    assert rows() == before
    assert differences() == []
    assert "Etalase" in town.test_client().get("/").text
    db.session.remove()  # PostgreSQL drops nothing that an open transaction has read.

    downgrade(MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
