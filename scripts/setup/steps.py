"""A step of the set-up, and the stamp that tells whether it must run again."""

import hashlib
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.places import ROOT, VENV

STAMPS = VENV / "stamps"


class SetupError(Exception):
    """The set-up cannot go on; the message is the one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do when one of its inputs changed or one of its outputs is gone.

    Attributes:
        name: also the name of the stamp, so it is unique.
        does: what is printed while it runs.
        inputs: files whose contents decide whether it runs; their order does not matter.
        outputs: what must exist afterwards.
        run: does it, and raises SetupError when it cannot.
    """

    name: str
    does: str
    inputs: Sequence[Path]
    outputs: Sequence[Path]
    run: Callable[[], None]

    def fingerprint(self) -> str:
        """The hash of this folder's path and of the inputs' names and contents.

        An input that is missing counts as empty. The path is in it because an environment that
        was copied elsewhere starts the programs of the folder that it came from.
        """
        digest = hashlib.sha256(f"{ROOT}\n".encode())
        for path in sorted(self.inputs):
            content = path.read_bytes() if path.is_file() else b""
            digest.update(f"{path.name} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()

    def is_done(self, stamps: Path = STAMPS) -> bool:
        """Whether the stamp matches the inputs and every output is there."""
        stamp = stamps / self.name
        if not stamp.is_file() or not all(path.exists() for path in self.outputs):
            return False
        return stamp.read_text(encoding="ascii") == self.fingerprint()

    def complete(self, stamps: Path = STAMPS) -> bool:
        """Run the step unless it is done, and stamp it.

        Returns:
            Whether it ran.

        Raises:
            SetupError: when it ran and left an output missing.
        """
        if self.is_done(stamps):
            return False
        print(f"  {self.does}", flush=True)
        self.run()
        missing = [path for path in self.outputs if not path.exists()]
        if missing:
            raise SetupError(f"{self.name} did not make {missing[0]}")
        stamps.mkdir(parents=True, exist_ok=True)
        (stamps / self.name).write_text(self.fingerprint(), encoding="ascii")
        return True


def run_quietly(command: Sequence[str | Path], advice: str) -> None:
    """Run a command in the project's folder and show its output only when it fails.

    Raises:
        SetupError: with ``advice``, after the end of the command's output.
    """
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SetupError(f"{done.stdout[-2000:].rstrip()}\n{advice}".lstrip())
