import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from config import Settings
from scripts.places import ROOT
from scripts.running_site import Site, free_port, site_environment, wait_until_up
from showcase.search.connection import connection
from showcase.search.server import is_healthy

PARTS = ("granian", "flask worker", "showcase.search.server", "meilisearch --env")
GRACE_SECONDS = 30.0  # Generous, as the tests share two cores with each other.


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One instance for the module: the first start fills it, the next finds it full."""
    return tmp_path_factory.mktemp("site")


@contextmanager
def made_site(instance: Path) -> Iterator[Site]:
    """What a person gets who types `make run`; whatever is left of it is killed."""
    port = free_port()
    log = instance / "make.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            ["make", "run"],  # noqa: S607 - whichever make the person has.
            cwd=ROOT,
            env=site_environment(instance, port),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    site = Site(f"http://127.0.0.1:{port}", instance, log, process)
    try:
        wait_until_up(site)
        yield site
    finally:
        for pid in commands_of(instance):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait(GRACE_SECONDS)


def commands_of(instance: Path) -> dict[int, str]:
    """The command lines of all processes that were given this instance, by process id."""
    wanted = f"ETALASE_INSTANCE={instance}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if command:
                    found[int(folder.name)] = command
    return found


def parts_of(instance: Path) -> list[str]:
    commands = " ".join(commands_of(instance).values())
    return [part for part in PARTS if part in commands]


def search_url(instance: Path) -> str:
    found = connection(Settings(instance_folder=str(instance)))
    return found.url if found and is_healthy(found.url) else ""


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something becomes true within ``GRACE_SECONDS``."""
    deadline = time.monotonic() + GRACE_SECONDS
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return holds()


def press_ctrl_c(site: Site) -> None:
    """Send the signal to the whole group, as a terminal does."""
    os.killpg(site.process.pid, signal.SIGINT)


def close_terminal(site: Site) -> None:
    os.killpg(site.process.pid, signal.SIGHUP)


def terminate_make(site: Site) -> None:
    site.process.terminate()


@pytest.mark.search
@pytest.mark.parametrize("end", [press_ctrl_c, close_terminal, terminate_make])
def test_run_starts_every_part_and_leaves_none(instance: Path, end: Callable[[Site], None]) -> None:
    with made_site(instance) as site:
        assert eventually(lambda: parts_of(instance) == list(PARTS))

        end(site)

        assert eventually(lambda: commands_of(instance) == {})


@pytest.mark.search
def test_copied_instance_runs_beside_the_one_it_came_from(instance: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with made_site(instance) as first:
        press_ctrl_c(first)
        assert eventually(lambda: commands_of(instance) == {})
    shutil.copytree(instance, copy)

    with made_site(instance) as first, made_site(copy) as second:
        assert eventually(
            lambda: [parts_of(instance), parts_of(copy)] == [list(PARTS), list(PARTS)]
        )
        assert [first.answers(), second.answers()] == [True, True]
        assert eventually(lambda: bool(search_url(instance)) and bool(search_url(copy)))
        assert search_url(instance) != search_url(copy)


def test_run_refuses_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = subprocess.run(
            [sys.executable, "-m", "scripts.run"],
            cwd=ROOT,
            env=site_environment(tmp_path, port),
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert refused.returncode == 1
    assert refused.stderr == f"make run: port {port} is taken; try PORT=8001 make run\n"
