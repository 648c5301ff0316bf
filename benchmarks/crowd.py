"""Visitors of the showcase: one for the 95th percentile, several at once for pages a second."""

import http.client
import random
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count, cycle, islice

Row = tuple[str, float, str]
Turns = Callable[[list[str], int], Iterator[str]]

VISITS = 300  # One after the other, for the 95th percentile.
VISITORS = 8  # At once, for pages a second.
CROWD_SECONDS = 20.0  # Longer than pages are kept.
SEARCHES = 1_000  # Different ones that people ask, the first of them most often.
_ANEW = count()


class Visitor:
    """A browser with one kept connection."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str) -> float:
        """Seconds until the whole page is there."""
        started = time.perf_counter()
        # Searches of who names no browser are not counted, and so would write nothing.
        self._line.request("GET", path, headers={"User-Agent": "Mozilla/5.0 (measuring)"})
        answer = self._line.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{path} answered {answer.status}")
        return time.perf_counter() - started


def p95(seconds: list[float]) -> float:
    """The 95th percentile, in milliseconds."""
    return 1000 * statistics.quantiles(seconds, n=20)[-1]


def never_asked(paths: list[str], first: int = 0) -> Iterator[str]:
    """The same pages over and over, each time under an address that nobody has kept."""
    for path in cycle(paths[first:] + paths[:first]):
        yield _under(path, "anew", next(_ANEW))


def asked_again(paths: list[str], first: int = 0) -> Iterator[str]:
    """The same addresses over and over."""
    return cycle(paths[first:] + paths[:first])


def _under(path: str, name: str, number: int) -> str:
    """A page under another address; the showcase does not know the name and shows the same."""
    return f"{path}{'&' if '?' in path else '?'}{name}={number}"


def as_people_ask(paths: list[str], first: int = 0) -> Iterator[str]:
    """Many searches, the one of rank r as often as 1/r.

    Source: Y. Xie and D. O'Hallaron, "Locality in Search Engine Queries and Its Implications for
    Caching", INFOCOM 2002: in two logs the frequencies of queries follow Zipf's law.
    """
    chance = random.Random(first)  # noqa: S311 - a fixed seed is the point.
    asked = [_under(paths[one % len(paths)], "search", one) for one in range(SEARCHES)]
    weights = [1 / rank for rank in range(1, SEARCHES + 1)]
    while True:
        yield from chance.choices(asked, weights, k=100)


def crowd(port: int, paths: list[str], turns: Turns) -> float:
    """Pages a second that several visitors get together."""
    until = time.perf_counter() + CROWD_SECONDS

    def browse(first: int) -> int:
        visitor, seen = Visitor(port), 0
        for path in turns(paths, first):
            if time.perf_counter() > until:
                break
            visitor.get(path)
            seen += 1
        return seen

    with ThreadPoolExecutor(VISITORS) as pool:
        starts = [place % len(paths) for place in range(VISITORS)]
        return sum(pool.map(browse, starts)) / CROWD_SECONDS


def pages(port: int, what: str, paths: list[str], turns: Turns = never_asked) -> list[Row]:
    """One visitor's 95th percentile, and what many get together."""
    visitor = Visitor(port)
    for path in paths:
        visitor.get(path)
    seconds = [visitor.get(path) for path in islice(turns(paths, 0), VISITS)]
    return [
        (f"{what}, p95 of one visitor", p95(seconds), "ms"),
        (f"{what}, {VISITORS} visitors", crowd(port, paths, turns), "pages/s"),
    ]
