import re
import subprocess

from scripts.places import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)


def test_help_lists_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],  # noqa: S607 - whichever make the person has.
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert re.findall(r"^  make ([a-z-]+) +\S", told.stdout, re.MULTILINE) == TARGETS


def test_targets_are_all_phony() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

    assert phony is not None
    assert sorted(phony[1].split()) == sorted(TARGETS)


def test_ci_runs_what_a_person_types() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not line.startswith("#")] == [
        "set -eu",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "make test",
    ]
