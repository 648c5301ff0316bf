"""A round that runs on with another version of its rubric: sheets keep their scores."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from curation_rounds import Town, admitted, all_scored, answers, person_of, release_all, small_town
from curation_rounds import scored as score
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from openpyxl import load_workbook
from release_forms import hidden_fields

from accounts.models import User
from curation.entry_models import Entry
from curation.models import Criterion, Partner
from curation.operations import (
    Answer,
    adopt_rubric,
    finish_scoresheet,
    propose_by_thresholds,
    save_scoresheet,
)
from curation.operations.scoresheets import criteria_of, unanswered
from curation.queries.criteria import matching_criteria
from curation.queries.decisions import newest_released
from curation.queries.scoresheets import sheet_of
from curation.rubric_data import CriterionData, default_rubric
from curation.standing import round_standing
from database import db
from office.round_report import round_report

Browser = Callable[[User], FlaskClient]
NOTE = "Tepi anyaman masih kasar."


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def change_rubric(town: Town) -> None:
    """Craft alone: quality weighs 60, packaging 20, a new criterion 20, all others are gone."""
    kept = {one.key: one for one in default_rubric().categories["kriya"]}
    new = replace(kept["design"], key="story", name_id="Cerita perajin", name_en="Story", weight=20)
    criteria: tuple[CriterionData, ...] = (
        new,
        replace(kept["packaging"], weight=20),
        replace(kept["quality"], weight=60),
    )
    data = replace(default_rubric(), categories={"kriya": criteria})
    town.round.rubric = adopt_rubric(partner=town.partner, actor=town.office, data=data)
    town.round.categories = ["kriya"]
    db.session.commit()


def weak_packaging(town: Town) -> Entry:
    """Every curator gave 5, and 1 with a note on the packaging."""
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        score(entry, curator, 5, answers(entry, 5, packaging=Answer(1, note=NOTE)))
    db.session.commit()
    return entry


def test_rubric_of_another_partner_counts_as_it_is(town: Town) -> None:
    """Partners may judge by one rubric: its criteria stand for themselves all the same."""
    town.round.partner = Partner(slug="mitra-lain", name="Mitra Lain")
    db.session.commit()
    own = [one.id for one in town.round.rubric.criteria]
    matching = matching_criteria(town.round)
    assert own
    assert [matching.get(key) for key in own] == own


def criterion(entry: Entry, key: str) -> Criterion:
    return next(one for one in criteria_of(entry) if one.key == key)


def test_scores_on_the_older_version_count_with_the_weights_of_the_newer_one(town: Town) -> None:
    weak_packaging(town)
    change_rubric(town)
    [row] = round_standing(town.round).rows
    # 60 · 4/4 for the quality and 20 · 0/4 for the packaging; nobody scored the new criterion.
    assert [one.score for one in row.sheets] == [75.0, 75.0]
    means = {one.key: row.criterion_means.get(one.id) for one in criteria_of(row.entry)}
    assert means == {"story": None, "packaging": 1.0, "quality": 5.0}


def test_matching_leaves_out_what_is_gone_and_other_categories(town: Town) -> None:
    before = town.round.rubric
    change_rubric(town)
    matching = matching_criteria(town.round)
    pairs = [(one.category, one.key) for one in before.criteria if one.id in matching]
    assert sorted(pairs) == [("kriya", "packaging"), ("kriya", "quality")]
    assert {matching[one.id] for one in town.round.rubric.criteria} == {
        one.id for one in town.round.rubric.criteria
    }


@pytest.mark.parametrize(
    "path", ["/ketua/kurasi/{round}", "/ketua/ajuan/{entry}", "/ketua/kurasi/{round}/pengumuman"]
)
def test_chairs_pages_hold_after_the_change(town: Town, client_for: Browser, path: str) -> None:
    entry = weak_packaging(town)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    change_rubric(town)
    page = client_for(town.chair).get(path.format(round=town.round.id, entry=entry.id))
    assert (page.status_code, "75,0" in page.text) == (200, True)


def test_chair_reads_earlier_notes_and_values_on_the_newer_sheet(
    town: Town, client_for: Browser
) -> None:
    entry = weak_packaging(town)
    change_rubric(town)
    assert NOTE in client_for(town.chair).get(f"/ketua/ajuan/{entry.id}").text


def test_curator_finds_earlier_values_and_sees_what_is_still_to_score(
    town: Town, client_for: Browser
) -> None:
    entry = weak_packaging(town)
    change_rubric(town)
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").text
    assert (NOTE in page, page.count("checked")) == (True, 2)
    sheet = sheet_of(entry, town.curators[0])
    assert [one.key for one in unanswered(entry, sheet)] == ["story"]


def test_page_that_was_opened_before_the_change_saves_what_was_typed(
    town: Town, client_for: Browser
) -> None:
    entry, curator = weak_packaging(town), town.curators[0]
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    form = {f"c{one.id}": "4" for one in criteria_of(entry)}
    form |= {f"note{one.id}": "" for one in criteria_of(entry)}
    change_rubric(town)
    save = client_for(curator).post(
        f"/kurator/ajuan/{entry.id}/simpan", data={**form, "version": str(sheet.version)}
    )
    assert save.status_code == 303
    db.session.expire_all()
    given = {one.criterion_id: one.value for one in sheet.scores}
    assert given == {criterion(entry, "packaging").id: 4, criterion(entry, "quality").id: 4}


def test_history_names_what_was_given_on_criteria_that_are_gone(
    town: Town, client_for: Browser
) -> None:
    entry, curator = weak_packaging(town), town.curators[0]
    change_rubric(town)
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    given = answers(entry, 5, packaging=Answer(2))
    save_scoresheet(entry=entry, curator=curator, answers=given, version=sheet.version)
    finish_scoresheet(entry=entry, curator=curator)
    db.session.commit()
    page = words(client_for(curator).get(f"/kurator/ajuan/{entry.id}/riwayat").text)
    names = {one.key: one.name_id for one in default_rubric().categories["kriya"]}
    packaging, brand = names["packaging"], names["brand"]
    assert f"{packaging}: 1 → 2" in page
    assert (f"{brand}: – → 5" in page, f"{brand}: 5 → –" in page) == (True, True)


def test_change_makes_proposals_stale_and_stops_a_release_that_was_previewed(
    town: Town, client_for: Browser
) -> None:
    entry = weak_packaging(town)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()
    chair, path = client_for(town.chair), f"/ketua/kurasi/{town.round.id}/pengumuman"
    form = hidden_fields(chair.get(path).text)
    change_rubric(town)
    [row] = round_standing(town.round).rows
    stopped = chair.post(path, data=form)
    assert (row.is_stale, stopped.status_code) == (True, 409)
    assert ("versi 1" in stopped.text, "versi 2" in stopped.text) == (True, True)
    assert newest_released(entry) is None


def test_released_result_stays_as_it_was(town: Town, client_for: Browser) -> None:
    entry = weak_packaging(town)
    release_all(town)
    maker = client_for(person_of(town, entry.product.maker))
    decision = newest_released(entry)
    assert decision is not None
    sealed = json.dumps(decision.snapshot)
    page = maker.get(f"/perajin-saya/ajuan/{entry.id}").text
    change_rubric(town)
    db.session.expire_all()
    after = maker.get(f"/perajin-saya/ajuan/{entry.id}")
    assert (after.status_code, json.dumps(decision.snapshot)) == (200, sealed)
    assert words(after.text) == words(page)


def test_notes_on_older_scores_are_released_with_the_criterion_of_now(
    town: Town, client_for: Browser
) -> None:
    entry = weak_packaging(town)
    change_rubric(town)
    release_all(town)
    decision = newest_released(entry)
    assert decision is not None
    packaging = criterion(entry, "packaging").id
    assert decision.snapshot["notes"] == [[packaging, NOTE]] * len(town.curators)
    page = client_for(person_of(town, entry.product.maker)).get(f"/perajin-saya/ajuan/{entry.id}")
    assert (page.status_code, NOTE in page.text) == (200, True)


def test_report_and_spreadsheet_count_scores_on_both_versions_together(
    town: Town, client_for: Browser
) -> None:
    weak_packaging(town)
    change_rubric(town)
    all_scored(town, 3)
    db.session.commit()
    weakest = [
        (one.criterion.key, one.mean, one.values) for one in round_report(town.round).weakest
    ]
    assert weakest == [("packaging", 2.0, 4), ("story", 3.0, 2), ("quality", 4.0, 4)]
    answer = client_for(town.office).get(f"/dinas/kurasi/{town.round.id}/lembar-nilai.xlsx")
    book = load_workbook(BytesIO(answer.data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row for row in rows if NOTE in row] == [row for row in rows if 1 in row]
    assert len(rows) == 1 + 2 * len(town.curators)
