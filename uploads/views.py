"""Serving photos: only files that we derived ourselves, to anybody, for ever."""

from typing import Final

from flask import Blueprint, Response, abort, request

from uploads.states import ADDRESS, Format, PhotoFile
from uploads.storage import photo_store
from web.guards import public

blueprint = Blueprint("uploads", __name__)

# A photo's name is the hash of its content, so what lies under an address never changes.
FOR_EVER: Final = "public, max-age=31536000, immutable"


def _served(name: str, size: int | None, kind: str) -> Response:
    """One file of a photo; 404 for every name, size or format that we never made."""
    try:
        file = PhotoFile(name, size, Format(kind))
        data = photo_store().get(file)
    except (ValueError, FileNotFoundError):
        abort(404)
    response = Response(data, mimetype=file.format.media_type)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(file.filename)
    response.make_conditional(request)
    return response


@blueprint.get(f"{ADDRESS}<string(length=32):name>-<int:size>.<string(maxlength=4):kind>")
@public
def derived(name: str, size: int, kind: str) -> Response:
    """A derived file."""
    return _served(name, size, kind)


@blueprint.get(f"{ADDRESS}<string(length=32):name>.jpg")
@public
def master(name: str) -> Response:
    """The master: what pages show until the derived files are there."""
    return _served(name, None, Format.JPEG)
