"""Gzip: for what is public, for who takes it, and never for pages of who is signed in."""

import gzip
from collections.abc import Callable

import pytest
from factories import UserFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts.models import User
from database import db

Browser = Callable[[User], FlaskClient]
TAKES = {"Accept-Encoding": "gzip, br"}


def got(client: FlaskClient, path: str, headers: dict[str, str] | None = None) -> TestResponse:
    """An answer, read to its end."""
    answer = client.get(path, headers=headers or {}, buffered=True)
    answer.close()
    return answer


@pytest.mark.parametrize(
    "path",
    ["/", "/en/kampung", "/static/css/base.css", "/sitemap/umum.xml", "/etalase.webmanifest"],
)
def test_public_answers_shrink_to_the_same_words(client: FlaskClient, path: str) -> None:
    listed_product()
    db.session.commit()
    plain = got(client, path)
    small = got(client, path, TAKES)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert "Accept-Encoding" in small.headers["Vary"]
    if small.headers.get("Content-Encoding"):
        assert gzip.decompress(small.data) == plain.data
        assert int(small.headers["Content-Length"]) == len(small.data)
        assert len(small.data) < 0.6 * len(plain.data)
    else:
        assert len(plain.data) < 1000


def test_a_page_is_small_and_is_not_sent_twice(client: FlaskClient) -> None:
    for path in ("/", "/static/css/base.css"):
        first = got(client, path, TAKES)
        assert first.headers["Content-Encoding"] == "gzip"
        again = got(client, path, {**TAKES, "If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0", "identity"])
def test_who_does_not_take_gzip_gets_none(client: FlaskClient, accepts: str) -> None:
    answer = client.get("/", headers={"Accept-Encoding": accepts})
    assert "Content-Encoding" not in answer.headers
    assert b"<html" in answer.data


def test_pages_with_secrets_stay_as_they_are(
    app: Flask, client_for: Browser, client: FlaskClient
) -> None:
    person = UserFactory()
    db.session.commit()
    for path in ("/", "/akun", "/cari"):
        assert "Content-Encoding" not in client_for(person).get(path, headers=TAKES).headers
    assert "Content-Encoding" not in client.get("/masuk", headers=TAKES).headers or (
        b"csrf" not in client.get("/masuk").data
    )
    missing = client.get("/tidak-ada", headers=TAKES)
    assert "Content-Encoding" not in missing.headers
