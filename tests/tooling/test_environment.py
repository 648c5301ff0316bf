from pathlib import Path

import pytest

from scripts.setup import python
from scripts.setup.python import Command
from scripts.setup.steps import SetupError


def environment_of(folder: Path) -> Path:
    """An environment as pip leaves it: its scripts start the Python of the folder they lie in."""
    binaries = folder / "bin"
    binaries.mkdir(parents=True)
    (binaries / "pip").write_text(f"#!{binaries}/python\n")
    (binaries / "python").symlink_to("/bin/true")
    return folder


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here" / ".venv"
    monkeypatch.setattr(python, "VENV", folder)
    monkeypatch.setattr(python, "PYTHON", folder / "bin" / "python")
    return folder


def test_environment_made_here_is_kept(venv: Path) -> None:
    environment_of(venv)

    python.make_environment()

    assert (venv / "bin" / "python").readlink() == Path("/bin/true")


def test_environment_copied_from_elsewhere_is_made_again(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment_of(tmp_path / "there" / ".venv").parent.rename(venv.parent)
    monkeypatch.setattr(python, "ways", lambda _python: ((("mkdir", venv),),))

    python.make_environment()

    assert list(venv.iterdir()) == []


def test_environment_takes_the_first_way_that_works(
    venv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = tmp_path / "tried"
    ways: tuple[tuple[Command, ...], ...] = (
        (("false",),),
        (("no-such-command",),),
        (("touch", tried), ("mkdir", "-p", venv)),
        (("rm", tried),),
    )
    monkeypatch.setattr(python, "ways", lambda _python: ways)

    python.make_environment()

    assert tried.exists() is True


@pytest.mark.usefixtures("venv")
def test_environment_that_cannot_be_made_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(python, "ways", lambda _python: ((("false",),),))

    with pytest.raises(SetupError, match=r"^Etalase needs pip or npm[^\n]*apt install[^\n]*$"):
        python.make_environment()
