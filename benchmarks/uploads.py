"""Uploads: 65 makers send three 12-megapixel photos each at the same time to the running site."""

import http.client
import io
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from PIL import Image

from benchmarks.photos import phone_photo, pillow_intake
from benchmarks.processes import BenchError, run_module
from benchmarks.report import Table, beside_references, percentile
from benchmarks.town import Town
from config import ROOT
from scripts.running_site import Site, site_environment

MAKERS = int(os.environ.get("BENCH_MAKERS", "65"))
EACH = 3
PAGE = "/"
REST_SECONDS = 5.0
DERIVE_PATIENCE = 1800.0  # Seconds.
PLAIN_PICTURES = 12  # Taken by plain Pillow; enough for a rate.


class Visitor(threading.Thread):
    """Somebody who looks at a public page again and again."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._address = address
        self.ended = threading.Event()
        self.times: list[float] = []
        self.failures: list[str] = []

    def run(self) -> None:
        """Ask until it is ended."""
        while not self.ended.wait(0.05):
            started = time.perf_counter()
            connection = http.client.HTTPConnection(self._address, timeout=60)
            try:
                connection.request("GET", PAGE)
                answer = connection.getresponse()
                answer.read()
                if answer.status != http.client.OK:
                    self.failures.append(f"{PAGE} answered {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"{type(error).__name__}: {error}")
            finally:
                connection.close()
            self.times.append(time.perf_counter() - started)

    def end(self) -> list[float]:
        """Stop asking; seconds of every answer.

        Raises:
            BenchError: when one of them was no page.
        """
        self.ended.set()
        self.join()
        if self.failures:
            raise BenchError(f"a visitor met {len(self.failures)} times: {self.failures[0]}")
        return self.times


def pictures(folder: Path) -> list[list[str]]:
    """As many different 12-megapixel JPEGs as are sent, three for each maker."""
    with Image.open(io.BytesIO(phone_photo(1))) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    paths = []
    for number in range(MAKERS * EACH):
        path = folder / f"{number}.jpg"
        # The same forms at another place: as much work, another photo.
        moved = np.roll(pixels, (number * 13, number * 19), axis=(0, 1))
        Image.fromarray(moved).save(path, "JPEG", quality=88)
        paths.append(str(path))
    return [paths[first : first + EACH] for first in range(0, len(paths), EACH)]


def makers(site: Site) -> list[dict[str, str]]:
    """New makers, signed in at the running site.

    Raises:
        BenchError: with the end of the complaint when they cannot be made.
    """
    port = int(site.url.rpartition(":")[2])
    done = subprocess.run(  # noqa: S603 - our own module.
        [sys.executable, "-m", "benchmarks.upload_makers", str(MAKERS)],
        cwd=ROOT,
        env=site_environment(site.instance, port),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BenchError(f"upload_makers: {done.stderr[-1000:]}")
    found: list[dict[str, str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _plain(path: str) -> int:
    return len(pillow_intake(Path(path).read_bytes()))


def plain_rate(paths: list[str]) -> float:
    """Photos a second that plain Pillow takes in, with a process for each core."""
    with multiprocessing.get_context("spawn").Pool(len(os.sched_getaffinity(0))) as pool:
        pool.map(_plain, paths[:2])  # The processes have started and loaded Pillow.
        started = time.perf_counter()
        pool.map(_plain, paths, chunksize=1)
        return len(paths) / (time.perf_counter() - started)


def until_derived(town: Town) -> float:
    """Seconds until the worker has made every file.

    Raises:
        BenchError: when a photo failed, or it takes too long.
    """
    started = time.perf_counter()
    while town.ask("SELECT count(*) FROM photo WHERE state = 'pending'"):
        if time.perf_counter() - started > DERIVE_PATIENCE:
            raise BenchError("the photos were not derived in time")
        time.sleep(1)
    if town.ask("SELECT count(*) FROM photo WHERE state = 'failed'"):
        raise BenchError("a photo could not be derived")
    return time.perf_counter() - started


def arrived(town: Town) -> int:
    """How many photos stand in the drafts of the makers who send."""
    return town.ask(
        "SELECT count(DISTINCT revision_photo.photo_id) FROM revision_photo "
        "JOIN product_revision ON product_revision.id = revision_photo.revision_id "
        "JOIN product ON product.id = product_revision.product_id "
        "JOIN maker ON maker.id = product.maker_id WHERE maker.slug LIKE 'unggah-%'"
    )


def _visited(address: str, seconds: float) -> list[float]:
    visitor = Visitor(address)
    visitor.start()
    time.sleep(seconds)
    return visitor.end()


def measure(town: Town, site: Site) -> Table:
    """Send all photos at once and look at a page meanwhile.

    Raises:
        BenchError: when one photo was refused or lost, or a page was none.
    """
    address = urlsplit(site.url).netloc
    with tempfile.TemporaryDirectory(prefix="etalase-uploads-") as folder:
        photos = pictures(Path(folder))
        plain = plain_rate([path for some in photos for path in some][:PLAIN_PICTURES])
        given = {"address": address, "makers": makers(site), "photos": photos}
        _visited(address, 1.0)
        rest = _visited(address, REST_SECONDS)
        visitor = Visitor(address)
        visitor.start()
        said = json.loads(run_module("benchmarks.upload_crowd", json.dumps(given)))
        busy = visitor.end()
    if (found := arrived(town)) != MAKERS * EACH:
        raise BenchError(f"of {MAKERS * EACH} photos {found} arrived")
    return _table(said["elapsed"], said["seconds"], busy, rest, (plain, until_derived(town)))


def _table(
    elapsed: float,
    uploads: list[float],
    busy: list[float],
    rest: list[float],
    rates: tuple[float, float],
) -> Table:
    plain, derived = rates
    return beside_references(
        f"Uploads: {MAKERS} makers, {EACH} photos of 12 megapixels each, at the same time",
        [
            ("photos that arrived, of as many sent", len(uploads), ""),
            ("an upload, from its first byte to the answer, p50", percentile(uploads, 0.5), "s"),
            ("an upload, p95", percentile(uploads, 0.95), "s"),
            ("photos taken in", len(uploads) / elapsed, "a second"),
            ("the same with plain Pillow, a process for each core", plain, "a second"),
            (f"{PAGE} meanwhile, p95", percentile(busy, 0.95) * 1000, "ms"),
            ("the same page at rest, p95", percentile(rest, 0.95) * 1000, "ms"),
            (f"{PAGE} meanwhile, slowest of {len(busy)}", max(busy) * 1000, "ms"),
            ("the same page at rest, slowest", max(rest) * 1000, "ms"),
            ("all derived after the last answer", derived, "s"),
        ],
        "Every photo was counted in the database afterwards; one that is lost ends the run.",
    )
