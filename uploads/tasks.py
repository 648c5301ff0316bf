"""The worker's part: deriving photos, and finding those that were left behind."""

import logging
import math
import threading
import time
from collections.abc import Collection
from datetime import timedelta
from typing import Final

from PIL import Image

from database import db, utcnow, writing
from uploads.derive import derive
from uploads.deriving import (
    LEASE,
    claim_photo,
    finish_photo,
    give_up_interrupted,
    keep_claim,
    note_failure,
)
from uploads.models import Photo
from uploads.queries import has_interrupted, next_pending_id
from uploads.states import PhotoFile, derived_files
from uploads.storage import photo_store
from web.tasks import sweep, task

RENEWAL: Final = LEASE / 4
SWEEP_SHARE: Final = timedelta(seconds=1)  # The sweeps of search and mail wait for this one.

# One thread of a worker derives; the others stay free for search and mail, and the web process
# beside them keeps a processor.
_at_work = threading.Lock()

_log = logging.getLogger(__name__)


def make_files(photo_id: int, name: str, *, skip: Collection[PhotoFile]) -> None:
    """Derive a photo's files and keep them, renewing the claim now and then.

    Raises:
        OSError: when the master is missing or broken, or a file cannot be written.
    """
    store = photo_store()
    renewed = utcnow()
    for file, data in derive(name, store.get(PhotoFile(name)), skip=skip):
        store.put(file, data)
        if utcnow() - renewed > RENEWAL:
            renewed = utcnow()
            with writing():
                keep_claim(photo_id=photo_id, now=renewed)
                db.session.commit()


def _claimed(photo_id: int) -> bool:
    with writing():
        got_it = claim_photo(photo_id=photo_id, now=utcnow())
        db.session.commit()
    return got_it


def _derive_claimed(photo_id: int, name: str, width: int) -> None:
    """Derive what is missing and write down how it went."""
    store = photo_store()
    there = {file for file in derived_files(name, width) if store.exists(file)}
    failure = ""
    try:
        make_files(photo_id, name, skip=there)
    except (OSError, Image.DecompressionBombError) as error:
        failure = f"{type(error).__name__}: {error}"
        _log.warning("photo %s was not derived: %s", photo_id, failure)
    with writing():
        if failure:
            note_failure(photo_id=photo_id, reason=failure)
        else:
            finish_photo(photo_id=photo_id)
        db.session.commit()


def derive_now(photo_id: int) -> None:
    """Make the files of a photo that are missing, if nobody else is at it.

    May run any number of times, and may be killed at any moment: files appear whole or not at
    all, and those that are there are not made again.
    """
    if not _claimed(photo_id):
        return
    photo = db.session.get(Photo, photo_id)
    if photo is None:
        return
    name, width = photo.name, photo.width
    # No transaction stays open while pictures are encoded.
    db.session.commit()
    _derive_claimed(photo_id, name, width)


def _derive_due(deadline: float) -> None:
    """Derive what is due, oldest first, until a moment of the monotonic clock."""
    while time.monotonic() < deadline:
        photo_id = next_pending_id(utcnow() - LEASE)
        db.session.commit()
        if photo_id is None:
            return
        derive_now(photo_id)


@task("derive_photo")
def derive_photo(photo_id: int) -> None:
    """Derive a photo, then whatever else is due.

    When this process derives already, the photo is left to that thread.
    """
    if not _at_work.acquire(blocking=False):
        return
    try:
        derive_now(photo_id)
        _derive_due(math.inf)
    finally:
        _at_work.release()


@sweep("photos", seconds=2)
def derive_left_behind() -> None:
    """Derive pending photos that no task took, for about ``SWEEP_SHARE`` at a time."""
    # Asked first by reading, so that an idle sweep never waits for the write lock.
    any_interrupted = has_interrupted(utcnow() - LEASE)
    db.session.commit()
    if any_interrupted:
        with writing():
            given_up = give_up_interrupted(now=utcnow())
            db.session.commit()
        _log.warning("%s photos were given up", given_up)
    if not _at_work.acquire(blocking=False):
        return
    try:
        _derive_due(time.monotonic() + SWEEP_SHARE.total_seconds())
    finally:
        _at_work.release()
