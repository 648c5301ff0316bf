"""The whole site on a port and an instance of its own, for whoever wants to look at it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.places import ROOT

START_SECONDS = 180.0  # A first start draws the sample town's pictures.
STOP_SECONDS = 30.0


class SiteError(Exception):
    """The site did not come up; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running site.

    Attributes:
        url: without a slash at the end.
        instance: the folder that it writes to.
        log: the file that holds what its processes say.
        process: ``scripts.run``; its end ends the others.
    """

    url: str
    instance: Path
    log: Path
    process: "subprocess.Popen[bytes]"

    def answers(self) -> bool:
        """Whether the web process says that it is well."""
        try:
            with urllib.request.urlopen(f"{self.url}/sehat", timeout=2) as answer:  # noqa: S310
                return bool(answer.status == 200)  # noqa: PLR2004 - HTTP's OK
        except OSError:
            return False


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def site_environment(instance: Path, port: int) -> dict[str, str]:
    """This process's environment without settings of another site, and with this one's."""
    others = ("DATABASE_URL", "MEILI_URL", "MEILI_KEY", "REDIS_URL", "PHOTO_STORE", "BASE_URL")
    kept = {name: value for name, value in os.environ.items() if name not in others}
    return {
        **kept,
        "ETALASE_ENV": "development",
        "ETALASE_INSTANCE": str(instance),
        "PORT": str(port),
        "RATE_LIMITS": "off",
    }


@contextlib.contextmanager
def running_site(instance: Path | None = None) -> Iterator[Site]:
    """The three processes with the sample town, stopped at the end.

    Args:
        instance: what to serve; a temporary one, deleted at the end, when not given.

    Raises:
        SiteError: when it does not come up in ``START_SECONDS``.
    """
    with contextlib.ExitStack() as stack:
        if instance is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="etalase-site-"))
            instance = Path(folder)
        site = start(instance, free_port())
        stack.callback(stop, site)
        wait_until_up(site)
        yield site


def start(instance: Path, port: int) -> Site:
    """Start ``make run``'s processes; they are not up yet when this returns."""
    log = instance / "log" / "site.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.run"],
            cwd=ROOT,
            env=site_environment(instance, port),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    return Site(f"http://127.0.0.1:{port}", instance, log, process)


def wait_until_up(site: Site) -> None:
    """Return once the site answers.

    Raises:
        SiteError: when it ends first, or takes too long.
    """
    deadline = time.monotonic() + START_SECONDS
    while not site.answers():
        if site.process.poll() is not None or time.monotonic() > deadline:
            raise SiteError(site.log.read_text(encoding="utf-8", errors="replace")[-3000:])
        time.sleep(0.1)


def settle(site: Site) -> None:
    """Do now what the worker would do in time: derive every photo, bring everything to the index.

    Raises:
        SiteError: with the words of the command that failed.
    """
    environment = site_environment(site.instance, int(site.url.rpartition(":")[2]))
    for command in (("photos", "derive"), ("search", "sync")):
        done = subprocess.run(
            [sys.executable, "-m", "flask", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SiteError(done.stderr[-3000:])


def stop(site: Site) -> None:
    """End all processes as Ctrl-C would, and kill what does not listen."""
    site.process.send_signal(signal.SIGINT)
    try:
        site.process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        site.process.kill()
        site.process.wait()
