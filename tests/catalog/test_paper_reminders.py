"""Reminders: each once, the nearest only, in the reader's language, for whoever must act."""

from datetime import date, timedelta

import pytest
from factories import MakerFactory, PaperFactory, maker_user
from flask import Flask

from accounts.models import OutgoingMessage
from catalog.models import Maker, Paper
from catalog.paper_reminders import remind, remind_today, threshold
from catalog.papers import today_here
from catalog.states import PaperKind, PaperState
from database import db

TODAY = date(2026, 11, 25)


@pytest.fixture
def maker(app: Flask) -> Maker:
    made: Maker = MakerFactory(name="Onde Laras")
    maker_user(made)
    return made


def ending(maker: Maker, days: int, **values: object) -> Paper:
    made: Paper = PaperFactory(
        maker=maker,
        **{
            "kind": PaperKind.PIRT,
            "state": PaperState.CONFIRMED,
            "expires_on": TODAY + timedelta(days=days),
            **values,
        },
    )
    return made


def subjects() -> list[str]:
    return [row.subject for row in db.session.query(OutgoingMessage).order_by(OutgoingMessage.id)]


@pytest.mark.parametrize(
    ("left", "expected"),
    [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, None)],
)
def test_threshold_is_the_nearest_that_has_passed(left: int, expected: int | None) -> None:
    assert threshold(TODAY + timedelta(days=left), TODAY) == expected


def test_each_threshold_is_told_once_however_often_it_runs(maker: Maker) -> None:
    paper = ending(maker, 90)
    ends = paper.expires_on or TODAY
    days = [95, 90, 90, 89, 60, 30, 29, 29, 8, 7, 6, 0, -1, -30]
    told = [remind(ends - timedelta(days=left)) for left in days]
    assert told == [0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]
    assert subjects() == [
        "P-IRT berakhir 90 hari lagi",
        "P-IRT berakhir 30 hari lagi",
        "P-IRT berakhir 7 hari lagi",
    ]


def test_only_the_nearest_is_told_when_several_have_passed(maker: Maker) -> None:
    ending(maker, 5)
    assert (remind(TODAY), subjects()) == (1, ["P-IRT berakhir 5 hari lagi"])


def test_a_day_late_tells_the_same_once(maker: Maker) -> None:
    ending(maker, 30)
    told = (remind(TODAY + timedelta(days=1)), remind(TODAY + timedelta(days=2)))
    assert (told, subjects()) == ((1, 0), ["P-IRT berakhir 29 hari lagi"])


def test_the_last_day_is_called_today(maker: Maker) -> None:
    ending(maker, 0)
    remind(TODAY)
    assert subjects() == ["P-IRT berakhir hari ini"]


def test_a_new_last_day_is_told_anew(maker: Maker) -> None:
    paper = ending(maker, 7)
    remind(TODAY)
    paper.expires_on = TODAY + timedelta(days=6)
    assert remind(TODAY) == 1


@pytest.mark.parametrize("state", [one for one in PaperState if one is not PaperState.CONFIRMED])
def test_only_confirmed_papers_are_told_of(maker: Maker, state: PaperState) -> None:
    ending(maker, 7, state=state)
    assert remind(TODAY) == 0


def test_paper_without_a_last_day_is_never_told_of(maker: Maker) -> None:
    ending(maker, 7, expires_on=None)
    assert remind(TODAY) == 0


@pytest.mark.parametrize(
    ("state", "told"),
    [(PaperState.CLAIMED, 0), (PaperState.IN_PROCESS, 0), (PaperState.REFUSED, 1)],
)
def test_renewed_paper_is_told_of_only_if_that_was_refused(
    maker: Maker, state: PaperState, told: int
) -> None:
    old = ending(maker, 7)
    ending(maker, 400, state=state, supersedes_id=old.id)
    assert remind(TODAY) == told


def test_everybody_of_the_maker_reads_their_own_language(maker: Maker) -> None:
    other = maker_user(maker)
    other.language = "en"
    gone = maker_user(maker)
    gone.is_active = False
    ending(maker, 1)
    ending(maker, 5, kind=PaperKind.BPOM)
    assert remind(TODAY) == 4
    assert sorted(subjects()) == [
        "BPOM berakhir 5 hari lagi",
        "BPOM ends in 5 days",
        "P-IRT berakhir 1 hari lagi",
        "P-IRT ends in 1 day",
    ]
    english = db.session.query(OutgoingMessage).filter_by(user_id=other.id).first()
    assert english is not None
    assert english.body.startswith("The P-IRT of Onde Laras holds until 26 November 2026.")
    assert "/en/perajin-saya/dokumen/" in english.body


def test_sweep_keeps_what_it_wrote(app: Flask, maker: Maker) -> None:
    ending(maker, 0, expires_on=today_here() + timedelta(days=3))
    db.session.commit()
    remind_today()
    remind_today()
    db.session.rollback()
    assert subjects() == ["P-IRT berakhir 3 hari lagi"]
