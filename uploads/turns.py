"""Pictures are decoded one after another in each process, behind everything that people look at.

Sixty makers who upload at the same time would otherwise share the processors with every page. A
thread of its own does the work at a lower priority, while the requests wait for it.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import IO, Final

from uploads.intake import Intake, take_photo

NICENESS: Final = 5  # Of 19; Linux knows a priority for each thread.


def _step_back() -> None:
    thread = threading.get_native_id()
    usual = os.getpriority(os.PRIO_PROCESS, thread)
    os.setpriority(os.PRIO_PROCESS, thread, max(usual, NICENESS))  # Nobody may step forward.


@cache
def _decoder() -> ThreadPoolExecutor:
    """The decoding thread of this process, started when it is first needed."""
    return ThreadPoolExecutor(1, "photo-decoder", initializer=_step_back)


def take_in_turn(stream: IO[bytes]) -> Intake:
    """As ``take_photo``, after the photos that came before it.

    Raises:
        PhotoRefused: as ``take_photo`` does.
    """
    return _decoder().submit(take_photo, stream).result()
