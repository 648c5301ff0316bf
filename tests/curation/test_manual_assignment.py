"""The chair's own changes of who scores what, and anchor entries."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, all_scored, release_all, scored, small_town
from factories import PartnerFactory, curator_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import LogEntry, User
from curation.anchors import suggested_anchors
from curation.balancing import balance
from curation.entry_models import Assignment, Conflict, Entry
from curation.operations import assign_curators, declare_conflict
from curation.operations.manual_assignment import give_by_hand, set_anchor, take_by_hand
from curation.states import AssignmentState, EntryState
from database import db
from web.errors import RuleViolation

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town(curators=4)


def given_to(entry: Entry) -> set[int]:
    rows = db.session.query(Assignment).filter_by(entry_id=entry.id)
    return {row.curator_id for row in rows if row.state is AssignmentState.ASSIGNED}


def shared_out(town: Town, count: int = 1) -> list[Entry]:
    entries = [admitted(town, curators=False) for _ in range(count)]
    assign_curators(round_=town.round, actor=town.chair)
    db.session.commit()
    return entries


def post(browser: FlaskClient, entry: Entry, curator: User, change: str) -> int:
    data = {"curator": curator.id, "change": change}
    return browser.post(f"/ketua/ajuan/{entry.id}/kurator", data=data).status_code


def test_what_the_chair_gave_and_took_stays_when_entries_are_shared_out_again(
    town: Town, client_for: Browser
) -> None:
    [entry] = shared_out(town)
    before = given_to(entry)
    taken = next(one for one in town.curators if one.id in before)
    added = next(one for one in town.curators if one.id not in before)
    chair = client_for(town.chair)
    assert post(chair, entry, taken, "ambil") == 303
    assert post(chair, entry, added, "beri") == 303
    assert given_to(entry) == before - {taken.id} | {added.id}
    for _ in range(2):
        assign_curators(round_=town.round, actor=town.chair)
        db.session.commit()
    assert given_to(entry) == before - {taken.id} | {added.id}
    logged = [(one.action, one.data) for one in db.session.query(LogEntry).order_by(LogEntry.id)]
    assert ("take", {"curator": taken.id}) in logged
    assert ("give", {"curator": added.id}) in logged


def test_sharing_out_fills_the_place_that_was_taken_with_somebody_else(town: Town) -> None:
    [entry] = shared_out(town)
    taken = next(one for one in town.curators if one.id in given_to(entry))
    take_by_hand(entry=entry, curator=taken, actor=town.chair)
    assign_curators(round_=town.round, actor=town.chair)
    assert len(given_to(entry)) == 2
    assert taken.id not in given_to(entry)


def test_pressing_twice_changes_and_logs_once(town: Town, client_for: Browser) -> None:
    [entry] = shared_out(town)
    added = next(one for one in town.curators if one.id not in given_to(entry))
    chair = client_for(town.chair)
    assert [post(chair, entry, added, "beri") for _ in range(2)] == [303, 303]
    assert [post(chair, entry, added, "ambil") for _ in range(2)] == [303, 303]
    actions = [one.action for one in db.session.query(LogEntry) if one.action in {"give", "take"}]
    assert sorted(actions) == ["give", "take"]


def test_somebody_who_left_and_came_back_is_free_again(town: Town) -> None:
    [entry] = shared_out(town)
    added = next(one for one in town.curators if one.id not in given_to(entry))
    give_by_hand(entry=entry, curator=added, actor=town.chair)
    added.is_active = False
    db.session.flush()
    assign_curators(round_=town.round, actor=town.chair)
    assert added.id not in given_to(entry)
    added.is_active = True
    db.session.flush()
    give_by_hand(entry=entry, curator=added, actor=town.chair)
    assert added.id in given_to(entry)


def refused(entry: Entry, curator: User, town: Town) -> str:
    with pytest.raises(RuleViolation) as broken:
        give_by_hand(entry=entry, curator=curator, actor=town.chair)
    return str(broken.value.message)


def test_entry_is_not_given_to_whom_it_may_not_be(town: Town) -> None:
    [entry] = shared_out(town)
    interested = next(one for one in town.curators if one.id not in given_to(entry))
    declare_conflict(entry=entry, curator=interested, reason="Sepupu.")
    assert "punya kepentingan" in refused(entry, interested, town)
    stranger = curator_user(PartnerFactory())
    db.session.flush()
    assert "bukan kurator mitra" in refused(entry, stranger, town)
    there = next(one for one in town.curators if one.id in given_to(entry))
    declare_conflict(entry=entry, curator=there, reason="Sepupu.")
    db.session.query(Conflict).delete()  # The interest is over; that they stepped back stays.
    assert "sudah mundur" in refused(entry, there, town)
    entry.state = EntryState.ACCEPTED
    assert "sudah diputuskan" in refused(entry, there, town)


def test_finished_sheet_is_not_taken_away(town: Town) -> None:
    [entry] = shared_out(town)
    there = next(one for one in town.curators if one.id in given_to(entry))
    scored(entry, there, 4)
    with pytest.raises(RuleViolation, match="sudah selesai"):
        take_by_hand(entry=entry, curator=there, actor=town.chair)
    assert there.id in given_to(entry)


@pytest.mark.parametrize(
    "data", [{}, {"curator": "x", "change": "beri"}, {"curator": "0", "change": "beri"}]
)
def test_wrong_form_is_a_sentence(town: Town, client_for: Browser, data: dict[str, str]) -> None:
    [entry] = shared_out(town)
    answer = client_for(town.chair).post(f"/ketua/ajuan/{entry.id}/kurator", data=data)
    assert (answer.status_code, "Pilih kurator dari daftar ini." in answer.text) == (422, True)
    wrong = {"curator": str(town.curators[0].id), "change": "tukar"}
    page = client_for(town.chair).post(f"/ketua/ajuan/{entry.id}/kurator", data=wrong)
    assert page.status_code == 422


def test_pages_are_the_chairs_alone_and_hide_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    [entry, other] = shared_out(town, 2)
    curator = client_for(town.curators[0])
    assert curator.get(f"/ketua/ajuan/{entry.id}/kurator").status_code == 404
    assert post(curator, entry, town.curators[0], "beri") == 404
    assert curator.post(f"/ketua/ajuan/{entry.id}/acuan", data={"anchor": "1"}).status_code == 404
    declare_conflict(entry=entry, curator=town.chair, reason="Sepupu.")
    set_anchor(entry=entry, is_anchor=True, actor=town.office)
    db.session.commit()
    chair = client_for(town.chair)
    assert chair.get(f"/ketua/ajuan/{entry.id}/kurator").status_code == 404
    page = chair.get(f"/ketua/kurasi/{town.round.id}/pembagian").text
    assert (str(entry.code) in page, str(other.code) in page) == (False, True)


def test_page_says_how_every_curator_stands_to_the_entry(town: Town, client_for: Browser) -> None:
    [entry] = shared_out(town)
    [done, interested] = sorted(given_to(entry))
    people = {one.id: one for one in [*town.curators, town.chair]}
    scored(entry, people[done], 4)
    declare_conflict(entry=entry, curator=people[interested], reason="Sepupu.")
    db.session.commit()
    office = client_for(town.office)
    text = words(main_part(office.get(f"/ketua/ajuan/{entry.id}/kurator")))
    assert f"{people[done].name} Sudah selesai –" in text
    assert f"{people[interested].name} Punya kepentingan –" in text
    assert text.count("Tidak ditugaskan Tugaskan") == 3


def test_anchor_is_given_to_every_curator_who_may_score_it(town: Town, client_for: Browser) -> None:
    entry, barred, plain = shared_out(town, 3)
    declare_conflict(entry=barred, curator=town.curators[0], reason="Sepupu.")
    db.session.commit()
    chair = client_for(town.chair)
    for one in (entry, barred):
        answer = chair.post(f"/ketua/ajuan/{one.id}/acuan", data={"anchor": "1"})
        assert answer.status_code == 303
    plan = assign_curators(round_=town.round, actor=town.chair)
    db.session.commit()
    everybody = {one.id for one in [*town.curators, town.chair]}
    assert given_to(entry) == everybody
    assert given_to(barred) == everybody - {town.curators[0].id}
    assert (len(given_to(plain)), plan.missing) == (2, {})
    page = chair.get(f"/ketua/kurasi/{town.round.id}/pembagian").text
    assert page.count("Lepas: ") == 2
    assert chair.post(f"/ketua/ajuan/{entry.id}/acuan", data={"anchor": "0"}).status_code == 303
    db.session.refresh(entry)
    assert (entry.is_anchor, given_to(entry)) == (False, everybody)


def test_fifth_anchor_is_refused(town: Town, client_for: Browser) -> None:
    *four, fifth = shared_out(town, 5)
    for one in four:
        set_anchor(entry=one, is_anchor=True, actor=town.chair)
    db.session.commit()
    answer = client_for(town.chair).post(f"/ketua/ajuan/{fifth.id}/acuan", data={"anchor": "1"})
    assert (answer.status_code, "Paling banyak 4 produk acuan" in answer.text) == (422, True)
    db.session.refresh(fifth)
    assert not fifth.is_anchor


def test_page_proposes_anchors_until_there_are_enough(town: Town, client_for: Browser) -> None:
    entries = shared_out(town, 4)
    chair, path = client_for(town.chair), f"/ketua/kurasi/{town.round.id}/pembagian"
    assert chair.get(path).text.count("Jadikan acuan: ") == 3
    for one in entries[:2]:
        set_anchor(entry=one, is_anchor=True, actor=town.chair)
    db.session.commit()
    assert chair.get(path).text.count("Jadikan acuan: ") == 0


def test_decided_entry_changes_no_more(town: Town, client_for: Browser) -> None:
    entry = all_scored(town, 5)
    release_all(town)
    page = client_for(town.chair).get(f"/ketua/ajuan/{entry.id}/kurator")
    assert "kuratornya tidak berubah lagi" in page.text
    assert "Batalkan tugas" not in page.text
    with pytest.raises(RuleViolation, match="sudah diputuskan"):
        set_anchor(entry=entry, is_anchor=True, actor=town.chair)


def test_suggested_anchors_are_of_different_kinds_and_open_to_all() -> None:
    kinds = {1: "batik", 2: "batik", 3: "batik", 4: "kriya", 5: "mamin", 6: "mamin", 7: "kriya"}
    assert suggested_anchors(kinds, barred=()) == [2, 4, 5]
    assert suggested_anchors(kinds, barred={2, 4, 5, 6, 7}) == [1, 3]
    assert suggested_anchors({}, barred=()) == []


def test_balance_gives_an_anchor_to_all_and_keeps_loads_even() -> None:
    plan = balance(entries=range(1, 11), curators=[1, 2, 3, 4], wanted=2, for_all=[3])
    assert plan.given[3] == {1, 2, 3, 4}
    assert max(plan.loads.values()) - min(plan.loads.values()) <= 1
    assert (plan.missing, plan.components) == ({}, 1)
