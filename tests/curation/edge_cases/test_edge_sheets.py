"""Sheets that change late, twice, in two tabs; and four answers that are not the same."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import (
    Town,
    admitted,
    answers,
    person_of,
    ready_product,
    scored,
    submitted,
)
from flask.testing import FlaskClient
from release_forms import hidden_fields
from sqlalchemy import func, select

from accounts.models import LogEntry, User
from curation.entry_models import Assignment, Entry, Scoresheet, ScoresheetVersion
from curation.operations import (
    Answer,
    declare_conflict,
    plan_assignment,
    save_scoresheet,
)
from curation.operations.scoresheets import criteria_of
from curation.queries.progress import progress_of_round
from curation.standing import round_standing
from database import db
from web.errors import RuleViolation

Browser = Callable[[User], FlaskClient]


def decided(town: Town, value: int = 5) -> Entry:
    """An entry that every curator gave this value, with a person who waits for its result."""
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    db.session.commit()
    return entry


def typed(entry: Entry, value: str, version: int, **changes: str) -> dict[str, str]:
    fields = {f"c{one.id}": changes.get(one.key, value) for one in criteria_of(entry)}
    return {**fields, "version": str(version)}


def values_of(entry: Entry, curator: User) -> list[int | None]:
    db.session.expire_all()
    [sheet] = [one for one in entry.scoresheets if one.curator_id == curator.id]
    return [one.value for one in sheet.scores]


def proposed(town: Town, client_for: Browser) -> FlaskClient:
    """The chair's browser, once everything is proposed."""
    browser = client_for(town.chair)
    browser.post(f"/ketua/kurasi/{town.round.id}/usulkan")
    return browser


def test_score_edited_after_its_proposal_marks_it_stale(town: Town, client_for: Browser) -> None:
    entry = decided(town)
    chair = proposed(town, client_for)
    assert "Nilai berubah" not in chair.get(f"/ketua/kurasi/{town.round.id}").text
    curator = client_for(town.curators[0])
    answer = curator.post(
        f"/kurator/ajuan/{entry.id}/simpan", data=typed(entry, "5", 2, quality="4")
    )
    assert answer.status_code == 303
    assert "Nilai berubah" in chair.get(f"/ketua/kurasi/{town.round.id}").text


def test_stale_proposal_is_not_released(town: Town, client_for: Browser) -> None:
    entry = decided(town)
    chair = proposed(town, client_for)
    given = answers(entry, 5, quality=Answer(4))
    save_scoresheet(entry=entry, curator=town.curators[0], answers=given, version=2)
    db.session.commit()
    path = f"/ketua/kurasi/{town.round.id}/pengumuman"
    page = chair.post(path, data=hidden_fields(chair.get(path).text))
    assert page.status_code == 422
    assert f"Nilai berubah setelah diusulkan pada: {entry.code}" in page.text


def test_score_edited_after_release_is_refused(town: Town, client_for: Browser) -> None:
    entry = decided(town)
    chair = proposed(town, client_for)
    path = f"/ketua/kurasi/{town.round.id}/pengumuman"
    assert chair.post(path, data=hidden_fields(chair.get(path).text)).status_code == 303
    sealed = db.session.scalars(select(Entry)).one().decisions[0].snapshot
    curator = client_for(town.curators[0])
    for step in ("simpan", "selesai"):
        page = curator.post(f"/kurator/ajuan/{entry.id}/{step}", data=typed(entry, "1", 2))
        assert page.status_code == 422
        assert "Penilaian ajuan ini sudah ditutup" in page.text
    assert set(values_of(entry, town.curators[0])) == {5}
    assert entry.decisions[0].snapshot == sealed


def test_second_tab_does_not_overwrite_the_first(town: Town, client_for: Browser) -> None:
    entry, curator = admitted(town), town.curators[0]
    db.session.commit()
    browser, path = client_for(curator), f"/kurator/ajuan/{entry.id}/simpan"
    assert browser.post(path, data=typed(entry, "2", 0)).status_code == 303
    second = browser.post(path, data=typed(entry, "5", 0))
    assert second.status_code == 409
    assert second.text.count("Tersimpan: <b>2</b>") == len(criteria_of(entry))
    assert set(values_of(entry, curator)) == {2}


def test_sheet_sent_twice_is_saved_once(town: Town, client_for: Browser) -> None:
    entry, curator = admitted(town), town.curators[0]
    db.session.commit()
    browser, path = client_for(curator), f"/kurator/ajuan/{entry.id}/simpan"
    codes = [browser.post(path, data=typed(entry, "4", 0)).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert db.session.scalars(select(Scoresheet.version)).all() == [1]
    assert db.session.scalar(select(func.count(ScoresheetVersion.id))) == 0


def test_product_sent_twice_is_entered_once(town: Town, client_for: Browser) -> None:
    product = ready_product()
    browser = client_for(person_of(town, product.maker))
    db.session.commit()
    path = f"/perajin-saya/produk/{product.id}/ajukan/{town.round.id}"
    answers_ = [browser.post(path, data={"consents_to_listing": "y"}) for _ in range(2)]
    assert [answer.status_code for answer in answers_] == [303, 422]
    with pytest.raises(RuleViolation, match="sudah diajukan"):
        submitted(town, product)
    assert db.session.scalar(select(func.count(Entry.id))) == 1
    sent = select(func.count(LogEntry.id)).where(LogEntry.action == "submit")
    assert db.session.scalar(sent) == 1


def test_proposing_twice_proposes_once(town: Town, client_for: Browser) -> None:
    entry = decided(town)
    proposed(town, client_for)
    proposed(town, client_for)
    logged = select(func.count(LogEntry.id)).where(LogEntry.action == "propose")
    assert (len(entry.decisions), db.session.scalar(logged)) == (1, 1)


def test_missing_answer_keeps_a_sheet_from_counting(town: Town, client_for: Browser) -> None:
    entry, curator = admitted(town), town.curators[0]
    db.session.commit()
    browser = client_for(curator)
    form = typed(entry, "5", 0, brand="")
    assert browser.post(f"/kurator/ajuan/{entry.id}/selesai", data=form).status_code == 422
    [row] = round_standing(town.round).rows
    assert (row.sheets, row.ranked) == ((), None)


def test_not_applicable_is_left_out_and_never_counts_as_low(town: Town) -> None:
    entry = admitted(town)
    scored(entry, town.curators[0], 4, answers(entry, 4, brand=Answer(not_applicable=True)))
    scored(entry, town.curators[1], 4)
    [row] = round_standing(town.round).rows
    assert [one.score for one in row.sheets] == [75.0, 75.0]
    brand = next(one.id for one in criteria_of(entry) if one.key == "brand")
    assert row.criterion_means[brand] == 4.0


def test_lowest_score_is_a_score_of_zero_points(town: Town, client_for: Browser) -> None:
    worst, waiting = decided(town, 1), admitted(town)
    db.session.commit()
    first, last = round_standing(town.round).rows
    assert (first.entry.id, first.ranked and first.ranked.adjusted) == (worst.id, 0.0)
    assert (last.entry.id, last.ranked) == (waiting.id, None)
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}").text
    cells = re.findall(r'data-label="Terkoreksi"><b>([^<]*)</b>', page)
    assert cells == ["0,0", "–"]


def test_zero_is_no_answer(town: Town) -> None:
    entry = admitted(town)
    with pytest.raises(RuleViolation, match="1 sampai 5"):
        save_scoresheet(entry=entry, curator=town.curators[0], answers=answers(entry, 0), version=0)


def test_curator_who_stepped_back_is_neither_missing_nor_low(town: Town) -> None:
    entry, other = admitted(town), submitted(town)
    stepped, stays = town.curators
    scored(entry, stays, 4)
    declare_conflict(entry=entry, curator=stepped, reason="Sepupu saya.")
    db.session.commit()
    plan = plan_assignment(town.round)
    assert stepped.id not in plan.given[entry.id]
    assert [(one.curator_id, one.given) for one in progress_of_round(town.round)] == [(stays.id, 1)]
    [row] = round_standing(town.round).rows
    assert [one.score for one in row.sheets] == [75.0]
    assert other.id not in plan.given


def test_four_kinds_of_silence_look_different_to_the_chair(town: Town, client_for: Browser) -> None:
    entry, (first, second) = admitted(town), town.curators
    brand = next(one for one in criteria_of(entry) if one.key == "brand")
    brand.required = False
    absent = answers(entry, 3, brand=Answer(), quality=Answer(not_applicable=True))
    scored(entry, first, 3, {**absent, criteria_of(entry)[1].id: Answer(1)})
    declare_conflict(entry=entry, curator=second, reason="Sepupu saya.")
    db.session.commit()
    page = client_for(town.chair).get(f"/ketua/ajuan/{entry.id}").text
    cells = re.findall(rf'data-label="{first.name}">([^<]*)<', page)
    assert cells == ["t.d.", "1", *["3"] * (len(cells) - 3), "–"]
    assert second.name not in page
    assert db.session.scalar(select(func.count(Assignment.id))) == 2
