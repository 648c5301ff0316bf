import pytest
from factories import UserFactory
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts.models import LogEntry, User
from database import db

GOOD = {"name": "Siti Aminah", "identifier": "0812 3456 7890", "password": "sogan alam indah"}


def people() -> int:
    return db.session.scalar(select(func.count(User.id))) or 0


def test_sign_up_makes_a_person_who_is_signed_in(client: FlaskClient) -> None:
    answer = client.post("/daftar", data=GOOD)
    assert answer.status_code == 303
    user = db.session.scalars(select(User)).one()
    assert (user.name, user.phone, user.email) == ("Siti Aminah", "6281234567890", None)
    assert user.password_hash.startswith("$argon2id$")
    assert client.get("/akun").status_code == 200
    assert db.session.scalars(select(LogEntry.action)).all() == ["sign_up"]


def test_sign_up_remembers_the_language_that_was_read(client: FlaskClient) -> None:
    client.post("/en/daftar", data=GOOD)
    assert db.session.scalars(select(User.language)).one() == "en"


def test_sign_up_refuses_a_number_that_is_taken(client: FlaskClient) -> None:
    UserFactory(phone="6281234567890")
    db.session.commit()
    answer = client.post("/daftar", data={**GOOD, "identifier": "+62 812-3456-7890"})
    assert answer.status_code == 422
    assert "Nomor atau email ini sudah terdaftar." in answer.text
    assert 'value="+62 812-3456-7890"' in answer.text
    assert people() == 1


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Bagian ini perlu diisi."),
        ("name", " \u200f\u0007 ", "Bagian ini perlu diisi."),
        ("name", "a" * 10_000, "Paling banyak 120 huruf; persingkat sedikit."),
        ("identifier", "", "Bagian ini perlu diisi."),
        ("identifier", "0812", "Nomor ini belum benar. Contoh: 0812 3456 7890."),
        ("identifier", "+1 212 555 0100", "Nomor ini belum benar. Contoh: 0812 3456 7890."),
        ("identifier", "siti@", "Alamat email ini belum benar. Contoh: nama@contoh.com."),
        ("identifier", "😀" * 20, "Nomor ini belum benar. Contoh: 0812 3456 7890."),
        ("identifier", "'; DROP TABLE user; --", "Nomor ini belum benar."),
        ("password", "", "Bagian ini perlu diisi."),
        ("password", "pendek", "Kata sandi paling sedikit 10 huruf."),
        ("password", "aaaaaaaaaaaa", "Kata sandi ini mudah ditebak. Pilih yang lain."),
        ("password", "a1" * 200, "Paling banyak 200 huruf; persingkat sedikit."),
    ],
)
def test_sign_up_answers_wrong_input_with_a_sentence(
    client: FlaskClient, field: str, typed: str, sentence: str
) -> None:
    answer = client.post("/daftar", data={**GOOD, field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert people() == 0
    if field != "name":
        assert 'value="Siti Aminah"' in answer.text


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "محمد", "Siti 😀", "O'Neil"])
def test_sign_up_takes_any_name_and_shows_it_escaped(client: FlaskClient, name: str) -> None:
    client.post("/daftar", data={**GOOD, "name": name})
    page = client.get("/akun").text
    assert "<script>alert" not in page
    assert db.session.scalars(select(User.name)).one() == name
