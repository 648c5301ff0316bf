"""Serving photos: only files that we derived ourselves, to anybody, for ever."""

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, abort, request
from werkzeug.datastructures import Headers

from uploads.states import ADDRESS, Format, PhotoFile
from uploads.storage import photo_store
from web.guards import public

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

blueprint = Blueprint("uploads", __name__)

# A photo's name is the hash of its content, so what lies under an address never changes.
FOR_EVER: Final = "public, max-age=31536000, immutable"


class KeptForEver(Response):
    """An answer that caches may give to anybody.

    Sign-in touches the session on every request and so adds cookies and ``Vary: Cookie``; a
    shared cache must see neither on a photo.
    """

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """The headers as they leave, without anything about who asks."""
        headers = super().get_wsgi_headers(environ)
        for name in ("Set-Cookie", "Vary"):
            headers.remove(name)
        return headers


def _served(name: str, size: int | None, kind: str) -> Response:
    """One file of a photo; 404 for every name, size or format that we never made."""
    try:
        file = PhotoFile(name, size, Format(kind))
        if request.path != file.url:
            abort(404)
        data = photo_store().get(file)
    except (ValueError, FileNotFoundError):
        abort(404)
    response = KeptForEver(data, mimetype=file.format.media_type)
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
