"""Reading a photo out of a form."""

from werkzeug.datastructures import FileStorage

from database import db
from uploads.intake import Intake
from uploads.refusals import PhotoRefused, Reason
from uploads.turns import take_in_turn


def read_upload(upload: FileStorage | None) -> Intake:
    """Take in the file of a form's photo field.

    Call it before anything is changed: it ends the transaction in which the signed-in person was
    loaded. On SQLite that one holds the write lock, and nobody should wait for it while a
    picture is decoded.

    Raises:
        PhotoRefused: for anything but a photo within the limits, also for an empty field.
    """
    if upload is None or not upload.filename:
        raise PhotoRefused(Reason.MISSING)
    db.session.rollback()
    return take_in_turn(upload.stream)
