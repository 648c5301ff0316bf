"""Locks that hold across threads, processes and, with PostgreSQL, machines."""

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from database import db
from showcase.search.connection import search_folder
from web.context import settings


class LockTaken(Exception):
    """Somebody else holds the lock."""


@contextmanager
def _advisory(name: str, *, wait: bool) -> Iterator[None]:
    """The database's own lock, on a connection of its own; a lost connection frees it."""
    key = zlib.crc32(f"etalase.{name}".encode())
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        take = func.pg_advisory_lock if wait else func.pg_try_advisory_lock
        if connection.scalar(select(take(key))) is False:
            raise LockTaken(name)
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(key)))


@contextmanager
def _file(name: str, *, wait: bool) -> Iterator[None]:
    """A file in the instance, which is enough for SQLite; a killed process frees it."""
    with (search_folder(settings()) / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise LockTaken(name) from error
        yield


@contextmanager
def held(name: str, *, wait: bool = True) -> Iterator[None]:
    """Hold the lock of this name.

    Raises:
        LockTaken: when somebody else has it and ``wait`` is false.
    """
    kind = _advisory if db.engine.dialect.name == "postgresql" else _file
    with kind(name, wait=wait):
        yield
