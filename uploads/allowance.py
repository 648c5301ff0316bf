"""A fixed allowance of memory that threads share: who needs more than is left waits."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from uploads.refusals import PhotoRefused, Reason


class Allowance:
    """So many bytes for everybody together; asked for in turn, so that nobody starves.

    Attributes:
        total: bytes in the allowance.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self._left = total
        self._turn = threading.Lock()
        self._change = threading.Condition()

    @contextmanager
    def holding(self, wanted: int) -> Iterator[None]:
        """Hold ``wanted`` bytes inside the block, after waiting until they are free.

        Raises:
            PhotoRefused: when there would never be enough.
        """
        if wanted > self.total:
            raise PhotoRefused(Reason.TOO_MANY_PIXELS)
        with self._turn, self._change:
            self._change.wait_for(lambda: self._left >= wanted)
            self._left -= wanted
        try:
            yield
        finally:
            with self._change:
                self._left += wanted
                self._change.notify_all()
