"""The virtual environment and its packages."""

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.places import PYTHON, ROOT, VENV
from scripts.setup.steps import SetupError, Step, run_quietly

Command = tuple[str | Path, ...]

NO_ENVIRONMENT = "Etalase needs pip or npm to begin with: apt install python3-venv, then again."
UV_FOLDER = ROOT / "build" / "uv"
RUN_FILES = (ROOT / "requirements.txt", ROOT / "constraints.txt")
DEV_FILES = (ROOT / "requirements-dev.txt", *RUN_FILES)


def belongs_here() -> bool:
    """Whether ``.venv`` works and was made in this folder: a copied one starts its old folder's."""
    pip = VENV / "bin" / "pip"
    if not pip.is_file() or str(VENV).encode() not in pip.read_bytes()[:512]:
        return False
    return succeeds((PYTHON, "-m", "pip", "--version"))


def make_environment() -> None:
    """Make ``.venv``, unless a good one is there, in the first of the ways that work here.

    Debian keeps ``ensurepip`` in a package of its own, so plain ``venv`` may be unable to bring
    pip: then virtualenv does it, or this Python's own pip installs itself into a bare environment,
    or npm brings uv, which does it with neither.

    Raises:
        SetupError: when none of them works.
    """
    if belongs_here():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if not any(all(succeeds(command) for command in way) for way in ways(Path(sys.executable))):
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(NO_ENVIRONMENT)


def ways(python: Path) -> tuple[tuple[Command, ...], ...]:
    """The ways to an environment with pip in it, each a row of commands, the plainest first."""
    uv = UV_FOLDER / "node_modules" / "@manzt" / "uv-linux-x64" / "bin" / "uv"
    return (
        ((python, "-m", "venv", VENV),),
        ((python, "-m", "virtualenv", "--quiet", VENV),),
        (
            (python, "-m", "venv", "--clear", "--without-pip", VENV),
            (python, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip"),
        ),
        (
            ("mkdir", "-p", UV_FOLDER),
            ("cp", *sorted((Path(__file__).parent / "uv").glob("*.json")), UV_FOLDER),
            ("npm", "ci", "--prefix", UV_FOLDER),
            ("chmod", "+x", uv),
            (uv, "venv", "--seed", "--native-tls", "--python", python, VENV),
        ),
    )


def succeeds(command: Command) -> bool:
    """Whether a command ends well; what it prints is of no use to anybody."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


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
