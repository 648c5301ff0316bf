"""One's own account: the password, signing out, the command that makes the first office."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import UserFactory, add_role, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors, notices
from other_apps import other_app, other_settings
from sqlalchemy import Connection, event, select

from accounts.messages import send
from accounts.models import LogEntry, OutgoingMessage, User
from accounts.operations import grant_role, sign_up
from accounts.passwords import hash_password, password_fits
from accounts.queries import office_users
from accounts.states import Role
from accounts.tasks import MOST_ATTEMPTS, _claim, deliver, deliver_waiting
from database import db

Browsers = Callable[[User], FlaskClient]
OLD, NEW = "sogan alam indah", "kata sandi yang baru"


@pytest.fixture
def siti(app: Flask) -> User:
    user: User = UserFactory(
        name="Siti", email="siti@contoh.test", password_hash=hash_password(OLD)
    )
    db.session.commit()
    return user


def test_new_password_replaces_the_old_and_signs_other_devices_out(
    siti: User, client_for: Browsers
) -> None:
    here, there = client_for(siti), client_for(siti)
    answer = here.post("/akun/kata-sandi", data={"current": OLD, "password": NEW})
    assert (answer.status_code, answer.location) == (303, "/akun")
    said = "Kata sandi diganti. Perangkat lain sudah dikeluarkan."
    assert notices(here.get("/akun")) == [said]
    assert there.get("/akun").location == "/masuk?next=/akun"
    db.session.refresh(siti)
    fits = [password_fits(siti.password_hash, word) for word in (OLD, NEW)]
    assert fits == [False, True]
    assert db.session.scalars(select(LogEntry.action)).all() == ["change_password"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"current": "bukan ini sandinya"}, "Kata sandi sekarang tidak cocok."),
        ({"password": "pendek"}, "Kata sandi paling sedikit 10 huruf."),
        ({"password": "mojokerto123"}, "Kata sandi ini mudah ditebak. Pilih yang lain."),
        ({"password": ""}, "Bagian ini perlu diisi."),
    ],
)
def test_password_is_not_changed_by_a_wrong_form(
    siti: User, client_for: Browsers, typed: dict[str, str], said: str
) -> None:
    browser = client_for(siti)
    answer = browser.post("/akun/kata-sandi", data={"current": OLD, "password": NEW, **typed})
    assert (answer.status_code, errors(answer)) == (422, [said])
    db.session.refresh(siti)
    assert password_fits(siti.password_hash, OLD) is True
    assert browser.get("/akun/kata-sandi").status_code == 200


def test_sign_out_ends_this_session_alone(app: Flask, siti: User) -> None:
    here, there = app.test_client(), app.test_client()
    for browser in (here, there):
        browser.post("/masuk", data={"identifier": siti.email, "password": OLD})
    answer = here.post("/en/keluar")
    assert (answer.status_code, answer.location) == (303, "/en/")
    assert here.get("/akun").status_code == 303
    assert there.get("/akun").status_code == 200
    assert there.get("/masuk").location == "/perajin-saya/daftar"


@pytest.mark.parametrize(
    ("roles", "home"),
    [([], "/perajin-saya/daftar"), ([Role.OFFICE], "/dinas/")],
)
def test_home_is_the_page_of_the_role(client_for: Browsers, roles: list[Role], home: str) -> None:
    user = UserFactory()
    for role in roles:
        add_role(user, role)
    db.session.commit()
    assert client_for(user).get("/beranda-saya").location == home


def test_office_command_makes_the_first_account(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    words = ["people", "office", "dewi@contoh.test", "--name", "Dewi", "--password", NEW]
    first, again = run(args=words), run(args=words)
    assert [one.output for one in (first, again)] == ["Dewi sekarang petugas dinas.\n"] * 2
    dewi = db.session.scalars(select(User)).one()
    assert (dewi.name, [one.role for one in dewi.memberships]) == ("Dewi", [Role.OFFICE])
    assert office_users() == [dewi]


def test_office_command_gives_a_known_person_the_role(app: Flask, siti: User) -> None:
    before = siti.password_hash
    words = ["people", "office", "SITI@contoh.test", "--name", "Lain", "--password", NEW]
    result = app.test_cli_runner().invoke(args=words)
    assert result.output == "Siti sekarang petugas dinas.\n"
    db.session.refresh(siti)
    assert (siti.has_role(Role.OFFICE), siti.password_hash) == (True, before)


@pytest.mark.parametrize(
    ("identifier", "password", "said"),
    [
        ("dewi@", NEW, "Alamat email ini belum benar. Contoh: nama@contoh.com."),
        ("dewi@contoh.test", "pendek", "Kata sandi paling sedikit 10 huruf."),
    ],
)
def test_office_command_says_what_is_wrong(
    app: Flask, identifier: str, password: str, said: str
) -> None:
    words = ["people", "office", identifier, "--name", "Dewi", "--password", password]
    result = app.test_cli_runner().invoke(args=words)
    assert (result.exit_code, result.output) == (1, f"Error: {said}\n")
    assert db.session.scalars(select(User)).all() == []


def test_role_given_twice_is_held_once(app: Flask) -> None:
    user = office_user()
    db.session.commit()
    membership = grant_role(user=user, role=Role.OFFICE, actor=None)
    assert user.memberships == [membership]


def test_message_that_cannot_leave_is_tried_a_few_times(
    app: Flask, siti: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.test_client().post("/lupa-sandi", data={"identifier": siti.email})

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError("the mail server is down")

    monkeypatch.setattr("accounts.tasks.EmailMessage.send", refuse)
    for _ in range(MOST_ATTEMPTS + 2):
        deliver_waiting()
    message = db.session.scalars(select(OutgoingMessage)).one()
    assert (message.attempts, message.sent_at, message.failure) == (
        MOST_ATTEMPTS,
        None,
        "the mail server is down",
    )


def test_message_leaves_while_somebody_else_writes(tmp_path: Path) -> None:
    with other_app(other_settings(tmp_path)) as app, app.app_context():
        send(key="satu", to_user=office_person(), subject="Halo", body="Isi")
        db.session.commit()
        other, engine = sqlite3.connect(tmp_path / "etalase.db"), db.engine

        def write_meanwhile(
            _c: Connection, _cursor: object, statement: str, *_rest: object
        ) -> None:
            if statement.startswith("SELECT outgoing_message.id"):
                with other:
                    other.execute("UPDATE user SET name = name || '.'")

        event.listen(engine, "after_cursor_execute", write_meanwhile)
        deliver_waiting()
        event.remove(engine, "after_cursor_execute", write_meanwhile)
        other.close()
        message = db.session.scalars(select(OutgoingMessage)).one()
        assert (message.attempts, message.sent_at is None) == (1, False)


def office_person() -> User:
    """Somebody in another app's database, where the factories do not reach."""
    return sign_up(name="Siti", identifier="siti@contoh.test", password=OLD, language="id")


def test_messages_held_by_another_worker_are_left_to_it(app: Flask, siti: User) -> None:
    app.test_client().post("/lupa-sandi", data={"identifier": siti.email})
    message = db.session.scalars(select(OutgoingMessage)).one()
    assert (_claim(message.id), _claim(message.id)) == (True, False)
    deliver(message.id)
    db.session.refresh(message)
    assert (message.attempts, message.sent_at) == (1, None)
