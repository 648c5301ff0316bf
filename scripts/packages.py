"""What the checks need from Debian: a PostgreSQL server and a Chromium."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

from scripts.postgres import PostgresError, find_binaries

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The path of the machine's Chromium, if it has one."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def has_postgres() -> bool:
    """Whether a PostgreSQL server is installed."""
    try:
        find_binaries()
    except PostgresError:
        return False
    return True


NEEDED: dict[str, Callable[[], object]] = {"postgresql": has_postgres, "chromium": chromium}


def missing() -> list[str]:
    """The Debian packages that are still needed."""
    return [package for package, is_there in NEEDED.items() if not is_there()]


def bring_missing() -> bool:
    """Install what is missing where root has apt; otherwise say in one line what to install.

    Returns:
        Whether everything is there now.
    """
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"  installing {' and '.join(packages)} with apt", flush=True)
        install(packages)
        packages = missing()
    if packages:
        print(f"make test needs: apt install {' '.join(packages)}", file=sys.stderr)
    return not packages


def install(packages: list[str]) -> None:
    """Run apt without questions; show its words only when it fails."""
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=quietly, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
