import pytest
from factories import UserFactory
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from accounts.passwords import hash_password
from database import db

PASSWORD = "sogan alam indah"


@pytest.fixture
def siti(app: Flask) -> User:
    user: User = UserFactory(
        name="Siti",
        email="siti@contoh.test",
        phone="6281234567890",
        password_hash=hash_password(PASSWORD),
    )
    db.session.commit()
    return user


@pytest.mark.parametrize(
    "identifier",
    [
        "siti@contoh.test",
        " SITI@contoh.test ",
        "0812 3456 7890",
        "+62812-3456-7890",
        "6281234567890",
        "81234567890",
        "62 0812 3456 7890",
        "0062 812 3456 7890",
    ],
)
def test_sign_in_takes_each_way_of_writing_a_name(
    client: FlaskClient, siti: User, identifier: str
) -> None:
    answer = client.post("/masuk?next=/akun", data={"identifier": identifier, "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/akun")
    assert client.get("/akun").status_code == 200


def test_sign_in_says_the_same_for_wrong_password_and_unknown_person(
    client: FlaskClient, siti: User
) -> None:
    sentences = []
    for identifier in ("siti@contoh.test", "tiada@contoh.test", "bukan nomor"):
        answer = client.post("/masuk", data={"identifier": identifier, "password": "x" * 12})
        assert answer.status_code == 422
        assert identifier in answer.text
        sentences.append("Nomor, email, atau kata sandi tidak cocok. Periksa lagi." in answer.text)
    assert sentences == [True, True, True]


@pytest.mark.parametrize("target", ["//jahat.invalid", "https://jahat.invalid", "/\\jahat.invalid"])
def test_sign_in_never_leads_to_another_site(client: FlaskClient, siti: User, target: str) -> None:
    answer = client.post(
        "/masuk",
        query_string={"next": target},
        data={"identifier": "siti@contoh.test", "password": PASSWORD},
    )
    assert answer.status_code == 303
    assert "jahat" not in answer.location


def test_sign_out_everywhere_ends_sessions_on_other_devices(app: Flask, siti: User) -> None:
    here, there = app.test_client(), app.test_client()
    for browser in (here, there):
        browser.post("/masuk", data={"identifier": "siti@contoh.test", "password": PASSWORD})
        assert browser.get("/akun").status_code == 200
    here.post("/akun/keluar-semua")
    assert there.get("/akun").status_code == 303
    assert here.get("/akun").status_code == 303
