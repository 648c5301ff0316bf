"""One allowance of memory for all uploads of a process."""

import threading
import time

import pytest

from uploads.allowance import Allowance
from uploads.refusals import PhotoRefused, Reason


def test_more_than_there_ever_is_is_refused() -> None:
    with pytest.raises(PhotoRefused) as caught, Allowance(100).holding(101):
        pass
    assert caught.value.code == Reason.TOO_MANY_PIXELS


def test_what_is_held_together_never_exceeds_the_total() -> None:
    allowance, guard = Allowance(100), threading.Lock()
    held, highest = 0, 0

    def work(wanted: int) -> None:
        nonlocal held, highest
        with allowance.holding(wanted):
            with guard:
                held += wanted
                highest = max(highest, held)
            time.sleep(0.005)
            with guard:
                held -= wanted

    threads = [threading.Thread(target=work, args=(30 + number % 60,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert not any(thread.is_alive() for thread in threads)
    assert held == 0
    assert 60 <= highest <= 100


def test_what_was_held_comes_back_after_a_failure() -> None:
    allowance = Allowance(100)
    with pytest.raises(KeyError), allowance.holding(100):
        raise KeyError
    with allowance.holding(100):
        pass
