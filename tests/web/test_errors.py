"""Failures become pages and answers in the person's language, whatever is broken."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from curation_rounds import ready_product
from factories import UserFactory, listed_product, maker_user, office_user
from flask import Flask, abort
from flask.testing import FlaskClient
from html_pages import heading, main_part, words
from other_apps import other_app, other_settings
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.test import TestResponse

from accounts.models import User
from database import db
from web.errors import RuleViolation, StaleVersion
from web.guards import public

Browsers = Callable[[User], FlaskClient]
JSON = {"Accept": "application/json"}
NOT_THERE = (
    "Alamatnya mungkin salah ketik, atau barangnya sudah tidak tayang. Coba cari dengan kata lain."
)
BIG = 30 * 1024 * 1024


def _two_saves() -> str:
    raise IntegrityError("INSERT", {}, ValueError("taken"))


def _lost_update() -> str:
    raise StaleDataError("1 row expected")


def _older() -> str:
    raise StaleVersion("Profil ini baru saja diubah orang lain.")


def _broken_rule() -> str:
    raise RuleViolation("Hari ini tutup.")


def _bug() -> str:
    raise ZeroDivisionError


FAILURES: dict[str, Callable[[], str]] = {
    "bersamaan": _two_saves,
    "basi": _lost_update,
    "versi": _older,
    "aturan": _broken_rule,
    "rusak": _bug,
    "metode": lambda: abort(405),
    "libur": lambda: abort(503),
}


@pytest.fixture
def failing(tmp_path: Path) -> Iterator[Flask]:
    """An app with a page for each way to fail, and without a testing app's candour."""
    with other_app(other_settings(tmp_path)) as app:
        for name, fail in FAILURES.items():
            app.add_url_rule(f"/gagal/{name}", name, public(fail))
        yield app


@pytest.mark.parametrize(
    ("name", "code", "indonesian", "english"),
    [
        ("bersamaan", 409, "Ada yang menyimpan lebih dulu", "Someone else saved first"),
        ("basi", 409, "Ada yang menyimpan lebih dulu", "Someone else saved first"),
        ("versi", 409, "Ada yang menyimpan lebih dulu", "Someone else saved first"),
        ("aturan", 422, "Belum bisa disimpan", "Cannot be saved yet"),
        ("rusak", 500, "Ada yang rusak di pihak kami", "Something broke on our side"),
        ("metode", 405, "Permintaan tidak terbaca", "The request could not be read"),
        ("libur", 503, "Sedang kami rapikan", "We are tidying up"),
    ],
)
def test_failure_has_a_page_in_each_language(
    failing: Flask, name: str, code: int, indonesian: str, english: str
) -> None:
    browser = failing.test_client()
    pages = [browser.get(f"{prefix}/gagal/{name}") for prefix in ("", "/en")]
    assert [(page.status_code, heading(page)) for page in pages] == [
        (code, indonesian),
        (code, english),
    ]
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
    assert "Content-Security-Policy" in pages[0].headers


def test_own_sentence_takes_the_place_of_the_usual_one(failing: Flask) -> None:
    page = failing.test_client().get("/gagal/versi")
    assert "Profil ini baru saja diubah orang lain." in words(main_part(page))


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("/gagal/aturan", 422, "Hari ini tutup."),
        (
            "/tidak-ada",
            404,
            NOT_THERE,
        ),
        (
            "/gagal/rusak",
            500,
            "Ini bukan salah Anda, dan sudah tercatat. Coba lagi sebentar lagi.",
        ),
    ],
)
def test_scripts_get_the_sentence_as_json(failing: Flask, path: str, code: int, said: str) -> None:
    answer = failing.test_client().get(path, headers=JSON)
    assert (answer.status_code, answer.json) == (code, {"error": said, "status": code})


def test_pages_say_so_while_the_database_is_down(tmp_path: Path) -> None:
    broken = other_settings(tmp_path, database=f"sqlite:///{tmp_path}/no/such/folder/x.db")
    with other_app(broken, tables=False) as app:
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = "1:token"
        for path in ("/", "/akun", "/perajin", "/masuk"):
            page = browser.get(path)
            assert (path, page.status_code, heading(page)) == (path, 503, "Sedang kami rapikan")
        assert heading(browser.get("/en/perajin")) == "We are tidying up"
        assert heading(browser.get("/tidak-ada")) == "Halaman ini tidak ada"
        assert browser.get("/sehat").json == {"status": "ok"}


def post_too_much(browser: FlaskClient, path: str, **headers: str) -> TestResponse:
    return browser.post(
        path,
        input_stream=BytesIO(bytes(BIG)),
        content_length=BIG,
        content_type="multipart/form-data; boundary=batas",
        headers=headers,
    )


def test_too_large_a_body_gets_our_page_on_any_form(app: Flask, client_for: Browsers) -> None:
    shown, draft = listed_product(), ready_product()
    maker, office, newcomer = maker_user(draft.maker), office_user(), UserFactory()
    db.session.commit()
    paths: dict[User, list[str]] = {
        newcomer: ["/perajin-saya/daftar", "/akun/kata-sandi"],
        maker: [
            "/perajin-saya/dokumen/baru/nib",
            "/perajin-saya/profil",
            f"/perajin-saya/produk/{draft.id}/rincian",
        ],
        office: ["/dinas/mitra", "/dinas/kurasi/baru", f"/dinas/produk/{shown.id}/turunkan"],
    }
    found = {}
    for person, theirs in paths.items():
        browser = client_for(person)
        for path in ["/masuk", "/daftar", f"/produk/{shown.slug}/tanya", *theirs]:
            answer = post_too_much(browser, path)
            found[path] = (answer.status_code, heading(answer))
    assert set(found.values()) == {(413, "Berkasnya terlalu besar")}
    answer = post_too_much(client_for(maker), "/en/masuk", Accept="application/json")
    assert answer.json == {
        "error": (
            "A photo can be at most 25 MB, the scan of a document 10 MB. "
            "Make it smaller first, or send them one by one."
        ),
        "status": 413,
    }


@pytest.mark.parametrize("path", ["/produk/a%00", "/perajin/%00", "/kampung/%00", "/undangan/%00"])
def test_address_with_a_nul_is_not_there(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, NOT_THERE in words(answer.text)) == (404, True)
