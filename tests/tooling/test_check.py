import pytest

from scripts import check
from scripts.check import Check


@pytest.fixture(autouse=True)
def _nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "bring_missing", lambda: True)
    monkeypatch.setattr("sys.argv", ["check"])


def test_check_names_what_failed_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    closing = "== 3 passed in 0.10s =="
    checks = (
        Check("first", ("false",)),
        Check("second", ("true",)),
        Check("third", ("echo", closing)),
    )
    monkeypatch.setattr(check, "CHECKS", checks)

    code = check.main()

    printed = capfd.readouterr().out.splitlines()
    assert code == 1
    told = [line.split() for line in printed if line.endswith(("  first", "  second", "  third"))]
    assert [(words[0], words[-1]) for words in told] == [
        ("FAILED", "first"),
        ("passed", "second"),
        ("passed", "third"),
    ]
    assert printed[-3:] == ["make test failed in: first", "third:", closing]


def test_check_fails_when_something_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "bring_missing", lambda: False)
    monkeypatch.setattr(check, "CHECKS", (Check("fine", ("true",)),))

    assert check.main() == 1


def test_check_passes_when_every_check_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "CHECKS", (Check("fine", ("true",)),))

    assert check.main() == 0
