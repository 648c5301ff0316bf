"""Freshness: from the commit that releases a product to the moment when a search finds it."""

import contextlib
import itertools
import json
import random
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.indexing import ready
from benchmarks.processes import BenchError
from benchmarks.report import Table, figure, percentile, times
from benchmarks.town import PATIENCE, Town
from config import ROOT
from scripts.running_site import Site
from showcase.search.client import SearchServer

ROUNDS = 20
LONGEST = 60.0  # Seconds that a change is waited for.
LOOK_SECONDS = 0.002  # Between two looks at Meilisearch.
REST_SECONDS = (0.4, 1.4)  # Before a release, so that it meets the worker's loops anywhere.
HEADS = ("", "p50 ms", "p95 ms", "slowest ms", "times the reference")
NOTE = (
    "From just before the commit, in a process of its own, of a product that was withdrawn; times "
    "are of the p95.\nThe reference: its ready document, sent straight to Meilisearch, until found."
)

Product = dict[str, Any]


class Releaser:
    """The process that withdraws and restores products."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.products: list[Product] = json.loads(self._read())

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise BenchError("the process that releases products ended")
        return line

    def act(self, action: str, product: Product) -> float:
        """Withdraw or restore a product; the moment before the commit."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{action} {product['id']}\n")
        self._process.stdin.flush()
        return float(self._read())


@contextlib.contextmanager
def releaser(town: Town) -> Iterator[Releaser]:
    """Start the process that releases, and end it with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "benchmarks.releasing"],
        cwd=ROOT,
        env=town.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Releaser(process)
        finally:
            process.kill()


@dataclass(slots=True)
class Freshness:
    """Twenty releases.

    Attributes:
        site: whose pages are looked at.
        search: its search server.
        index: its index.
        in_index: seconds until Meilisearch found each.
        on_page: seconds until ``/cari`` showed each.
        bare: seconds of the reference.
    """

    site: Site
    search: SearchServer
    index: str
    in_index: list[float] = field(default_factory=list)
    on_page: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    def _finds(self, product: Product) -> bool:
        query = {"q": product["name"], "limit": 100, "attributesToRetrieve": ["id"]}
        hits = self.search.ask([{"indexUid": self.index, **query}])[0]["hits"]
        return {"id": product["id"]} in hits

    def _shows(self, product: Product) -> bool:
        words = urllib.parse.urlencode({"q": product["name"]})
        with urllib.request.urlopen(  # noqa: S310 - our own site.
            f"{self.site.url}/cari?{words}", timeout=PATIENCE
        ) as answer:
            return f'/produk/{product["slug"]}"' in answer.read().decode()

    def release(self, worker: Releaser, product: Product) -> None:
        """Withdraw a product, restore it after a moment, and look for it."""
        worker.act("withdraw", product)
        until(lambda: not self._finds(product))
        time.sleep(random.uniform(*REST_SECONDS))  # noqa: S311 - no secret.
        started = worker.act("restore", product)
        until(lambda: self._finds(product))
        self.in_index.append(time.monotonic() - started)
        until(lambda: self._shows(product))
        self.on_page.append(time.monotonic() - started)

    def post(self, product: Product) -> None:
        """Take a document out of the index and put it back by hand, as the reference."""
        fetched = self.search.fetch(self.index, ids=[product["id"]], retrieveVectors=True)
        self.search.wait(self.search.remove(self.index, [product["id"]]))
        started = time.monotonic()
        self.search.put(self.index, list(map(ready, fetched)))
        until(lambda: self._finds(product))
        self.bare.append(time.monotonic() - started)

    def table(self) -> Table:
        """The figures so far."""
        reference = percentile(self.bare, 0.95)
        rows = [
            _row("released, until Meilisearch finds it", self.in_index, reference),
            _row("released, until /cari shows it", self.on_page, reference),
            (
                *_row("reference: document posted, until found", self.bare, reference)[:-1],
                "reference",
            ),
        ]
        return Table(f"Freshness, {len(self.bare)} releases in the sample town", HEADS, rows, NOTE)


def _row(name: str, seconds: list[float], reference: float) -> tuple[str, ...]:
    shares = (percentile(seconds, share) for share in (0.5, 0.95, 1))
    multiple = times(percentile(seconds, 0.95), reference)
    return (name, *(figure(value * 1000) for value in shares), multiple)


def until(true: Callable[[], bool]) -> None:
    """Look again and again until something is true.

    Raises:
        BenchError: when it is not in ``LONGEST`` seconds.
    """
    deadline = time.monotonic() + LONGEST
    while not true():
        if time.monotonic() > deadline:
            raise BenchError(f"a change was not seen in search in {LONGEST:g} s")
        time.sleep(LOOK_SECONDS)


def measure(town: Town, site: Site) -> Table:
    """Release products of a running site, one after another."""
    freshness = Freshness(site, SearchServer(town.where(), PATIENCE), town.settings.index_name)
    with releaser(town) as worker:
        for product in itertools.islice(itertools.cycle(worker.products), ROUNDS):
            freshness.release(worker, product)
            freshness.post(product)
    return freshness.table()
