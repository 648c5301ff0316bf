"""The index of words on disk: the worker writes it, each web process reads it.

It lies beside Meilisearch's data and may be deleted; it comes back by itself. What it knows may be
some seconds old: it only says in which order to look at products, and Meilisearch and SQL say which
of them there are.
"""

import json
import logging
import shutil
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func

from catalog.models import Maker, Product
from catalog.queries import public_products
from database import db, utcnow
from showcase.search.closest.building import build_index, public_texts
from showcase.search.closest.word_index import WordIndex, read_index, write_index
from showcase.search.connection import search_folder
from showcase.search.locks import LockTaken, held
from showcase.search.state import database_identity
from web.context import settings
from web.formats import in_wib
from web.tasks import sweep

SHAPE: Final = 2  # Raised whenever the index is made otherwise.
REST: Final = 20.0  # An index is not made anew before this many times what the last one took.
LOOK_SECONDS: Final = 5.0

_log = logging.getLogger(__name__)
_opened: dict[Path, tuple[int, WordIndex]] = {}


def _pointer() -> Path:
    """The file that says which folder holds the newest index."""
    return search_folder(settings()) / f"words-of-{settings().index_name}.json"


def current_index() -> WordIndex | None:
    """The newest index; None while there is none."""
    pointer = _pointer()
    try:
        stamp = pointer.stat().st_mtime_ns
        known = _opened.get(pointer)
        if known is None or known[0] != stamp:
            known = stamp, read_index(pointer.parent / _told(pointer)["folder"])
            _opened[pointer] = known
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError) as error:
        _log.warning("the index of words cannot be read: %s", error)
        return None
    return known[1]


def _told(pointer: Path) -> dict[str, Any]:
    """What the pointer says; nothing where there is none or it is not whole."""
    try:
        told = json.loads(pointer.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _state() -> list[str]:
    """Changes whenever another index is due."""
    newest = func.max(Product.updated_at), func.max(Maker.updated_at)
    query = public_products().with_only_columns(func.count(), func.max(Product.id), *newest)
    found = [str(one) for one in db.session.execute(query).one()]
    return [str(SHAPE), database_identity(), str(in_wib(utcnow()).date()), *found]


def refresh(*, at_once: bool = False) -> bool:
    """Make the index anew if products changed; whether it was done.

    Args:
        at_once: Also when the last one was made a moment ago.
    """
    pointer = _pointer()
    told = _told(pointer)
    rested = time.time() - told.get("made_at", 0) >= REST * told.get("seconds", 0)
    if not (rested or at_once):
        return False
    state = _state()
    db.session.rollback()
    if told.get("state") == state:
        return False
    try:
        with held("words", wait=False):
            _make(pointer, state)
    except LockTaken:
        return False
    return True


def _make(pointer: Path, state: list[str]) -> None:
    started = time.monotonic()
    name = f"{pointer.stem}-{time.time_ns()}"
    write_index(build_index(public_texts()), pointer.parent / name)
    told = {
        "folder": name,
        "state": state,
        "made_at": time.time(),
        "seconds": time.monotonic() - started,
    }
    fresh = pointer.with_suffix(".new")
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(pointer)
    for other in pointer.parent.glob(f"{pointer.stem}-*"):
        if other.name != name and other.is_dir():
            shutil.rmtree(other, ignore_errors=True)


@sweep("search.words", seconds=LOOK_SECONDS)
def keep_words() -> None:
    """Bring the index of words up to date."""
    refresh()
