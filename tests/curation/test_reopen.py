"""A released decision is taken up again by the office, with a reason; nothing of it is edited."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, all_scored, answers, release_all, small_town
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from sqlalchemy import select

from accounts.models import OutgoingMessage, User
from curation.entry_models import Decision, Entry
from curation.operations import reopen_entry, save_scoresheet
from curation.queries.scoresheets import sheet_of
from curation.states import EntryState, Outcome
from database import db
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
WHY = "Label fotonya tertukar."


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


@pytest.fixture
def entry(town: Town) -> Entry:
    found = all_scored(town, 5)
    release_all(town)
    return found


def decisions(entry: Entry) -> list[Decision]:
    query = select(Decision).filter_by(entry_id=entry.id).order_by(Decision.id)
    return list(db.session.scalars(query))


def test_new_decision_supersedes_and_the_old_one_stays_by_a_byte(
    town: Town, entry: Entry, client_for: Browsers
) -> None:
    [old] = decisions(entry)
    before = (old.outcome, dict(old.snapshot), old.released_at, old.reason)
    page = client_for(town.office).post(
        f"/ketua/ajuan/{entry.id}/tinjau-lagi", data={"reopen-reason": WHY}
    )
    assert page.status_code == 303
    for curator in town.curators:  # Curators may score once more.
        sheet = sheet_of(entry, curator)
        assert sheet is not None
        save_scoresheet(
            entry=entry, curator=curator, answers=answers(entry, 2), version=sheet.version
        )
    db.session.commit()
    release_all(town)
    old, new = decisions(entry)
    assert (old.outcome, dict(old.snapshot), old.released_at, old.reason) == before
    assert (new.outcome, new.supersedes_id) == (Outcome.DECLINE, old.id)
    assert entry.state is EntryState.DECLINED


def test_maker_is_told_once_and_reads_no_old_result_meanwhile(
    town: Town, entry: Entry, client_for: Browsers
) -> None:
    reopen_entry(entry=entry, actor=town.office, reason=WHY)
    db.session.commit()
    subject = f"Hasil {entry.code} ditinjau lagi"
    [told] = db.session.scalars(select(OutgoingMessage).filter_by(subject=subject))
    assert WHY in told.body
    maker = town.makers[entry.product.maker_id]
    assert "Satu tingkat di atasnya" not in words(
        client_for(maker).get(f"/perajin-saya/ajuan/{entry.id}").text
    )


def test_reason_is_asked_for_and_nothing_moves_without_it(
    town: Town, entry: Entry, client_for: Browsers
) -> None:
    office = client_for(town.office)
    page = office.post(f"/ketua/ajuan/{entry.id}/tinjau-lagi", data={"reopen-reason": "  "})
    assert page.status_code == 422
    assert entry.state is EntryState.ACCEPTED
    with pytest.raises(RuleViolation):
        reopen_entry(entry=entry, actor=town.office, reason=" ")


def test_chair_who_is_not_of_the_office_cannot(
    town: Town, entry: Entry, client_for: Browsers
) -> None:
    chair = client_for(town.chair)
    assert "Tinjau lagi" not in words(chair.get(f"/ketua/ajuan/{entry.id}").text)
    answer = chair.post(f"/ketua/ajuan/{entry.id}/tinjau-lagi", data={"reopen-reason": WHY})
    assert answer.status_code == 404
    with pytest.raises(RuleViolation):
        reopen_entry(entry=entry, actor=town.chair, reason=WHY)
    assert entry.state is EntryState.ACCEPTED


def test_second_press_says_that_it_is_done(town: Town, entry: Entry, client_for: Browsers) -> None:
    office = client_for(town.office)
    address = f"/ketua/ajuan/{entry.id}/tinjau-lagi"
    assert office.post(address, data={"reopen-reason": WHY}).status_code == 303
    again = office.post(address, data={"reopen-reason": WHY})
    assert again.status_code == 422
    assert "Langkah ini tidak cocok dengan status ajuan sekarang." in words(again.text)
    assert WHY in again.text
