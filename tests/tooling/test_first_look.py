import contextlib
import sqlite3
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from config import Settings
from demo.sign_ins import OFFICE, PASSWORD
from scripts.first_look import greeting, newest_migration
from scripts.places import ROOT


def site(instance: Path, *, version: str | None, people: int, samples: int) -> Settings:
    """A copy whose database says no more than the look asks for."""
    with contextlib.closing(sqlite3.connect(instance / "etalase.db")) as database, database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute('CREATE TABLE "user" (is_sample BOOLEAN)')
        if version:
            database.execute("INSERT INTO alembic_version VALUES (?)", (version,))
        for number in range(people):
            database.execute('INSERT INTO "user" VALUES (?)', (number < samples,))
    return Settings(instance_folder=str(instance))


def test_look_finds_the_migration_that_alembic_would_go_to() -> None:
    assert newest_migration() == ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def test_look_greets_with_the_sign_ins_of_a_copy_that_is_ready(tmp_path: Path) -> None:
    lines = greeting(site(tmp_path, version=newest_migration(), people=3, samples=2))

    assert lines is not None
    assert [OFFICE.email in lines[0], PASSWORD in lines[0], len(lines)] == [True, True, 5]


def test_look_tells_no_sign_ins_where_nobody_is_a_sample(tmp_path: Path) -> None:
    assert greeting(site(tmp_path, version=newest_migration(), people=1, samples=0)) == []


@pytest.mark.parametrize(("version", "people"), [("0001", 3), (None, 3), ("newest", 0)])
def test_look_leaves_what_is_old_or_empty_to_the_preparation(
    tmp_path: Path, version: str | None, people: int
) -> None:
    version = newest_migration() if version == "newest" else version
    assert greeting(site(tmp_path, version=version, people=people, samples=people)) is None


def test_look_leaves_a_new_or_damaged_copy_to_the_preparation(tmp_path: Path) -> None:
    settings = Settings(instance_folder=str(tmp_path))
    assert greeting(settings) is None
    assert not (tmp_path / "etalase.db").exists()
    (tmp_path / "etalase.db").write_bytes(b"no database" * 500)
    assert greeting(settings) is None


def test_look_leaves_another_database_to_the_preparation(tmp_path: Path) -> None:
    site(tmp_path, version=newest_migration(), people=1, samples=0)
    elsewhere = Settings(instance_folder=str(tmp_path), database="postgresql://127.0.0.1/etalase")
    assert greeting(elsewhere) is None


def test_look_leaves_production_to_the_preparation_that_refuses_sample_people(
    tmp_path: Path,
) -> None:
    site(tmp_path, version=newest_migration(), people=3, samples=2)
    production = Settings(
        instance_folder=str(tmp_path), environment="production", secret="of-this-test-only"
    )
    assert greeting(production) is None
