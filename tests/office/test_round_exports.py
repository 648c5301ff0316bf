"""A round as spreadsheets: what stands in them, for whom, and what is kept from whom."""

import io
from collections.abc import Callable

import pytest
from curation_rounds import (
    Town,
    admitted,
    all_scored,
    answers,
    person_of,
    release_all,
    scored,
    small_town,
)
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from accounts.models import User
from curation.operations import Answer, declare_conflict
from database import db

Browsers = Callable[[User], FlaskClient]
Rows = list[tuple[object, ...]]
FILES = ("hasil", "lembar-nilai", "catatan")


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def path(town: Town, what: str) -> str:
    return f"/dinas/kurasi/{town.round.id}/{what}.xlsx"


def rows_of(town: Town, browser: FlaskClient, what: str) -> Rows:
    answer = browser.get(path(town, what))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def text_of(rows: Rows) -> str:
    return "\n".join(str(cell) for row in rows for cell in row)


def test_export_results_says_rank_score_and_outcome(town: Town, client_for: Browsers) -> None:
    strong, weak = all_scored(town, 5), all_scored(town, 2)
    release_all(town)
    head, *rows = rows_of(town, client_for(town.office), "hasil")
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["Kode ajuan"] for row in found] == [strong.code, weak.code]
    assert [row["Status"] for row in found] == ["Lolos", "Belum lolos"]
    assert [row["Urutan"] for row in found] == [1, 2]
    assert [row["Nilai asli"] for row in found] == [100, 25]
    assert [row["Perajin"] for row in found] == [
        strong.product.maker.name,
        weak.product.maker.name,
    ]


def test_export_sheets_tells_values_notes_and_what_did_not_apply(
    town: Town, client_for: Browsers
) -> None:
    entry = admitted(town)
    given = answers(
        entry, 4, packaging=Answer(2, note="Label lepas."), brand=Answer(not_applicable=True)
    )
    scored(entry, town.curators[0], 4, given)
    db.session.commit()
    head, row = rows_of(town, client_for(town.office), "lembar-nilai")
    found = dict(zip(head, row, strict=True))
    assert found["Kurator"] == town.curators[0].name
    assert found["Kemasan dan label"] == 2
    assert found["Catatan: Kemasan dan label"] == "Label lepas."
    assert found["Merek, HKI, dan standar"] == "tidak dinilai"
    assert found["Mutu dan kerapian"] == 4


def test_export_log_tells_who_did_what_in_order(town: Town, client_for: Browsers) -> None:
    entry = all_scored(town, 5)
    release_all(town)
    _head, *rows = rows_of(town, client_for(town.office), "catatan")
    steps = [row[2] for row in rows if row[3] == entry.code]
    assert steps[0] == "Mengajukan produk ke kurasi"
    assert steps[-1] == "Mengumumkan: lolos"
    assert rows[0][2] == "Membuka kurasi"
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)  # type: ignore[type-var]


@pytest.mark.parametrize("what", FILES)
def test_export_is_for_the_office_and_the_chair_alone(
    town: Town, client_for: Browsers, what: str
) -> None:
    entry = all_scored(town, 5)
    release_all(town)
    allowed = [town.office, town.chair]
    refused = [town.curators[0], person_of(town, entry.product.maker)]
    codes = [client_for(one).get(path(town, what)).status_code for one in [*allowed, *refused]]
    assert codes == [200, 200, 404, 404]


@pytest.mark.parametrize("what", FILES)
def test_export_keeps_makers_from_the_chair_of_a_blind_round_until_the_release(
    town: Town, client_for: Browsers, what: str
) -> None:
    entry = all_scored(town, 5)
    maker, person = entry.product.maker, person_of(town, entry.product.maker)
    maker.name, person.name = "Anyaman Rahasia", "Bu Rahasia"
    db.session.commit()
    chair, office = client_for(town.chair), client_for(town.office)
    assert "Rahasia" not in text_of(rows_of(town, chair, what))
    if what != "lembar-nilai":
        assert "Rahasia" in text_of(rows_of(town, office, what))
    release_all(town)
    if what == "hasil":
        assert "Anyaman Rahasia" in text_of(rows_of(town, chair, what))


@pytest.mark.parametrize("what", FILES)
def test_export_leaves_out_what_the_chair_has_an_interest_in(
    town: Town, client_for: Browsers, what: str
) -> None:
    entry, other = all_scored(town, 5), all_scored(town, 4)
    declare_conflict(entry=entry, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    told = text_of(rows_of(town, client_for(town.chair), what))
    assert (str(entry.code) in told, str(other.code) in told) == (False, True)
    assert "Saya pemasoknya." not in told


def test_export_gives_the_chair_ranks_that_tell_nothing_of_a_hidden_entry(
    town: Town, client_for: Browsers
) -> None:
    first, best, last = (all_scored(town, value) for value in (4, 5, 2))
    declare_conflict(entry=best, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    for user, wanted in (
        (town.chair, [(first.code, 1), (last.code, 2)]),
        (town.office, [(best.code, 1), (first.code, 2), (last.code, 3)]),
    ):
        head, *rows = rows_of(town, client_for(user), "hasil")
        places = (head.index("Kode ajuan"), head.index("Urutan"))
        assert [tuple(row[place] for place in places) for row in rows] == wanted


@pytest.mark.parametrize("what", FILES)
@pytest.mark.parametrize("released", [False, True])
def test_export_of_a_blind_round_names_curators_to_the_office_alone(
    town: Town, client_for: Browsers, what: str, *, released: bool
) -> None:
    all_scored(town, 5)
    others = [one for one in town.curators if one.id != town.chair.id]
    for number, one in enumerate(others):
        one.name = f"Rahasia {number}"
    db.session.commit()
    if released:
        release_all(town)
    assert "Rahasia" not in text_of(rows_of(town, client_for(town.chair), what))
    if what != "hasil":
        told = text_of(rows_of(town, client_for(town.office), what))
        assert [one.name for one in others if one.name not in told] == []


def test_export_gives_a_curator_the_same_number_in_every_file(
    town: Town, client_for: Browsers
) -> None:
    all_scored(town, 5)
    db.session.commit()
    chair = client_for(town.chair)
    _head, *sheets = rows_of(town, chair, "lembar-nilai")
    _head, *log = rows_of(town, chair, "catatan")
    finished = [row[1] for row in log if row[2] == "Menyelesaikan lembar nilai"]
    assert sorted(str(row[3]) for row in sheets) == sorted(map(str, finished))
    assert len(set(finished)) == len(town.curators)


def test_export_names_curators_of_an_open_round_to_its_chair(
    town: Town, client_for: Browsers
) -> None:
    all_scored(town, 5)
    town.round.is_blind = False
    db.session.commit()
    told = text_of(rows_of(town, client_for(town.chair), "lembar-nilai"))
    assert [one.name for one in town.curators if one.name not in told] == []


def test_export_keeps_a_curators_reason_to_step_back_from_the_chair(
    town: Town, client_for: Browsers
) -> None:
    entry = all_scored(town, 5)
    curator = next(one for one in town.curators if one.id != town.chair.id)
    declare_conflict(entry=entry, curator=curator, reason="Bu Siti itu kakak saya.")
    db.session.commit()
    told = [text_of(rows_of(town, client_for(one), "catatan")) for one in (town.chair, town.office)]
    assert ["Bu Siti" in one for one in told] == [False, True]


@pytest.mark.parametrize("what", FILES)
def test_export_is_named_after_the_round_alone(town: Town, client_for: Browsers, what: str) -> None:
    all_scored(town, 5)
    db.session.commit()
    answer = client_for(town.office).get(path(town, what))
    assert answer.headers["Content-Disposition"].endswith(f"{town.round.slug}-{what}.xlsx")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_export_makes_formulas_harmless(town: Town, client_for: Browsers, start: str) -> None:
    entry = admitted(town)
    evil = f"{start}HYPERLINK(1)"
    scored(entry, town.curators[0], 4, answers(entry, 4, packaging=Answer(2, note=evil)))
    db.session.commit()
    answer = client_for(town.office).get(path(town, "lembar-nilai"))
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    [cell] = [one for row in sheet.iter_rows() for one in row if one.value == evil]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
