"""What every page shares: languages, formats, headers, forms, paging, static files."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from factories import listed_product
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import StatementError
from wtforms import IntegerField, StringField

from accounts.models import LogEntry
from database import db, writing
from web.assets import asset
from web.errors import RuleViolation, StaleVersion
from web.formats import day, moment_text, number, rupiah
from web.forms import Form, clean_text, form_errors
from web.languages import is_untranslated, language, localised, other_language_url, path_in
from web.paging import LAST_PAGE, page_number
from web.responses import is_local_path, wants_json
from web.validators import at_least, between, chosen, filled, optional, single_line

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self' https://wa.me"
)


@pytest.mark.parametrize("path", ["/", "/en/cari", "/tidak-ada", "/sehat", "/static/css/base.css"])
def test_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers
    assert headers.getlist("Content-Security-Policy") == [POLICY]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Permissions-Policy"] == "camera=(self), geolocation=(self), microphone=()"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


@pytest.mark.parametrize(
    ("path", "lang", "other"),
    [
        ("/cari?q=onde+onde&hal=2", "id", "/en/cari?q=onde+onde&hal=2"),
        ("/en/cari?q=%C3%A9", "en", "/cari?q=%C3%A9"),
        ("/en", "en", "/"),
        ("/en/", "en", "/"),
        ("/", "id", "/en/"),
        ("/energi", "id", "/en/energi"),
    ],
)
def test_language_is_in_the_address_and_the_query_is_kept(
    app: Flask, client: FlaskClient, path: str, lang: str, other: str
) -> None:
    page = client.get(path)
    assert f'<html lang="{lang}">' in page.text
    assert f'href="{other.replace("&", "&amp;")}"' in page.text


def test_language_outside_a_request_is_indonesian(app: Flask) -> None:
    assert language() == "id"
    with app.test_request_context("/cari", query_string={"q": "a"}):
        assert (other_language_url(), path_in("id")) == ("/en/cari?q=a", "/cari?q=a")


def test_links_keep_the_language(client: FlaskClient) -> None:
    product = listed_product()
    db.session.commit()
    assert f'href="/en/produk/{product.slug}"' in client.get("/en/").text
    assert f'href="/produk/{product.slug}"' in client.get("/").text


@pytest.fixture
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context("/", environ_overrides={"etalase.language": "en"}):
        yield


@pytest.fixture
def in_indonesian(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


NOON = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
LATE = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)  # The next day already in Mojokerto.


@pytest.mark.usefixtures("in_indonesian")
def test_formats_as_indonesians_write_them() -> None:
    assert (rupiah(1_250_000), rupiah(0), rupiah(None)) == ("Rp\xa01.250.000", "Rp\xa00", "")
    assert (number(12_345), number(72.456, 1), number(None)) == ("12.345", "72,5", "")
    assert (number(70.0, 1), day(None), moment_text(None)) == ("70", "", "")
    assert (day(NOON), day(LATE), day(date(2026, 5, 1))) == (
        "22 November 2026",
        "23 November 2026",
        "1 Mei 2026",
    )
    assert moment_text(NOON) == "22 November 2026, 14.30 WIB"


@pytest.mark.usefixtures("in_english")
def test_formats_as_english_readers_write_them() -> None:
    assert (rupiah(1_250_000), number(12_345), number(72.456, 1)) == (
        "Rp\xa01.250.000",
        "12,345",
        "72.5",
    )
    assert moment_text(LATE) == "23 November 2026, 01:00 WIB"
    assert day(date(2026, 5, 1)) == "1 May 2026"


@pytest.mark.usefixtures("in_english")
def test_english_reader_gets_indonesian_where_english_is_missing() -> None:
    both = {"name_id": "Besek", "name_en": "Box"}
    one = {"name_id": "Besek", "name_en": None}
    assert (localised(both, "name"), localised(one, "name")) == ("Box", "Besek")
    assert (is_untranslated(both, "name"), is_untranslated(one, "name")) == (False, True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, None),
        ("  a\r\nb\rc\t ", "a\nb\nc"),
        ("\u202eabc\u200f", "abc"),
        ("a\x00b\x07\x1b[31m", "ab[31m"),
        ("e\u0301", "\u00e9"),
        ("\ud800x", "x"),
        ("👩🏽‍🌾", "👩🏽‍🌾"),
    ],
)
def test_clean_text_keeps_what_people_mean(typed: str | None, kept: str | None) -> None:
    assert clean_text(typed) == kept


@given(st.text())
def test_clean_text_is_idempotent_and_storable(typed: str) -> None:
    once = clean_text(typed)
    assert once is not None
    assert clean_text(once) == once
    assert "\x00" not in once
    assert once.encode("utf-8").decode("utf-8") == once


class SampleForm(Form):
    """One field of each kind that our validators serve."""

    name = StringField("Nama", [single_line, at_least(3)])
    count = IntegerField("Jumlah", [filled(), between(0, 5)])
    size = StringField("Ukuran", [optional(), chosen()], filters=[lambda value: value or None])


def form_with(app: Flask, **typed: str) -> SampleForm:
    with app.test_request_context("/", method="POST", data=typed):
        form = SampleForm()
        form.validate()
        return form


def test_form_folds_lines_and_says_what_is_wrong(app: Flask) -> None:
    form = form_with(app, name=" Siti\n  Aminah ", count="0")
    assert (form.name.data, form.count.data, form.errors) == ("Siti Aminah", 0, {})
    wrong = form_with(app, name="ab", count="enam")
    assert str(wrong.name.errors[0]) == "Paling sedikit 3 huruf."
    assert str(wrong.count.errors[0]) == "Isi dengan angka bulat."
    assert str(form_with(app, name="abc", count="6").count.errors[0]) == (
        "Isi angka dari 0 sampai 5."
    )
    assert str(form_with(app, name="abc").count.errors[0]) == "Bagian ini perlu diisi."


def test_broken_rule_becomes_an_error_of_its_field_or_of_the_form(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"name": "abc", "count": "1"}):
        form = SampleForm()
        form.validate()
        for field in ("name", None, "tidak_ada"):
            with form_errors(form):
                raise RuleViolation("Tidak bisa.", field)
        assert (list(form.name.errors), form.form_errors) == (["Tidak bisa."], ["Tidak bisa."] * 2)
        with pytest.raises(StaleVersion), form_errors(form):
            raise StaleVersion("Lebih dulu.")
        with pytest.raises(ZeroDivisionError), form_errors(form):
            raise ZeroDivisionError


def test_broken_rule_undoes_what_was_written(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        form = SampleForm()
        with form_errors(form):
            db.session.add(LogEntry(subject_kind="uji", subject_id=1, action="uji"))
            db.session.flush()
            raise RuleViolation("Tidak bisa.")
    assert db.session.query(LogEntry).count() == 0


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("1", 1),
        ("7", 7),
        ("0", 1),
        ("-1", 1),
        ("1.5", 1),
        ("²", 1),
        ("٣", 1),
        ("", 1),
        ("'; DROP TABLE", 1),
        ("9" * 400, LAST_PAGE),
        ("10001", LAST_PAGE),
    ],
)
def test_page_number_reads_anything(app: Flask, typed: str, page: int) -> None:
    with app.test_request_context("/", query_string={"hal": typed}):
        assert page_number() == page


@pytest.mark.parametrize(
    ("target", "local"),
    [
        ("/akun?x=1", True),
        (None, False),
        ("", False),
        ("akun", False),
        ("//jahat.test", False),
        ("/\\jahat.test", False),
        ("https://jahat.test/", False),
        ("/a\nb", False),
        ("/a\rb", False),
    ],
)
def test_local_path_stays_on_this_site(target: str | None, *, local: bool) -> None:
    assert is_local_path(target) is local


@pytest.mark.parametrize(
    ("accept", "json"), [("application/json", True), ("text/html", False), ("*/*", False)]
)
def test_wants_json_tells_scripts_from_browsers(app: Flask, accept: str, *, json: bool) -> None:
    with app.test_request_context("/", headers={"Accept": accept}):
        assert wants_json() is json


def test_asset_has_a_version_and_is_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    address = asset("css/base.css")
    path, _, version = address.partition("?v=")
    assert (path, len(version)) == ("/static/css/base.css", 10)
    assert "max-age=31536000" in client.get(address, buffered=True).headers["Cache-Control"]
    with pytest.raises(FileNotFoundError):
        asset("css/tidak-ada.css")


def test_naive_moment_is_refused_and_aware_ones_come_back_in_utc(app: Flask) -> None:
    wib = timezone(timedelta(hours=7))
    row = LogEntry(subject_kind="uji", subject_id=1, action="uji")
    row.at = datetime(2026, 11, 22, 14, 30, tzinfo=wib)
    db.session.add(row)
    db.session.commit()
    assert (row.at, row.at.tzinfo) == (NOON, UTC)
    db.session.add(
        LogEntry(subject_kind="uji", subject_id=2, action="uji", at=datetime(2026, 1, 1))  # noqa: DTZ001
    )
    with pytest.raises(StatementError, match="times are stored aware"):
        db.session.commit()
    db.session.rollback()


def test_database_keeps_its_promises(app: Flask) -> None:
    with writing():
        db.session.execute(text("SELECT 1"))
        db.session.commit()
    if db.engine.dialect.name == "sqlite":
        asked = ("foreign_keys", "journal_mode", "busy_timeout")
        found = [db.session.scalar(text(f"PRAGMA {name}")) for name in asked]
        assert found == [1, "wal", 10_000]
    else:
        assert db.session.scalar(text("SHOW server_encoding")) == "UTF8"


def test_component_gallery_shows_every_state(client: FlaskClient) -> None:
    page = client.get("/galeri-komponen")
    assert (page.status_code, page.text.count("<h1")) == (200, 1)
