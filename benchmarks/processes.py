"""Processes of a run: commands of the Procfile, started alone and always stopped."""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from honcho.environ import parse_procfile

from config import ROOT

STOP_SECONDS = 10.0
START_SECONDS = 60.0


class BenchError(Exception):
    """Something could not be measured; the message says why."""


def procfile_command(name: str, **values: object) -> list[str]:
    """A line of the Procfile, split into words, with ``$NAME`` replaced by values."""
    lines = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes
    words = shlex.split(lines[name])
    return [str(values.get(word[1:], word)) if word[:1] == "$" else word for word in words]


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str], log: Path
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a command inside the block, in a process group of its own; nothing of it is left."""
    with log.open("ab") as said:
        process = subprocess.Popen(  # noqa: S603 - our own commands.
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ask first, then kill what is left of the group."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_for_page(url: str) -> None:
    """Return once a page answers.

    Raises:
        BenchError: when it does not in ``START_SECONDS``.
    """
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(url, timeout=2),  # noqa: S310 - ours.
        ):
            return
        time.sleep(0.05)
    raise BenchError(f"{url} does not answer")


def run_module(name: str, given: str) -> str:
    """Run a module in a process of its own with a text as its input; what it printed.

    Raises:
        BenchError: with the end of its complaint.
    """
    done = subprocess.run(  # noqa: S603 - our own modules.
        [sys.executable, "-m", name],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"{name}: {done.stderr[-1000:]}")
    return done.stdout
