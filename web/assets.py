"""Addresses of static files with their content hash, so that they can be cached for ever."""

import hashlib
import time
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app
from markupsafe import Markup

HASH_LENGTH = 10
LOOK_SECONDS = 1.0  # A page with sixty icons asks sixty times whether the sprite has changed.


@lru_cache(maxsize=256)
def _version(path: Path, modified: int) -> str:  # noqa: ARG001 - the time is only the cache's key.
    return hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]


@lru_cache(maxsize=256)
def _address(folder: str, name: str, look: int) -> str:  # noqa: ARG001 - as above.
    path = Path(folder) / name
    return f"/static/{name}?v={_version(path, path.stat().st_mtime_ns)}"


def asset(name: str) -> str:
    """The address of a static file, such as ``css/base.css``, with its version.

    Raises:
        FileNotFoundError: when there is no such file, so that a wrong name fails its tests.
    """
    return _address(
        current_app.static_folder or "static", name, int(time.monotonic() / LOOK_SECONDS)
    )


def icon(name: str, size: int = 20, label: str = "", cls: str = "") -> Markup:
    """An icon of our own sprite; without a label it is an ornament and stays silent.

    Args:
        name: In ``static/icons/sprite.svg``.
        size: In CSS pixels.
        label: What it says to who cannot see it.
        cls: Further classes.
    """
    return _icon(asset("icons/sprite.svg"), name, size, str(label), cls)


@lru_cache(maxsize=512)
def _icon(sprite: str, name: str, size: int, label: str, cls: str) -> Markup:
    classes = f"icon icon-{name} {cls}".rstrip()
    says = Markup('role="img" aria-label="{}"').format(label)
    return Markup(
        '<svg class="{}" width="{}" height="{}" {} focusable="false"><use href="{}#{}"></use></svg>'
    ).format(classes, size, size, says if label else Markup('aria-hidden="true"'), sprite, name)


@lru_cache(maxsize=2)
def _mark(files: tuple[tuple[Path, int], ...]) -> str:
    whole = hashlib.sha256()
    for path, _modified in files:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def release(folder: Path) -> str:
    """Return a mark of all our static files: another one replaces what devices keep.

    Every process reckons the same one, or devices would empty their store at each visit.
    """
    paths = sorted(path for kind in ("js", "css") for path in (folder / kind).rglob("*.*"))
    return _mark(tuple((path, path.stat().st_mtime_ns) for path in paths))


def worker_script(name: str) -> Response:
    """A service worker with the mark of the release in front, asked for anew at each visit."""
    folder = Path(current_app.static_folder or "static")
    script = (folder / name).read_text(encoding="utf-8")
    answer = Response(f'const RELEASE = "{release(folder)}";\n{script}', mimetype="text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def init_assets(app: Flask) -> None:
    """Give templates ``asset`` and ``icon``, and let versioned files be cached for a year."""
    app.add_template_global(asset)
    app.add_template_global(icon, "drawn_icon")
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600
