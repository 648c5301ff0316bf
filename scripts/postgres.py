"""A throwaway PostgreSQL: made in a temporary folder, thrown away at the end.

``python -m scripts.postgres COMMAND…`` runs a command with its address in ``TEST_DATABASE_URL``,
where the tests look for it.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

# Where Debian keeps the servers, one folder for each version; PATH holds only the clients.
DEBIAN = Path("/usr/lib/postgresql")
OWNER = "postgres"  # Debian's own user; the server refuses to run as root.
DATABASE = "etalase"
START_SECONDS = 30.0
STOP_SECONDS = 20.0

# Speed instead of safety: nothing in it outlives the run.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=100")


class PostgresError(Exception):
    """No throwaway PostgreSQL can be had; the message says what to do."""


def find_binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest of Debian's, or the one on PATH.

    Raises:
        PostgresError: when no server is installed.
    """
    versions = [path for path in DEBIAN.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    if not found:
        raise PostgresError("PostgreSQL is missing: apt install postgresql")
    return Path(found).resolve().parent


def as_owner() -> list[str]:
    """What goes before a command so that it does not run as root, and ends with this process."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam(OWNER)
    user = ("--reuid", str(owner.pw_uid), "--regid", str(owner.pw_gid), "--init-groups")
    return ["setpriv", *user, "--pdeathsig", "QUIT"]


def make_cluster(binaries: Path, folder: Path) -> None:
    """Lay out an empty cluster whose superuser is ``etalase``.

    Raises:
        PostgresError: with the words of ``initdb``.
    """
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    options = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    command = [binaries / "initdb", "-D", folder / "data", "-U", DATABASE, *options]
    done = subprocess.run(
        [*as_owner(), *map(str, command)], capture_output=True, text=True, cwd=folder, check=False
    )
    if done.returncode:
        raise PostgresError(f"initdb failed: {done.stderr.strip()}")


def start(binaries: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """Start the server on a socket in its folder, on no port at all, and wait for it.

    Raises:
        PostgresError: when it does not take connections in time.
    """
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", *SPEED)
    command = [binaries / "postgres", "-D", folder / "data"]
    command += [part for setting in settings for part in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [*as_owner(), *map(str, command)], cwd=folder, stdout=log, stderr=log
        )
    ready = [str(binaries / "pg_isready"), "-q", "-h", str(folder)]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(ready, check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            stop(process)
            raise PostgresError((folder / "log").read_text()[-1000:])
        time.sleep(0.05)
    return process


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Shut the server down without waiting for clients; kill it when that takes too long."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A running PostgreSQL with an empty database, stopped and deleted at the end.

    Yields:
        Its SQLAlchemy address; the user is a superuser and may create more databases.

    Raises:
        PostgresError: when the server is missing or does not start.
    """
    binaries = find_binaries()
    with tempfile.TemporaryDirectory(prefix="etalase-pg-") as name:
        folder = Path(name)
        make_cluster(binaries, folder)
        process = start(binaries, folder)
        try:
            host = ("-h", str(folder), "-U", DATABASE)
            subprocess.run([binaries / "createdb", *host, DATABASE], check=True)
            yield f"postgresql+psycopg://{DATABASE}@/{DATABASE}?host={folder}"
        finally:
            stop(process)


def main() -> int:
    """Run the command of the arguments against a throwaway PostgreSQL."""
    # Asked to end, it unwinds instead, so that the server and its folder go too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with throwaway_postgres() as url:
            environment = {**os.environ, "TEST_DATABASE_URL": url}
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
