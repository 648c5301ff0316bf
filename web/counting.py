"""Counting in memory what happens often, written for many at once."""

import atexit
import logging
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from threading import Lock, Timer
from typing import Final, Generic, TypeVar

from flask import Flask
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import SQLAlchemyError

from config import Settings
from database import Model, db, writing

FLUSH_SECONDS: Final = 10.0
"""How long counts wait in memory: what a killed process loses, and how often it writes at most."""
MOST_KEYS: Final = 10_000  # That wait at once; a flood of others is not counted.

Key = TypeVar("Key", bound=Hashable)

_log = logging.getLogger(__name__)


class CountBuffer(Generic[Key]):
    """Counts that wait to be written, in one short transaction for all of them.

    Args:
        app: In whose context they are written.
        write: Adds some counts to the database, without a commit.
        seconds: How long they wait; for ever where it is None.
    """

    def __init__(
        self, app: Flask, write: Callable[[Mapping[Key, int]], None], *, seconds: float | None
    ) -> None:
        self._app = app
        self._write = write
        self._seconds = seconds
        self._lock = Lock()
        self._counts: Counter[Key] = Counter()
        self._timer: Timer | None = None

    def count(self, key: Key) -> None:
        """Count one now."""
        with self._lock:
            if key not in self._counts and len(self._counts) >= MOST_KEYS:
                return
            self._counts[key] += 1
            if self._timer is None and self._seconds is not None:
                self._timer = Timer(self._seconds, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what waits; what the database does not take now is written with the next."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, Counter(), None
        if not counts:
            return
        try:
            with self._app.app_context(), writing():
                self._write(counts)
                db.session.commit()
        except SQLAlchemyError:
            _log.warning("%s counts of %s wait for the database", counts.total(), self._write)
            with self._lock:
                self._counts.update(counts)


def keep_counting(app: Flask, settings: Settings, name: str, buffer: CountBuffer[Key]) -> None:
    """Give the app a buffer that is emptied at the end; tests write by themselves."""
    app.extensions[name] = buffer
    if settings.environment != "test":
        atexit.register(buffer.flush)


def waiting_time(settings: Settings) -> float | None:
    """How long counts of an app wait; tests write by themselves."""
    return None if settings.environment == "test" else FLUSH_SECONDS


def add_counts(
    model: type[Model], keys: tuple[str, ...], rows: list[dict[str, object]], *counts: str
) -> None:
    """Add to the counters of some rows, and make those that are not there.

    Args:
        model: Of the counters.
        keys: The columns that name a row, unique together.
        rows: Each with its keys and what is added to its counters.
        *counts: The columns of the counters.
    """
    if not rows:
        return
    on_postgres = db.engine.dialect.name == "postgresql"
    statement = (postgres_insert if on_postgres else sqlite_insert)(model)
    more = {name: getattr(model, name) + statement.excluded[name] for name in counts}
    db.session.execute(statement.on_conflict_do_update(index_elements=list(keys), set_=more), rows)
