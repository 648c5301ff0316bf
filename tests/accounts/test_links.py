import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from factories import PartnerFactory, UserFactory, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors
from sqlalchemy import select, update

from accounts.links import accept_invitation, invite, reset_password
from accounts.messages import send
from accounts.models import OneTimeLink, OutgoingMessage, User
from accounts.operations import check_password, grant_role, revoke_role
from accounts.states import Role
from database import db, utcnow
from web.errors import RuleViolation
from web.tasks import run_everything

Browsers = Callable[[User], FlaskClient]
NEW = "kata sandi yang baru"


def reset_path(client: FlaskClient, user: User) -> str:
    client.post("/lupa-sandi", data={"identifier": user.email})
    body = db.session.scalars(select(OutgoingMessage.body)).one()
    found = re.search(r"http://[^/]+(/atur-sandi/\S+)", body)
    assert found is not None
    return found[1]


def test_reset_link_sets_a_password_once_and_ends_sessions(client: FlaskClient) -> None:
    user = UserFactory()
    db.session.commit()
    before = user.session_token
    path = reset_path(client, user)
    assert client.post(path, data={"password": NEW}).status_code == 303
    assert user.session_token != before
    signed = client.post("/masuk", data={"identifier": user.email, "password": NEW})
    assert signed.status_code == 303
    assert client.post(path, data={"password": NEW}).status_code == 404


def test_reset_says_the_same_whoever_asks(client: FlaskClient) -> None:
    answer = client.post(
        "/lupa-sandi", data={"identifier": "tiada@contoh.test"}, follow_redirects=True
    )
    assert "Kalau nomor atau email itu terdaftar, tautannya sudah kami kirim." in answer.text
    assert db.session.scalars(select(OutgoingMessage)).all() == []


def test_reset_link_expires_after_an_hour(client: FlaskClient) -> None:
    user = UserFactory()
    db.session.commit()
    path = reset_path(client, user)
    db.session.execute(update(OneTimeLink).values(expires_at=utcnow() - timedelta(seconds=1)))
    db.session.commit()
    assert client.get(path).status_code == 404


def test_reset_message_is_delivered_once(app: Flask, client: FlaskClient) -> None:
    user = UserFactory()
    db.session.commit()
    reset_path(client, user)
    run_everything(app)
    run_everything(app)
    message = db.session.scalars(select(OutgoingMessage)).one()
    db.session.refresh(message)
    assert message.sent_at is not None
    assert message.attempts == 1


def test_invitation_gives_its_role_once(client_for: Browsers) -> None:
    office, guest, partner = office_user(), UserFactory(), PartnerFactory()
    token = invite(role=Role.CURATOR, invited_by=office, partner_id=partner.id)
    db.session.commit()
    assert client_for(guest).post(f"/undangan/{token}").status_code == 303
    db.session.refresh(guest)
    assert guest.partner_ids() == [partner.id]
    with pytest.raises(RuleViolation):
        accept_invitation(token=token, user=office)


def test_invitation_page_asks_a_stranger_to_sign_in_first(client: FlaskClient) -> None:
    token = invite(role=Role.OFFICE, invited_by=office_user())
    db.session.commit()
    page = client.get(f"/undangan/{token}")
    assert f'href="/masuk?next=/undangan/{token}"' in page.text
    assert client.get("/undangan/tidak-ada").status_code == 404


def test_role_taken_away_ends_the_session(client_for: Browsers) -> None:
    person, partner = UserFactory(), PartnerFactory()
    membership = grant_role(user=person, role=Role.CURATOR, partner_id=partner.id, actor=None)
    db.session.commit()
    browser = client_for(person)
    assert browser.get("/akun").status_code == 200
    revoke_role(membership=membership, actor=None, reason="pindah kerja")
    db.session.commit()
    assert browser.get("/akun").status_code == 303


def test_weak_new_password_keeps_the_reset_link(client: FlaskClient) -> None:
    user = UserFactory()
    db.session.commit()
    path = reset_path(client, user)
    weak = client.post(path, data={"password": "pendek"})
    assert (weak.status_code, errors(weak)) == (422, ["Kata sandi paling sedikit 10 huruf."])
    assert errors(client.post(path, data={"password": ""})) == ["Bagian ini perlu diisi."]
    assert client.post(path, data={"password": NEW}).status_code == 303
    with pytest.raises(RuleViolation):
        reset_password(token=path.rpartition("/")[2], password=NEW)


def test_message_of_the_same_key_is_written_once(client: FlaskClient) -> None:
    user = UserFactory()
    first = send(key="satu", to_user=user, subject="A", body="B")
    assert send(key="satu", to_user=user, subject="C", body="D") is first
    assert (first.subject, first.body) == ("A", "B")


def test_password_longer_than_any_sentence_is_refused(client: FlaskClient) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_password("ab" * 101)
    assert (refused.value.field, str(refused.value.message)) == (
        "password",
        "Kata sandi paling banyak 200 huruf.",
    )
