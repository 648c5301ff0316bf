"""The house rules that a program can check."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from recorded_actions import recorded_actions

from catalog.states import LISTING_TRANSITIONS, MAKER_TRANSITIONS
from config import ROOT, Settings
from curation.states import ENTRY_TRANSITIONS
from office.log_words import ACTIONS, SUBJECTS
from showcase.states import INQUIRY_TRANSITIONS
from web.guards import GUARD

PACKAGES = ("accounts", "uploads", "catalog", "curation", "showcase", "office", "web", "demo")
MOST_LINES = 300
MOST_FUNCTION_LINES = 25
# Flask's own file server; everything else is ours and guarded.
UNGUARDED = {"static"}


def python_files() -> Iterator[Path]:
    yield from ROOT.glob("*.py")
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            words = docstring.count("\n") + 1 if docstring else 0
            first = node.body[0].lineno if docstring is None else node.body[0].end_lineno
            assert first is not None
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.body[0].lineno + 1 - words


@pytest.mark.parametrize("path", sorted(python_files()), ids=lambda path: str(path.name))
def test_file_is_short_and_its_functions_too(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    long = [(name, lines) for name, lines in functions(path) if lines > MOST_FUNCTION_LINES]
    assert long == []


def test_endpoint_says_who_may_call_it(session_app: Flask) -> None:
    unguarded = {
        name
        for name, view in session_app.view_functions.items()
        if not hasattr(view, GUARD) and name not in UNGUARDED
    }
    assert unguarded == set()


def test_view_package_holds_no_queries() -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for path in python_files()
        if "views" in path.parts or path.name == "views.py"
        if re.search(r"\bselect\(", path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_settings_are_all_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))
    wanted = {spec.metadata["variable"] for spec in Settings.__dataclass_fields__.values()}
    assert documented == wanted


def test_commands_are_all_documented(session_app: Flask) -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    commands = set()
    for name, command in session_app.cli.commands.items():
        if name in {"db", "routes", "run", "shell"}:
            continue
        below = getattr(command, "commands", None)
        commands |= {f"flask {name} {one}" for one in below} if below else {f"flask {name}"}
    missing = {command for command in commands if f"`{command}" not in page}
    assert missing == set()


def test_recorded_action_has_words_in_the_office() -> None:
    written = {(kind, action) for kind, some in recorded_actions().items() for action in some}
    whole = {pair for pair in written if not pair[1].endswith("*")}
    starts = [(kind, action[:-1]) for kind, action in written - whole]
    tables: dict[str, Iterable[tuple[str, str]]] = {
        "maker": MAKER_TRANSITIONS,
        "product": LISTING_TRANSITIONS,
        "entry": ENTRY_TRANSITIONS,
        "inquiry": INQUIRY_TRANSITIONS,
    }
    steps = {(kind, action) for kind, table in tables.items() for _state, action in table}
    assert (whole | steps) - ACTIONS.keys() == set(), "say it in words in office/log_words.py"
    begun = {
        (kind, action)
        for kind, action in ACTIONS
        if any(kind == of and action.startswith(start) for of, start in starts)
    }
    assert ACTIONS.keys() - whole - steps - begun == set(), "nothing records these any more"
    assert {kind for kind, _ in ACTIONS} <= SUBJECTS.keys()
