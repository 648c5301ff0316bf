"""Chair, rubric, limits and required papers of a round that the office opens."""

import re
from collections.abc import Callable

import pytest
from factories import PartnerFactory, curator_user, office_user
from flask.testing import FlaskClient
from html_pages import errors, parts
from sqlalchemy import select

from accounts.models import User
from curation.gates import default_gates
from curation.models import Partner, Round
from curation.operations import adopt_rubric
from database import db

Browsers = Callable[[User], FlaskClient]

NEW = "/dinas/kurasi/baru"
TYPED = {
    "name_id": "Kurasi Lebaran",
    "opens_at": "2026-11-01T08:00",
    "closes_at": "2026-11-22T14:30",
    "scoring_ends_at": "2026-11-30T17:00",
    "categories": ["batik", "kriya"],
    "entries_per_maker": "3",
    "sheets_wanted": "2",
    "accept_from": "80",
    "conditional_from": "70",
    "revise_from": "55",
    "gate_nib": ["batik", "mamin"],
    "gate_trademark": ["batik"],
}


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


@pytest.fixture
def partner(office: FlaskClient) -> Partner:
    made: Partner = PartnerFactory()
    db.session.commit()
    return made


def test_round_keeps_the_chair_rubric_limits_and_papers_chosen(
    office: FlaskClient, partner: Partner
) -> None:
    chair = curator_user(partner)
    older = adopt_rubric(partner=partner, actor=None)
    adopt_rubric(partner=partner, actor=None)
    db.session.commit()
    chosen = {"partner": partner.id, "chair": chair.id, "rubric": older.id}
    assert office.post(NEW, data={**TYPED, **chosen}).status_code == 303
    round_ = db.session.scalars(select(Round)).one()
    assert (round_.chair_id, round_.rubric_id) == (chair.id, older.id)
    assert (round_.accept_from, round_.conditional_from, round_.revise_from) == (80, 70, 55)
    assert round_.gates == {"batik": ["nib", "trademark"], "kriya": []}


def test_round_without_further_choices_is_chaired_by_the_office_on_the_newest_rubric(
    office: FlaskClient, partner: Partner
) -> None:
    adopt_rubric(partner=partner, actor=None)
    newest = adopt_rubric(partner=partner, actor=None)
    db.session.commit()
    assert office.post(NEW, data={**TYPED, "partner": partner.id}).status_code == 303
    round_ = db.session.scalars(select(Round)).one()
    assert (round_.chair_id, round_.rubric_id) == (None, newest.id)


def test_form_opens_with_the_usual_limits_and_papers(office: FlaskClient, partner: Partner) -> None:
    page = office.get(NEW).text
    limits = parts(page, r'name="(?:accept|conditional|revise)_from"[^>]*value="(\d+)"')
    assert limits == ["75", "65", "50"]
    asked = {
        key: parts(page, rf'checked[^>]*name="gate_{key}"[^>]*value="(\w+)"')
        for key in ("city", "nib", "food_permit", "halal", "trademark")
    }
    usual = default_gates()
    assert {key: sorted(who) for key, who in asked.items()} == {
        key: sorted(category for category in usual if key in usual[category]) for key in asked
    }


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"accept_from": "60"},
            "Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan.",
        ),
        (
            {"accept_from": "70"},
            "Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan.",
        ),
        ({"accept_from": "101"}, "Isi angka dari 0 sampai 100."),
        ({"revise_from": "-1"}, "Isi angka dari 0 sampai 100."),
        ({"chair": "999"}, "Pilih salah satu yang ada."),
        ({"rubric": "999"}, "Pilih salah satu yang ada."),
        ({"gate_nib": ["perahu"]}, "Pilih salah satu yang ada."),
    ],
)
def test_settings_that_cannot_be_are_refused_in_words(
    office: FlaskClient, partner: Partner, wrong: dict[str, object], said: str
) -> None:
    answer = office.post(NEW, data={**TYPED, "partner": partner.id, **wrong})
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert len(parts(answer.text, r'(<details class="more-fields" open>)')) == 1
    assert db.session.scalars(select(Round)).all() == []


def test_chair_and_rubric_of_another_partner_are_refused(
    office: FlaskClient, partner: Partner
) -> None:
    other = PartnerFactory()
    chair, rubric = curator_user(other), adopt_rubric(partner=other, actor=None)
    db.session.commit()
    for wrong, said in (
        ({"chair": chair.id}, "Ketua harus kurator mitra ini."),
        ({"rubric": rubric.id}, "Rubrik ini milik mitra lain."),
    ):
        answer = office.post(NEW, data={**TYPED, "partner": partner.id, **wrong})
        assert (answer.status_code, errors(answer)) == (422, [said])
    assert db.session.scalars(select(Round)).all() == []


def test_only_people_who_can_chair_are_offered(office: FlaskClient, partner: Partner) -> None:
    chair, gone = curator_user(partner), curator_user(partner)
    gone.is_active = False
    db.session.commit()
    page = office.get(NEW).text
    box = page[page.index('name="chair"') :].partition("</select>")[0]
    assert re.findall(r'value="(\d+)"', box) == ["0", str(chair.id)]
