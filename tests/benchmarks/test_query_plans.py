"""Queries whose time must not grow with the catalogue, as SQLite plans them without statistics."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event

from app import create_app
from catalog.models import Maker
from catalog.queries import listed_products, public_by_key, public_by_slug
from config import Settings
from database import db
from showcase.counts import shown_makers
from showcase.queries import public_makers
from showcase.search.sources import public_pages


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[Flask]:
    settings = Settings(environment="test", secret="tests-only", instance_folder=str(tmp_path))
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def steps(ask: Callable[[], object]) -> list[str]:
    """The plan of the first query that a function asks, one text a step."""
    asked: list[tuple[str, Any]] = []

    def note(
        _connection: Connection, _cursor: object, statement: str, values: object, *_rest: object
    ) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    ask()
    event.remove(db.engine, "before_cursor_execute", note)
    statement, values = asked[0]
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    return [step.detail for step in plan]


def of_product(plan: list[str]) -> list[str]:
    return [step for step in plan if step.startswith(("SEARCH product ", "SCAN product "))]


def sorts(plan: list[str]) -> list[str]:
    return [step for step in plan if step == "USE TEMP B-TREE FOR ORDER BY"]


def test_products_of_a_maker_are_found_by_maker(empty_sqlite: Flask) -> None:
    plan = steps(lambda: listed_products(maker=Maker(id=1), limit=5))

    used = "SEARCH product USING INDEX ix_product_maker_listing (maker_id=? AND listing=?)"
    assert of_product(plan) == [used]


def test_next_public_products_are_found_by_key(empty_sqlite: Flask) -> None:
    plan = steps(lambda: list(public_pages(2000)))

    used = "SEARCH product USING INDEX ix_product_listing_id (listing=? AND id>?)"
    assert of_product(plan) == [used]
    assert sorts(plan) == []


def test_newest_products_are_read_in_order(empty_sqlite: Flask) -> None:
    plan = steps(lambda: listed_products(limit=8))

    assert of_product(plan) == ["SEARCH product USING INDEX ix_product_listing (listing=?)"]
    assert sorts(plan) == []


@pytest.mark.parametrize("ask", [shown_makers, lambda: public_makers(page=1, size=48)])
def test_makers_are_shown_without_reading_all_products(
    empty_sqlite: Flask, ask: Callable[[], object]
) -> None:
    found = of_product(steps(ask))

    key = "ix_product_maker_listing (maker_id=? AND listing=?)"
    assert set(found) <= {
        f"SEARCH product USING {how} {key}" for how in ("INDEX", "COVERING INDEX")
    }
    assert len(found) >= 1


@pytest.mark.parametrize(
    "ask", [lambda: public_by_key([1, 2, 3]), lambda: public_by_slug(["a", "b"])]
)
def test_known_products_are_found_by_their_keys(
    empty_sqlite: Flask, ask: Callable[[], object]
) -> None:
    [step] = of_product(steps(ask))

    assert step.endswith(("(rowid=?)", "AND rowid=?)", "(slug=?)"))
