"""Public pages are made once, and made anew as soon as anything was saved."""

import gzip
from collections.abc import Callable
from time import monotonic

import pytest
from factories import UserFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from accounts.models import User
from catalog.models import Product
from catalog.states import Listing
from database import db
from web import changes, kept_pages
from web.changes import content_mark
from web.kept_pages import KeptPage, KeptPages

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product(name_id="Keranjang rotan", name_en="Rattan basket")
    db.session.commit()
    return product


@pytest.mark.parametrize("path", ["/", "/en/", "/perajin", "/kampung", "/kurasi", "/produk/{}"])
def test_a_page_is_made_once_and_is_the_same_again(
    client: FlaskClient, basket: Product, made: list[str], path: str
) -> None:
    path = path.format(basket.slug)
    first, again = client.get(path), client.get(path)
    assert len(made) == 1
    assert again.data == first.data
    assert again.headers == first.headers


def test_what_was_withdrawn_is_gone_at_once(
    client: FlaskClient, basket: Product, made: list[str]
) -> None:
    path = f"/produk/{basket.slug}"
    assert "Keranjang rotan" in client.get("/").text
    assert client.get(path).status_code == 200
    basket.listing = Listing.WITHDRAWN
    db.session.commit()
    assert "Keranjang rotan" not in client.get("/").text
    assert client.get(path).status_code == 404
    assert client.get(path).status_code == 404
    basket.listing = Listing.LISTED
    db.session.commit()
    assert client.get(path).status_code == 200


def test_each_language_part_query_and_host_is_a_page_of_its_own(
    client: FlaskClient, basket: Product, made: list[str]
) -> None:
    del basket
    texts = [
        client.get("/perajin").text,
        client.get("/en/perajin").text,
        client.get("/perajin?hal=2").text,
        client.get("/perajin", base_url="https://kota.example").text,
    ]
    assert len(made) == 4
    assert len(set(texts)) == 4
    assert "https://kota.example/perajin" in texts[3]


def test_who_is_signed_in_sees_a_page_of_their_own_and_leaves_none_behind(
    client: FlaskClient, client_for: Browsers, basket: Product, made: list[str]
) -> None:
    person = UserFactory(name="Bu Sari Wulandari")
    db.session.commit()
    browser = client_for(person)
    assert person.name not in client.get("/").text
    assert person.name in browser.get("/").text
    assert person.name in browser.get("/").text
    assert person.name not in client.get("/").text
    assert len(made) == 3
    del basket


def test_a_browser_with_a_session_is_not_answered_with_a_kept_page(
    client: FlaskClient, basket: Product, made: list[str]
) -> None:
    del basket
    client.get("/masuk")  # Its form leaves a token in the session.
    made.clear()
    client.get("/")
    client.get("/")
    assert len(made) == 2


def test_forms_and_pages_that_are_not_there_are_not_kept(
    client: FlaskClient, basket: Product, made: list[str]
) -> None:
    for path in ("/perajin/tidak-ada", f"/produk/{basket.slug}/tanya", "/simpanan"):
        made.clear()
        client.get(path)
        app_pages = len(made)
        client.get(path)
        assert len(made) == 2 * app_pages > 0, path


def test_a_page_that_is_kept_shrinks_once_and_has_a_name(
    client: FlaskClient, basket: Product, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del basket
    plain = client.get("/")
    takes = {"Accept-Encoding": "gzip"}
    small = client.get("/", headers=takes)
    assert gzip.decompress(small.data) == plain.data

    def never(*_: object, **_named: object) -> bytes:
        pytest.fail("shrunk again")

    monkeypatch.setattr(gzip, "compress", never)
    assert client.get("/", headers=takes).data == small.data
    named = client.get("/", headers={**takes, "If-None-Match": small.headers["ETag"]})
    assert (named.status_code, named.data) == (304, b"")
    assert len(made) == 1


def test_a_page_is_made_anew_after_some_seconds(
    client: FlaskClient, basket: Product, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del basket
    client.get("/")
    now = monotonic()
    monkeypatch.setattr("time.monotonic", lambda: now + kept_pages.KEPT_SECONDS - 1)
    client.get("/")
    assert len(made) == 1
    monkeypatch.setattr("time.monotonic", lambda: now + kept_pages.KEPT_SECONDS + 1)
    client.get("/")
    assert len(made) == 2


def test_pages_are_made_where_the_database_cannot_tell(
    client: FlaskClient, basket: Product, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del basket

    def fails(*_: object) -> str:
        raise OperationalError("PRAGMA data_version", {}, Exception("disk I/O error"))

    monkeypatch.setattr(changes.SQLiteMark, "read", fails)
    monkeypatch.setattr(db.session, "scalar", fails)
    assert content_mark() is None
    monkeypatch.undo()
    monkeypatch.setattr(kept_pages, "content_mark", lambda: None)
    assert [client.get("/").status_code for _ in range(2)] == [200, 200]
    assert len(made) == 2


def test_the_mark_stays_until_somebody_commits(app: Flask, basket: Product) -> None:
    del app
    db.session.rollback()
    first = content_mark()
    db.session.rollback()
    assert first is not None
    if db.engine.dialect.name == "sqlite":  # Another test may commit to the same PostgreSQL.
        assert content_mark() == first
    basket.maker.name = "Anyam Jaya"
    db.session.flush()
    db.session.rollback()
    after_nothing = content_mark()
    db.session.rollback()
    basket.maker.name = "Anyam Jaya"
    db.session.commit()
    after = content_mark()
    db.session.rollback()
    assert after not in {first, after_nothing}


def page(size: int, *, mark: str = "1", until: float = float("inf")) -> KeptPage:
    return KeptPage(mark=mark, until=until, body=b"x" * size)


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    pages = KeptPages(most_bytes=1000)
    for key in "abc":
        pages.keep(key, page(240))  # With its gzip 300 each.
    assert pages.find("a", "1")
    pages.keep("d", page(240))
    assert [key for key in "abcd" if pages.find(key, "1")] == ["a", "c", "d"]
    pages.keep("huge", page(5000))
    assert not any(pages.find(key, "1") for key in ("a", "c", "d", "huge"))
    pages.keep("e", page(240))
    assert pages.find("e", "1")


def test_the_same_address_takes_its_room_once() -> None:
    pages = KeptPages(most_bytes=1000)
    pages.keep("a", page(240))
    for mark in "234567":
        pages.keep("b", page(240, mark=mark))
    assert pages.find("a", "1")
    assert pages.find("b", "6") is None
    assert pages.find("b", "7")
    pages.keep("b", page(240, mark="7", until=0.0))
    assert pages.find("b", "7") is None
