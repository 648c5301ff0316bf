"""The worker process: huey's consumer for tasks, one thread for the sweeps."""

import logging
import threading
import time

from flask import Flask
from sqlalchemy.exc import OperationalError

from web.tasks import Sweep, run_sweep, sweeps

TASK_THREADS = 2
POLL_SECONDS = 0.05  # How soon a queued task is seen: part of the second to findable.
SLOWEST_POLL_SECONDS = 0.25
TICK_SECONDS = 0.2

_log = logging.getLogger(__name__)


def _sweep_safely(app: Flask, due: Sweep) -> None:
    try:
        run_sweep(app, due.name)
    except OperationalError:
        _log.warning("sweep %s met a busy database; it will come again", due.name)
    except Exception:  # noqa: BLE001
        # The worker's loop is the one place that outlives any failure.
        _log.exception("sweep %s failed", due.name)


def sweep_forever(app: Flask, stop: threading.Event) -> None:
    """Call each sweep when it is due until ``stop`` is set."""
    next_time = dict.fromkeys((known.name for known in sweeps()), 0.0)
    while not stop.wait(TICK_SECONDS):
        for known in sweeps():
            if time.monotonic() >= next_time[known.name]:
                _sweep_safely(app, known)
                next_time[known.name] = time.monotonic() + known.seconds


def work(app: Flask) -> None:
    """Run tasks and sweeps until the process is told to stop."""
    stop = threading.Event()
    sweeper = threading.Thread(target=sweep_forever, args=(app, stop), daemon=True, name="sweeper")
    sweeper.start()
    consumer = app.extensions["huey"].create_consumer(
        workers=TASK_THREADS,
        periodic=False,
        initial_delay=POLL_SECONDS,
        max_delay=SLOWEST_POLL_SECONDS,
        check_worker_health=True,
    )
    try:
        consumer.run()
    finally:
        stop.set()
