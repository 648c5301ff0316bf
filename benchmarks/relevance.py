"""Relevance: long, noisy, misspelt searches over titles of which some mean the same goods.

Three ways are compared in one run on the same titles and searches: the engine's own strategy, plain
BM25, and the site's search. ``BENCH_TITLES`` says how many titles are made, or names a CSV file of
real ones (columns ``title`` and ``group``).
"""

import math
import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote_plus

from flask import Flask, current_app
from sqlalchemy import bindparam, select, update
from werkzeug.datastructures import MultiDict

from benchmarks.crowd import Visitor
from benchmarks.report import Table, percentile
from benchmarks.search import fill, throwaway_site
from benchmarks.titles import WORD, Listing, Query, Sellers, queries, read_listings
from catalog.models import Product, ProductRevision
from database import db, writing
from showcase.search.client import patient_server
from showcase.search.closest.keeping import refresh
from showcase.search.feed import live_index
from showcase.search.query import search
from showcase.search.rebuild import rebuild
from showcase.search.request import read_request

TITLES = 20_000
SEARCHES = 500
SHOWN = 10
BATCH = 5_000
K1, B = 1.2, 0.75  # The usual parameters of BM25.

Way = Callable[[str], Sequence[int]]
"""Gives the keys of products for a search, best first."""


def titles() -> list[Listing]:
    """Made ones, or those of the file that is named."""
    asked = os.environ.get("BENCH_TITLES", str(TITLES))
    return Sellers(1).listings(int(asked)) if asked.isdigit() else read_listings(Path(asked))


def gain(groups: Sequence[int], wanted: int, known: int) -> float:
    """nDCG@10 with what is of the wanted group counting 1 (Järvelin and Kekäläinen, TOIS 2002)."""
    found = sum(1 / math.log2(at + 2) for at, one in enumerate(groups[:SHOWN]) if one == wanted)
    return found / sum(1 / math.log2(at + 2) for at in range(min(SHOWN, known)))


class PlainBM25:
    """Okapi BM25 over whole words, in the plainest way."""

    def __init__(self, texts: Sequence[tuple[int, str]]) -> None:
        self._count = len(texts)
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        split = [(key, WORD.findall(text.lower())) for key, text in texts]
        usual = sum(len(words) for _, words in split) / len(split)
        for key, words in split:
            share = K1 * (1 - B + B * len(words) / usual)
            for word, times in Counter(words).items():
                self._having[word].append((key, times * (K1 + 1) / (times + share)))

    def __call__(self, words: str) -> list[int]:
        """The best keys."""
        scores: dict[int, float] = defaultdict(float)
        for word in WORD.findall(words):
            having = self._having.get(word, [])
            rarity = math.log(1 + (self._count - len(having) + 0.5) / (len(having) + 0.5))
            for key, weight in having:
                scores[key] += rarity * weight
        return sorted(scores, key=lambda key: -scores[key])[:SHOWN]


def engine(words: str) -> list[int]:
    """What Meilisearch brings by itself, which drops words from the end."""
    query = {"indexUid": live_index(), "q": words, "limit": SHOWN, "attributesToRetrieve": ["id"]}
    return [hit["id"] for hit in patient_server().ask([query])[0]["hits"]]


def site(words: str) -> list[int]:
    """What the site shows."""
    with current_app.test_request_context("/cari"):
        result = search(read_request(MultiDict({"q": words}), "id"))
    return [hit.id for hit in result.hits]


def name_products(listings: Sequence[Listing]) -> dict[int, int]:
    """Have products with these titles and nothing else to find them by; the group of each."""
    fill(len(listings))
    keys = db.session.execute(
        select(Product.id, Product.listed_revision_id).order_by(Product.id)
    ).all()
    change = update(ProductRevision).where(ProductRevision.id == bindparam("key"))
    empty = {"description_id": "", "description_en": "", "keywords": [], "attributes": {}}
    change = change.values(name_id=bindparam("title"), name_en="", **empty)
    with writing():
        for start in range(0, len(keys), BATCH):
            pairs = zip(keys[start : start + BATCH], listings[start:], strict=False)
            rows = [{"key": one.listed_revision_id, "title": each.title} for one, each in pairs]
            db.session.connection().execute(change, rows)
        db.session.commit()
    return {one.id: each.group for one, each in zip(keys, listings, strict=True)}


def rows_of(
    ways: dict[str, Way], groups: dict[int, int], asked: Sequence[Query]
) -> Iterator[tuple[str, float, float]]:
    """Each way's nDCG@10, and the 95th percentile of its time in milliseconds."""
    sizes = Counter(groups.values())
    for name, way in ways.items():
        gains, seconds = [], []
        for query in asked:
            started = time.perf_counter()
            found = way(query.words)
            seconds.append(time.perf_counter() - started)
            shown = [groups[key] for key in found]
            gains.append(gain(shown, query.group, sizes[query.group]))
        yield name, sum(gains) / len(gains), 1000 * percentile(seconds, 0.95)


def page_times(port: int, asked: Sequence[Query]) -> Iterator[tuple[str, str, str]]:
    """The whole page for the same searches, and the barest page, in milliseconds."""
    visitor = Visitor(port)
    paths = [f"/cari?q={quote_plus(query.words)}" for query in asked]
    for name, addresses in (("results page", paths), ("the same number of /sehat", ["/sehat"])):
        turns = addresses * (SEARCHES // len(addresses))
        for path in turns[:20]:
            visitor.get(path)
        seconds = [visitor.get(path) for path in turns]
        yield name, "", f"{1000 * percentile(seconds, 0.95):.1f}"


def measure(app: Flask, port: int) -> Iterator[tuple[str, str, str]]:
    """All rows."""
    listings = titles()
    with app.app_context():
        groups = name_products(listings)
        rebuild()
        refresh(at_once=True)
        texts = [(key, each.title) for key, each in zip(groups, listings, strict=True)]
        ways: dict[str, Way] = {
            "the engine by itself": engine,
            "plain BM25": PlainBM25(texts),
            "the site": site,
        }
        searches = {
            "noisy": queries(listings, SEARCHES, 2, slip=False),
            "noisy, a letter left out": queries(listings, SEARCHES, 3, slip=True),
        }
        for kind, asked in searches.items():
            for name, worth, time_ in rows_of(ways, groups, asked):
                yield f"{kind}: {name}", f"{worth:.3f}", f"{time_:.1f}"
        db.session.remove()
    yield from page_times(port, searches["noisy, a letter left out"])


def table() -> Table:
    """Build a site with these titles, ask it, and throw it away."""
    with throwaway_site() as (app, port, _):
        rows = list(measure(app, port))
    asked = os.environ.get("BENCH_TITLES", str(TITLES))
    note = f"{asked} titles, {SEARCHES} searches of 4 to 6 words."
    return Table("Relevance of long searches", ("", "nDCG@10", "p95 ms"), rows, note)
