"""Telling the office of a picture that two makers have: a sweep of the worker, and its end.

A photo is entered under its bands before others are sought, so that of two photos that are
compared at the same moment at least one finds the other. Everything may run again without harm.
"""

import logging
import time
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from accounts.log import record
from accounts.models import User
from database import db, utcnow, writing
from uploads.likeness import (
    MOST_BITS,
    Grey,
    alike,
    bands,
    bits_apart,
    detail,
    is_flat,
    neighbours,
)
from uploads.models import Photo, PhotoBand, PhotoMatch
from uploads.states import WIDTHS, Format, MatchState, PhotoFile, PhotoState
from uploads.storage import photo_store
from web.errors import RuleViolation
from web.tasks import sweep

MOST_CANDIDATES: Final = 200  # That are looked at for one photo; the nearest first.
MOST_MATCHES: Final = 3  # That one photo adds to the office's list.
SWEEP_SHARE: Final = timedelta(seconds=1)

_log = logging.getLogger(__name__)


def next_not_compared() -> Photo | None:
    """The oldest derived photo that was not compared with others yet."""
    query = select(Photo).where(Photo.compared_at.is_(None), Photo.state == PhotoState.DERIVED)
    return db.session.scalar(query.order_by(Photo.id).limit(1))


def _detail(name: str) -> Grey:
    """The finer forms of a photo, from its smallest file.

    Raises:
        OSError: when it is missing or broken.
    """
    return detail(photo_store().get(PhotoFile(name, WIDTHS[0], Format.JPEG)))


def _enter(photo: Photo, *, flat: bool) -> None:
    """Keep a photo under its bands; one with nothing in it is under none."""
    db.session.execute(delete(PhotoBand).where(PhotoBand.photo_id == photo.id))
    if not flat and photo.maker_id is not None and photo.dhash:
        db.session.add_all(PhotoBand(band=band, photo_id=photo.id) for band in bands(photo.dhash))


def candidates(photo: Photo) -> list[tuple[int, int, str]]:
    """Other makers' photos with a near hash: bits apart, key and name, the nearest first."""
    near = select(PhotoBand.photo_id).where(PhotoBand.band.in_(neighbours(photo.dhash)))
    query = (
        select(Photo.id, Photo.name, Photo.dhash)
        .where(Photo.id.in_(near), Photo.maker_id != photo.maker_id)
        .order_by(Photo.id)
    )
    found = [
        (bits_apart(photo.dhash, dhash), key, name)
        for key, name, dhash in db.session.execute(query)
    ]
    return sorted(one for one in found if one[0] <= MOST_BITS)[:MOST_CANDIDATES]


def _confirmed(mine: Grey, found: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Which candidates also look the same: bits apart and key."""
    same: list[tuple[int, int]] = []
    for bits, key, name in found:
        if len(same) == MOST_MATCHES:
            break
        try:
            other = _detail(name)
        except OSError:
            continue
        if not is_flat(other) and alike(mine, other):
            same.append((bits, key))
    return same


def _add_match(photo_id: int, other_id: int, bits: int) -> None:
    newer, older = max(photo_id, other_id), min(photo_id, other_id)
    try:
        with db.session.begin_nested():
            db.session.add(PhotoMatch(photo_id=newer, other_id=older, bits=bits))
    except IntegrityError:
        return  # It is on the list, or was dismissed.


def compare_photo(photo_id: int) -> None:
    """Compare a derived photo with all of other makers, and note what looks the same."""
    photo = db.session.get_one(Photo, photo_id)
    name = photo.name
    db.session.commit()
    try:
        mine = _detail(name)
        flat = is_flat(mine)
    except OSError:
        _log.warning("photo %s could not be compared", photo_id)
        flat = True
    with writing():
        _enter(db.session.get_one(Photo, photo_id), flat=flat)
        db.session.commit()
    photo = db.session.get_one(Photo, photo_id)
    found = [] if flat or photo.maker_id is None else candidates(photo)
    db.session.commit()
    same = _confirmed(mine, found) if found else []
    with writing():
        for bits, other_id in same:
            _add_match(photo_id, other_id, bits)
        db.session.get_one(Photo, photo_id).compared_at = utcnow()
        db.session.commit()


@sweep("same pictures", seconds=3)
def compare_left_behind() -> None:
    """Compare photos that were not compared yet, for about ``SWEEP_SHARE`` at a time."""
    deadline = time.monotonic() + SWEEP_SHARE.total_seconds()
    while time.monotonic() < deadline:
        photo = next_not_compared()
        db.session.commit()
        if photo is None:
            return
        compare_photo(photo.id)


def dismiss_match(*, match: PhotoMatch, actor: User, reason: str) -> None:
    """Say why it is no matter that two makers have this picture.

    Raises:
        RuleViolation: without a reason, or when somebody has dismissed it already.
    """
    if not reason.strip():
        raise RuleViolation(_l("Tulis alasannya dengan singkat."), "reason")
    if match.state is MatchState.DISMISSED:
        raise RuleViolation(_l("Foto ini sudah diperiksa."), "reason")
    match.state, match.reason = MatchState.DISMISSED, reason.strip()
    record(
        actor=actor,
        subject=("photo_match", match.id),
        action="dismiss",
        before=MatchState.OPEN.value,
        after=MatchState.DISMISSED.value,
        reason=match.reason,
    )
