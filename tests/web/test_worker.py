"""Tasks after a commit, sweeps for ever: nothing that is pending is lost."""

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from huey import SqliteHuey
from other_apps import other_settings
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from accounts.log import record
from config import SettingsError
from database import db
from web import tasks
from web.commands import log_to_terminal
from web.tasks import enqueue_after_commit, make_huey, run_everything, sweep, sweeps, task
from web.worker import sweep_forever


@pytest.fixture
def done(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What the task of this test was asked to do; no other task or sweep is known."""
    monkeypatch.setattr(tasks, "_tasks", {})
    monkeypatch.setattr(tasks, "_sweeps", {})
    found: list[int] = []

    @task("note")
    def note(key: int) -> None:
        found.append(key)

    return found


def ask(*keys: int) -> None:
    for key in keys:
        enqueue_after_commit(tasks._tasks["note"], key)
    record(actor=None, subject=("uji", 1), action="uji")


def queued(app: Flask) -> int:
    return len(app.extensions["huey"])


def test_task_is_sent_after_the_commit_and_once(app: Flask, done: list[int]) -> None:
    ask(3, 4, 3)
    assert queued(app) == 0
    db.session.commit()
    assert queued(app) == 2
    run_everything(app)
    assert (sorted(done), queued(app)) == ([3, 4], 0)


def test_rollback_forgets_the_task(app: Flask, done: list[int]) -> None:
    ask(3)
    db.session.rollback()
    record(actor=None, subject=("uji", 1), action="uji")
    db.session.commit()
    run_everything(app)
    assert done == []


@pytest.mark.parametrize("failure", [sqlite3.OperationalError("locked"), OSError("full")])
def test_broken_queue_only_warns(
    app: Flask,
    done: list[int],
    failure: Exception,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object) -> None:
        raise failure

    monkeypatch.setitem(app.extensions, "run_task", refuse)
    ask(3)
    db.session.commit()
    assert [line.message for line in caplog.records] == [
        "the queue did not take note; the sweep will find it"
    ]
    assert db.session.scalar(text("SELECT count(*) FROM log_entry")) == 1


def test_queue_is_where_the_settings_say(tmp_path: Path) -> None:
    local = make_huey(other_settings(tmp_path, environment="development"))
    assert isinstance(local, SqliteHuey)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".db"] == ["queue.db"]


def test_redis_that_cannot_be_used_is_said_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huey.storage.Redis", None)
    settings = other_settings(tmp_path, environment="development", redis_url="redis://127.0.0.1:1")
    with pytest.raises(SettingsError, match=r'^REDIS_URL cannot be used: "redis" python module'):
        make_huey(settings)


def sweeping(app: Flask, until: Callable[[], bool]) -> None:
    """Sweep in a thread until something holds, then stop it."""
    stop = threading.Event()
    thread = threading.Thread(target=sweep_forever, args=(app, stop))
    thread.start()
    ticks = threading.Event()
    for _ in range(200):
        if until():
            break
        ticks.wait(0.05)
    stop.set()
    thread.join(5)
    assert (until(), thread.is_alive()) == (True, False)


def test_sweeps_come_again_until_they_are_stopped(app: Flask, done: list[int]) -> None:
    @sweep("often", seconds=0.1)
    def often() -> None:
        done.append(1)

    @sweep("seldom", seconds=3600)
    def seldom() -> None:
        done.append(2)

    assert [(one.name, one.seconds) for one in sweeps()] == [("often", 0.1), ("seldom", 3600)]
    sweeping(app, lambda: done.count(1) >= 3)
    assert done.count(2) == 1


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (ZeroDivisionError(), "sweep wrong failed"),
        (
            OperationalError("SELECT", {}, ValueError("database is locked")),
            "sweep wrong met a busy database; it will come again",
        ),
    ],
)
def test_failing_sweep_stops_no_other(
    app: Flask,
    done: list[int],
    failure: Exception,
    said: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    @sweep("wrong", seconds=0.1)
    def wrong() -> None:
        done.append(0)
        raise failure

    @sweep("right", seconds=0.1)
    def right() -> None:
        done.append(1)

    with caplog.at_level(logging.WARNING, "web.worker"):
        sweeping(app, lambda: done.count(0) >= 2 and done.count(1) >= 2)
    assert {line.message for line in caplog.records} == {said}


def test_worker_sweeps_while_its_consumer_runs(
    app: Flask, done: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    swept, asked = threading.Event(), {}

    @sweep("once", seconds=3600)
    def once() -> None:
        swept.set()

    class Consumer:
        def run(self) -> None:
            assert swept.wait(10)

    def create_consumer(**options: object) -> Consumer:
        asked.update(options)
        return Consumer()

    monkeypatch.setattr(app.extensions["huey"], "create_consumer", create_consumer)
    result = app.test_cli_runner().invoke(args=["worker"])
    assert (result.exception, swept.is_set(), asked["workers"]) == (None, True, 2)


def test_terminal_hears_of_trouble_with_tasks_but_not_of_each_task() -> None:
    before = logging.getLogger("huey").level
    log_to_terminal()
    huey = logging.getLogger("huey.consumer")
    heard = {level: huey.isEnabledFor(level) for level in (logging.INFO, logging.WARNING)}
    logging.getLogger("huey").setLevel(before)
    assert heard == {logging.INFO: False, logging.WARNING: True}
