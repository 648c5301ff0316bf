import ast

import pytest

from scripts.places import ROOT

PACKAGES = {path.parent.name for path in ROOT.glob("*/__init__.py")}


def imported_by(name: str) -> set[str]:
    """The top names of all modules that a file imports."""
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {module.partition(".")[0] for module in plain + parts}


@pytest.mark.parametrize(("name", "allowed"), [("config.py", set()), ("database.py", {"config"})])
def test_modules_at_the_bottom_import_no_package(name: str, allowed: set[str]) -> None:
    own = PACKAGES | {"app", "config", "database"}

    assert imported_by(name) & own <= allowed


def test_packages_are_found() -> None:
    assert {"accounts", "catalog", "curation", "office", "showcase", "uploads", "web"} <= PACKAGES
