"""What curators see of each other: never, after their own sheet, or always."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, answers, scored, small_town
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from curation.entry_models import Entry
from curation.operations import (
    declare_conflict,
    finish_scoresheet,
    reopen_scoresheet,
    save_scoresheet,
)
from curation.operations.scoresheets import Answer
from curation.states import Visibility
from database import db

Browser = Callable[[User], FlaskClient]
NOTE = "Jahitannya rapi."


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def scored_by_other(town: Town, visibility: Visibility) -> Entry:
    """The second curator has finished, with a note for the maker and one for the chair."""
    town.round.visibility = visibility
    entry, other = admitted(town), town.curators[1]
    given = answers(entry, 2, packaging=Answer(5, note=NOTE))
    save_scoresheet(
        entry=entry, curator=other, answers=given, private_note="Rahasia ketua.", version=0
    )
    finish_scoresheet(entry=entry, curator=other)
    db.session.commit()
    return entry


def path(entry: Entry) -> str:
    return f"/kurator/ajuan/{entry.id}/lainnya"


def test_nothing_is_shown_where_the_round_says_never(town: Town, client_for: Browser) -> None:
    entry = scored_by_other(town, Visibility.NEVER)
    scored(entry, town.curators[0], 4)
    db.session.commit()
    curator = client_for(town.curators[0])
    assert curator.get(path(entry)).status_code == 404
    assert "Nilai kurator lain" not in curator.get(f"/kurator/ajuan/{entry.id}").text


def test_others_open_after_the_own_sheet_and_close_again_with_it(
    town: Town, client_for: Browser
) -> None:
    entry = scored_by_other(town, Visibility.AFTER_OWN)
    curator = client_for(town.curators[0])
    before = curator.get(path(entry))
    assert "Selesaikan lembar Anda dulu" in before.text
    assert (NOTE in before.text, town.curators[1].name in before.text) == (False, False)
    scored(entry, town.curators[0], 4)
    db.session.commit()
    shown = words(main_part(curator.get(path(entry))))
    assert f"5 {NOTE}" in shown
    assert town.curators[1].name in shown
    assert town.curators[0].name not in shown
    assert "Rahasia ketua." not in shown
    reopen_scoresheet(entry=entry, curator=town.curators[0])
    db.session.commit()
    assert NOTE not in curator.get(path(entry)).text


def test_always_is_always(town: Town, client_for: Browser) -> None:
    entry = scored_by_other(town, Visibility.ALWAYS)
    curator = client_for(town.curators[0])
    assert NOTE in curator.get(path(entry)).text
    assert path(entry) in curator.get(f"/kurator/ajuan/{entry.id}").text


def test_unfinished_sheets_and_strangers_stay_out(town: Town, client_for: Browser) -> None:
    entry = scored_by_other(town, Visibility.ALWAYS)
    reopen_scoresheet(entry=entry, curator=town.curators[1])
    db.session.commit()
    assert (
        "Belum ada lembar lain yang selesai" in client_for(town.curators[0]).get(path(entry)).text
    )
    assert client_for(town.office).get(path(entry)).status_code == 404
    assert client_for(town.chair).get(path(entry)).status_code == 404  # Was not given the entry.
    declare_conflict(entry=entry, curator=town.curators[0], reason="Sepupu.")
    db.session.commit()
    assert client_for(town.curators[0]).get(path(entry)).status_code == 404
