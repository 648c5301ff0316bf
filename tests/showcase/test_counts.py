"""How much the showcase holds, as the front page says it."""

from collections.abc import Iterator

import pytest
from factories import MakerFactory, listed_product
from flask import Flask, current_app

from catalog.states import Listing, MakerState
from database import db
from showcase.counts import Counts, counts, shown_makers


@pytest.fixture(autouse=True)
def forgotten(app: Flask) -> Iterator[None]:
    """Nothing is remembered for other tests."""
    yield
    app.extensions.pop("showcase_counts", None)


def test_counts_leave_out_what_visitors_do_not_see() -> None:
    shown, withdrawn, suspended = listed_product(), listed_product(), listed_product()
    listed_product(product__maker=shown.maker)
    withdrawn.listing = Listing.WITHDRAWN
    suspended.maker.state = MakerState.SUSPENDED
    MakerFactory()
    db.session.flush()
    assert counts() == Counts(products=2, makers=1, by_category={"kriya": 2})
    assert shown_makers() == 1


def test_few_products_are_counted_each_time() -> None:
    listed_product()
    assert counts().products == 1
    listed_product()
    assert counts().products == 2


def test_many_products_are_counted_once_a_minute() -> None:
    listed_product()
    assert counts(remembered_from=1).products == 1
    listed_product()
    assert counts(remembered_from=1).products == 1
    until, kept = current_app.extensions["showcase_counts"]
    current_app.extensions["showcase_counts"] = (until - 61, kept)
    assert counts(remembered_from=1).products == 2
