"""What the maker's pages need so that they open without a signal, for their person alone."""

import pytest
from catalog_goods import Browser, draft, path
from factories import UserFactory
from flask.testing import FlaskClient

from catalog.views.offline import PERSON
from database import db


def test_offline_worker_is_asked_for_anew_and_names_its_release(client: FlaskClient) -> None:
    answer = client.get("/luring.js")
    assert (answer.status_code, answer.mimetype) == (200, "text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.text.startswith('const RELEASE = "')
    assert client.get("/en/luring.js").text == answer.text


def test_offline_pages_say_whose_they_are_and_differ_by_person(client_for: Browser) -> None:
    user, product = draft()
    other, _ = draft()
    mine, theirs = client_for(user), client_for(other)
    first = mine.get(path(product)).headers[PERSON]
    assert mine.get("/perajin-saya/produk").headers[PERSON] == first
    assert theirs.get("/perajin-saya/produk").headers[PERSON] != first
    assert str(user.id) != first


def test_offline_mark_stays_off_pages_of_everybody(client_for: Browser) -> None:
    user, _ = draft()
    browser = client_for(user)
    assert [PERSON in browser.get(page).headers for page in ("/", "/cari", "/akun")] == [False] * 3


def test_offline_mark_is_not_on_a_page_that_asks_to_sign_in(client: FlaskClient) -> None:
    answer = client.get("/perajin-saya")
    assert (answer.status_code, PERSON in answer.headers) == (303, False)


@pytest.mark.parametrize(("prefix", "words"), [("", "belum tersimpan"), ("/en", "not on your")])
def test_offline_page_stands_in_for_what_a_device_does_not_keep(
    client_for: Browser, prefix: str, words: str
) -> None:
    user = UserFactory()
    db.session.commit()
    page = client_for(user).get(f"{prefix}/perajin-saya/luring")
    assert (page.status_code, words in page.text) == (200, True)
