"""Addresses of static files with their content hash, so that they can be cached for ever."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app

HASH_LENGTH = 10


@lru_cache(maxsize=256)
def _version(path: Path, modified: int) -> str:  # noqa: ARG001 - the time is only the cache's key.
    return hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]


def asset(name: str) -> str:
    """The address of a static file, such as ``css/base.css``, with its version.

    Raises:
        FileNotFoundError: when there is no such file, so that a wrong name fails its tests.
    """
    path = Path(current_app.static_folder or "static") / name
    return f"/static/{name}?v={_version(path, path.stat().st_mtime_ns)}"


def init_assets(app: Flask) -> None:
    """Give templates ``asset`` and let versioned files be cached for a year."""
    app.add_template_global(asset)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600
