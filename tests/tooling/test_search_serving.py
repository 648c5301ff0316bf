import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from config import Settings
from showcase.search import server
from showcase.search.connection import connection, search_folder
from showcase.search.server import SearchServerError

real_sleep = time.sleep


class EnoughError(Exception):
    """Ends a loop that has no end of its own."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(environment="test", secret="tests-only", instance_folder=str(tmp_path / "site"))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses before another try; the second one ends the loop, none is waited for."""
    taken: list[float] = []

    def sleep(seconds: float) -> None:
        if seconds < server.SHORTEST_PAUSE:  # A look at whether the server is up yet.
            return real_sleep(seconds)
        taken.append(seconds)
        if len(taken) == 2:
            raise EnoughError
        return None

    monkeypatch.setattr("time.sleep", sleep)
    return taken


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch) -> dict[int, Callable[..., object]]:
    """The handlers that would be set: pytest keeps its own."""
    handlers: dict[int, Callable[..., object]] = {}
    monkeypatch.setattr("signal.signal", handlers.__setitem__)
    return handlers


def kill_twice(settings: Settings) -> None:
    """Kill the server of an instance as soon as it is up, and the one after it."""
    killed: set[int] = set()
    while len(killed) < 2:
        here = connection(settings)
        if here and here.pid not in killed:
            os.kill(here.pid, signal.SIGKILL)
            killed.add(here.pid)
        real_sleep(0.02)


@pytest.mark.search
def test_server_that_is_killed_is_brought_back(
    settings: Settings, pauses: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    killer = Thread(target=kill_twice, args=(settings,), daemon=True)
    killer.start()

    with pytest.raises(EnoughError):
        server.keep_up(settings)

    killer.join(timeout=5)
    said = [line.split("127.0.0.1")[0] for line in capsys.readouterr().out.splitlines()]
    assert pauses == [0.5, 1.0]
    assert said == [
        "search: Meilisearch answers on http://",
        "search: Meilisearch ended; trying again in 0.5 s",
        "search: Meilisearch answers on http://",
        "search: Meilisearch ended; trying again in 1 s",
    ]


@pytest.mark.usefixtures("pauses")
def test_server_that_cannot_start_is_tried_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> Path:
        raise SearchServerError("no meilisearch here")

    monkeypatch.setattr(server, "find_binary", refuse)

    with pytest.raises(EnoughError):
        server.keep_up(settings)

    assert capsys.readouterr().out.splitlines() == [
        "search: no meilisearch here; trying again in 0.5 s",
        "search: no meilisearch here; trying again in 1 s",
    ]


def test_server_that_ends_at_once_is_not_waited_for(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "meilisearch"
    broken.write_text('#!/bin/sh\n[ "$1" = --version ] && echo meilisearch 1.0.0 || exit 3\n')
    broken.chmod(0o755)
    monkeypatch.setattr(server, "find_binary", lambda: broken)

    with (
        pytest.raises(SearchServerError, match=r"did not start: see log/search\.log"),
        server.running(settings),
    ):
        pass


def test_binary_that_does_not_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(SearchServerError, match=rf"^{tmp_path}/none does not run here"):
        server.binary_version(tmp_path / "none")


def test_long_log_is_set_aside(settings: Settings) -> None:
    log = settings.instance / "log" / "search.log"
    log.parent.mkdir()
    log.write_bytes(b"x" * (server.LOG_LIMIT + 1))

    os.close(server.open_log(settings))

    assert [(path.name, path.stat().st_size) for path in sorted(log.parent.iterdir())] == [
        ("search.log", 0),
        ("search.log.1", server.LOG_LIMIT + 1),
    ]


def test_serve_starts_nothing_where_the_server_is_elsewhere(
    tmp_path: Path,
    signals: dict[int, Callable[..., object]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("signal.pause", lambda: server.leave(signal.SIGTERM, None))
    settings = Settings(instance_folder=str(tmp_path), meili_url="http://127.0.0.1:7700")

    with pytest.raises(SystemExit) as ended:
        server.serve(settings)

    assert ended.value.code == 0
    assert set(signals) == {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
    assert capsys.readouterr().out == "search: using http://127.0.0.1:7700; nothing to start here\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("signals")
def test_main_tells_why_it_cannot_serve(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ETALASE_INSTANCE", settings.instance_folder)
    monkeypatch.delenv("MEILI_URL", raising=False)

    with server.only_server(search_folder(settings)):
        code = server.main()

    assert code == 1
    assert capsys.readouterr().err == (
        f"search: another Etalase already runs on {settings.instance}\n"
    )
