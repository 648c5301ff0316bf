"""A mark of all that was committed to the database: as long as it is the same, so is the content.

SQLite tells a connection whether others have committed (``PRAGMA data_version``,
https://sqlite.org/pragma.html), in a few microseconds; so one connection of each process does
nothing but ask. PostgreSQL names the transactions that a query sees (``pg_current_snapshot``,
https://postgresql.org/docs/current/functions-info.html); two equal snapshots see the same.
"""

import logging
import sqlite3
from pathlib import Path
from threading import Lock
from typing import Final

from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from database import db

EXTENSION: Final = "content_mark"

_log = logging.getLogger(__name__)


class SQLiteMark:
    """The mark of an SQLite file, asked over a connection that never writes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._line: sqlite3.Connection | None = None

    def read(self, path: str) -> str:
        """The mark of the file.

        Raises:
            sqlite3.Error: when it cannot be read.
        """
        with self._lock:
            if self._line is None:
                address = f"{Path(path).resolve().as_uri()}?mode=ro"
                self._line = sqlite3.connect(address, uri=True, check_same_thread=False)
            return str(self._line.execute("PRAGMA data_version").fetchone()[0])


def content_mark() -> str | None:
    """The mark of this moment; None where the database cannot tell."""
    try:
        if db.engine.dialect.name == "postgresql":
            return str(db.session.scalar(text("SELECT pg_current_snapshot()::text")))
        path, mark = db.engine.url.database, current_app.extensions[EXTENSION]
        assert isinstance(mark, SQLiteMark)  # noqa: S101 - tells the type checker what it is.
        return mark.read(path) if path else None
    except (SQLAlchemyError, sqlite3.Error) as error:
        _log.warning("no mark of the database's content: %s", error)
        return None


def init_changes(app: Flask) -> None:
    """Give the app its mark."""
    app.extensions[EXTENSION] = SQLiteMark()
