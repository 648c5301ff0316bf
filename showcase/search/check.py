"""Comparing the index with SQL, both ways, and mending what differs."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from database import db, writing
from showcase.search.claims import mark
from showcase.search.client import SearchServer, patient_server
from showcase.search.documents import documents_for
from showcase.search.feed import live_index
from showcase.search.sources import public_pages

PAGE: Final = 2000  # Documents compared at once.


@dataclass(slots=True)
class Difference:
    """Where the index and SQL disagree, by products.

    Attributes:
        public: how many products visitors may see.
        missing: public, but not in the index.
        orphaned: in the index, but not public.
        different: in both, saying different things.
    """

    public: int = 0
    missing: list[int] = field(default_factory=list)
    orphaned: list[int] = field(default_factory=list)
    different: list[int] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """All products with a difference."""
        return sorted({*self.missing, *self.orphaned, *self.different})


def _indexed(server: SearchServer) -> dict[int, str]:
    """The hash of every document in the live index."""
    hashes: dict[int, str] = {}
    if server.count(live_index()) is None:
        return hashes
    offset = 0
    while page := server.fetch(live_index(), offset=offset, limit=PAGE, fields=["id", "hash"]):
        hashes.update((found["id"], found.get("hash", "")) for found in page)
        offset += len(page)
    return hashes


def _wanted() -> Iterator[dict[int, str]]:
    """The hash that each public product's document should have, a page at a time."""
    for ids in public_pages(PAGE):
        documents = documents_for(ids)
        db.session.rollback()
        yield {key: document["hash"] for key, document in documents.items()}


def check() -> Difference:
    """Compare every product and every document.

    Changes that still wait for the worker show as differences; run the sync first for a quiet
    answer.

    Raises:
        SearchDown: when the server does not answer.
    """
    indexed = _indexed(patient_server())
    found = Difference()
    for page in _wanted():
        found.public += len(page)
        for key, content in page.items():
            there = indexed.pop(key, None)
            if there is None:
                found.missing.append(key)
            elif there != content:
                found.different.append(key)
    found.orphaned = sorted(indexed)
    return found


def repair(difference: Difference) -> None:
    """Mark what differs, so that the worker brings it in order; commits."""
    db.session.rollback()
    with writing():
        mark(db.session.connection(), difference.ids)
        db.session.commit()
