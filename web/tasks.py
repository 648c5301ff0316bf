"""Work that waits for the worker: tasks after a commit, and sweeps that find what was lost.

A task takes primary keys, re-reads the database and may run twice without harm. The queue only
makes things quick: a sweep finds in the database whatever is pending, so a lost queue loses
nothing.
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, current_app, has_app_context
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError, HueyException
from sqlalchemy import event
from sqlalchemy.orm import Session

from config import Settings, SettingsError
from database import db

TaskFunction = Callable[..., None]

_log = logging.getLogger(__name__)
_tasks: Final[dict[str, TaskFunction]] = {}
_sweeps: Final[dict[str, "Sweep"]] = {}


@dataclass(frozen=True, slots=True)
class Sweep:
    """A function that does whatever it finds pending, every ``seconds``."""

    name: str
    seconds: float
    function: Callable[[], None]


def task(name: str) -> Callable[[TaskFunction], TaskFunction]:
    """Register a function that the worker may be asked to run, under a lasting name."""

    def register(function: TaskFunction) -> TaskFunction:
        _tasks[name] = function
        return function

    return register


def sweep(name: str, *, seconds: float) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function that the worker calls again and again."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        _sweeps[name] = Sweep(name, seconds, function)
        return function

    return register


def sweeps() -> list[Sweep]:
    """All sweeps, in the order in which they were registered."""
    return list(_sweeps.values())


def _task_name(function: TaskFunction) -> str:
    return next(name for name, known in _tasks.items() if known is function)


def enqueue_after_commit(function: TaskFunction, *arguments: int) -> None:
    """Ask for a task once the current transaction is committed; a rollback forgets it."""
    waiting = db.session().info.setdefault("tasks", [])
    request = (_task_name(function), arguments)
    if request not in waiting:
        waiting.append(request)


def make_huey(settings: Settings) -> Huey:
    """The queue: Redis where there is one, an SQLite file otherwise, memory in tests.

    Raises:
        SettingsError: for an address of Redis that cannot be used here.
    """
    if settings.environment == "test":
        return MemoryHuey("etalase")
    if settings.redis_url:
        return _redis_queue(settings.redis_url)
    return SqliteHuey("etalase", filename=str(settings.instance / "queue.db"))


def _redis_queue(url: str) -> Huey:
    try:
        return RedisHuey("etalase", url=url)
    except (ConfigurationError, ValueError) as wrong:
        raise SettingsError(f"REDIS_URL cannot be used: {wrong}") from wrong


def run_task(app: Flask, name: str, arguments: tuple[int, ...]) -> None:
    """Run one task inside an app context and leave no session behind."""
    with app.app_context():
        _tasks[name](*arguments)


def run_sweep(app: Flask, name: str) -> None:
    """Run one sweep inside an app context."""
    with app.app_context():
        _sweeps[name].function()


def run_everything(app: Flask) -> None:
    """Run what is queued and every sweep once, in this process: for tests and the sample town.

    The caller's own transaction ends first, so that it sees what was done.
    """
    if has_app_context():
        db.session.rollback()
    huey: Huey = app.extensions["huey"]
    while (request := huey.dequeue()) is not None:
        huey.execute(request)
    for known in sweeps():
        run_sweep(app, known.name)


def _send(session: Session) -> None:
    for name, arguments in session.info.pop("tasks", []):
        try:
            current_app.extensions["run_task"](name, arguments)
        except (sqlite3.Error, OSError, HueyException):
            _log.warning("the queue did not take %s; the sweep will find it", name, exc_info=True)


def _forget(session: Session) -> None:
    session.info.pop("tasks", None)


def init_tasks(app: Flask, settings: Settings) -> None:
    """Make the queue and send what a commit asked for."""
    huey = make_huey(settings)

    def execute(name: str, arguments: list[Any]) -> None:
        run_task(app, name, tuple(arguments))

    app.extensions["huey"] = huey
    app.extensions["run_task"] = huey.task(name="run_task")(execute)
    if not event.contains(db.session.session_factory, "after_commit", _send):
        event.listen(db.session.session_factory, "after_commit", _send)
        event.listen(db.session.session_factory, "after_rollback", _forget)
