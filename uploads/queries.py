"""Which photos there are to find."""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from database import db
from uploads.models import Photo
from uploads.states import PhotoState


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
    """The oldest photo that waits to be derived and is in nobody's hands since ``before``."""
    return db.session.scalar(select(Photo.id).where(unclaimed(before)).order_by(Photo.id).limit(1))


def all_photo_ids() -> list[int]:
    """The keys of all photos, oldest first."""
    return list(db.session.scalars(select(Photo.id).order_by(Photo.id)))


def pending_photo_ids() -> list[int]:
    """The keys of all photos that are not derived yet, oldest first."""
    waiting = select(Photo.id).where(Photo.state == PhotoState.PENDING).order_by(Photo.id)
    return list(db.session.scalars(waiting))
