"""Talking to Meilisearch: one connection per thread, every call with a time limit.

Visitors never wait for a server that does not answer: after a failure, quick calls are refused for
``PAUSE_SECONDS`` without trying, and the page answers from SQL.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import requests
from meilisearch._httprequests import HttpRequests
from meilisearch.config import Config
from meilisearch.errors import (
    MeilisearchApiError,
    MeilisearchError,
    MeilisearchTimeoutError,
)

from showcase.search.connection import Connection, connection
from web.context import settings

QUICK_SECONDS: Final = 1.0  # A visitor's search; the server itself cuts off at half of this.
PATIENT_SECONDS: Final = 30.0  # The worker; a server that merges a large index answers late.
LOOKS: Final = (2.0, 5.0, 20.0)  # How long each try at reading something small may take.
PAUSE_SECONDS: Final = 2.0  # How long visitors are answered from SQL before the server is tried.
TASK_SECONDS: Final = 600.0  # A task on a large index with a changed setting takes minutes.
FIRST_LOOK_SECONDS: Final = 0.005
LONGEST_LOOK_SECONDS: Final = 0.1

Document = dict[str, Any]
Answer = TypeVar("Answer")


class SearchDown(Exception):
    """Search cannot answer now: no server, no index yet, or a server in trouble."""


class SearchSilent(SearchDown):
    """The server took a request and did not answer it in time."""


class SearchRefused(Exception):
    """The server understood and said no.

    Attributes:
        code: Meilisearch's name for the mistake, such as ``index_not_found``.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class TaskFailed(SearchRefused):
    """The server took the work and found the documents or settings wrong."""


def _failure(task: Mapping[str, Any]) -> Exception:
    """Why a task failed: by what it was given, or by a server in trouble (a full disk, say)."""
    error = task.get("error") or {}
    code, message = error.get("code", ""), error.get("message", task["status"])
    is_ours = error.get("type") == "invalid_request" and code != "index_not_found"
    return TaskFailed(code, message) if is_ours else SearchDown(message)


class SessionRequests(HttpRequests):
    """The client's requests over one kept connection, deaf to proxies named in the environment."""

    def __init__(self, where: Connection, seconds: float) -> None:
        # The client's own annotation says whole seconds; requests takes fractions.
        super().__init__(Config(where.url, where.key, timeout=seconds))  # type: ignore[arg-type]
        self.session = requests.Session()
        self.session.trust_env = False
        # A compressed answer comes in pieces, of which the last may wait 40 ms for the first one's
        # receipt; on the same machine there is nothing to be saved by it.
        self.session.headers["Accept-Encoding"] = "identity"

    def send_request(self, http_method: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the parent's own.
        """Send with the session's method of the same name."""
        return super().send_request(getattr(self.session, http_method.__name__), *args, **kwargs)


class SearchServer:
    """What we ask of a Meilisearch.

    Every method raises ``SearchDown`` when the server cannot answer and ``SearchRefused`` when it
    says no. Methods that return a number return a task's, to be waited for.
    """

    def __init__(self, where: Connection, seconds: float) -> None:
        self.where = where
        self._http = SessionRequests(where, seconds)
        self._seconds = seconds

    def _look(self, path: str) -> Any:  # noqa: ANN401 - JSON.
        """Read something, and ask again on a new connection when no answer comes.

        While it deletes an index, Meilisearch 1.21 now and then never answers a request for a task,
        though it answers the next one at once.
        """
        for seconds in LOOKS:
            self._http.config.timeout = seconds  # type: ignore[assignment]
            try:
                return self._call(self._http.get, path)
            except SearchSilent:
                continue
            finally:
                self._http.config.timeout = self._seconds  # type: ignore[assignment]
        raise SearchSilent(f"{path}: no answer, asked {len(LOOKS)} times")

    def _call(self, send: Callable[..., Any], path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON.
        try:
            return send(path) if body is None else send(path, body)
        except MeilisearchApiError as error:
            if error.status_code in {401, 403, 408, 429} or error.status_code >= 500:  # noqa: PLR2004
                raise SearchDown(error.message) from error
            raise SearchRefused(error.code or "", error.message) from error
        except MeilisearchTimeoutError as error:
            raise SearchSilent(f"{path}: {error}") from error
        except (MeilisearchError, requests.RequestException) as error:
            raise SearchDown(f"{path}: {error}") from error

    def _task(self, send: Callable[..., Any], path: str, body: object = None) -> int:
        return int(self._call(send, path, body)["taskUid"])

    def ask(self, queries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The answers to several searches, in one request.

        Raises:
            SearchDown: also when there is no index yet.
        """
        try:
            answer = self._call(self._http.post, "multi-search", {"queries": list(queries)})
        except SearchRefused as refused:
            if refused.code == "index_not_found":
                raise SearchDown("the index is not built yet") from refused
            raise
        return list(answer["results"])

    def create(self, index: str) -> int:
        """Make an empty index whose documents are known by ``id``."""
        return self._task(self._http.post, "indexes", {"uid": index, "primaryKey": "id"})

    def drop(self, index: str) -> int:
        """Delete an index; one that is not there makes the task fail."""
        return self._task(self._http.delete, f"indexes/{index}")

    def swap(self, one: str, other: str) -> int:
        """Exchange two indexes between two searches."""
        return self._task(self._http.post, "swap-indexes", [{"indexes": [one, other]}])

    def configure(self, index: str, wanted: Mapping[str, Any]) -> int:
        """Apply settings; the index keeps answering meanwhile."""
        return self._task(self._http.patch, f"indexes/{index}/settings", wanted)

    def put(self, index: str, documents: Sequence[Document]) -> int:
        """Add documents or replace them whole. There must be one at least."""
        return self._task(self._http.post, f"indexes/{index}/documents", list(documents))

    def remove(self, index: str, ids: Sequence[int]) -> int:
        """Delete documents; those that are not there do not matter. One at least."""
        return self._task(self._http.post, f"indexes/{index}/documents/delete-batch", list(ids))

    def count(self, index: str) -> int | None:
        """How many documents an index has; None when there is no such index."""
        try:
            found = self._look(f"indexes/{index}/stats")
        except SearchRefused as refused:
            if refused.code == "index_not_found":
                return None
            raise
        return int(found["numberOfDocuments"])

    def fetch(self, index: str, **what: Any) -> list[Document]:  # noqa: ANN401 - JSON.
        """Documents by ``ids`` or by ``offset`` and ``limit``, with the ``fields`` asked for."""
        path = f"indexes/{index}/documents/fetch"
        return list(self._call(self._http.post, path, what)["results"])

    def pending(self, index: str) -> int:
        """How many tasks of an index are not finished."""
        path = f"tasks?indexUids={index}&statuses=enqueued,processing&limit=1"
        return int(self._look(path)["total"])

    def version(self) -> str:
        """The server's version, such as ``1.21.0``."""
        return str(self._look("version")["pkgVersion"])

    def wait(self, task: int, *, meanwhile: Callable[[], None] | None = None) -> dict[str, Any]:
        """Wait until a task is done and return what it says of itself.

        Args:
            task: its number.
            meanwhile: called between looks, to keep a claim alive.

        Raises:
            TaskFailed: when what the task was given is wrong.
            SearchDown: when the server failed, there is no such index, somebody cancelled the
                task, or it takes longer than ``TASK_SECONDS``.
        """
        deadline, pause = time.monotonic() + TASK_SECONDS, FIRST_LOOK_SECONDS
        while time.monotonic() < deadline:
            found: dict[str, Any] = self._look(f"tasks/{task}")
            if found["status"] == "succeeded":
                return found
            if found["status"] in {"failed", "canceled"}:
                raise _failure(found)
            if meanwhile:
                meanwhile()
            time.sleep(pause)
            pause = min(pause * 1.5, LONGEST_LOOK_SECONDS)
        raise SearchDown(f"task {task} is not done after {TASK_SECONDS:g} s")


class Breaker:
    """Remembers for a moment, and for all threads of this process, that a server did not answer."""

    def __init__(self) -> None:
        self._refused: tuple[str, float] = ("", 0.0)

    def trip(self, where: Connection) -> None:
        """The server there did not answer just now."""
        self._refused = (where.url, time.monotonic() + PAUSE_SECONDS)

    def close(self) -> None:
        """Try again at once."""
        self._refused = ("", 0.0)

    def holds(self, where: Connection) -> bool:
        """Whether to spare the visitor a wait for this server."""
        url, until = self._refused
        return url == where.url and time.monotonic() < until


breaker = Breaker()
_of_thread = threading.local()


def _where() -> Connection:
    found = connection(settings())
    if found is None:
        raise SearchDown("no search server has been started")
    return found


def _server(name: str, where: Connection, seconds: float) -> SearchServer:
    """This thread's connection, made anew when the server has moved."""
    known: SearchServer | None = getattr(_of_thread, name, None)
    if known is None or known.where != where:
        known = SearchServer(where, seconds)
        setattr(_of_thread, name, known)
    return known


def patient_server() -> SearchServer:
    """The server for the worker and for commands: always tried, with time to answer.

    Raises:
        SearchDown: when none has been started.
    """
    return _server("patient", _where(), PATIENT_SECONDS)


def ask_quickly(queries: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A visitor's searches, answered within a second or not at all.

    Raises:
        SearchDown: when the server cannot answer, or could not a moment ago.
        SearchRefused: when a query is malformed.
    """
    return _quickly(lambda server: server.ask(queries))


def fetch_quickly(index: str, **what: Any) -> list[Document]:  # noqa: ANN401 - JSON.
    """Documents for a visitor, as ``SearchServer.fetch`` brings them, just as quickly.

    Raises:
        SearchDown, SearchRefused: as ``ask_quickly``.
    """
    return _quickly(lambda server: server.fetch(index, **what))


def _quickly(ask: Callable[[SearchServer], Answer]) -> Answer:
    """Ask, unless the server did not answer a moment ago."""
    where = _where()
    if breaker.holds(where):
        raise SearchDown("the server did not answer a moment ago")
    try:
        return ask(_server("quick", where, QUICK_SECONDS))
    except SearchDown:
        breaker.trip(where)
        raise
