"""Scores from paper: the template, the preview, all or nothing, twice, and wrong rows."""

import io
import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from curation_rounds import Town, admitted, answers, scored, small_town
from factories import office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from sheet_files import book_of, rows_of
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.models import LogEntry, User
from curation.entry_models import Conflict, Entry, Scoresheet, ScoresheetVersion
from curation.operations import Answer, save_scoresheet
from curation.operations.scoresheets import criteria_of
from curation.queries.scoresheets import sheet_of
from curation.states import ScoresheetState
from database import db, utcnow

Browsers = Callable[[User], FlaskClient]
HEAD = ["Kurator", "Kode ajuan", "Kriteria", "Nilai", "Catatan"]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


@pytest.fixture
def entry(town: Town) -> Entry:
    found = admitted(town)
    db.session.commit()
    return found


@pytest.fixture
def office(town: Town, client_for: Browsers) -> FlaskClient:
    return client_for(town.office)


def at(town: Town, *parts: object) -> str:
    return "/".join([f"/dinas/kurasi/{town.round.id}/kertas", *map(str, parts)])


def full(entry: Entry, curator: User, value: object = 4) -> list[list[Any]]:
    """A row for every criterion."""
    return [[curator.name, entry.code, one.name_id, value, ""] for one in criteria_of(entry)]


def send(office: FlaskClient, town: Town, rows: Sequence[Sequence[Any]]) -> TestResponse:
    file = (io.BytesIO(book_of([HEAD, *rows])), "nilai.xlsx")
    return office.post(at(town, "periksa"), data={"sheet": file})


def confirm(office: FlaskClient, town: Town, page: TestResponse) -> TestResponse:
    assert page.status_code == 200, words(page.text)
    [waiting] = re.findall(r'name="waiting" value="([^"]+)"', page.text)
    return office.post(at(town, "simpan"), data={"waiting": unescape(waiting)})


def sheets() -> int:
    return db.session.scalar(select(func.count(Scoresheet.id))) or 0


def values_of(entry: Entry, curator: User) -> set[int | None]:
    db.session.expire_all()
    sheet = sheet_of(entry, curator)
    return {one.value for one in sheet.scores} if sheet else set()


def test_template_comes_back_as_final_sheets(town: Town, entry: Entry, office: FlaskClient) -> None:
    other = admitted(town)
    db.session.commit()
    answer = office.get(at(town) + ".xlsx")
    head, *rows = rows_of(answer.data)
    assert len(rows) == len(town.curators) * sum(len(criteria_of(one)) for one in (entry, other))
    place = head.index("Nilai")
    filled = [[*row[:place], 1 + number % 5, *row[place + 1 :]] for number, row in enumerate(rows)]
    file = (io.BytesIO(book_of([head, *filled])), "nilai.xlsx")
    page = office.post(at(town, "periksa"), data={"sheet": file})
    assert sheets() == 0  # Looking at it saves nothing.
    assert confirm(office, town, page).status_code == 303
    found = db.session.scalars(select(Scoresheet)).all()
    assert len(found) == 4
    assert {one.state for one in found} == {ScoresheetState.FINAL}
    given = [score.value or 0 for one in found for score in one.scores]
    assert sorted(given) == sorted(1 + number % 5 for number in range(len(rows)))


def test_sheet_is_the_curators_and_the_log_names_who_typed(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    curator = town.curators[0]
    confirm(office, town, send(office, town, full(entry, curator)))
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    steps = db.session.scalars(select(LogEntry).filter_by(subject_kind="scoresheet")).all()
    assert [(one.action, one.actor_id) for one in steps] == [
        ("type", town.office.id),
        ("finish", town.office.id),
    ]
    assert steps[0].data == {"curator": curator.id}


def test_same_file_twice_and_same_button_twice_change_nothing(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    curator = town.curators[0]
    page = send(office, town, full(entry, curator))
    confirm(office, town, page)
    assert confirm(office, town, page).status_code == 303
    again = send(office, town, full(entry, curator))
    assert "Semua nilai di berkas ini sudah tersimpan." in words(again.text)
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    assert db.session.scalar(select(func.count(ScoresheetVersion.id))) == 0
    actions = db.session.scalars(select(LogEntry.action).filter_by(subject_kind="scoresheet"))
    assert sorted(actions) == ["finish", "type"]


def test_empty_rows_leave_the_sheet_and_a_replaced_value_is_shown_and_kept_in_history(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    curator = town.curators[0]
    scored(entry, curator, 2)
    db.session.commit()
    rows = full(entry, curator, None)
    rows[0][3], rows[0][4] = 5, "Jahitannya rapi."
    page = send(office, town, rows)
    shown = words(page.text)
    assert "Nilai yang diganti 1" in shown
    assert "2 5 · Jahitannya rapi." in shown
    confirm(office, town, page)
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    db.session.refresh(sheet)
    values = sorted(one.value or 0 for one in sheet.scores)
    assert values == [2] * (len(rows) - 1) + [5]
    assert {one.note for one in sheet.scores} == {"", "Jahitannya rapi."}
    [kept] = db.session.scalars(select(ScoresheetVersion)).all()
    assert {one[0] for one in kept.content["scores"].values()} == {2}


def test_half_a_sheet_is_a_draft(town: Town, entry: Entry, office: FlaskClient) -> None:
    rows = full(entry, town.curators[0])[:2]
    page = send(office, town, rows)
    assert "Lembar belum lengkap 1" in words(page.text)
    confirm(office, town, page)
    sheet = sheet_of(entry, town.curators[0])
    assert sheet is not None
    assert sheet.state is ScoresheetState.DRAFT


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (0, "Bukan Siapa-siapa", "Kurator ini tidak menilai di kurasi ini."),
        (1, "X-99999", "Kode ajuan ini tidak ada di kurasi ini"),
        (2, "Kecepatan", "Kriteria ini bukan bagian dari lembar nilai ajuan itu."),
        (3, 6, "Tulis nilai 1 sampai 5"),
        (3, 0, "Tulis nilai 1 sampai 5"),
        (3, 4.5, "Tulis nilai 1 sampai 5"),
        (3, True, "Tulis nilai 1 sampai 5"),
        (3, "4,5", "Tulis nilai 1 sampai 5"),
        (3, "bagus", "Tulis nilai 1 sampai 5"),
        (4, "a" * 601, "Catatan paling banyak 600 huruf."),
    ],
)
def test_wrong_row_is_told_with_its_number_and_stops_the_file(
    town: Town, entry: Entry, office: FlaskClient, place: int, value: object, sentence: str
) -> None:
    rows = full(entry, town.curators[0])
    rows[1][place] = value
    page = send(office, town, rows)
    assert page.status_code == 422
    assert f"3 {sentence}" in words(page.text)  # The headings are row 1.
    assert "1 baris perlu diperbaiki. Belum ada yang disimpan." in words(page.text)
    assert 'name="waiting"' not in page.text
    assert sheets() == 0


def test_value_that_stands_twice_is_told(town: Town, entry: Entry, office: FlaskClient) -> None:
    rows = full(entry, town.curators[0])
    page = send(office, town, [*rows, rows[0]])
    assert page.status_code == 422
    assert f"{len(rows) + 2} Kriteria ini sudah ada di baris 2." in words(page.text)


def test_entry_of_another_curator_and_of_an_interest_are_refused(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    alone = admitted(town, curators=False)
    db.session.commit()
    page = send(office, town, full(alone, town.curators[0]))
    assert "Kode ajuan ini tidak ada di kurasi ini" in words(page.text)
    db.session.add(Conflict(curator_id=town.office.id, maker_id=entry.product.maker_id))
    db.session.commit()
    page = send(office, town, full(entry, town.curators[0]))
    assert page.status_code == 422
    _, *rows = rows_of(office.get(at(town) + ".xlsx").data)
    assert rows == []
    assert office.get(at(town, town.curators[0].id, entry.id)).status_code == 404


def test_sheet_saved_since_the_preview_stops_everything(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    one, two = town.curators
    page = send(office, town, [*full(entry, one), *full(entry, two)])
    save_scoresheet(entry=entry, curator=two, answers=answers(entry, 1), version=0)
    db.session.commit()
    answer = confirm(office, town, page)
    assert answer.status_code == 409
    assert "Belum ada yang disimpan." in words(answer.text)
    assert values_of(entry, one) == set()
    assert values_of(entry, two) == {1}


def test_preview_of_somebody_else_or_made_up_is_refused(
    town: Town, entry: Entry, office: FlaskClient, client_for: Browsers
) -> None:
    page = send(office, town, full(entry, town.curators[0]))
    colleague = office_user()
    db.session.commit()
    assert confirm(client_for(colleague), town, page).status_code == 422
    for waiting in ("", "x", "W10.abc"):
        assert office.post(at(town, "simpan"), data={"waiting": waiting}).status_code == 422
    assert sheets() == 0


def test_nothing_is_saved_after_scoring_ended(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    page = send(office, town, full(entry, town.curators[0]))
    town.round.closes_at = utcnow() - timedelta(days=1)
    town.round.scoring_ends_at = utcnow() - timedelta(hours=1)
    db.session.commit()
    answer = confirm(office, town, page)
    assert answer.status_code == 422
    assert "Penilaian ajuan ini sudah ditutup." in words(answer.text)
    assert sheets() == 0


def test_two_curators_of_one_name_are_told_apart(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    one, two = town.curators
    two.name = one.name
    db.session.commit()
    assert send(office, town, full(entry, one)).status_code == 422
    rows = full(entry, one)
    for row in rows:
        row[0] = f"{one.name} · {two.email}"
    confirm(office, town, send(office, town, rows))
    assert values_of(entry, one) == set()
    assert values_of(entry, two) == {4}


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "a.xlsx"), (b"PK\x03\x04rusak", "a.xlsx"), (b"a;b\n1;2\n", "a.csv")]
)
def test_file_that_is_none_is_refused(
    town: Town, entry: Entry, office: FlaskClient, data: bytes, name: str
) -> None:
    answer = office.post(at(town, "periksa"), data={"sheet": (io.BytesIO(data), name)})
    assert answer.status_code == 422
    assert office.post(at(town, "periksa"), data={}).status_code == 422


def test_csv_with_semicolons_is_read(town: Town, entry: Entry, office: FlaskClient) -> None:
    rows = full(entry, town.curators[0], "tidak dinilai")
    rows[0][3] = 5
    text = "\n".join(";".join(str(cell) for cell in row) for row in [HEAD, *rows])
    file = (io.BytesIO(text.encode("utf-8-sig")), "nilai.csv")
    confirm(office, town, office.post(at(town, "periksa"), data={"sheet": file}))
    assert values_of(entry, town.curators[0]) == {5, None}


def test_sheet_is_typed_on_the_page_and_a_newer_one_is_shown_beside(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    curator = town.curators[0]
    address = at(town, curator.id, entry.id)
    assert office.get(address).status_code == 200
    typed = {f"c{one.id}": "3" for one in criteria_of(entry)} | {"version": "0"}
    assert office.post(address, data=typed).status_code == 303
    assert values_of(entry, curator) == {3}
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    assert sheet.state is ScoresheetState.FINAL
    late = office.post(address, data=typed | {f"c{criteria_of(entry)[0].id}": "1"})
    assert late.status_code == 409
    assert "Tersimpan: 3" in words(late.text)
    assert 'value="1" aria-label="1"' in late.text
    assert values_of(entry, curator) == {3}


def test_printed_sheets_hold_every_criterion_and_no_maker_of_a_blind_round(
    town: Town, entry: Entry, office: FlaskClient
) -> None:
    town.round.is_blind = True
    db.session.commit()
    page = office.get(at(town, town.curators[0].id, "cetak"))
    shown = words(page.text)
    assert f"{entry.code} ·" in shown
    for one in criteria_of(entry):
        assert one.name_id in shown
        assert all(level.sentence_id in shown for level in one.levels)
    assert entry.product.maker.name not in shown
    assert office.get(at(town, 999_999, "cetak")).status_code == 404


def test_note_alone_keeps_the_value(town: Town, entry: Entry, office: FlaskClient) -> None:
    curator = town.curators[0]
    given = answers(entry, 3, packaging=Answer(3, note="Kotaknya bagus."))
    save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    db.session.commit()
    rows = full(entry, curator, None)
    rows[0][4] = "Dilihat di aula."
    confirm(office, town, send(office, town, rows))
    assert values_of(entry, curator) == {3}
    sheet = sheet_of(entry, curator)
    assert sheet is not None
    assert {one.note for one in sheet.scores} >= {"Dilihat di aula.", "Kotaknya bagus."}
