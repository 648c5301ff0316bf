"""Which photos there are to find."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, or_, select

from database import db
from uploads.models import Photo
from uploads.states import MAX_ATTEMPTS, PhotoState


def unclaimed(before: datetime) -> ColumnElement[bool]:
    """Whether a photo waits to be derived and nobody has worked on it since ``before``."""
    free = or_(Photo.claimed_at.is_(None), Photo.claimed_at < before)
    return (Photo.state == PhotoState.PENDING) & free


def photo_of_maker(maker_id: int | None, name: str) -> Photo | None:
    """The maker's photo of that name, or nobody's where ``maker_id`` is None."""
    return db.session.scalar(
        select(Photo).where(Photo.name == name, Photo.maker_id.is_not_distinct_from(maker_id))
    )


def next_pending_id(before: datetime) -> int | None:
    """The oldest photo that may be derived and is in nobody's hands since ``before``."""
    due = unclaimed(before) & (Photo.attempts < MAX_ATTEMPTS)
    return db.session.scalar(select(Photo.id).where(due).order_by(Photo.id).limit(1))


def interrupted(before: datetime) -> ColumnElement[bool]:
    """Whether workers died at a photo each time that they tried, the last before ``before``."""
    return unclaimed(before) & (Photo.attempts >= MAX_ATTEMPTS)


def has_interrupted(before: datetime) -> bool:
    """Whether there is any such photo."""
    return bool(db.session.scalar(select(exists().where(interrupted(before)))))


def all_photo_ids() -> list[int]:
    """The keys of all photos, oldest first."""
    return list(db.session.scalars(select(Photo.id).order_by(Photo.id)))


def pending_photo_ids() -> list[int]:
    """The keys of all photos that are not derived yet, oldest first."""
    waiting = select(Photo.id).where(Photo.state == PhotoState.PENDING).order_by(Photo.id)
    return list(db.session.scalars(waiting))
