"""What was previewed is what is released: whatever changes in between stops it and is shown."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

import pytest
from curation_rounds import Town, admitted, answers, person_of, scored, small_town
from flask import Flask
from flask.testing import FlaskClient
from release_forms import hidden_fields
from server_clock import set_clock
from sqlalchemy import func, select

from accounts.models import OutgoingMessage, User
from catalog.models import Paper
from catalog.states import PaperKind, PaperState
from curation.entry_models import Decision, Entry
from curation.operations import (
    Answer,
    declare_conflict,
    propose_outcome,
    save_scoresheet,
    withdraw_entry,
)
from curation.operations.scoresheets import criteria_of
from curation.operations.thresholds import move_thresholds
from curation.operations.ties import settle_tie
from curation.outcomes import Thresholds
from curation.release_comparison import Seen, read_seen
from curation.states import EntryState, Outcome
from database import db, utcnow
from web.formats import in_wib

Browser = Callable[[User], FlaskClient]


@dataclass
class Previewed:
    """A round whose release the chair has just looked at: two twins, and one above them."""

    town: Town
    best: Entry
    twins: tuple[Entry, Entry]
    chair: FlaskClient
    path: str
    form: dict[str, str]
    clock: pytest.MonkeyPatch


@pytest.fixture
def previewed(app: Flask, client_for: Browser, monkeypatch: pytest.MonkeyPatch) -> Previewed:
    town = small_town(gates=True)
    best, first, second = (decided(town, value) for value in (5, 4, 4))
    db.session.commit()
    chair, table = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    chair.post(f"{table}/usulkan")
    path = f"{table}/pengumuman"
    form = hidden_fields(chair.get(path).text)
    return Previewed(town, best, (first, second), chair, path, form, monkeypatch)


def decided(town: Town, value: int) -> Entry:
    """A scored entry whose NIB holds until the end of today."""
    entry = admitted(town)
    person_of(town, entry.product.maker)
    paper = Paper(
        maker_id=entry.product.maker_id,
        kind=PaperKind.NIB,
        state=PaperState.CONFIRMED,
        expires_on=today(),
    )
    db.session.add(paper)
    for curator in town.curators:
        scored(entry, curator, value)
    return entry


def today() -> date:
    return in_wib(utcnow()).date()


def edit_a_sheet(seen: Previewed) -> tuple[str, str, str]:
    given = answers(seen.best, 5, quality=Answer(1))
    save_scoresheet(entry=seen.best, curator=seen.town.curators[0], answers=given, version=2)
    return (
        str(seen.best.code),
        "Lolos · 100,0",
        "Lolos · 87,5 · catatan atau lembar nilai berubah",
    )


def edit_a_note(seen: Previewed) -> tuple[str, str, str]:
    given = answers(seen.best, 5, quality=Answer(5, note="Anyamannya rapat."))
    save_scoresheet(entry=seen.best, curator=seen.town.curators[0], answers=given, version=2)
    same = "Lolos · 100,0"
    return str(seen.best.code), same, f"{same} · catatan atau lembar nilai berubah"


def take_a_sheet_out(seen: Previewed) -> tuple[str, str, str]:
    declare_conflict(entry=seen.best, curator=seen.town.curators[0], reason="Sepupu saya.")
    same = "Lolos · 100,0"
    return str(seen.best.code), same, f"{same} · catatan atau lembar nilai berubah"


def move_the_thresholds(seen: Previewed) -> tuple[str, str, str]:
    move_thresholds(
        round_=seen.town.round,
        thresholds=Thresholds(80, 70, 40),
        version=seen.town.round.version,
        actor=seen.town.chair,
    )
    return "Batas hasil", "75 / 65 / 50", "80 / 70 / 40"


def number_the_rubric_anew(seen: Previewed) -> tuple[str, str, str]:
    seen.town.round.rubric.number = 2
    return "Kriteria", "versi 1", "versi 2"


def weigh_otherwise(seen: Previewed) -> tuple[str, str, str]:
    given = answers(seen.best, 5, quality=Answer(4))
    save_scoresheet(entry=seen.best, curator=seen.town.curators[0], answers=given, version=2)
    seen.chair.post(f"/ketua/kurasi/{seen.town.round.id}/usulkan")
    seen.form = hidden_fields(seen.chair.get(seen.path).text)
    quality = next(one for one in criteria_of(seen.best) if one.key == "quality")
    quality.weight = 50
    worse = "Lolos · 95,0 · catatan atau lembar nilai berubah"
    return str(seen.best.code), "Lolos · 96,9", worse


def let_a_paper_run_out(seen: Previewed) -> tuple[str, str, str]:
    set_clock(seen.clock, utcnow() + timedelta(days=1))
    return (
        str(seen.best.code),
        "Lolos · 100,0 · syarat lengkap",
        "Lolos · 100,0 · belum ada: NIB",
    )


def withdraw(seen: Previewed) -> tuple[str, str, str]:
    maker = person_of(seen.town, seen.best.product.maker)
    withdraw_entry(entry=seen.best, actor=maker)
    return str(seen.best.code), "Lolos · 100,0", "–"


def settle_a_tie(seen: Previewed) -> tuple[str, str, str]:
    first, second = seen.twins
    places = {second.id: 1, first.id: 2}
    settle_tie(round_=seen.town.round, places=places, reason="Lebih rapi.", actor=seen.town.chair)
    return str(first.code), "Lolos · 75,0 · urutan 2", "Lolos · 75,0 · urutan 3"


def change_an_outcome(seen: Previewed) -> tuple[str, str, str]:
    propose_outcome(
        entry=seen.best, outcome=Outcome.WAITLIST, actor=seen.town.chair, reason="Rak penuh."
    )
    return (
        str(seen.best.code),
        "Lolos · 100,0",
        "Daftar tunggu · 100,0 · catatan atau lembar nilai berubah",
    )


def add_a_proposal(seen: Previewed) -> tuple[str, str, str]:
    entry = decided(seen.town, 3)
    propose_outcome(entry=entry, outcome=Outcome.REVISE, actor=seen.town.chair)
    return str(entry.code), "–", "Perlu perbaikan · 50,0"


CHANGES = (
    edit_a_sheet,
    edit_a_note,
    take_a_sheet_out,
    move_the_thresholds,
    number_the_rubric_anew,
    weigh_otherwise,
    let_a_paper_run_out,
    withdraw,
    settle_a_tie,
    change_an_outcome,
    add_a_proposal,
)


def compared(page: str) -> list[tuple[str, ...]]:
    """The rows of the comparison: what, before, now."""
    part = page.split("Yang berubah sejak pratinjau Anda")[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', part)
    return [tuple(unescape(cell) for cell in row) for row in rows]


@pytest.mark.parametrize("change", CHANGES)
def test_release_stops_at_whatever_changed_and_shows_it(
    previewed: Previewed, change: Callable[[Previewed], tuple[str, str, str]]
) -> None:
    told = change(previewed)
    db.session.commit()
    page = previewed.chair.post(previewed.path, data=previewed.form)
    assert page.status_code == 409
    assert "Ada yang berubah sejak Anda melihat pratinjau." in page.text
    assert told in compared(page.text)
    db.session.expire_all()
    assert set(db.session.scalars(select(Decision.released_at))) == {None}
    assert previewed.twins[0].state == EntryState.PROPOSED
    assert db.session.scalar(select(func.count(OutgoingMessage.id))) == 0


def test_release_shows_only_what_changed(previewed: Previewed) -> None:
    withdraw(previewed)
    db.session.commit()
    first, second = (str(one.code) for one in previewed.twins)
    # Whatever stood below moves up; nothing else of it is named as changed.
    assert compared(previewed.chair.post(previewed.path, data=previewed.form).text) == [
        (str(previewed.best.code), "Lolos · 100,0", "–"),
        (first, "Lolos · 75,0 · urutan 2", "Lolos · 75,0 · urutan 1"),
        (second, "Lolos · 75,0 · urutan 2", "Lolos · 75,0 · urutan 1"),
    ]


def test_release_of_the_new_preview_goes_through(previewed: Previewed) -> None:
    withdraw(previewed)
    db.session.commit()
    page = previewed.chair.post(previewed.path, data=previewed.form)
    again = previewed.chair.post(previewed.path, data=hidden_fields(page.text))
    assert again.status_code == 303
    db.session.expire_all()
    assert {one.state for one in previewed.twins} == {EntryState.ACCEPTED}


def test_release_refuses_acceptance_whose_paper_ran_out_meanwhile(previewed: Previewed) -> None:
    let_a_paper_run_out(previewed)
    preview = previewed.chair.get(previewed.path).text
    assert "Syarat tidak terpenuhi lagi" in preview
    page = previewed.chair.post(previewed.path, data=hidden_fields(preview))
    assert page.status_code == 422
    assert f"Syarat tidak terpenuhi lagi pada: {previewed.best.code}" in page.text
    table = f"/ketua/kurasi/{previewed.town.round.id}"
    previewed.chair.post(f"{table}/usulkan")
    page = previewed.chair.post(
        previewed.path, data=hidden_fields(previewed.chair.get(previewed.path).text)
    )
    assert page.status_code == 303
    db.session.expire_all()
    assert previewed.best.state == EntryState.CONDITIONAL


def test_comparison_tells_a_chair_with_an_interest_nothing_of_the_entry(
    previewed: Previewed,
) -> None:
    declare_conflict(entry=previewed.best, curator=previewed.town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    form = hidden_fields(previewed.chair.get(previewed.path).text)
    ranks = [row[3] for row in json.loads(form["seen"])[2]]
    assert ranks == ["1", "1"]
    edit_a_sheet(previewed)
    db.session.commit()
    page = previewed.chair.post(previewed.path, data=form)
    assert page.status_code == 409
    assert (compared(page.text), "87,5" in page.text) == ([], False)


def test_seen_reads_back_what_was_written(previewed: Previewed) -> None:
    seen = read_seen(previewed.form["seen"])
    assert isinstance(seen, Seen)
    assert seen.written() == previewed.form["seen"]


@pytest.mark.parametrize("text", [None, "", "[", "7", "{}", '["a", "b", 7]', '["a", "b", [["x"]]]'])
def test_seen_of_no_page_of_ours_reads_as_nothing(text: str | None) -> None:
    assert read_seen(text) is None
