"""Kept results: each showing counts, changes show at once, and what is limited is made anew."""

from collections.abc import Callable

import pytest
from factories import listed_product
from flask import Flask
from flask.testing import FlaskClient
from meilisearch_server import point
from sqlalchemy import select

from catalog.models import Product
from catalog.states import Listing
from database import db
from showcase.models import SoughtWords
from showcase.search.client import SearchServer

pytestmark = pytest.mark.search

Work = Callable[[], None]
PERSON = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture
def basket(app: Flask, search: SearchServer, work: Work) -> Product:
    product = listed_product(name_id="Keranjang rotan")
    work()
    return product


def times(app: Flask) -> dict[str, int]:
    app.extensions["sought"].flush()
    db.session.rollback()
    return {row.words: row.times for row in db.session.scalars(select(SoughtWords))}


def test_every_person_who_sees_kept_results_is_counted(
    app: Flask, client: FlaskClient, basket: Product, made: list[str]
) -> None:
    part = {"X-Fragment": "results"}
    for headers in (
        PERSON,
        PERSON,
        {"User-Agent": "Googlebot"},
        {**PERSON, **part, "X-Typing": "yes"},
        {**PERSON, **part},
        {**PERSON, **part, "X-Typing": "yes"},
    ):
        assert basket.slug in client.get("/cari?q=keranjang", headers=headers).text
    assert made == ["showcase/results.html", "showcase/results_part.html"]
    assert times(app) == {"keranjang": 3}


def test_a_change_shows_in_results_that_were_kept(
    client: FlaskClient, basket: Product, made: list[str], work: Work
) -> None:
    path = "/cari?q=keranjang"
    assert "Tas kulit" not in client.get(path).text
    listed_product(name_id="Keranjang rotan besar")
    work()
    assert "Keranjang</mark> rotan besar" in client.get(path).text
    basket.listing = Listing.WITHDRAWN
    db.session.commit()  # Before the worker has taken it out of the index.
    assert basket.slug not in client.get(path).text
    assert len(made) == 3


def test_limited_results_are_made_anew(
    app: Flask, client: FlaskClient, basket: Product, made: list[str]
) -> None:
    where = client.get("/cari?q=rotan").text
    point(app, None)
    assert client.get("/cari?q=rotan").text == where  # Kept from before, and still true.
    for _ in range(2):
        assert "Pencarian sedang terbatas" in client.get("/cari?q=keranjang").text
    assert len(made) == 3
    del basket
