"""What people search the sample town for, on a real Meilisearch: the table of ``searches.toml``."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from meilisearch_server import Meili, point
from werkzeug.datastructures import MultiDict

from catalog.queries import listed_products
from showcase.search.closest.keeping import refresh
from showcase.search.query import search
from showcase.search.rebuild import rebuild
from showcase.search.request import read_request

pytestmark = pytest.mark.search

LOOKED_AT = 3
LEAST_FOUND = 0.97


class Searched(NamedTuple):
    """A search with what should come of it."""

    typed: str
    first: frozenset[str]
    never: frozenset[str]


def searches() -> list[Searched]:
    content = tomllib.loads((Path(__file__).parent / "searches.toml").read_text(encoding="utf-8"))
    return [
        Searched(typed, frozenset(row["first"]), frozenset(row.get("never", ())))
        for row in content["searches"]
        for typed in row["typed"]
    ]


@pytest.fixture(scope="module")
def found(
    town: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[Searched, list[str]]]:
    """The products that each search shows on its first page."""
    meili = Meili(tmp_path_factory.mktemp("meili"))
    with town.app_context():
        point(town, meili.start())
        rebuild()
        refresh(at_once=True)
        found = {}
        for one in searches():
            with town.test_request_context("/cari"):
                result = search(read_request(MultiDict({"q": one.typed}), "id"))
            assert not result.limited
            found[one] = [hit.slug for hit in result.hits]
        yield found
        point(town, None)
        meili.stop()


def test_table_is_about_products_that_are_listed(town: Flask) -> None:
    with town.app_context():
        listed = {product.slug for product in listed_products()}
    assert len(searches()) >= 120
    assert len({one.typed for one in searches()}) >= 0.98 * len(searches())
    for one in searches():
        assert one.first | one.never <= listed


def test_what_was_meant_is_among_the_first(found: dict[Searched, list[str]]) -> None:
    missed = [
        (one.typed, slugs[:LOOKED_AT])
        for one, slugs in found.items()
        if not one.first & set(slugs[:LOOKED_AT])
    ]
    assert len(missed) <= (1 - LEAST_FOUND) * len(found), missed


def test_one_way_words_lead_nowhere_else(found: dict[Searched, list[str]]) -> None:
    wrong = [(one.typed, slugs) for one, slugs in found.items() if one.never & set(slugs)]
    assert wrong == []


def test_every_product_of_the_town_is_wanted_by_somebody(town: Flask) -> None:
    with town.app_context():
        listed = {product.slug for product in listed_products()}
    assert listed == {slug for one in searches() for slug in one.first}
