"""Pages of the showcase, kept in memory until anything in the database changes.

They are the same for every visitor who is not signed in, and a results page takes a hundred times
as long to make as to send. A page is made again as soon as anything is committed, whatever it is,
so what was withdrawn is gone at once; and after ``KEPT_SECONDS``, for what no commit tells, such as
new synonyms that have reached the index, or a paper that ran out at midnight.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final, TypeVar

from flask import Flask, Response, current_app, g, request

from config import Settings
from web.changes import content_mark

KEPT_SECONDS: Final = 10.0
MOST_BYTES: Final = 16 * 2**20  # In each process: some two hundred results pages.
FRAGMENT: Final = "X-Fragment"  # Our scripts ask so for a part of a page.
EXTENSION: Final = "kept_pages"
_MARK: Final = "etalase_kept"
_SHRUNK: Final = 4  # A page shrinks to about a quarter.

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(slots=True)
class KeptPage:
    """A page as it was made.

    Attributes:
        mark: Of the database's content from before it was made.
        until: When it is too old, on the monotonic clock.
        body: Its bytes.
        headers: All but those that depend on the request.
        when_shown: What happens each time that somebody sees it.
        small: The same in gzip, once somebody has asked for it.
    """

    mark: str
    until: float
    body: bytes
    headers: list[tuple[str, str]] = field(default_factory=list)
    when_shown: tuple[Callable[[], None], ...] = ()
    small: bytes | None = None

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return len(self.body) + len(self.body) // _SHRUNK


class KeptPages:
    """The pages that were asked for last, up to so many bytes.

    Args:
        seconds: How long a page is good; 0 keeps none.
        most_bytes: Of all pages together.
    """

    def __init__(self, *, seconds: float = KEPT_SECONDS, most_bytes: int = MOST_BYTES) -> None:
        self.seconds = seconds
        self._most = most_bytes
        self._lock = Lock()
        self._pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self._bytes = 0

    def find(self, key: Hashable, mark: str) -> KeptPage | None:
        """The page, if it was made from the same content and is not too old."""
        with self._lock:
            found = self._pages.get(key)
            if found is None or found.mark != mark or found.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return found

    def keep(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page, and let go of those that nobody has asked for longest."""
        with self._lock:
            self._forget(key)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._most:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: Hashable) -> None:
        known = self._pages.pop(key, None)
        if known is not None:
            self._bytes -= known.size


def kept(view: View) -> View:
    """Mark a public view whose page comes from the database, and says nothing of who asks."""
    setattr(view, _MARK, True)
    return view


def whenever_shown(call: Callable[[], None]) -> None:
    """Do something now, and whenever the page that is being made is shown again."""
    g.setdefault("when_shown", []).append(call)
    call()


def keep_not() -> None:
    """Leave the page that is being made unkept, because it is not as it should be."""
    g.pop("page_to_keep", None)


def shown_page() -> KeptPage | None:
    """The kept page that this request is answered with, or None."""
    found: KeptPage | None = g.get("kept_page")
    return found


def _may_be_kept() -> bool:
    """Whether the same address brings everybody the same page, and it may be kept."""
    view, names = current_app.view_functions.get(request.endpoint or ""), current_app.config
    return (
        request.method == "GET"
        and getattr(view, _MARK, False)
        and names["SESSION_COOKIE_NAME"] not in request.cookies
        and names["REMEMBER_COOKIE_NAME"] not in request.cookies
    )


def _key() -> Hashable:
    part = request.headers.get(FRAGMENT, "")
    return (request.host_url, request.script_root, request.path, request.query_string, part)


def answer_with_kept() -> Response | None:
    """Before a request: the page as it was made before, if it is good and has been kept."""
    pages = current_app.extensions[EXTENSION]
    assert isinstance(pages, KeptPages)  # noqa: S101 - tells the type checker what it is.
    mark = content_mark() if pages.seconds and _may_be_kept() else None
    if mark is None:
        return None
    key = _key()
    found = pages.find(key, mark)
    if found is None:
        g.page_to_keep = (key, mark, time.monotonic() + pages.seconds)
        return None
    for call in found.when_shown:
        call()
    g.kept_page = found
    response = Response(found.body)
    response.headers.clear()
    response.headers.extend(found.headers)
    response.make_conditional(request)
    return response


def keep_if_wanted(response: Response) -> None:
    """After a request: keep its page, with the name that it has by now."""
    wanted = g.get("page_to_keep")
    if wanted is None or "Set-Cookie" in response.headers:
        return
    key, mark, until = wanted
    pages = current_app.extensions[EXTENSION]
    headers = [pair for pair in response.headers if pair[0] != "Content-Length"]
    calls = tuple(g.get("when_shown", ()))
    g.kept_page = KeptPage(mark, until, response.get_data(), headers, calls)
    pages.keep(key, g.kept_page)


def init_kept_pages(app: Flask, settings: Settings) -> None:
    """Give the app its pages; tests see each page made anew."""
    app.extensions[EXTENSION] = KeptPages(
        seconds=0.0 if settings.environment == "test" else KEPT_SECONDS
    )
    app.before_request(answer_with_kept)
