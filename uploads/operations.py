"""What is done with photos."""

from sqlalchemy.exc import IntegrityError

from accounts.log import record
from accounts.models import User
from database import db
from uploads.deriving import try_again
from uploads.editing import Cut
from uploads.intake import Intake
from uploads.models import Photo
from uploads.queries import photo_of_maker
from uploads.states import PhotoFile, PhotoState
from uploads.storage import photo_store
from uploads.tasks import derive_photo
from web.tasks import enqueue_after_commit


def _new_photo(intake: Intake, maker_id: int | None, uploaded_by: User | None) -> Photo:
    return Photo(
        name=intake.name,
        maker_id=maker_id,
        uploaded_by_id=None if uploaded_by is None else uploaded_by.id,
        width=intake.width,
        height=intake.height,
        mat=intake.mat,
        placeholder=intake.placeholder,
        dhash=intake.dhash,
        look=intake.look or None,  # Nobody has looked; a sweep of the worker does.
        hints=[hint.value for hint in intake.hints],
        state=PhotoState.PENDING,
    )


def _add(photo: Photo) -> Photo | None:
    """Add the row; None when the same upload came in at the same moment and was first."""
    try:
        with db.session.begin_nested():
            db.session.add(photo)
    except IntegrityError:
        return None
    return photo


def store_photo(*, intake: Intake, maker_id: int | None, uploaded_by: User | None) -> Photo:
    """Keep a photo that was taken in: its master at once, its derived files by the worker.

    The same picture uploaded twice by a maker is the same row. A photo that failed before is
    tried again.

    Args:
        intake: what ``take_photo`` gave.
        maker_id: whose photo it is; None for pictures of places and partners.
        uploaded_by: who sent it.

    Raises:
        OSError: when the photo store cannot be written.
    """
    photo = photo_of_maker(maker_id, intake.name)
    # Written anew even where it is there: the same bytes cannot hurt, and mend a damaged file.
    photo_store().put(PhotoFile(intake.name), intake.data)
    if photo is None:
        photo = _add(_new_photo(intake, maker_id, uploaded_by))
        if photo is not None:
            record(actor=uploaded_by, subject=("photo", photo.id), action="upload", after="pending")
        else:
            photo = photo_of_maker(maker_id, intake.name)
            assert photo is not None  # noqa: S101 - the database has just said that it is there.
    if photo.state is PhotoState.FAILED:
        try_again(photo=photo)
    if photo.state is PhotoState.PENDING:
        enqueue_after_commit(derive_photo, photo.id)
    return photo


def store_edited(*, source: Photo, asked: Cut, intake: Intake, edited_by: User | None) -> Photo:
    """Keep a photo that ``edit`` made; the one that it was made from stays as it is.

    Args:
        source: the photo as it was uploaded.
        asked: what was done to it.
        intake: what came of it.
        edited_by: who asked.
    """
    if asked.changes_nothing:
        return source
    photo = store_photo(intake=intake, maker_id=source.maker_id, uploaded_by=edited_by)
    if photo.id != source.id:
        photo.made_from_id, photo.turn, photo.box = source.id, asked.turn, list(asked.box)
        db.session.flush()
    return photo
