"""Filling a new index beside the old one and swapping them; visitors see nothing of it."""

import contextlib
import logging
import time
from collections import deque
from typing import Final

from database import db, writing
from showcase.search.claims import forget, mark, pending_count, waiting_rows
from showcase.search.client import SearchServer, TaskFailed, patient_server
from showcase.search.feed import UNBUILDABLE, Feeder, feeding, live_index, new_index
from showcase.search.locks import LockTaken, held
from showcase.search.settings import index_settings, settings_hash
from showcase.search.sources import public_count, public_pages
from showcase.search.state import found_mark, wanted_mark, write_mark

PAGE: Final = 2000  # Products read and handed over at once.
IN_FLIGHT: Final = 3  # Pages that the server may be behind, so that single changes find a gap.

_log = logging.getLogger(__name__)


class RebuildRefused(Exception):
    """The new index was not put in place; the message says why."""


def _start(server: SearchServer) -> None:
    """Make the new index, empty, with its settings; what a dead rebuild left goes first."""
    if server.count(new_index()) is not None:
        server.wait(server.drop(new_index()))
    server.create(new_index())
    server.wait(server.configure(new_index(), index_settings()))


def _fill(server: SearchServer) -> set[int]:
    """Hand over every public product; returns those of pages that were not taken."""
    feeder, doubtful = Feeder(server, indexes=(new_index(),)), set[int]()
    in_flight: deque[tuple[int, list[int]]] = deque()

    def settle(most: int) -> None:
        while len(in_flight) > most:
            task, ids = in_flight.popleft()
            try:
                server.wait(task)
            except TaskFailed:
                doubtful.update(ids)

    for ids in public_pages(PAGE):
        try:
            in_flight.extend((task, ids) for task in feeder.hand_over(ids))
        except UNBUILDABLE:
            doubtful.update(ids)
        settle(IN_FLIGHT)
    settle(0)
    return doubtful


def _settle_doubtful(server: SearchServer, doubtful: set[int]) -> int:
    """Find the bad products by halving, and leave them to the sync, which sets them aside."""
    if not doubtful:
        return 0
    fed = Feeder(server, indexes=(new_index(),)).feed(sorted(doubtful))
    with writing():
        mark(db.session.connection(), fed.failed)
        db.session.commit()
    return len(fed.failed)


def _compare(server: SearchServer, failed: int) -> int:
    """How many documents the new index has.

    Raises:
        RebuildRefused: when that cannot be right, even with all changes that still wait.
    """
    while server.pending(new_index()):
        time.sleep(0.01)
    filled, public, waiting = server.count(new_index()) or 0, public_count(), pending_count()
    db.session.rollback()
    if abs(filled - public) > waiting + failed:
        raise RebuildRefused(f"{filled} documents for {public} products, {waiting} waiting")
    return filled


def _put_in_place(server: SearchServer, failed: int) -> int:
    """Swap, under the lock, so that every change went to both indexes or comes after."""
    with feeding():
        filled = _compare(server, failed)
        if server.count(live_index()) is None:
            server.wait(server.create(live_index()))
        server.wait(server.swap(live_index(), new_index()))
        server.wait(server.drop(new_index()))
    return filled


def rebuild() -> int:
    """Fill a new index from SQL and put it in place of the live one; how many documents it has.

    Raises:
        RebuildRefused: when another rebuild is at work, or the counts do not agree.
        SearchDown: when the server does not answer. The live index is as it was.
    """
    started = time.monotonic()
    try:
        with held("rebuild", wait=False):
            filled = _rebuild(patient_server())
    except LockTaken as taken:
        raise RebuildRefused("another rebuild is at work") from taken
    _log.info("search index rebuilt: %d in %.1f s", filled, time.monotonic() - started)
    return filled


def _rebuild(server: SearchServer) -> int:
    wanted, covered = wanted_mark(server), waiting_rows()
    _start(server)
    failed = _settle_doubtful(server, _fill(server))
    filled = _put_in_place(server, failed)
    forget(covered)
    write_mark(server, wanted)
    return filled


def drop_remains(server: SearchServer) -> None:
    """Delete what a killed rebuild left, unless one is at work."""
    if server.count(new_index()) is None:
        return
    with contextlib.suppress(LockTaken), held("rebuild", wait=False):
        if server.count(new_index()) is not None:
            server.wait(server.drop(new_index()))


def apply_settings(server: SearchServer) -> None:
    """Bring the live index's settings up to date; it answers with the old ones meanwhile."""
    with feeding():
        task = server.configure(live_index(), index_settings())
    server.wait(task)


def restore() -> bool:
    """Rebuild the index, or bring its settings up to date, when it is not what it should be.

    Returns:
        Whether there was anything to do.

    Raises:
        SearchDown: when the server does not answer.
    """
    server = patient_server()
    found, wanted = found_mark(server), wanted_mark(server)
    is_there = server.count(live_index()) is not None
    if found == wanted and is_there:
        drop_remains(server)
        return False
    if found is None or not found.same_content(wanted) or not is_there:
        try:
            rebuild()
        except RebuildRefused as refused:
            _log.info("search index not rebuilt: %s", refused)
            return False
        return True
    if found.settings != settings_hash():
        apply_settings(server)
    write_mark(server, wanted)
    return True
