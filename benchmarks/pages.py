"""The results page and the product page, beside a bare Flask page and a bare Meilisearch query."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.limits import Limits
from benchmarks.processes import procfile_command, running, wait_for_page
from benchmarks.report import Table, figure
from benchmarks.town import PATIENCE, Town
from benchmarks.visitors import Target, Timing, visit
from scripts.running_site import Site, free_port
from showcase.search.client import SearchServer
from showcase.search.request import PAGE_SIZE

CROWDS = (1, 4)  # Visitors at once.
PRODUCT_PAGES = 20  # Spread over the whole catalogue and asked in turn.
LIMITED = "Pencarian sedang terbatas"  # What the results page says when it answers from SQL.
HEADS = ("", "visitors", "a second", "p50 ms", "p95 ms", "times Flask", "times Meilisearch")
NOTE = (
    "Times: how many times as long as the reference, by requests a second with as many visitors. "
    "Flask: a page\nthat asks nobody, under the same granian. Meilisearch: the same words and "
    "price, 24 hits without facets."
)


@dataclass(frozen=True, slots=True)
class Search:
    """A results page and the plain query that it rests on."""

    path: str
    query: dict[str, object]


SEARCHES = (
    Search("/cari?q=batik", {"q": "batik"}),
    Search(
        "/cari?q=sendal+kulit&harga_maks=200000",
        {"q": "sendal kulit", "filter": "price <= 200000"},
    ),
    Search("/cari", {"q": ""}),
)


def plain_query(town: Town, search: Search) -> Target:
    """The same words, sent to the search server itself."""
    where = town.where()
    return Target(
        address=where.url.removeprefix("http://"),
        paths=(f"/indexes/{town.settings.index_name}/search",),
        method="POST",
        body=json.dumps({**search.query, "limit": PAGE_SIZE}),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {where.key}"},
    )


def product_pages(town: Town) -> tuple[str, ...]:
    """Addresses of products, evenly spread over the index."""
    search, index = SearchServer(town.where(), PATIENCE), town.settings.index_name
    total = search.count(index) or 0
    places = [total * step // PRODUCT_PAGES for step in range(PRODUCT_PAGES)]
    found = [search.fetch(index, offset=at, limit=1, fields=["slug"])[0] for at in places]
    return tuple(f"/produk/{document['slug']}" for document in found)


@contextlib.contextmanager
def bare_flask(town: Town) -> Iterator[Target]:
    """The bare page under the Procfile's own web command, with only the app exchanged."""
    port = free_port()
    command = procfile_command("web", PORT=port)
    command[-1] = "benchmarks.bare_page:create_app"
    with running(command, town.environment, town.instance / "log" / "bench-bare.log"):
        wait_for_page(f"http://127.0.0.1:{port}/")
        yield Target(f"127.0.0.1:{port}", ("/",))


@dataclass(slots=True)
class Pages:
    """The measuring of one size.

    Attributes:
        town: what is asked.
        site: the town's running site.
        limits: of each page.
        rows: what came of it.
        limited: how many results pages were answered without Meilisearch.
    """

    town: Town
    site: Site
    limits: Limits
    rows: list[tuple[str, ...]]
    limited: int = 0

    def _visit(
        self,
        name: str,
        target: Target,
        visitors: int,
        flask: Timing | None = None,
        meilisearch: Timing | None = None,
    ) -> Timing:
        timing = visit(target, visitors, self.limits)
        self.limited += timing.unwanted
        self.rows.append(
            (
                name,
                str(visitors),
                figure(timing.rate),
                figure(timing.at(0.5)),
                figure(timing.at(0.95)),
                _slower(timing, flask),
                _slower(timing, meilisearch),
            )
        )
        return timing

    def measure(self, bare: Target, visitors: int) -> None:
        """Ask everything with so many visitors, references first."""
        address = self.site.url.removeprefix("http://")
        flask = self._visit("reference: bare Flask page", bare, visitors)
        products = Target(address, product_pages(self.town), anew=True)
        self._visit(f"{PRODUCT_PAGES} product pages in turn", products, visitors, flask)
        for search in SEARCHES:
            query = plain_query(self.town, search)
            meilisearch = self._visit("reference: that in Meilisearch alone", query, visitors)
            page = Target(address, (search.path,), unwanted=LIMITED, anew=True)
            self._visit(search.path, page, visitors, flask, meilisearch)


def _slower(timing: Timing, reference: Timing | None) -> str:
    return f"{figure(reference.rate / timing.rate)}×" if reference else ""


def measure(town: Town, site: Site, limits: Limits) -> Table:
    """Measure the pages of a running site that is otherwise at rest."""
    pages = Pages(town, site, limits, [])
    with bare_flask(town) as bare:
        for visitors in CROWDS:
            pages.measure(bare, visitors)
    note = f"{NOTE}\nResults pages answered without Meilisearch: {pages.limited}."
    return Table(f"Pages, at {town.products():,} products", HEADS, pages.rows, note)
