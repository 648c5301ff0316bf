"""Which actions the code writes to the log, read from its source."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from config import ROOT

PACKAGES = ("accounts", "uploads", "catalog", "curation", "showcase", "office")
RECORDER = "record"


class Step(NamedTuple):
    """A call that writes to the log: in which function, of which kind, its action's expression."""

    module: str
    function: str
    kind: str
    action: ast.expr


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _action(node: ast.Call, position: int | None = None) -> ast.expr | None:
    named = [word.value for word in node.keywords if word.arg == "action"]
    if named:
        return named[0]
    return node.args[position] if position is not None and position < len(node.args) else None


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    yield str(path), node


def _kind(node: ast.Call) -> str:
    subject = next(word.value for word in node.keywords if word.arg == "subject")
    assert isinstance(subject, ast.Tuple), ast.unparse(node)
    assert isinstance(subject.elts[0], ast.Constant), ast.unparse(node)
    return str(subject.elts[0].value)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    yield from (one for one in ast.walk(node) if isinstance(one, ast.Call))


def _passed_on(
    wrapper: str, module: str, kind: str, functions: list[tuple[str, ast.FunctionDef]]
) -> Iterator[Step]:
    """The calls of a function that passes its own ``action`` on to the log."""
    made = next(one for place, one in functions if place == module and one.name == wrapper)
    names = [argument.arg for argument in made.args.args]
    position = names.index("action") if "action" in names else None
    for place, function in functions:
        if place != module and wrapper.startswith("_"):
            continue
        for call in _calls(function):
            action = _action(call, position) if _called(call) == wrapper else None
            if action is not None:
                yield Step(place, function.name, kind, action)


def recorded_actions() -> dict[str, set[str]]:
    """By kind of thing, every action that is written; an f-string counts by its start and a star.

    A function that passes its parameter ``action`` on is followed to where it is called.
    """
    functions = list(_functions())
    waiting = [
        Step(place, function.name, _kind(call), action)
        for place, function in functions
        for call in _calls(function)
        if _called(call) == RECORDER and (action := _action(call)) is not None
    ]
    found: dict[str, set[str]] = defaultdict(set)
    while waiting:
        step = waiting.pop()
        if isinstance(step.action, ast.JoinedStr):
            found[step.kind].add(f"{ast.unparse(step.action.values[0]).strip(chr(39))}*")
        elif isinstance(step.action, ast.Name):
            assert step.action.id == "action", f"{step.module}: {step.action.id}"
            waiting += _passed_on(step.function, step.module, step.kind, functions)
        else:
            words = [one for one in ast.walk(step.action) if isinstance(one, ast.Constant)]
            found[step.kind] |= {one.value for one in words if isinstance(one.value, str)}
    return dict(found)
