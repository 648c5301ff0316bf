from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.setup.steps import SetupError, Step, run_quietly


@pytest.fixture
def copying(tmp_path: Path) -> Step:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("first")

    def copy() -> None:
        target.write_bytes(source.read_bytes())

    return Step("copy", "copying", (source,), (target,), copy)


def test_step_runs_once_while_nothing_changes(copying: Step, tmp_path: Path) -> None:
    assert [copying.complete(tmp_path / "stamps") for _ in range(3)] == [True, False, False]


def test_step_runs_again_when_an_input_changes(copying: Step, tmp_path: Path) -> None:
    copying.complete(tmp_path / "stamps")
    (tmp_path / "source").write_text("second")

    assert copying.complete(tmp_path / "stamps") is True
    assert (tmp_path / "target").read_text() == "second"


def test_step_runs_again_when_an_output_is_gone(copying: Step, tmp_path: Path) -> None:
    copying.complete(tmp_path / "stamps")
    (tmp_path / "target").unlink()

    assert copying.complete(tmp_path / "stamps") is True


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text("")])
def test_step_that_fails_is_not_stamped(
    copying: Step, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    broken = Step("copy", "copying", copying.inputs, copying.outputs, lambda: None)

    with pytest.raises(SetupError, match="copy did not make"):
        broken.complete(tmp_path / "stamps")
    change(tmp_path / "source")
    assert broken.is_done(tmp_path / "stamps") is False


def test_run_quietly_shows_the_words_of_a_command_that_fails() -> None:
    with pytest.raises(SetupError) as caught:
        run_quietly(["sh", "-c", "echo the reason; exit 3"], "What to do.")

    assert str(caught.value) == "the reason\nWhat to do."
