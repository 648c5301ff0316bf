"""Migrations make what the models say, and undo it, on the database that the tests use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import database_url
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app import create_app
from config import ROOT, Settings
from database import db

MIGRATIONS = str(ROOT / "migrations")


@pytest.fixture
def bare_app(tmp_path: Path, worker_id: str) -> Iterator[Flask]:
    """An app whose database has no table yet."""
    settings = Settings(
        environment="test",
        secret="tests-only",
        instance_folder=str(tmp_path),
        database=database_url(f"{worker_id}_migrations", tmp_path),
    )
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, db.metadata))


def test_migrations_make_what_the_models_say(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    assert differences() == []
    names = {
        key["name"]
        for table in db.metadata.tables
        for key in inspect(db.engine).get_foreign_keys(table)
    }
    wanted = {
        constraint.name
        for table in db.metadata.tables.values()
        for constraint in table.foreign_key_constraints
    }
    assert names == wanted


def test_migrations_go_back_and_forth(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    downgrade(MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade(MIGRATIONS)
    assert differences() == []
