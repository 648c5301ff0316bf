"""What the worker does for search without being asked."""

import logging
from typing import Final

from database import db, utcnow
from showcase.search.check import check, repair
from showcase.search.client import SearchDown
from showcase.search.rebuild import restore
from showcase.search.sync import sync, sync_stale_documents
from web.formats import in_wib
from web.tasks import enqueue_after_commit, sweep, task

CHECK_HOUR: Final = 2  # WIB; also papers that ran out at midnight leave their products then.
HALF_AN_HOUR: Final = 1800.0

_log = logging.getLogger(__name__)
_was_down = False


def _note(*, down: str) -> None:
    """Say once that search is away, and once that it is back."""
    global _was_down  # noqa: PLW0603 - what this process last said.
    if bool(down) != _was_down:
        _log.info("search is away: %s" if down else "search is back%s", down)
    _was_down = bool(down)


@sweep("search.sync", seconds=1)
def sync_whatever_waits() -> None:
    """Put a lost or foreign index right, then work off whatever is stale."""
    try:
        restore()
        sync()
    except SearchDown as down:
        db.session.rollback()
        _note(down=str(down))
    else:
        _note(down="")


@task("search.check")
def check_and_repair() -> None:
    """Compare all of the index with SQL and mend what differs."""
    try:
        difference = check()
    except SearchDown as down:
        _log.warning("search cannot be checked now: %s", down)
        return
    if difference.ids:
        _log.error("search differed from SQL in %d products", len(difference.ids))
        repair(difference)
        sync_stale_documents()


@sweep("search.nightly", seconds=HALF_AN_HOUR)
def check_at_night() -> None:
    """Ask for the check in the small hours; twice does no harm."""
    if in_wib(utcnow()).hour == CHECK_HOUR:
        enqueue_after_commit(check_and_repair)
        db.session.commit()
