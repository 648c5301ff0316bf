"""``make bench``, ``python -m benchmarks [SUBJECT …]``: measure, print, keep."""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

from benchmarks import (
    chair,
    freshness,
    indexing,
    pages,
    photos,
    ranking,
    relevance,
    scoring,
    search,
    sheets,
    uploads,
)
from benchmarks.limits import Limits
from benchmarks.processes import BenchError
from benchmarks.report import Report, Table, beside_references, figure, machine
from benchmarks.town import Town, temporary_town
from scripts.running_site import SiteError, running_site, settle

PLAIN_TABLES = {
    "photos": ("Photos, on one core", photos.run),
    "sheets": ("Sheets of 10,000 rows", sheets.run),
    "search": ("Search, ten kinds of words and eight visitors", search.run),
}
RANKING = "ranking"
RELEVANCE = "relevance"
ON_SAMPLE_TOWN = {"freshness", "scoring", "uploads"}
SUBJECTS = ("indexing", "pages", *sorted(ON_SAMPLE_TOWN), *PLAIN_TABLES, RANKING, RELEVANCE)


def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that every server is stopped on the way out."""
    sys.exit(1)


def progress(text: str) -> None:
    """Say what is going on, beside the report."""
    print(f"… {text} (load {figure(os.getloadavg()[0])})", file=sys.stderr, flush=True)


def site_tables(town: Town, subjects: set[str], limits: Limits) -> Iterator[Table]:
    """Grow one town through the sizes, measuring at each; some subjects in the first alone."""
    progress("building the sample town")
    town.found()
    for size in limits.sizes:
        progress(f"growing the town to {size:,} products and filling its index")
        grown = indexing.measure(town, size)
        if "indexing" in subjects:
            yield grown
        first = size == limits.sizes[0]
        if "pages" in subjects or (first and ON_SAMPLE_TOWN & subjects):
            yield from _served(town, subjects, limits, first=first)


def _served(town: Town, subjects: set[str], limits: Limits, *, first: bool) -> Iterator[Table]:
    """What needs the whole site running."""
    with running_site(town.instance) as site:
        settle(site)
        town.flask("search", "check")
        if first and "freshness" in subjects:
            progress("releasing products")
            yield freshness.measure(town, site)
        if "pages" in subjects:
            progress("visiting pages")
            yield pages.measure(town, site, limits)
        if first and "scoring" in subjects:
            progress("tapping scores")
            yield scoring.measure(site)
        if first and "uploads" in subjects:
            progress("uploading photos")
            yield uploads.measure(town, site)


def tables(subjects: set[str], limits: Limits) -> Iterator[Table]:
    """All tables that were asked for, one by one."""
    yield machine()
    for name, (title, run) in PLAIN_TABLES.items():
        if name in subjects:
            progress(title)
            yield beside_references(title, run())
    if RANKING in subjects:
        progress("ranking simulated rounds")
        yield from ranking.tables()
        progress("building a round of 10,000 entries")
        yield chair.measure()
    if RELEVANCE in subjects:
        progress("asking for titles")
        yield relevance.table()
    if subjects - PLAIN_TABLES.keys() - {RANKING, RELEVANCE}:
        with temporary_town() as town:
            yield from site_tables(town, subjects, limits)


def main() -> int:
    """Measure what was asked for, all by default; 1 when something could not be measured."""
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, leave)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"of {', '.join(SUBJECTS)}")
    asked = set(parser.parse_args().subjects) or set(SUBJECTS)
    if asked - set(SUBJECTS):
        parser.error(f"subjects are {', '.join(SUBJECTS)}")
    report = Report()
    try:
        for table in tables(asked, Limits.from_environment()):
            report.add(table)
    except (BenchError, SiteError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
