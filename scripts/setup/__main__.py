"""``python3 -m scripts.setup [--dev]``: make this copy ready to run, or to test."""

import fcntl
import sys
import time

from scripts.places import ROOT
from scripts.setup import frontend, python
from scripts.setup.steps import SetupError


def set_up(*, dev: bool) -> None:
    """Complete every step, one set-up at a time in this folder.

    Raises:
        SetupError: when a step cannot be done.
    """
    lock = ROOT / "build" / "setup.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        # Two copies that start together from one folder must not install over each other.
        fcntl.flock(file, fcntl.LOCK_EX)
        started = time.monotonic()
        ran = [step.complete() for step in python.steps(dev=dev)]
        ran += [step.complete() for step in frontend.steps(dev=dev)]
    if any(ran):
        print(f"  set up in {time.monotonic() - started:.0f} s", flush=True)


def main() -> int:
    """Set up, and say in one line why not when it cannot be done."""
    try:
        set_up(dev="--dev" in sys.argv[1:])
    except SetupError as error:
        print(f"set-up: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
