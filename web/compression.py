"""Gzip for what is public: pages that look the same to everybody, style sheets, scripts, feeds.

A page of somebody who is signed in stays as it is: its length would tell, word by word, what a
stranger makes it repeat beside its secrets (Y. Gluck, N. Harris and A. Prado, "BREACH", 2013).
"""

import gzip
from functools import lru_cache
from typing import Final

from flask import Flask, Response, request

from web.kept_pages import shown_page

FROM_BYTES: Final = 1000
PAGE_LEVEL: Final = 5
FILE_LEVEL: Final = 9  # Once for each file and process.
KINDS: Final = frozenset(
    {
        "text/html",
        "text/css",
        "text/javascript",
        "image/svg+xml",
        "application/json",
        "application/xml",
        "application/atom+xml",
        "application/manifest+json",
    }
)
OK: Final = 200


@lru_cache(maxsize=256)
def _file(_etag: str, data: bytes) -> bytes:
    return gzip.compress(data, FILE_LEVEL, mtime=0)


def _page(data: bytes) -> bytes:
    """A page in gzip; of one that is kept, so is what it shrinks to."""
    kept = shown_page()
    if kept is None:
        return gzip.compress(data, PAGE_LEVEL, mtime=0)
    if kept.small is None:
        kept.small = gzip.compress(data, PAGE_LEVEL, mtime=0)
    return kept.small


def _may_be_smaller(response: Response) -> bool:
    """Whether an answer is public, whole and of a kind that shrinks."""
    static = request.endpoint == "static"
    return (
        response.status_code == OK
        and response.mimetype in KINDS
        and (static or not response.is_streamed)
        and "Content-Encoding" not in response.headers
        and (static or response.cache_control.public is True)
    )


def init_compression(app: Flask) -> None:
    """Shrink answers for browsers that take gzip; registered first, so that it comes last."""

    @app.after_request
    def shrink(response: Response) -> Response:
        if not _may_be_smaller(response):
            return response
        response.vary.add("Accept-Encoding")
        if request.accept_encodings["gzip"] <= 0 or request.method == "HEAD":
            return response
        response.direct_passthrough = False
        data = response.get_data()
        if len(data) < FROM_BYTES:
            return response
        etag, _ = response.get_etag()
        static = request.endpoint == "static"
        response.set_data(_file(etag or "", data) if static else _page(data))
        response.headers["Content-Encoding"] = "gzip"
        if etag:
            response.set_etag(etag, weak=True)  # The same words in other bytes.
        return response
