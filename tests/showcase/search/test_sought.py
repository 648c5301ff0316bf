"""What visitors look for: what is counted, what never is, and what the office sees."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from factories import listed_product, office_user
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from meilisearch_server import point
from sqlalchemy import select

from accounts.models import User
from database import db
from showcase.models import SoughtWords
from showcase.search.client import SearchServer
from showcase.sought import (
    KEPT_DAYS,
    LONGEST,
    Search,
    add_searches,
    counted_words,
    forget_old_searches,
    sought,
    today,
)

pytestmark = pytest.mark.search

Work = Callable[[], None]
Browsers = Callable[[User], FlaskClient]
HERE = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture
def town(app: Flask, search: SearchServer, work: Work) -> None:
    listed_product(name_id="Keranjang rotan", name_en="Rattan basket")
    work()


def counted(app: Flask) -> list[tuple[str, str, int, int]]:
    app.extensions["sought"].flush()
    db.session.rollback()
    rows = db.session.scalars(select(SoughtWords).order_by(SoughtWords.words))
    return [(row.words, row.language, row.times, row.in_vain) for row in rows]


def look(client: FlaskClient, path: str, headers: Mapping[str, str] = HERE) -> None:
    assert client.get(path, headers=headers).status_code == 200


def test_searches_are_counted_by_words_and_what_found_nothing_apart(
    app: Flask, town: None, client: FlaskClient
) -> None:
    for path in ("/cari?q=Keranjang", "/cari?q=keranjang+", "/cari?q=mukena", "/en/cari?q=basket"):
        look(client, path)
    assert counted(app) == [
        ("basket", "en", 1, 0),
        ("keranjang", "id", 2, 0),
        ("mukena", "id", 1, 1),
    ]
    look(client, "/cari?q=mukena")
    assert ("mukena", "id", 2, 2) in counted(app)


def test_close_products_are_no_find(app: Flask, town: None, client: FlaskClient) -> None:
    look(client, "/cari?q=keranjang+bambu+ungu+besar")
    assert counted(app) == [("keranjang bambu ungu besar", "id", 1, 1)]


@pytest.mark.parametrize(
    "path",
    [
        "/cari",
        "/cari?q=",
        "/cari?q=!!!",
        "/cari?kategori=batik",
        "/cari?q=keranjang&hal=2",
        "/cari?q=081234567890",
        "/cari?q=0812-3456-7890+budi",
        "/cari?q=budi%40contoh.id",
        "/cari?q=3516 0101 0190 0001".replace(" ", "+"),
        f"/cari?q={'a' * 150}",
        "/saran?q=keranjang",
    ],
)
def test_what_is_no_search_or_may_be_about_a_person_is_not_counted(
    app: Flask, town: None, client: FlaskClient, path: str
) -> None:
    look(client, path)
    assert counted(app) == []


def test_half_words_and_machines_are_not_counted(
    app: Flask, town: None, client: FlaskClient
) -> None:
    look(client, "/cari?q=keran", {**HERE, "X-Fragment": "results", "X-Typing": "yes"})
    look(client, "/cari?q=keranjang", {"User-Agent": "Googlebot/2.1"})
    assert counted(app) == []
    look(client, "/cari?q=keranjang", {**HERE, "X-Fragment": "results"})
    assert counted(app) == [("keranjang", "id", 1, 0)]


def test_a_filter_of_the_visitors_own_is_no_lack(
    app: Flask, town: None, client: FlaskClient
) -> None:
    look(client, "/cari?q=keranjang&kategori=batik")
    assert counted(app) == [("keranjang", "id", 1, 0)]


def test_nothing_is_counted_while_search_is_away(
    app: Flask, town: None, client: FlaskClient
) -> None:
    point(app, None)
    look(client, "/cari?q=mukena")
    assert counted(app) == []


@given(st.text(max_size=200))
def test_counted_words_are_tidy_and_never_long(typed: str) -> None:
    words = counted_words(typed)
    assert len(words) <= LONGEST
    assert words == " ".join(words.split()) == words.casefold()


def test_the_office_sees_what_was_sought_in_vain_most_often_first(
    app: Flask, client_for: Browsers
) -> None:
    old = today() - timedelta(days=40)
    add_searches(
        {
            Search(today(), "id", "mukena", True): 2,
            Search(today() - timedelta(days=3), "en", "mukena", True): 3,
            Search(today(), "id", "gelang", True): 4,
            Search(today(), "id", "batik", False): 90,
            Search(old, "id", "kopi", True): 9,
        }
    )
    db.session.commit()
    assert [(one.words, one.in_vain) for one in sought(30, only_in_vain=True)] == [
        ("mukena", 5),
        ("gelang", 4),
    ]
    assert [one.words for one in sought(30, only_in_vain=False)] == ["batik", "mukena", "gelang"]
    assert sought(365, only_in_vain=True)[0].words == "kopi"
    user = office_user()
    db.session.commit()
    browser = client_for(user)
    page = browser.get("/dinas/pencarian/dicari").get_data(as_text=True)
    assert "5 dari 5" in page
    assert "/dinas/pencarian/padanan?kata=mukena" in page
    assert "kopi" not in page
    assert "kopi" in browser.get("/dinas/pencarian/dicari?hari=365").get_data(as_text=True)
    assert browser.get("/dinas/pencarian/dicari?hari=x").status_code == 200


def test_what_nobody_looks_at_any_more_is_deleted(app: Flask) -> None:
    add_searches(
        {
            Search(today() - timedelta(days=KEPT_DAYS + 1), "id", "lama", False): 1,
            Search(today() - timedelta(days=KEPT_DAYS), "id", "baru", False): 1,
        }
    )
    db.session.commit()
    forget_old_searches()
    assert [row[0] for row in counted(app)] == ["baru"]
