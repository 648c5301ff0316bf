"""The chair's table: thresholds looked at before they are kept, and what stays hidden."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, answers, give_nib, person_of, scored, small_town
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import LogEntry, User
from curation import kept_lines
from curation.chair_table import ROWS_A_PAGE, Selection, chair_table
from curation.entry_models import Entry
from curation.kept_lines import KeptLines
from curation.operations import (
    declare_conflict,
    propose_by_thresholds,
    save_scoresheet,
    withdraw_entry,
)
from curation.outcomes import Thresholds
from curation.round_lines import Line
from curation.standing import thresholds_of
from curation.states import Outcome
from database import db

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def entry_of(town: Town, *values: int) -> Entry:
    """An entry that each curator gave one value throughout."""
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator, value in zip(town.curators, values, strict=True):
        scored(entry, curator, value)
    db.session.commit()
    return entry


def address(town: Town, **asked: object) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/ketua/kurasi/{town.round.id}?{query}"


def falls(page: str) -> list[int]:
    """How many fall in each class, as the page says."""
    part = page.split('id="chair-falls"')[1].split("</dl>", maxsplit=1)[0]
    return [int(count) for count in re.findall(r"<b>(\d+)</b>", part)]


def test_round_table_shows_who_would_fall_where_and_keeps_nothing(
    town: Town, client_for: Browser
) -> None:
    entry_of(town, 4, 4)  # 75 points.
    entry_of(town, 3, 3)  # 50 points.
    browser = client_for(town.chair)
    assert falls(browser.get(address(town)).text) == [1, 0, 1, 0]
    moved = browser.get(address(town, accept_from=80, conditional_from=70, revise_from=40))
    assert moved.status_code == 200
    assert falls(moved.text) == [0, 1, 1, 0]
    assert "1 ajuan pindah:" in moved.text
    assert "Simpan batas ini" in moved.text
    assert falls(browser.get(address(town)).text) == [1, 0, 1, 0]
    db.session.expire_all()
    assert thresholds_of(town.round) == Thresholds(75, 65, 50)


def test_thresholds_are_kept_logged_and_proposed_from(town: Town, client_for: Browser) -> None:
    entry = entry_of(town, 4, 4)
    browser = client_for(town.chair)
    form = {"accept_from": 80, "conditional_from": 70, "revise_from": 40}
    version = town.round.version
    answer = browser.post(f"/ketua/kurasi/{town.round.id}/batas", data={**form, "version": version})
    assert (answer.status_code, answer.location) == (303, f"/ketua/kurasi/{town.round.id}")
    db.session.expire_all()
    assert thresholds_of(town.round) == Thresholds(80, 70, 40)
    logged = db.session.query(LogEntry).filter_by(action="move_thresholds").one()
    assert (logged.actor_id, logged.data) == (
        town.chair.id,
        {"before": [75, 65, 50], "after": [80, 70, 40]},
    )
    browser.post(f"/ketua/kurasi/{town.round.id}/usulkan")
    db.session.expire_all()
    assert [one.outcome for one in entry.decisions] == [Outcome.CONDITIONAL]


def test_thresholds_of_somebody_else_meanwhile_stop_and_keep_what_was_typed(
    town: Town, client_for: Browser
) -> None:
    entry_of(town, 4, 4)
    version = town.round.version
    town.round.accept_from = 90
    db.session.commit()
    form = {"accept_from": 80, "conditional_from": 70, "revise_from": 40, "version": version}
    page = client_for(town.chair).post(f"/ketua/kurasi/{town.round.id}/batas", data=form)
    assert page.status_code == 409
    assert "baru saja diubah orang lain" in page.text
    assert re.search(r'name="accept_from"[^>]*value="80"', page.text)
    db.session.expire_all()
    assert town.round.accept_from == 90


@pytest.mark.parametrize(
    ("accept", "conditional", "revise", "sentence"),
    [
        ("60", "70", "50", "Batas harus menurun"),
        ("70", "70", "50", "Batas harus menurun"),
        ("101", "70", "50", "Isi angka dari 0 sampai 100."),
        ("tinggi", "70", "50", "Isi dengan angka bulat."),
        ("", "70", "50", "Bagian ini perlu diisi."),
    ],
)
def test_thresholds_that_cannot_be_are_refused_beside_their_field(
    town: Town,
    client_for: Browser,
    accept: str,
    conditional: str,
    revise: str,
    sentence: str,
) -> None:
    entry_of(town, 4, 4)
    form = {"accept_from": accept, "conditional_from": conditional, "revise_from": revise}
    browser = client_for(town.chair)
    looked = browser.get(address(town, **form))
    kept = browser.post(f"/ketua/kurasi/{town.round.id}/batas", data={**form, "version": 1})
    assert [page.status_code for page in (looked, kept)] == [422, 422]
    assert [sentence in page.text for page in (looked, kept)] == [True, True]
    assert [f'value="{conditional}"' in page.text for page in (looked, kept)] == [True, True]
    db.session.expire_all()
    assert thresholds_of(town.round) == Thresholds(75, 65, 50)


def test_thresholds_are_nobody_elses(town: Town, client_for: Browser) -> None:
    entry = entry_of(town, 4, 4)
    form = {"accept_from": 80, "conditional_from": 70, "revise_from": 40, "version": 1}
    path = f"/ketua/kurasi/{town.round.id}/batas"
    others = [town.curators[0], person_of(town, entry.product.maker)]
    assert [client_for(one).post(path, data=form).status_code for one in others] == [404, 404]
    assert (
        client_for(town.office).post(path, data={**form, "version": town.round.version}).status_code
        == 303
    )


def test_round_table_selects_by_class_ties_and_spread(town: Town, client_for: Browser) -> None:
    best, torn, even = entry_of(town, 5, 5), entry_of(town, 1, 5), entry_of(town, 3, 3)
    twin = entry_of(town, 3, 3)
    browser = client_for(town.chair)

    def shown(**asked: object) -> list[str]:
        page = browser.get(address(town, **asked)).text
        every = {str(one.code): one for one in (best, torn, even, twin)}
        rows = page.split('id="chair-rows"')[1].split("</table>")[0]
        return sorted((code for code in every if code in rows), key=rows.index)

    assert shown()[0] == best.code
    assert shown(saran="accepted") == [best.code]
    assert set(shown(hanya="seri")) == {even.code, twin.code}
    assert shown(urut="sebaran")[0] == torn.code
    assert len(shown(saran="nonsense", hal="x")) == 4


def test_round_table_gives_a_conflicted_chair_neither_rank_nor_count(
    town: Town, client_for: Browser
) -> None:
    hidden, seen = entry_of(town, 5, 5), entry_of(town, 3, 3)
    declare_conflict(entry=hidden, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    page = client_for(town.chair).get(address(town)).text
    assert falls(page) == [0, 0, 1, 0]
    rows = page.split('id="chair-rows"')[1]
    # The best entry of all stands below the one that may be seen, which is the first.
    assert rows.index(str(seen.code)) < rows.index(str(hidden.code))
    stored = thresholds_of(town.round)
    lines = KeptLines().of(town.round).lines
    table = chair_table(lines, hidden={hidden.id}, thresholds=stored, stored=stored)
    assert [(one.row.entry_id, one.rank, one.tied) for one in table.rows] == [(seen.id, 1, False)]
    assert table.hidden == (hidden.code,)
    assert table.counts()["entries"] == 1


def test_release_preview_gives_a_conflicted_chair_no_outcome_in_any_field(
    town: Town, client_for: Browser
) -> None:
    hidden, seen = entry_of(town, 5, 5), entry_of(town, 3, 3)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    declare_conflict(entry=hidden, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}/pengumuman").text
    assert str(hidden.code) in page
    assert "100,0" not in page
    assert "accepted" not in page
    assert "Lolos<" not in page
    assert str(seen.code) in page


def test_chair_table_numbers_rows_anew_and_pages_them(town: Town) -> None:
    entries = [entry_of(town, value, value) for value in (5, 4, 4, 2)]
    waiting = admitted(town)
    db.session.commit()
    stored = thresholds_of(town.round)
    lines = KeptLines().of(town.round).lines
    table = chair_table(lines, hidden={entries[0].id}, thresholds=stored, stored=stored)
    assert [(one.rank, one.tied) for one in table.rows] == [
        (1, True),
        (1, True),
        (3, False),
        (None, False),
    ]
    assert table.rows[-1].row.entry_id == waiting.id
    assert [len(group) for group in table.ties] == [2]
    rows, pages = Selection(page=9).of(table)
    assert (len(rows), pages) == (4, 1)
    assert ROWS_A_PAGE == 50


def test_kept_lines_follow_every_change_that_the_table_rests_on(town: Town) -> None:
    entry, other = entry_of(town, 4, 4), entry_of(town, 3, 3)
    kept = KeptLines()

    def line() -> Line:
        db.session.commit()
        return next(one for one in kept.of(town.round).lines if one.entry_id == entry.id)

    def progress() -> list[tuple[int, int]]:
        return [(one.given, one.finished) for one in kept.of(town.round).given.progress()]

    first = kept.of(town.round)
    assert kept.of(town.round) is first
    given = answers(entry, 5)
    save_scoresheet(entry=entry, curator=town.curators[0], answers=given, version=2)
    assert line().scores == (100.0, 75.0)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    assert (line().proposed, line().is_stale) == (Outcome.ACCEPT, False)
    save_scoresheet(entry=entry, curator=town.curators[0], answers=answers(entry, 4), version=3)
    assert (line().scores, line().is_stale) == ((75.0, 75.0), True)
    assert progress() == [(2, 2), (2, 2)]
    declare_conflict(entry=entry, curator=town.curators[1], reason="Sepupu.")
    assert line().scores == (75.0,)
    assert progress() == [(2, 2), (1, 1)]
    town.round.gates = {"kriya": ["nib"]}
    assert [gate.green for gate in line().gates] == [False]
    give_nib(entry.product.maker)
    assert [gate.green for gate in line().gates] == [True]
    withdraw_entry(entry=other, actor=person_of(town, other.product.maker))
    db.session.commit()
    assert len(kept.of(town.round).lines) == 1


def test_kept_lines_forget_the_rounds_looked_at_longest_ago(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_lines, "ROUNDS_KEPT", 1)
    kept, another = KeptLines(), small_town()
    db.session.commit()
    first = kept.of(town.round)
    kept.of(another.round)
    assert kept.of(town.round) is not first
