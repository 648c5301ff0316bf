"""The virtual environment and its packages."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.places import PYTHON, ROOT, VENV
from scripts.setup.steps import SetupError, Step, run_quietly

OLDEST_PYTHON = (3, 11)
NO_ENVIRONMENT = "Etalase needs pip or venv for python3: apt install python3-venv, then again."
RUN_FILES = (ROOT / "requirements.txt", ROOT / "constraints.txt")
DEV_FILES = (ROOT / "requirements-dev.txt", *RUN_FILES)


def check_version() -> None:
    """Refuse a Python that the packages do not run on.

    Raises:
        SetupError: naming the version that is needed and the one found.
    """
    if sys.version_info < OLDEST_PYTHON:
        needed = ".".join(str(part) for part in OLDEST_PYTHON)
        raise SetupError(f"Etalase needs Python {needed} or newer; {sys.executable} is older.")


def belongs_here() -> bool:
    """Whether ``.venv`` works and was made in this folder: a copied one starts its old folder's."""
    pip = VENV / "bin" / "pip"
    if not pip.is_file() or str(VENV).encode() not in pip.read_bytes()[:512]:
        return False
    return succeeds([PYTHON, "-m", "pip", "--version"])


def make_environment() -> None:
    """Make ``.venv``, unless a good one is there, in the first of three ways that this Python can.

    Debian keeps ``ensurepip`` in a package of its own, so plain ``venv`` may be unable to bring
    pip: then virtualenv does it, or this Python's own pip installs itself into a bare environment.

    Raises:
        SetupError: when none of the three works.
    """
    if belongs_here():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    python = Path(sys.executable)
    ways: tuple[tuple[list[str | Path], ...], ...] = (
        ([python, "-m", "venv", VENV],),
        ([python, "-m", "virtualenv", "--quiet", VENV],),
        (
            [python, "-m", "venv", "--clear", "--without-pip", VENV],
            [python, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"],
        ),
    )
    if not any(all(succeeds(command) for command in way) for way in ways):
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(NO_ENVIRONMENT)


def succeeds(command: list[str | Path]) -> bool:
    """Whether a command ends well; what it prints is of no use to anybody."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def install(*arguments: str | Path) -> None:
    """Run the environment's pip.

    Raises:
        SetupError: with the end of pip's own words.
    """
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    run_quietly(
        [PYTHON, "-m", "pip", "install", *quiet, *arguments],
        "pip could not install the packages: see its words above.",
    )


def install_requirements(file: Path) -> None:
    """Install a requirements file, with everything that it brings held to ``constraints.txt``."""
    install("-r", file, "-c", ROOT / "constraints.txt")


def steps(*, dev: bool) -> list[Step]:
    """The Python half of the set-up; ``dev`` adds the test tools."""
    environment = Step("environment", "making .venv", (), (PYTHON,), make_environment)
    run = Step(
        "packages",
        "installing Python packages",
        RUN_FILES,
        (VENV / "bin" / "flask", VENV / "bin" / "granian"),
        lambda: install_requirements(RUN_FILES[0]),
    )
    tools = Step(
        "packages-dev",
        "installing Python packages and test tools",
        DEV_FILES,
        (VENV / "bin" / "pytest", *run.outputs),
        lambda: install_requirements(DEV_FILES[0]),
    )
    # The test tools bring the packages too, so an environment that has them is complete.
    return [environment, tools if dev or tools.is_done() else run]
