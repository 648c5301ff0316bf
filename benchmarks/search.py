"""Search: pages, indexing and how soon a change is found, at several numbers of products.

Everything runs as it does in production, on this machine and at once: granian with two workers, a
real Meilisearch, a real worker, and the visitors. The bare Flask page and the bare Meilisearch
query are measured in the same run, so that a slow machine does not look like a slow program.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from urllib.parse import quote_plus, urlsplit

from flask import Flask
from sqlalchemy import select, update

from app import create_app
from benchmarks.crowd import SEARCHES, VISITS, Visitor, as_people_ask, asked_again, p95, pages
from catalog.models import Product
from catalog.queries import public_products
from config import ROOT, Settings
from database import db, writing
from demo.generated import add_generated
from demo.goods import add_kelurahan_and_places
from showcase.search.client import patient_server
from showcase.search.feed import live_index
from showcase.search.rebuild import rebuild
from showcase.search.server import running
from showcase.search.sync import sync

Row = tuple[str, float, str]

SIZES = (40, 10_000, 100_000)
LARGE = 1_000_000
CHANGES = 30  # Published one by one, for the time until each is found.
STALE = 1_000  # Changed at once, for the speed of the sync.
WORDS = (
    "batik tulis",
    "batik tullis",
    "onde onde",
    "sandal kulit wanita",
    "keranjang bambu",
    "batik di bawah 500 ribu",
    "hand-drawn batik scarf",
    "kripik pedas",
    "sepatu 39 eu",
    "",
)


def sizes() -> tuple[int, ...]:
    """How many products: ``BENCH_SIZES`` such as "40,1000", and a million with BENCH_LARGE=1."""
    chosen = tuple(int(one) for one in os.environ.get("BENCH_SIZES", "").split(",") if one)
    return (chosen or SIZES) + ((LARGE,) if os.environ.get("BENCH_LARGE") == "1" else ())


def free_port() -> int:
    """A loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(*command: str, environment: dict[str, str]) -> Iterator[None]:
    """Run a program of ours beside the block."""
    started = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        started.terminate()
        started.wait()


def bare_queries() -> Row:
    """The same words asked of Meilisearch alone, over one kept connection."""
    where = patient_server().where
    line = http.client.HTTPConnection("127.0.0.1", urlsplit(where.url).port or 80)
    headers = {"Authorization": f"Bearer {where.key}", "Content-Type": "application/json"}
    turns, seconds = cycle(WORDS), []
    for _ in range(VISITS):
        body = json.dumps({"q": next(turns), "limit": 24})
        started = time.perf_counter()
        line.request("POST", f"/indexes/{live_index()}/search", body, headers)
        line.getresponse().read()
        seconds.append(time.perf_counter() - started)
    return ("bare Meilisearch query, p95", p95(seconds), "ms")


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def indexing() -> list[Row]:
    """A rebuild of everything, and the sync of many changes at once."""
    whole = timed(rebuild)
    first = select(Product.id).order_by(Product.id).limit(STALE).scalar_subquery()
    change = update(Product).where(Product.id.in_(first)).values(curation_score=Product.id % 50)
    db.session.rollback()
    with writing():
        db.session.execute(change, execution_options={"synchronize_session": False})
        db.session.commit()
    changed = min(STALE, db.session.scalar(select(db.func.count(Product.id))) or 0)
    return [
        ("rebuild of the index", whole, "s"),
        ("sync of many changes", changed / timed(sync), "products/s"),
    ]


def findable_after(product_id: int, word: str) -> float:
    """Seconds from the commit of a maker's new name until a search finds the product by it."""
    db.session.rollback()
    with writing():
        product = db.session.get_one(Product, product_id)
        product.maker.name = f"Perajin {word}"
        db.session.commit()
    started, query = time.perf_counter(), {"indexUid": live_index(), "q": word, "limit": 1}
    while not patient_server().ask([query])[0]["hits"]:
        time.sleep(0.002)
    return time.perf_counter() - started


def findable(environment: dict[str, str]) -> Row:
    """How soon a change is found while a real worker runs and nothing else does."""
    seconds = []
    with process("flask", "worker", environment=environment):
        for turn in range(CHANGES + 2):
            key = db.session.scalar(public_products().with_only_columns(Product.id).limit(1))
            word = "".join(chr(ord("b") + int(digit) * 2) for digit in f"{turn:04}") + "qzxj"
            seconds.append(findable_after(key or 0, word))
            time.sleep(0.3)
    return ("published to findable, p95", p95(seconds[2:]), "ms")


def fill(wanted: int) -> None:
    """Have this many public products."""
    there = db.session.scalar(select(db.func.count(Product.id))) or 0
    if not there:
        with writing():
            add_kelurahan_and_places()
            db.session.commit()
    if wanted > there:
        with writing():  # The web processes count searches meanwhile.
            add_generated(wanted - there)


def measure(app: Flask, size: int, port: int, environment: dict[str, str]) -> Iterator[Row]:
    """All figures at one size."""
    with app.app_context():
        fill(size)
        found = [*indexing(), bare_queries(), findable(environment)]
        slugs = db.session.scalars(public_products().with_only_columns(Product.slug).limit(10))
        products = [f"/produk/{slug}" for slug in slugs]
        db.session.remove()
    results = [f"/cari?q={quote_plus(words)}" for words in WORDS]
    for what, paths in (("results page", results), ("product page", products)):
        found += pages(port, f"{what} made anew", paths)
        found += pages(port, f"{what} asked again", paths, asked_again)
    found += pages(port, f"{SEARCHES:,} searches as people ask", results, as_people_ask)
    for name, value, unit in found:
        yield (f"{name}, {size:,} products", value, unit)


@contextmanager
def throwaway_site() -> Iterator[tuple[Flask, int, dict[str, str]]]:
    """An empty site with its search server and web workers: the app, its port, its environment."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        settings = Settings(
            environment="development",
            secret="benchmark",  # noqa: S106 - nobody signs in.
            instance_folder=folder,
            rate_limits="off",
        )
        environment = {**os.environ, "ETALASE_INSTANCE": folder, "SECRET_KEY": "benchmark"}
        app = create_app(settings)
        with app.app_context():
            db.create_all()
        stack.enter_context(running(settings))
        serve = ("granian", "--interface", "wsgi", "--factory", "--host", "127.0.0.1")
        size = ("--port", str(port), "--workers", "2", "--blocking-threads", "4", "--no-ws")
        stack.enter_context(process(*serve, *size, "app:create_app", environment=environment))
        wait_for(port)
        yield app, port, environment


def run() -> list[tuple[str, float, str]]:
    """Each figure with its name and its unit; nothing is printed."""
    with throwaway_site() as (app, port, environment):
        rows = pages(port, "bare Flask page", ["/sehat"])
        for products in sizes():
            rows += measure(app, products, port, environment)
    return rows


def wait_for(port: int) -> None:
    """Return once the site answers.

    Raises:
        RuntimeError: when it does not within half a minute.
    """
    for _ in range(300):
        try:
            Visitor(port).get("/sehat")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the site did not start")
