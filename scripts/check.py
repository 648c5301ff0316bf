"""``make test``: every check that CI makes, each with its time; it fails when one of them fails.

A check that fails does not hide the ones after it. Nothing is skipped: what is missing fails.
"""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.packages import bring_missing
from scripts.places import ROOT, VENV

BIN = str(VENV / "bin")
PYTEST = ("pytest", "--timeout=180", "-q")
IN_PARALLEL = ("-n", "2", "-m", "not browser")
COVERAGE_FLOOR = 95  # Per cent of branches, as the house's style asks.
PYTEST_CLOSING = re.compile(r"^=* ?(?=.*\d+ (?:passed|failed|error)).* in [\d.]+s")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked, and the command that checks it."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("lint", ("ruff", "check", ".")),
    Check("format", ("ruff", "format", "--check", ".")),
    Check("types", ("mypy", ".")),
    Check("imports", ("lint-imports",)),
    Check("templates", ("djlint", "--lint", "templates")),
    Check(
        "tests on SQLite",
        (*PYTEST, *IN_PARALLEL, "--cov", "--cov-report=term", f"--cov-fail-under={COVERAGE_FLOOR}"),
    ),
    Check("tests on PostgreSQL", ("python", "-m", "scripts.postgres", *PYTEST, *IN_PARALLEL)),
    Check("tests in Chromium", (*PYTEST, "-m", "browser")),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went.

    Attributes:
        name: of the check.
        passed: whether its command ended well.
        seconds: how long it took.
        closing: pytest's last line, or nothing for other tools.
    """

    name: str
    passed: bool
    seconds: float
    closing: str = ""


def run(check: Check) -> Outcome:
    """Run one check, showing its words as they come."""
    print(f"\n── {check.name}: {' '.join(check.command)}", flush=True)
    started = time.monotonic()
    closing = ""
    with started_process(check.command) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if PYTEST_CLOSING.match(line):
                closing = line.rstrip()
    seconds = time.monotonic() - started
    return Outcome(check.name, process.returncode == 0, seconds, closing)


@contextlib.contextmanager
def started_process(command: tuple[str, ...]) -> Iterator["subprocess.Popen[str]"]:
    """A command from the environment, its words in one stream; it ends when this process does."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        except BaseException:
            process.terminate()
            raise


def report(outcomes: list[Outcome]) -> None:
    """Print how each check went, and last what pytest said of each of its runs."""
    print()
    for outcome in outcomes:
        word = "passed" if outcome.passed else "FAILED"
        print(f"{word}  {outcome.seconds:6.1f} s  {outcome.name}")
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    if failed:
        print(f"make test failed in: {', '.join(failed)}")
    for outcome in outcomes:
        if outcome.closing:
            print(f"{outcome.name}:\n{outcome.closing}")


def main() -> int:
    """Run the checks named in the arguments, or all of them."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    wanted = sys.argv[1:]
    if not bring_missing():
        return 1
    outcomes = [run(check) for check in CHECKS if not wanted or check.name in wanted]
    report(outcomes)
    return 0 if outcomes and all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
