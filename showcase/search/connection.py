"""Where this instance's Meilisearch is, and the key that it wants."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from config import Settings


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a Meilisearch listens and the key that it wants.

    Attributes:
        url: without a slash at the end.
        key: sent as a bearer token.
        pid: the server's process here; 0 when it runs elsewhere.
    """

    url: str
    key: str
    pid: int = 0


def search_folder(settings: Settings) -> Path:
    """The folder of everything about search, readable by its owner alone."""
    folder = settings.instance / "search"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def connection(settings: Settings) -> Connection | None:
    """Where to ask: ``MEILI_URL`` if set, else what the server of this instance wrote.

    Returns:
        None while no server has been started. The server may be gone or elsewhere after a restart,
        so a caller that cannot reach it reads this again.
    """
    if settings.meili_url:
        return Connection(settings.meili_url.rstrip("/"), settings.meili_key)
    try:
        return Connection(**json.loads((search_folder(settings) / "server.json").read_text()))
    except FileNotFoundError:
        return None


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step, readable by its owner alone."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
    fresh.replace(path)
