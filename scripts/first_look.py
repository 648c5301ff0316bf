"""Whether a copy is ready to be served: a look that loads nothing of the site.

Loading the site takes longer than everything else of a second start. Only SQLite is looked at, and
never in production, where loading the site is what refuses sample people. Any other answer than a
clear yes means that ``scripts.prepare`` has to see to it.
"""

import ast
import contextlib
import sqlite3
from pathlib import Path

from config import Settings
from demo.sign_ins import sign_in_lines
from scripts.places import ROOT

MIGRATIONS = ROOT / "migrations" / "versions"
SQLITE = "sqlite:///"


def newest_migration(folder: Path = MIGRATIONS) -> str | None:
    """The revision that no other one comes after; None where that is not exactly one."""
    steps = [_names_in(path) for path in folder.glob("*.py")]
    before = {step.get("down_revision") for step in steps}
    newest = [step["revision"] for step in steps if step.get("revision") not in before]
    return newest[0] if len(newest) == 1 else None


def _names_in(path: Path) -> dict[str, str]:
    """A migration's own revision, and the one before it where there is one."""
    return {
        line.targets[0].id: line.value.value
        for line in ast.parse(path.read_bytes()).body
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and line.targets[0].id in {"revision", "down_revision"}
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
    }


def greeting(settings: Settings) -> list[str] | None:
    """The sample sign-ins of a copy with nothing left to prepare; None where there may be."""
    path = Path(settings.database_url.removeprefix(SQLITE))
    is_file = settings.database_url.startswith(SQLITE) and path.is_file()
    if settings.is_production or not is_file:
        return None
    try:
        with contextlib.closing(sqlite3.connect(path)) as database:
            versions = database.execute("SELECT version_num FROM alembic_version").fetchall()
            people, samples = database.execute(
                'SELECT count(*), coalesce(sum(is_sample), 0) FROM "user"'
            ).fetchone()
    except sqlite3.Error:
        return None
    if versions != [(newest_migration(),)] or not people:
        return None
    return sign_in_lines() if samples else []
