"""Keeping the index true: the worker's task after a change, and the sweep that loses nothing."""

import logging

from database import db
from showcase.search.claims import Claim, anything_free, claim, finish, release, renew
from showcase.search.client import SearchDown, patient_server
from showcase.search.feed import Fed, Feeder
from web.tasks import task

_log = logging.getLogger(__name__)


def _feed(held: Claim) -> Fed:
    """Bring a claim's documents to the server; the claim is freed when it does not answer."""
    try:
        return Feeder(patient_server(), meanwhile=lambda: renew(held)).feed(held.ids)
    except SearchDown:
        db.session.rollback()
        release(held)
        db.session.commit()
        raise


def sync() -> tuple[int, int]:
    """Work off what is stale until nothing is free; how many were done and how many failed.

    Raises:
        SearchDown: when the server does not answer. The rows stay and are tried again.
    """
    done = failed = 0
    while anything_free() and (held := claim()):
        fed = _feed(held)
        finish(held, fed.done, fed.failed)
        done, failed = done + len(fed.done), failed + len(fed.failed)
        for key, reason in fed.failed.items():
            _log.error("product %s is set aside from search: %s", key, reason)
    return done, failed


@task("search.sync")
def sync_stale_documents() -> None:
    """Bring what a commit changed to the index, at once."""
    try:
        sync()
    except SearchDown as down:
        _log.info("search cannot be told of changes now; the sweep will: %s", down)
