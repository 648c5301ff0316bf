"""Reminders: each once, to whoever has entries left, in their language, by WIB's calendar."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from curation_rounds import Town, admitted, all_scored, release_all, scored, small_town
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import LogEntry, OutgoingMessage, User
from curation.entry_models import Entry
from curation.operations import declare_conflict
from curation.reminders import left_to_score, remind_all, remind_now, remind_round, threshold
from database import db
from web.errors import RuleViolation

Browser = Callable[[User], FlaskClient]
ENDS = datetime(2026, 11, 30, 16, 59, 59, tzinfo=UTC)


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def half_done(town: Town) -> list[Entry]:
    """Two entries for two curators; the first curator has finished both."""
    entries = [admitted(town) for _ in range(2)]
    for entry in entries:
        scored(entry, town.curators[0], 4)
    db.session.commit()
    return entries


def messages() -> list[OutgoingMessage]:
    query = db.session.query(OutgoingMessage).filter(OutgoingMessage.key.like("round:%"))
    return query.order_by(OutgoingMessage.id).all()


def before_end(town: Town, **left: float) -> datetime:
    return town.round.scoring_ends_at - timedelta(**left)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(7.01, None), (7, 7), (3.01, 7), (3, 3), (1.01, 3), (1, 1), (0.01, 1), (0, None), (-1, None)],
)
def test_threshold_is_the_nearest_that_has_passed(left: float, expected: int | None) -> None:
    assert threshold(ENDS, ENDS - timedelta(days=left)) == expected


def test_each_threshold_is_told_once_to_whoever_lags(town: Town) -> None:
    half_done(town)
    told = [remind_all(before_end(town, days=left)) for left in (5, 4, 3, 2, 1, 0.5, 0, -1)]
    assert told == [1, 0, 1, 0, 1, 0, 0, 0]
    assert {one.user_id for one in messages()} == {town.curators[1].id}
    assert {one.subject for one in messages()} == {"2 ajuan menunggu nilai Anda"}


def test_reminder_speaks_the_curators_language_and_leads_to_the_round(town: Town) -> None:
    half_done(town)
    town.curators[1].language = "en"
    remind_all(before_end(town, days=1))
    [message] = messages()
    assert message.subject == "2 entries wait for your scores"
    assert "“Souvenir round”" in message.body
    assert message.body.endswith(f"/en/kurator/kurasi/{town.round.id}")


def test_nobody_is_reminded_who_has_nothing_left(town: Town) -> None:
    entry, other = half_done(town)
    declare_conflict(entry=entry, curator=town.curators[1], reason="Sepupu.")
    assert [(one.id, left) for one, left in left_to_score(town.round)] == [(town.curators[1].id, 1)]
    town.curators[1].is_active = False
    db.session.flush()
    assert left_to_score(town.round) == []
    town.curators[1].is_active = True
    scored(other, town.curators[1], 4)
    assert (left_to_score(town.round), remind_all(before_end(town, days=1))) == ([], 0)


def test_what_is_decided_is_not_asked_for(town: Town) -> None:
    all_scored(town, 5)
    third = town.chair
    release_all(town)
    assert left_to_score(town.round) == []
    assert remind_round(round_=town.round, actor=third, now=before_end(town, days=2)) == 0
    assert db.session.query(LogEntry).filter_by(action="remind").count() == 0


def test_chair_reminds_once_a_day_of_wib(town: Town) -> None:
    half_done(town)
    start = before_end(town, days=3).replace(hour=16, minute=59, second=59)  # 23.59.59 WIB.
    moments = [start, start, start + timedelta(seconds=1), start + timedelta(hours=20)]
    told = [remind_round(round_=town.round, actor=town.chair, now=one) for one in moments]
    assert told == [1, 0, 1, 0]
    logged = db.session.query(LogEntry).filter_by(action="remind").all()
    assert [(one.actor_id, one.data) for one in logged] == [(town.chair.id, {"people": 1})] * 2


def test_nobody_is_reminded_before_or_after_scoring(town: Town) -> None:
    half_done(town)
    for now in (town.round.scoring_ends_at, town.round.opens_at - timedelta(seconds=1)):
        with pytest.raises(RuleViolation, match="tidak sedang berlangsung"):
            remind_round(round_=town.round, actor=town.chair, now=now)
    assert messages() == []


def test_button_says_what_it_did_and_is_the_chairs(town: Town, client_for: Browser) -> None:
    half_done(town)
    chair, path = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    assert "Ingatkan yang belum selesai" in chair.get(path).text
    chair.post(f"{path}/ingatkan")
    assert "1 kurator diingatkan." in chair.get(path).text
    chair.post(f"{path}/ingatkan")
    assert "Tidak ada yang perlu diingatkan hari ini." in chair.get(path).text
    assert client_for(town.curators[0]).post(f"{path}/ingatkan").status_code == 404
    assert len(messages()) == 1


def test_table_offers_no_reminder_when_all_is_scored(town: Town, client_for: Browser) -> None:
    all_scored(town, 4)
    db.session.commit()
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}")
    assert "Ingatkan yang belum selesai" not in page.text


def test_worker_and_command_write_what_is_due_once(town: Town, app: Flask) -> None:
    half_done(town)
    town.round.scoring_ends_at = town.round.closes_at
    db.session.commit()
    remind_now()
    answer = app.test_cli_runner().invoke(args=["curation", "remind"])
    assert (answer.exit_code, answer.output.strip()) == (0, "0 pengingat ditulis.")
    assert len(messages()) == 1
