import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from config import Settings
from scripts.places import ROOT
from showcase.search import server
from showcase.search.connection import Connection, connection, search_folder
from showcase.search.server import SearchServerError

pytestmark = pytest.mark.search


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(environment="test", secret="tests-only", instance_folder=str(tmp_path / "site"))


@pytest.fixture
def started(settings: Settings) -> Iterator[Connection]:
    with server.running(settings) as (here, _process):
        yield here


def status_of(here: Connection, path: str, key: str) -> int:
    headers = {"Authorization": f"Bearer {key}"}
    return requests.get(here.url + path, headers=headers, timeout=5).status_code


def mode_of(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_server_wants_the_key_of_the_instance(started: Connection) -> None:
    assert status_of(started, "/indexes", started.key) == 200
    assert status_of(started, "/indexes", "not-the-key") == 403


def test_server_tells_the_other_processes_where_it_is(
    settings: Settings, started: Connection
) -> None:
    assert connection(settings) == started


def test_server_keeps_its_secrets_to_its_owner(settings: Settings, started: Connection) -> None:
    folder = search_folder(settings)

    assert [mode_of(folder), mode_of(folder / "key"), mode_of(folder / "server.json")] == [
        "0o700",
        "0o600",
        "0o600",
    ]
    command = Path(f"/proc/{started.pid}/cmdline").read_bytes().decode()
    assert started.key not in command


def test_server_keeps_key_port_and_data_across_restarts(settings: Settings) -> None:
    with server.running(settings) as (first, _process):
        made = requests.post(
            f"{first.url}/indexes",
            json={"uid": "kept"},
            headers={"Authorization": f"Bearer {first.key}"},
            timeout=5,
        )
        assert made.status_code == 202
        wait_for_index(first)
    with server.running(settings) as (second, _process):
        assert (second.url, second.key) == (first.url, first.key)
        assert status_of(second, "/indexes/kept", second.key) == 200


def wait_for_index(here: Connection) -> None:
    for _ in range(200):
        if status_of(here, "/indexes/kept", here.key) == 200:
            return
    raise AssertionError("the index was never made")


def test_server_is_gone_after_the_end(settings: Settings) -> None:
    with server.running(settings) as (here, process):
        pass

    assert process.poll() is not None
    assert server.is_healthy(here.url) is False


def test_data_of_another_version_is_deleted(tmp_path: Path) -> None:
    for version in ("1.20.0", "1.21.0"):
        (tmp_path / f"data-{version}" / "indexes").mkdir(parents=True)

    assert server.data_folder(tmp_path, "1.21.0") == tmp_path / "data-1.21.0"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data-1.21.0"]


def test_server_on_path_wins_over_the_packaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "meilisearch"
    own.write_text("#!/bin/sh\necho meilisearch 1.22.0\n")
    own.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    assert server.find_binary() == own
    assert server.binary_version(own) == "1.22.0"


def test_missing_server_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(server, "PACKAGED", tmp_path / "nothing")

    with pytest.raises(SearchServerError, match=r"^no meilisearch here: [^\n]+$"):
        server.find_binary()


def test_server_elsewhere_is_used_as_it_is(tmp_path: Path) -> None:
    settings = Settings(
        instance_folder=str(tmp_path), meili_url="http://127.0.0.1:7700/", meili_key="theirs"
    )

    assert connection(settings) == Connection("http://127.0.0.1:7700", "theirs")


def test_second_server_on_one_instance_is_refused(settings: Settings) -> None:
    with server.only_server(search_folder(settings)):
        refused = subprocess.run(
            [sys.executable, "-m", "showcase.search.server"],
            cwd=ROOT,
            env={"ETALASE_INSTANCE": settings.instance_folder, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    assert refused.returncode == 1
    assert refused.stderr == f"search: another Etalase already runs on {settings.instance}\n"
