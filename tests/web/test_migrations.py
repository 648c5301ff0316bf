"""Migrations make what the models say, and undo it, on the database that the tests use."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from databases import database_url
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import CheckConstraint, MetaData, Table, inspect, select

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


def checks(table: str) -> set[str]:
    return {str(one["name"]) for one in inspect(db.engine).get_check_constraints(table)}


def test_migrations_keep_every_check_and_partial_index(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    for table in db.metadata.tables.values():
        wanted = {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
        assert checks(table.name) == wanted
    indexes = inspect(db.engine).get_indexes("product_revision")
    drafts = next(one for one in indexes if one["name"] == "uq_product_revision_draft")
    assert any("draft" in str(value) for value in drafts["dialect_options"].values())


NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
EMPTY: dict[type, object] = {str: "", int: 1, bool: False, float: 0.0, datetime: NOON}


def add(table: str, **values: object) -> None:
    """Write a row into a table as it is now; whatever must be there and is not said is empty."""
    found = Table(table, MetaData(), autoload_with=db.engine)
    row: dict[str, object] = {}
    for column in found.columns:
        if column.name in values:
            row[column.name] = values[column.name]
        elif not column.nullable:
            row[column.name] = EMPTY.get(column.type.python_type, {})
    with db.engine.begin() as connection:
        connection.execute(found.insert().values(row))


def rows_of(table: str, *names: str) -> list[tuple[object, ...]]:
    found = Table(table, MetaData(), autoload_with=db.engine)
    query = select(*(found.c[name] for name in names)).order_by(found.c.id)
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_a_single_wholesale_price_becomes_a_tier_and_comes_back(bare_app: Flask) -> None:
    upgrade(MIGRATIONS, revision="0002")
    add("maker", id=1, slug="m", state="verified", region="kota")
    given = [(950_000, 12), (950_000, None), (None, 5)]
    for key, (rupiah, least) in enumerate(given, start=1):
        add("product", id=key, slug=f"p{key}", listing="unlisted")
        terms = {"wholesale_rupiah": rupiah, "minimum_order": least, "unit": "pasang"}
        add("product_revision", id=key, product_id=key, state="draft", **terms)
    upgrade(MIGRATIONS, revision="0003")
    assert rows_of("product_revision", "wholesale_tiers", "minimum_order", "options") == [
        ([{"from": 12, "rupiah": 950_000}], 12, []),
        ([{"from": 1, "rupiah": 950_000}], None, []),
        ([], 5, []),
    ]
    add("product", id=4, slug="p4", listing="unlisted")
    tiers = [{"from": 2, "rupiah": 1_900_000}, {"from": 5, "rupiah": 1_800_000}]
    lots: dict[str, object] = {
        "wholesale_tiers": tiers,
        "wholesale_per_kodi": True,
        "unit": "pasang",
    }
    add("product_revision", id=4, product_id=4, state="draft", options=[], **lots)
    downgrade(MIGRATIONS, revision="0002")
    kept = rows_of("product_revision", "wholesale_rupiah", "minimum_order")
    assert kept == [(950_000, 12), (950_000, 1), (None, 5), (95_000, 40)]
    assert "ck_product_revision_wholesale_positive" in checks("product_revision")


def test_a_superseded_paper_goes_back_to_one_without_a_badge(bare_app: Flask) -> None:
    upgrade(MIGRATIONS, revision="0008")
    add("maker", id=1, slug="m", state="verified", region="kota")
    add("paper", id=1, maker_id=1, kind="pirt", state="confirmed", document_number="2")
    upgrade(MIGRATIONS, revision="0009")
    add("paper", id=2, maker_id=1, kind="nib", state="superseded", supersedes_id=1)
    downgrade(MIGRATIONS, revision="0008")
    assert rows_of("paper", "state", "document_number") == [("confirmed", "2"), ("refused", "")]
    assert checks("paper") == {"ck_paper_paperkind", "ck_paper_paperstate"}


def test_migrations_go_back_and_forth(bare_app: Flask) -> None:
    upgrade(MIGRATIONS)
    downgrade(MIGRATIONS, revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade(MIGRATIONS)
    assert differences() == []


def test_the_command_line_finds_the_migrations(bare_app: Flask) -> None:
    assert bare_app.test_cli_runner().invoke(args=["db", "upgrade"]).exit_code == 0
    assert inspect(db.engine).has_table("product")


def test_the_site_does_not_load_the_migration_tool(tmp_path: Path) -> None:
    # It would take memory from photos, of which the largest needs nearly all there is.
    program = "import app, sys; app.create_app(); sys.exit('alembic' in sys.modules)"
    environ = os.environ | {"ETALASE_INSTANCE": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environ, check=False)
    assert ran.returncode == 0
