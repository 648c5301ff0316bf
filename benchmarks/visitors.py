"""Visitors: a few kept connections, each asking again as soon as it is answered.

They live in a process of their own, so that the measuring program's threads do not take turns with
them: ``python -m benchmarks.visitors`` reads a request as JSON and prints the answer's times.
"""

import http.client
import itertools
import json
import sys
import threading
import time
from dataclasses import asdict, dataclass, field

from benchmarks.limits import Limits
from benchmarks.processes import run_module
from benchmarks.report import percentile

WARM_UP = 8  # Answers of each connection that are not counted: caches fill, templates compile.
PATIENCE = 60.0  # Seconds; an answer that takes longer ends the run.


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked.

    Attributes:
        address: host and port.
        paths: asked in turn.
        method: of HTTP.
        body: sent each time.
        headers: sent each time.
        unwanted: words that tell an answer that should not count as one, such as a makeshift.
        anew: each time under another address of the same page, so that no kept one answers.
    """

    address: str
    paths: tuple[str, ...]
    method: str = "GET"
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    unwanted: str = ""
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Timing:
    """How visitors were answered.

    Attributes:
        elapsed: seconds from the first counted request to the last answer.
        seconds: of every answer.
        unwanted: how many answers held the unwanted words.
    """

    elapsed: float
    seconds: tuple[float, ...]
    unwanted: int

    @property
    def rate(self) -> float:
        """Answers a second, all connections together."""
        return len(self.seconds) / self.elapsed

    def at(self, share: float) -> float:
        """A percentile of the answers' times, in milliseconds."""
        return percentile(self.seconds, share) * 1000


def visit(target: Target, visitors: int, limits: Limits) -> Timing:
    """Let so many visitors ask, in another process, within the limits.

    Raises:
        BenchError: when an answer is not 200, or does not come.
    """
    given = {
        "target": asdict(target),
        "visitors": visitors,
        "requests": limits.requests,
        "seconds": limits.seconds,
    }
    said = json.loads(run_module("benchmarks.visitors", json.dumps(given)))
    return Timing(said["elapsed"], tuple(said["seconds"]), said["unwanted"])


class Crowd:
    """Threads that share one count of requests and one deadline."""

    def __init__(self, target: Target, visitors: int, requests: int, seconds: float) -> None:
        self._target = target
        self._left = iter(range(requests))
        self._numbers = itertools.count(time.time_ns())
        self._lock = threading.Lock()
        self._seconds = seconds
        self._deadline = 0.0
        self._start = threading.Barrier(visitors, action=self._set_deadline)
        self._threads = [threading.Thread(target=self._guarded) for _ in range(visitors)]
        self.failures: list[str] = []
        self.times: list[float] = []
        self.unwanted = 0
        self.ended = 0.0

    def _set_deadline(self) -> None:
        self.began = time.perf_counter()
        self._deadline = self.began + self._seconds

    def run(self) -> None:
        """Let them all ask until the requests or the time are used up."""
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()

    def _guarded(self) -> None:
        try:
            self._visit()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.failures.append(f"{type(error).__name__}: {error}")
            self._start.abort()
        except threading.BrokenBarrierError:
            return

    def _visit(self) -> None:
        connection = http.client.HTTPConnection(self._target.address, timeout=PATIENCE)
        paths = itertools.cycle(self._target.paths)
        for _ in range(WARM_UP):
            self._ask(connection, next(paths))
        self._start.wait()
        while self._take():
            started = time.perf_counter()
            answer = self._ask(connection, next(paths))
            self._note(time.perf_counter() - started, answer)
        connection.close()

    def _take(self) -> bool:
        with self._lock:
            return time.perf_counter() < self._deadline and next(self._left, None) is not None

    def _note(self, seconds: float, answer: bytes) -> None:
        word = self._target.unwanted.encode()
        with self._lock:
            self.times.append(seconds)
            self.unwanted += bool(word) and word in answer
            self.ended = time.perf_counter()

    def _ask(self, connection: http.client.HTTPConnection, path: str) -> bytes:
        target = self._target
        if target.anew:
            path = f"{path}{'&' if '?' in path else '?'}anew={next(self._numbers)}"
        connection.request(target.method, path, target.body or None, target.headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != http.client.OK:
            raise ValueError(f"{path} answered {answer.status}")
        return content


def main() -> int:
    """Read what to ask, ask, print the times."""
    given = json.load(sys.stdin)
    target = Target(**{**given["target"], "paths": tuple(given["target"]["paths"])})
    crowd = Crowd(target, given["visitors"], given["requests"], given["seconds"])
    crowd.run()
    if crowd.failures:
        print(crowd.failures[0], file=sys.stderr)
        return 1
    elapsed = crowd.ended - crowd.began
    print(json.dumps({"elapsed": elapsed, "seconds": crowd.times, "unwanted": crowd.unwanted}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
