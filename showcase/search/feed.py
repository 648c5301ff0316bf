"""Handing documents to the search server so that the newest reading always arrives last.

Meilisearch works off its tasks in the order in which they came. So reading the database and
handing over happen under one lock: whoever hands over later has also read later, and a slow worker
can never overwrite what a quick one brought. While an index is rebuilt beside the live one, both
are fed.
"""

import logging
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final

from database import db
from showcase.search.client import SearchRefused, SearchServer
from showcase.search.documents import documents_for
from showcase.search.locks import held
from web.context import settings

# What a product with impossible data raises while its document is built.
UNBUILDABLE: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

_log = logging.getLogger(__name__)


def feeding() -> AbstractContextManager[None]:
    """The lock under which the database is read and what was read is handed over."""
    return held("feed")


def live_index() -> str:
    """The name of the index that visitors search."""
    return settings().index_name


def new_index() -> str:
    """The name of the index that a rebuild fills."""
    return f"{settings().index_name}-new"


@dataclass(slots=True)
class Fed:
    """How a handing over went.

    Attributes:
        done: products whose documents are now as the database says.
        failed: by product, why its document could not be built or was not taken.
    """

    done: list[int] = field(default_factory=list)
    failed: dict[int, str] = field(default_factory=dict)


def _halves(ids: list[int]) -> tuple[list[int], list[int]]:
    middle = len(ids) // 2
    return ids[:middle], ids[middle:]


class Feeder:
    """Brings products' documents to the server, and finds the bad ones in a batch by halving.

    Args:
        server: where to.
        indexes: which of its indexes; None for the live one and one that is being rebuilt.
        meanwhile: called while the server works, to keep a claim alive.
    """

    def __init__(
        self,
        server: SearchServer,
        *,
        indexes: tuple[str, ...] | None = None,
        meanwhile: Callable[[], None] | None = None,
    ) -> None:
        self._server = server
        self._indexes = indexes
        self._meanwhile = meanwhile

    def _targets(self) -> tuple[str, ...]:
        if self._indexes is not None:
            return self._indexes
        is_rebuilding = self._server.count(new_index()) is not None
        return (live_index(), new_index()) if is_rebuilding else (live_index(),)

    def hand_over(self, ids: Collection[int]) -> list[int]:
        """Read and send, without waiting; the numbers of the tasks.

        Raises:
            SearchDown, SearchRefused: from the server.
        """
        tasks: list[int] = []
        with feeding():
            try:
                documents = documents_for(ids)
            finally:
                db.session.rollback()  # No transaction stays open while the server is asked.
            gone = [key for key in ids if key not in documents]
            for index in self._targets():
                if documents:
                    tasks.append(self._server.put(index, list(documents.values())))
                if gone:
                    tasks.append(self._server.remove(index, gone))
        return tasks

    def _try(self, ids: list[int]) -> str:
        """Feed a batch whole; empty when it went well, otherwise the reason."""
        try:
            for task in self.hand_over(ids):
                self._server.wait(task, meanwhile=self._meanwhile)
        except SearchRefused as refused:
            return f"{refused.code}: {refused}"
        except UNBUILDABLE as error:
            _log.exception("the documents of products %s cannot be built", ids[:5])
            return f"{type(error).__name__}: {error}"
        return ""

    def feed(self, ids: list[int]) -> Fed:
        """Bring the documents of these products, or their absence, to the server.

        Raises:
            SearchDown: when the server does not answer; nothing is known of the batch then.
        """
        fed = Fed()
        waiting = [ids] if ids else []
        while waiting:
            batch = waiting.pop()
            reason = self._try(batch)
            if not reason:
                fed.done += batch
            elif len(batch) == 1:
                fed.failed[batch[0]] = reason
            else:
                waiting += _halves(batch)
        return fed
