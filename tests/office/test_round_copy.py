"""A round copied for next year: its settings, a year on, and nothing before the button."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from curation_rounds import Town, admitted, small_town
from flask import Flask
from flask.testing import FlaskClient
from form_values import filled
from html_pages import words
from sqlalchemy import func, select

from accounts.models import Membership, User
from curation.entry_models import Entry
from curation.models import Round
from curation.operations import adopt_rubric
from database import db
from office.round_settings import copied_settings

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    made = small_town(gates=True)
    admitted(made)
    made.round.name_id, made.round.chair = "Kurasi Lebaran 2026", made.chair
    made.round.opens_at = datetime(2028, 2, 29, 1, 30, tzinfo=UTC)
    made.round.closes_at = datetime(2028, 12, 31, 18, 0, tzinfo=UTC)
    made.round.scoring_ends_at = datetime(2029, 1, 9, 1, 0, tzinfo=UTC)
    db.session.commit()
    return made


def rounds() -> int:
    return db.session.scalar(select(func.count(Round.id))) or 0


def test_copy_keeps_settings_and_moves_times_by_a_year(town: Town) -> None:
    town.round.accept_from, town.round.sheets_wanted = 81, 4
    found = copied_settings(town.round)
    assert found["name_id"] == "Kurasi Lebaran 2027"
    assert found["name_en"] == "Souvenir round 2029"  # A name without a year gets one.
    assert found["opens_at"] == datetime(2029, 2, 28, 8, 30)  # noqa: DTZ001 - a clock of WIB.
    assert found["closes_at"] == datetime(2030, 1, 1, 1, 0)  # noqa: DTZ001
    assert (found["accept_from"], found["sheets_wanted"]) == (81, 4)
    assert (found["gate_nib"], found["gate_city"], found["gate_halal"]) == (
        ["kriya"],
        ["kriya"],
        [],
    )
    assert (found["partner"], found["chair"]) == (town.partner.id, town.chair.id)


def test_chair_who_left_is_not_copied(town: Town) -> None:
    db.session.execute(db.delete(Membership).where(Membership.user_id == town.chair.id))
    db.session.expire_all()
    assert "chair" not in copied_settings(town.round)


def test_nothing_is_made_before_the_button_and_then_a_round_without_entries(
    town: Town, client_for: Browsers
) -> None:
    newest = adopt_rubric(partner=town.partner, actor=None)
    db.session.commit()
    office, address = client_for(town.office), f"/dinas/kurasi/{town.round.id}/salin"
    page = office.get(address)
    assert "Disalin dari Kurasi Lebaran 2026" in words(page.text)
    assert rounds() == 1
    assert office.post(address, data=filled(page.text)).status_code == 303
    made = db.session.scalars(select(Round).order_by(Round.id.desc())).first()
    assert made is not None
    assert (made.name_id, made.rubric_id) == ("Kurasi Lebaran 2027", newest.id)
    assert made.opens_at == datetime(2029, 2, 28, 1, 30, tzinfo=UTC)
    assert (made.gates["kriya"], made.chair_id) == (["city", "nib"], town.chair.id)
    assert db.session.scalar(select(func.count(Entry.id)).filter_by(round_id=made.id)) == 0


def test_same_copy_twice_is_told(town: Town, client_for: Browsers) -> None:
    office, address = client_for(town.office), f"/dinas/kurasi/{town.round.id}/salin"
    typed = filled(office.get(address).text)
    assert office.post(address, data=typed).status_code == 303
    again = office.post(address, data=typed)
    assert again.status_code == 422
    assert "Kurasi Lebaran 2027" in again.text
    assert rounds() == 2
