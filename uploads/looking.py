"""Looking at photos that were taken in before anybody looked: a sweep of the worker."""

import io
import logging
import time
from typing import Final

from PIL import Image
from sqlalchemy import select

from database import db, writing
from uploads.look import SIDE, look
from uploads.models import Photo
from uploads.states import PhotoFile
from uploads.storage import photo_store
from web.tasks import sweep

SWEEP_SECONDS: Final = 1.0
UNREADABLE: Final = b""

_log = logging.getLogger(__name__)


def next_unseen() -> Photo | None:
    """The oldest photo that nobody has looked at."""
    return db.session.scalar(select(Photo).where(Photo.look.is_(None)).order_by(Photo.id).limit(1))


def _seen(name: str) -> bytes:
    """What a photo looks like, from its master; ``UNREADABLE`` where that is gone or broken."""
    try:
        data = photo_store().get(PhotoFile(name))
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            return look(picture)
    except OSError:
        _log.warning("photo %s could not be looked at", name)
        return UNREADABLE


@sweep("looks of photos", seconds=30)
def look_at_old_photos() -> None:
    """Look at photos for about ``SWEEP_SECONDS``, the oldest first."""
    deadline = time.monotonic() + SWEEP_SECONDS
    while time.monotonic() < deadline:
        photo = next_unseen()
        db.session.commit()
        if photo is None:
            return
        seen = _seen(photo.name)
        with writing():
            db.session.get_one(Photo, photo.id).look = seen
            db.session.commit()
