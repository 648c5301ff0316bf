"""How a worker takes a photo into its hands, and what it says when it is done.

A claim is a conditional UPDATE with a time: two workers never hold the same photo, and what a
killed worker held is free again when its time has run out.
"""

from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, update

from database import db
from uploads.models import Photo
from uploads.queries import interrupted, unclaimed
from uploads.states import MAX_ATTEMPTS, PhotoState

LEASE: Final = timedelta(seconds=20)  # Many times what the slowest single file takes.
INTERRUPTED: Final = "the worker ended three times while it derived this photo"


def _change(where: ColumnElement[bool], **values: object) -> int:
    """Change photos in the database without loading them; give how many."""
    statement = update(Photo).where(where).values(**values)
    result = db.session.execute(statement, execution_options={"synchronize_session": "fetch"})
    return cast("CursorResult[Any]", result).rowcount


def claim_photo(*, photo_id: int, now: datetime) -> bool:
    """Take a pending photo into this worker's hands; say whether it got it."""
    mine = (Photo.id == photo_id) & (Photo.attempts < MAX_ATTEMPTS) & unclaimed(now - LEASE)
    return _change(mine, claimed_at=now, attempts=Photo.attempts + 1) == 1


def keep_claim(*, photo_id: int, now: datetime) -> None:
    """Say that this worker is still at it."""
    _change(Photo.id == photo_id, claimed_at=now)


def finish_photo(*, photo_id: int) -> None:
    """All derived files are there."""
    _change(Photo.id == photo_id, state=PhotoState.DERIVED, failure="", attempts=0, claimed_at=None)


def note_failure(*, photo_id: int, reason: str) -> None:
    """Write down why it did not work; the third time is the last."""
    _change(Photo.id == photo_id, failure=reason)
    last = (Photo.id == photo_id) & (Photo.attempts >= MAX_ATTEMPTS)
    _change(last, state=PhotoState.FAILED, claimed_at=None)


def give_up_interrupted(*, now: datetime) -> int:
    """Fail photos at which workers died each time, so that they stop killing them."""
    dead = interrupted(now - LEASE)
    return _change(dead, state=PhotoState.FAILED, failure=INTERRUPTED, claimed_at=None)


def try_again(*, photo: Photo) -> None:
    """Let a failed photo be derived anew."""
    photo.state = PhotoState.PENDING
    photo.attempts = 0
    photo.failure = ""
    photo.claimed_at = None
