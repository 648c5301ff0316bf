"""The search server of this instance: find Meilisearch, start it, keep it up.

A Meilisearch elsewhere (``MEILI_URL``) makes all of this idle. Otherwise everything lies in
``instance/search``: the key, the server's data, and ``server.json``, which tells the other
processes where it listens. The data can be deleted at any time: they are rebuilt from SQL.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from config import ROOT, Settings
from showcase.search.connection import Connection, connection, search_folder, write_private

PACKAGED = ROOT / "node_modules" / "@gaubee" / "meilisearch-linux-amd64" / "meilisearch"
INDEXING_MEMORY = "512MiB"  # The server would take two thirds of the machine, which others need.
INDEXING_THREADS = 2
LOG_LIMIT = 10_000_000  # Bytes; a longer log is set aside once, at the next start.
START_SECONDS = 30.0  # A large index on a slow disk opens in a few seconds.
STOP_SECONDS = 10.0
SHORTEST_PAUSE = 0.5  # Seconds before the first try to bring back a server that ended.
LONGEST_PAUSE = 60.0  # Seconds between two tries when it keeps ending.


class SearchServerError(Exception):
    """Meilisearch cannot be started; the message says why in one line."""


def find_binary() -> Path:
    """The machine's own ``meilisearch``, or the one that the set-up brought.

    Raises:
        SearchServerError: when there is neither.
    """
    found = shutil.which("meilisearch")
    if found:
        return Path(found)
    if not os.access(PACKAGED, os.X_OK):
        raise SearchServerError(
            "no meilisearch here: `make setup` brings one on Linux x86-64; else put one on PATH"
        )
    return PACKAGED


def binary_version(binary: Path) -> str:
    """The server's version, such as ``1.21.0``.

    Raises:
        SearchServerError: when the binary does not run on this machine.
    """
    try:
        said = subprocess.run(  # noqa: S603 - the server's own binary
            [binary, "--version"], capture_output=True, text=True, check=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SearchServerError(f"{binary} does not run here: {error}") from error
    return said.stdout.split()[-1]


def server_key(folder: Path) -> str:
    """The key of this instance's server: made once, kept across restarts."""
    path = folder / "key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii")


def data_folder(folder: Path, version: str) -> Path:
    """The data of this version; that of others is deleted, since an index is never upgraded."""
    current = folder / f"data-{version}"
    for other in folder.glob("data-*"):
        if other != current:
            click.echo(f"search: deleting {other.name}; the index is rebuilt from SQL")
            shutil.rmtree(other)
    return current


def free_port(previous: Connection | None) -> int:
    """A loopback port that nothing listens on, the same as before a restart where it is free."""
    wanted = int(previous.url.rpartition(":")[2]) if previous else 0
    for port in (wanted, 0):
        with socket.socket() as probe, contextlib.suppress(OSError):
            # The server itself sets this too: a port is free though old connections linger on it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise SearchServerError("no free port on 127.0.0.1")


def open_log(settings: Settings) -> int:
    """A descriptor that appends to ``instance/log/search.log``; a long log is set aside."""
    path = settings.instance / "log" / "search.log"
    path.parent.mkdir(exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.replace(path.with_suffix(".log.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def command_line(binary: Path, folder: Path, port: int) -> list[str]:
    """The server's command, tied to the life of this process where util-linux can do that."""
    setpriv = shutil.which("setpriv")
    return [
        *((setpriv, "--pdeathsig", "TERM") if setpriv else ()),
        str(binary),
        "--env=production",
        "--no-analytics",
        f"--http-addr=127.0.0.1:{port}",
        f"--db-path={data_folder(folder, binary_version(binary))}",
        f"--dump-dir={folder / 'dumps'}",
        f"--snapshot-dir={folder / 'snapshots'}",
        f"--max-indexing-memory={INDEXING_MEMORY}",
        f"--max-indexing-threads={INDEXING_THREADS}",
        "--log-level=WARN",
    ]


def child_environment(environ: Mapping[str, str], key: str) -> dict[str, str]:
    """The environment without settings meant for another Meilisearch, and with the key.

    The key goes this way because a command line can be read by everyone on the machine.
    """
    kept = {name: value for name, value in environ.items() if not name.startswith("MEILI_")}
    return {**kept, "MEILI_MASTER_KEY": key}


def is_healthy(url: str) -> bool:
    """Whether a Meilisearch answers there within a second."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=1) as answer:  # noqa: S310 - our own
            return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's OK
    except (OSError, urllib.error.URLError):
        return False


@contextlib.contextmanager
def only_server(folder: Path) -> Iterator[None]:
    """Hold this instance's search folder alone, since two servers would ruin one index.

    Raises:
        SearchServerError: when another process holds it.
    """
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise SearchServerError(f"another Etalase already runs on {folder.parent}") from error
        yield


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[tuple[Connection, "subprocess.Popen[bytes]"]]:
    """Start the server, wait until it answers, and stop it at the end.

    Raises:
        SearchServerError: when it ends or does not answer within ``START_SECONDS``.
    """
    folder = search_folder(settings)
    key = server_key(folder)
    port = free_port(connection(settings))
    log = open_log(settings)
    try:
        process = subprocess.Popen(  # noqa: S603 - the same binary
            command_line(find_binary(), folder, port),
            env=child_environment(os.environ, key),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    finally:
        os.close(log)
    here = Connection(f"http://127.0.0.1:{port}", key, process.pid)
    try:
        wait_until_healthy(here, process)
        write_private(folder / "server.json", json.dumps(asdict(here)))
        yield here, process
    finally:
        stop(process)


def wait_until_healthy(here: Connection, process: "subprocess.Popen[bytes]") -> None:
    """Return once the server answers.

    Raises:
        SearchServerError: when it ends first, or takes longer than ``START_SECONDS``.
    """
    deadline = time.monotonic() + START_SECONDS
    while not is_healthy(here.url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SearchServerError("Meilisearch did not start: see log/search.log in the instance")
        time.sleep(0.05)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End the server: asked first, killed after ``STOP_SECONDS``; its data survive both."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def keep_up(settings: Settings) -> NoReturn:
    """Run the server, and bring it back whenever it ends, waiting longer each time in a row.

    A server that cannot be started is no reason to end: the showcase answers from SQL meanwhile.
    """
    pause = SHORTEST_PAUSE
    while True:
        started = time.monotonic()
        try:
            with running(settings) as (here, process):
                click.echo(f"search: Meilisearch answers on {here.url}")
                process.wait()
            ended = "Meilisearch ended"
        except SearchServerError as error:
            ended = str(error)
        if time.monotonic() - started > LONGEST_PAUSE:
            pause = SHORTEST_PAUSE
        click.echo(f"search: {ended}; trying again in {pause:g} s")
        time.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that the server is stopped on the way out."""
    sys.exit(0)


def serve(settings: Settings) -> NoReturn:
    """Keep this instance's search server up until this process is told to stop.

    Raises:
        SearchServerError: when another process already serves this instance.
    """
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, leave)
    if settings.meili_url:
        click.echo(f"search: using {settings.meili_url}; nothing to start here")
        while True:
            signal.pause()
    with only_server(search_folder(settings)):
        keep_up(settings)


def main() -> int:
    """``python -m showcase.search.server``: the ``search`` line of the Procfile."""
    try:
        serve(Settings.from_env())
    except SearchServerError as error:
        click.echo(f"search: {error}", err=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
