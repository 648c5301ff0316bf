"""Talking about an entry: for those who scored it, the chair and the office, and nobody else."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, person_of, scored, small_town
from factories import PartnerFactory, UserFactory, curator_user
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from curation.entry_models import Entry, Remark
from curation.operations import declare_conflict
from database import db

Browser = Callable[[User], FlaskClient]
SAID = "Jahitan di sisi kiri renggang."


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def torn_entry(town: Town) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator, value in zip(town.curators, (1, 5), strict=True):
        scored(entry, curator, value)
    db.session.commit()
    return entry


def path_of(entry: Entry) -> str:
    return f"/kurator/ajuan/{entry.id}/bicara"


def test_say_is_read_by_curators_chair_and_office(town: Town, client_for: Browser) -> None:
    entry = torn_entry(town)
    answer = client_for(town.curators[0]).post(path_of(entry), data={"text": f"  {SAID} "})
    assert (answer.status_code, answer.location) == (303, path_of(entry))
    remark = db.session.query(Remark).one()
    assert (remark.text, remark.author_id) == (SAID, town.curators[0].id)
    for reader in (*town.curators, town.chair, town.office):
        page = client_for(reader).get(path_of(entry))
        assert (page.status_code, SAID in page.text) == (200, True)
    assert path_of(entry) in client_for(town.chair).get(f"/ketua/ajuan/{entry.id}").text
    own = client_for(town.curators[0]).get(f"/kurator/kurasi/{town.round.id}").text
    assert path_of(entry) in own


def test_discussion_is_nowhere_for_makers_rivals_strangers_and_other_partners(
    town: Town, client_for: Browser
) -> None:
    entry, other = torn_entry(town), torn_entry(town)
    people: list[User] = [
        person_of(town, entry.product.maker),
        person_of(town, other.product.maker),
        UserFactory(),
        curator_user(PartnerFactory()),
    ]
    db.session.commit()
    codes = set()
    for one in people:
        browser = client_for(one)
        codes.add(tuple(ask(path_of(entry)).status_code for ask in (browser.get, browser.post)))
    assert codes == {(404, 404)}
    assert db.session.query(Remark).count() == 0


def test_discussion_closes_for_whoever_has_an_interest_however_late(
    town: Town, client_for: Browser
) -> None:
    entry = torn_entry(town)
    client_for(town.curators[1]).post(path_of(entry), data={"text": SAID})
    declare_conflict(entry=entry, curator=town.curators[0], reason="Sepupu.")
    declare_conflict(entry=entry, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    for person in (town.curators[0], town.chair):
        browser = client_for(person)
        assert browser.get(path_of(entry)).status_code == 404
        assert browser.post(path_of(entry), data={"text": "x"}).status_code == 404
    assert client_for(town.curators[1]).get(path_of(entry)).status_code == 200


def test_discussion_waits_until_the_own_sheet_is_finished(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    scored(entry, town.curators[1], 5)
    db.session.commit()
    client_for(town.curators[1]).post(path_of(entry), data={"text": SAID})
    browser = client_for(town.curators[0])
    page = browser.get(path_of(entry)).text
    assert "Nilai dulu, lalu bicara" in page
    assert SAID not in page
    refused = browser.post(path_of(entry), data={"text": "Saya belum menilai."})
    assert (refused.status_code, SAID in refused.text) == (422, False)
    scored(entry, town.curators[0], 3)
    db.session.commit()
    assert SAID in browser.get(path_of(entry)).text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" ", "Bagian ini perlu diisi."), ("a" * 2001, "Paling banyak 2000 huruf")],
)
def test_say_keeps_what_was_typed_when_it_cannot_be(
    town: Town, client_for: Browser, text: str, sentence: str
) -> None:
    entry = torn_entry(town)
    page = client_for(town.chair).post(path_of(entry), data={"text": text})
    assert page.status_code == 422
    assert sentence in page.text
    assert text.strip() in page.text
    assert db.session.query(Remark).count() == 0


def test_entry_of_the_maker_never_shows_what_was_said(town: Town, client_for: Browser) -> None:
    entry = torn_entry(town)
    client_for(town.chair).post(path_of(entry), data={"text": SAID})
    maker = client_for(person_of(town, entry.product.maker))
    pages = [f"/perajin-saya/ajuan/{entry.id}", "/perajin-saya/ajuan", "/perajin-saya/riwayat"]
    answers = [maker.get(path) for path in pages]
    assert [(one.status_code, SAID in one.text) for one in answers] == [(200, False)] * 3
