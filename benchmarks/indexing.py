"""Indexing: by the worker and by a rebuild, beside ready documents that are merely posted."""

import time

from benchmarks.processes import BenchError
from benchmarks.report import Table, figure, times
from benchmarks.town import Town
from showcase.search.client import Document, SearchServer
from showcase.search.settings import LOOK, index_settings

BATCH = 500  # Documents in one request of the reference.
PAGE = 2000  # Documents read at once.
BARE = "bench-bare"
LOADING = "flask demo load --products"
LONGEST = 1800.0  # Seconds that the worker is waited for.
HEADS = ("", "products", "seconds", "a second", "times the reference")
NOTE = (
    "Times the reference: how many times as long each product takes. The reference posts the same "
    "documents,\nready made, to an empty index with the same settings, in batches of 500, and "
    "waits for the last."
)

Measured = tuple[str, int, float]


def seconds_of_worker(town: Town) -> float:
    """From the worker's first claim to nothing waiting; its own start is not counted.

    Raises:
        BenchError: when it takes longer than ``LONGEST``, or cannot bring a product.
    """
    begun = "SELECT EXISTS(SELECT 1 FROM stale_document WHERE claimed_at IS NOT NULL)"
    waits = "SELECT EXISTS(SELECT 1 FROM stale_document WHERE set_aside_at IS NULL)"
    deadline = time.monotonic() + LONGEST
    with town.worker() as process:
        for query, wanted in ((begun, 1), (waits, 0)):
            if not wanted:
                started = time.monotonic()
            while town.ask(query) != wanted:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise BenchError("the worker did not bring everything to the index")
                time.sleep(0.02)
        elapsed = time.monotonic() - started
    if town.ask("SELECT count(*) FROM stale_document"):
        raise BenchError("some products were set aside from the index")
    return elapsed


def seconds_of(town: Town, *words: str) -> float:
    """How long a command takes, with its start."""
    started = time.monotonic()
    town.flask(*words)
    return time.monotonic() - started


def ready_documents(search: SearchServer, index: str) -> list[Document]:
    """All documents of an index."""
    documents: list[Document] = []
    while page := search.fetch(index, offset=len(documents), limit=PAGE, retrieveVectors=True):
        documents += map(ready, page)
    return documents


def ready(document: Document) -> Document:
    """A document that was fetched with its vectors, as it can be posted: what has none says so."""
    look = (document.get("_vectors") or {}).get(LOOK) or {}
    return {**document, "_vectors": {LOOK: look if look.get("embeddings") else None}}


def seconds_of_posting(search: SearchServer, documents: list[Document]) -> float:
    """How long the server alone takes for ready documents.

    Raises:
        BenchError: when it did not keep them all.
    """
    search.create(BARE)
    search.wait(search.configure(BARE, index_settings()))
    started = time.monotonic()
    for start in range(0, len(documents), BATCH):
        last = search.put(BARE, documents[start : start + BATCH])
    search.wait(last)
    elapsed = time.monotonic() - started
    kept = search.count(BARE)
    search.wait(search.drop(BARE))
    if kept != len(documents):
        raise BenchError(f"the reference kept {kept} of {len(documents)} documents")
    return elapsed


def grow(town: Town, size: int) -> list[Measured]:
    """Bring the town to a number of listed products; how long that took, and the worker after."""
    missing = size - town.products()
    if missing <= 0:
        return []
    loading = seconds_of(town, "demo", "load", "--products", str(missing))
    return [
        (f"{LOADING} {missing}", missing, loading),
        ("the worker, after that bulk load", missing, seconds_of_worker(town)),
    ]


def measure(town: Town, size: int) -> Table:
    """Grow the town to a size and measure what fills its index on the way.

    Raises:
        BenchError: when the index is not true at the end.
    """
    with town.search() as search:
        town.flask("photos", "derive")
        town.flask("search", "sync")
        measured = grow(town, size)
        total = town.products()
        rebuild = seconds_of(town, "search", "rebuild")
        town.flask("search", "check")
        documents = ready_documents(search, town.settings.index_name)
        bare = seconds_of_posting(search, documents)
    measured.append(("flask search rebuild, the whole command", total, rebuild))
    measured.append(("reference: ready documents, posted", total, bare))
    rows = [_row(one, bare / total) for one in measured]
    return Table(f"Indexing, at {total:,} products", HEADS, rows, NOTE)


def _row(measured: Measured, reference: float) -> tuple[str, ...]:
    """One line; filling the database alone is set beside nothing."""
    name, number, took = measured
    is_indexing = not name.startswith((LOADING, "reference"))
    multiple = times(took / number, reference) if is_indexing else ""
    return (name, f"{number:,}", figure(took), figure(number / took), multiple)
