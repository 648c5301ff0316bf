"""What guards accounts: tokens in forms, limits, cookies, and no sample people in production."""

import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from factories import UserFactory
from flask import Flask
from html_pages import heading, main_part, words
from other_apps import other_app, other_settings

from accounts.models import User
from accounts.operations import sign_up
from accounts.sessions import cookie_names
from app import create_app
from config import SAMPLE_SECRET, Settings, SettingsError
from database import db

PASSWORD = "sogan alam indah"
SITI = {"identifier": "siti@contoh.test", "password": PASSWORD}


def add_siti(app: Flask, *, is_sample: bool = False) -> None:
    with app.app_context():
        user = sign_up(name="Siti", identifier=SITI["identifier"], password=PASSWORD, language="id")
        user.is_sample = is_sample
        db.session.commit()


@pytest.mark.parametrize(
    ("prefix", "title"),
    [("", "Permintaan tidak terbaca"), ("/en", "The request could not be read")],
)
def test_form_without_its_token_is_refused(tmp_path: Path, prefix: str, title: str) -> None:
    with other_app(other_settings(tmp_path, environment="development")) as app:
        add_siti(app)
        browser = app.test_client()
        refused = browser.post(f"{prefix}/masuk", data=SITI)
        assert (refused.status_code, heading(refused)) == (400, title)
        form = browser.get(f"{prefix}/masuk").text
        token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', form)[0]
        answer = browser.post(f"{prefix}/masuk", data={**SITI, "csrf_token": token})
        assert (answer.status_code, answer.location) == (303, f"{prefix}/perajin-saya/daftar")


def test_eleventh_sign_in_within_a_minute_waits(tmp_path: Path) -> None:
    with other_app(other_settings(tmp_path, rate_limits="on")) as app:
        add_siti(app)
        browser = app.test_client()
        wrong = {**SITI, "password": "bukan ini sandinya"}
        codes = [browser.post("/masuk", data=wrong).status_code for _ in range(10)]
        assert codes == [422] * 10
        limited = browser.post("/masuk", data=SITI)
        assert (limited.status_code, heading(limited)) == (429, "Terlalu sering mencoba")
        assert "tunggu beberapa menit" in words(main_part(limited))
        assert browser.get("/masuk").status_code == 200
        assert browser.get("/akun").status_code == 303


def signed_in_cookies(app: Flask) -> SimpleCookie:
    """What a browser is given that signs in and wants to stay."""
    answer = app.test_client().post("/masuk", data={**SITI, "remember": "y"})
    cookies = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        cookies.load(header)
    return cookies


@pytest.mark.parametrize(
    ("base_url", "name", "secure"),
    [
        ("https://etalase.contoh.test", "__Host-etalase-8000", True),
        ("http://127.0.0.1:8000", "etalase-8000", ""),
    ],
)
def test_session_cookie_is_kept_from_scripts_and_other_sites(
    tmp_path: Path, base_url: str, name: str, *, secure: bool | str
) -> None:
    with other_app(other_settings(tmp_path, base_url=base_url)) as app:
        add_siti(app)
        flags = {
            key: (one["httponly"], one["samesite"], one["secure"], one["path"], one["domain"])
            for key, one in signed_in_cookies(app).items()
        }
    kept = (True, "Lax", secure, "/", "")
    assert flags == dict.fromkeys((name, "etalase-8000-remember"), kept)


def test_two_copies_on_one_machine_do_not_share_a_cookie(tmp_path: Path) -> None:
    names: list[str] = []
    for port in ("8000", "8001"):
        with other_app(other_settings(tmp_path / port, port_text=port)) as app:
            add_siti(app)
            names += signed_in_cookies(app)
    assert len(set(names)) == 4


@pytest.mark.parametrize(
    ("base_url", "names"),
    [
        ("https://etalase.contoh.test", ("__Host-etalase", "etalase-remember")),
        ("http://etalase.contoh.test", ("etalase", "etalase-remember")),
    ],
)
def test_cookie_names_of_production_do_not_depend_on_its_port(
    base_url: str, names: tuple[str, str]
) -> None:
    live = Settings(environment="production", port_text="8137", base_url=base_url)
    assert cookie_names(live) == names


def test_production_refuses_sample_people(tmp_path: Path) -> None:
    live = other_settings(tmp_path, environment="production", secret="0123456789")
    with other_app(other_settings(tmp_path)) as app:
        add_siti(app)
        with other_app(live, tables=False) as production:
            assert production.test_client().get("/sehat").json == {"status": "ok"}
        with app.app_context():
            db.session.query(User).update({"is_sample": True})
            db.session.commit()
        with pytest.raises(SettingsError, match="sample people"):
            create_app(live)


def test_production_starts_before_its_first_migration(tmp_path: Path) -> None:
    live = other_settings(tmp_path, environment="production", secret="0123456789")
    with other_app(live, tables=False) as app:
        assert app.test_client().get("/sehat").status_code == 200


@pytest.mark.parametrize("secret", ["", SAMPLE_SECRET])
def test_production_refuses_sample_secrets(tmp_path: Path, secret: str) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY"):
        create_app(other_settings(tmp_path, environment="production", secret=secret))


def test_production_over_https_asks_browsers_to_stay_there(tmp_path: Path) -> None:
    live = other_settings(
        tmp_path,
        environment="production",
        secret="0123456789",
        proxies="1",
        base_url="https://x.test",
    )
    with other_app(live, tables=False) as app:
        browser = app.test_client()
        forwarded = browser.get("/sehat", headers={"X-Forwarded-Proto": "https"})
        assert forwarded.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "Strict-Transport-Security" not in browser.get("/sehat").headers


def test_session_of_nobody_is_no_session(app: Flask) -> None:
    user = UserFactory(is_active=False)
    db.session.commit()
    for stored in (user.get_id(), "x:y", "²:y", "999999:y", f"{user.id}:wrong", ""):
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"] = stored
        assert (stored, browser.get("/akun").status_code) == (stored, 303)
