"""A maker takes the account over by the link that the office gave."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from catalog_goods import actions, basket
from facilitated import Hall, hall
from factories import MakerFactory, UserFactory, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, notices, parts, words
from sqlalchemy import select, update

from accounts.handover import issue_handover, take_over
from accounts.models import OneTimeLink, OutgoingMessage, User
from accounts.queries import members_of_maker, newest_handover
from database import db, utcnow
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
TYPED = {"name": "Wulan", "identifier": "0811 2222 3333", "password": "kain panjang biru"}


@pytest.fixture
def table(client_for: Browsers) -> Hall:
    return hall(client_for)


def address_on(page: str) -> str:
    found = re.search(r"http://[^\s<\"]+(/ambil-alih/[\w-]+)", page)
    assert found is not None
    return found[1]


def link_for(table: Hall) -> str:
    """The address behind the link that the office makes."""
    answer = table.tablet.post(f"/dinas/perajin/{table.maker.id}/serah-terima")
    assert answer.status_code == 200
    return address_on(answer.text)


def test_link_is_shown_as_qr_code_and_text_for_whatsapp(table: Hall) -> None:
    path = f"/dinas/perajin/{table.maker.id}/serah-terima"
    assert parts(table.tablet.get(path).text, r"<button[^>]*>(.*?)</button>")[-1] == "Buat tautan"
    page = table.tablet.post(path)
    assert page.text.count("<svg") > 1
    text = parts(page.text, r'<p class="handover-text"[^>]*>(.*?)</p>')[0]
    assert text.startswith("Halo Wulan, halaman Batik Wulan di Etalase sudah disiapkan dinas.")
    assert "https://wa.me/6281100000001?text=Halo%20Wulan" in page.text
    assert db.session.scalars(select(OutgoingMessage)).all() == []


def test_link_is_mailed_where_an_address_is_known(table: Hall) -> None:
    table.maker.owner_email = "wulan@contoh.test"
    db.session.commit()
    address = link_for(table)
    mail = db.session.scalars(select(OutgoingMessage)).one()
    assert (mail.recipient, address in mail.body, mail.user_id) == ("wulan@contoh.test", True, None)


def test_link_of_an_english_office_is_indonesian(table: Hall) -> None:
    page = table.tablet.post(f"/en/dinas/perajin/{table.maker.id}/serah-terima")
    assert "/en/ambil-alih" not in page.text
    assert "Halo Wulan" in page.text


def test_maker_takes_over_with_a_password_of_their_own(table: Hall, app: Flask) -> None:
    table.maker.owner_email = "wulan@contoh.test"
    basket(table.maker)
    db.session.commit()
    table.start()
    phone, address = app.test_client(), link_for(table)
    page = phone.get(address)
    assert heading(page) == "Batik Wulan"
    assert "halaman usaha Anda dan 1 produk." in words(main_part(page))
    assert ('value="Wulan"' in page.text, 'value="+6281100000001"' in page.text) == (True, True)
    answer = phone.post(address, data=TYPED)
    assert (answer.status_code, answer.location) == (303, "/perajin-saya")
    said = notices(phone.get("/perajin-saya"))[0]
    assert said == "Batik Wulan sekarang milik Anda. Periksa isinya."
    db.session.expire_all()
    assert [one.phone for one in members_of_maker(table.maker.id)] == ["6281122223333"]
    assert table.maker.owner_email == ""
    assert actions("maker", table.maker.id)[-1][0] == "take_over"


def test_office_loses_the_pages_with_the_hand_over(table: Hall, app: Flask) -> None:
    table.start()
    address = link_for(table)
    assert table.tablet.get("/perajin-saya").status_code == 200
    app.test_client().post(address, data=TYPED)
    assert table.tablet.get("/perajin-saya").location == "/dinas/"
    again = table.tablet.post(f"/dinas/perajin/{table.maker.id}/isi")
    assert again.location == f"/dinas/perajin/{table.maker.id}"
    page = table.tablet.post(f"/dinas/perajin/{table.maker.id}/serah-terima")
    assert page.status_code == 422
    assert "Akun ini sudah dipegang perajin." in words(main_part(page))


def test_facilitation_without_consent_ends_with_any_member(table: Hall) -> None:
    table.start()
    maker_user(table.maker)
    db.session.commit()
    assert table.tablet.get("/perajin-saya").status_code == 303


def test_who_has_an_account_takes_over_as_that(table: Hall, client_for: Browsers) -> None:
    person = UserFactory(name="Wulan")
    db.session.commit()
    address, browser = link_for(table), client_for(person)
    page = browser.get(address)
    assert "Anda masuk sebagai Wulan." in words(main_part(page))
    assert browser.post(address).location == "/perajin-saya"
    assert [one.id for one in members_of_maker(table.maker.id)] == [person.id]


def test_link_works_once(table: Hall, app: Flask) -> None:
    address = link_for(table)
    app.test_client().post(address, data=TYPED)
    for answer in (app.test_client().get(address), app.test_client().post(address, data=TYPED)):
        assert answer.status_code == 404
        assert "Tautan ini sudah dipakai." in words(main_part(answer))
    assert len(members_of_maker(table.maker.id)) == 1


def test_new_link_voids_the_old_one(table: Hall, app: Flask) -> None:
    old, new = link_for(table), link_for(table)
    answer = app.test_client().post(old, data=TYPED)
    assert answer.status_code == 404
    assert "Tautan ini sudah diganti dengan yang baru." in words(main_part(answer))
    assert app.test_client().get(new).status_code == 200


def test_link_runs_out(table: Hall, app: Flask) -> None:
    address = link_for(table)
    newest_handover(table.maker.id).expires_at = utcnow() - timedelta(seconds=1)  # type: ignore[union-attr]
    db.session.commit()
    answer = app.test_client().get(address)
    assert answer.status_code == 404
    assert "Tautan ini sudah lewat waktunya." in words(main_part(answer))
    page = table.tablet.get(f"/dinas/perajin/{table.maker.id}/serah-terima")
    assert "Tautan terakhir sudah lewat waktunya" in words(main_part(page))


def test_unknown_link_is_said_to_be_unknown(app: Flask) -> None:
    answer = app.test_client().get("/ambil-alih/tidak-ada")
    assert answer.status_code == 404
    assert "Tautan ini tidak kami kenal." in words(main_part(answer))


@pytest.mark.parametrize(
    ("persona", "said"),
    [
        ("rival", "Akun Anda sudah mengelola usaha lain."),
        ("office", "Anda masuk dengan akun dinas."),
        ("helper", "Anda masuk dengan akun dinas."),
    ],
)
def test_wrong_person_is_told_so_and_gets_nothing(
    table: Hall, client_for: Browsers, persona: str, said: str
) -> None:
    person = maker_user(MakerFactory()) if persona == "rival" else office_user()
    db.session.commit()
    browser = table.tablet if persona == "helper" else client_for(person)
    address = link_for(table)
    page = browser.get(address)
    assert said in words(main_part(page))
    answer = browser.post(address)
    assert answer.status_code == 422
    assert said in words(main_part(answer))
    assert members_of_maker(table.maker.id) == []


def test_known_number_is_asked_to_sign_in(table: Hall, app: Flask) -> None:
    UserFactory(phone="6281122223333")
    db.session.commit()
    address = link_for(table)
    answer = app.test_client().post(address, data=TYPED)
    assert (answer.status_code, errors(answer)) == (
        422,
        ["Nomor atau email ini sudah terdaftar. Masuk, atau atur ulang kata sandi."],
    )
    assert 'value="0811 2222 3333"' in answer.text
    assert db.session.scalars(select(User).where(User.name == "Wulan")).all() == []


def test_weak_password_leaves_the_link_unused(table: Hall, app: Flask) -> None:
    address = link_for(table)
    answer = app.test_client().post(address, data=TYPED | {"password": "pendek"})
    assert (answer.status_code, errors(answer)) == (422, ["Kata sandi paling sedikit 10 huruf."])
    assert app.test_client().post(address, data=TYPED).status_code == 303


def test_invitation_address_leads_to_the_hand_over(table: Hall, app: Flask) -> None:
    address = link_for(table)
    other = address.replace("/ambil-alih/", "/undangan/")
    assert app.test_client().get(other).location == address


def test_second_request_with_the_same_link_comes_too_late(table: Hall) -> None:
    token, link = issue_handover(maker_id=table.maker.id, actor=table.helper)
    person = UserFactory()
    db.session.flush()
    # Another request has used it since this one read the row.
    used = update(OneTimeLink).where(OneTimeLink.id == link.id).values(used_at=utcnow())
    db.session.execute(used, execution_options={"synchronize_session": False})
    assert link.used_at is None
    with pytest.raises(RuleViolation) as refused:
        take_over(token=token, user=person)
    assert str(refused.value.message).startswith("Tautan ini sudah dipakai.")
    assert members_of_maker(table.maker.id) == []
