"""The office's report of a round: its numbers are those of plain SQL."""

from collections.abc import Callable

import pytest
from curation_rounds import (
    Town,
    admitted,
    all_scored,
    answers,
    person_of,
    ready_product,
    release_all,
    scored,
    small_town,
    submitted,
)
from factories import MakerFactory
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from sqlalchemy import text

from accounts.models import User
from catalog.city_help import helper_for
from curation.operations import Answer, refuse_entry, withdraw_entry
from curation.states import EntryState
from database import db
from office.round_report import round_report

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    """A round in which everything has happened that can."""
    made = small_town(gates=True)
    for value in (5, 5, 4, 3, 1):
        all_scored(made, value)
    weak = admitted(made)
    for curator in made.curators:
        scored(weak, curator, 3, answers(weak, 3, packaging=Answer(1)))
    release_all(made)
    refuse_entry(entry=submitted(made), actor=made.office, reason="Bukan buatan sendiri.")
    gone = submitted(made)
    withdraw_entry(entry=gone, actor=person_of(made, gone.product.maker))
    submitted(made, ready_product(MakerFactory(kelurahan=None)))
    db.session.commit()
    return made


def one(sql: str) -> int:
    return int(db.session.scalar(text(sql)) or 0)


def pairs(sql: str) -> dict[str, int]:
    return {row[0] or "": row[1] for row in db.session.execute(text(sql))}


def test_report_counts_what_sql_counts(town: Town) -> None:
    report = round_report(town.round)
    states = pairs("SELECT state, count(*) FROM entry WHERE state <> 'draft' GROUP BY state")
    assert {key.value: number for key, number in report.whole.states.items()} == states
    assert report.whole.submitted == one("SELECT count(*) FROM entry WHERE state <> 'draft'") == 9
    assert states["ineligible"] == states["withdrawn"] == states["submitted"] == 1
    assert report.scored == one(
        "SELECT count(DISTINCT entry_id) FROM scoresheet WHERE state = 'final'"
    )
    assert report.whole.passed == one(
        "SELECT count(*) FROM entry WHERE state IN ('accepted', 'conditional')"
    )


def test_report_counts_by_category_and_ward_what_sql_counts(town: Town) -> None:
    report = round_report(town.round)
    assert {row.name: row.submitted for row in report.categories} == pairs(
        "SELECT r.category, count(*) FROM entry e JOIN product_revision r ON r.id = e.revision_id"
        " WHERE e.state <> 'draft' GROUP BY r.category"
    )
    assert {row.name: row.submitted for row in report.wards} == pairs(
        "SELECT k.name, count(*) FROM entry e JOIN product p ON p.id = e.product_id"
        " JOIN maker m ON m.id = p.maker_id LEFT JOIN kelurahan k ON k.id = m.kelurahan_id"
        " WHERE e.state <> 'draft' GROUP BY k.name"
    )
    assert "" in {row.name for row in report.wards}


def test_report_names_the_weakest_criterion_and_who_helps(town: Town) -> None:
    weakest = round_report(town.round).weakest
    lowest = db.session.execute(
        text(
            "SELECT c.key, avg(s.value * 1.0), count(s.value) FROM score s"
            " JOIN criterion c ON c.id = s.criterion_id GROUP BY c.id, c.key"
            " ORDER BY avg(s.value * 1.0), c.id LIMIT 5"
        )
    ).all()
    assert [(row.criterion.key, row.values) for row in weakest] == [
        (key, number) for key, _mean, number in lowest
    ]
    assert weakest[0].mean == pytest.approx(float(lowest[0][1]))
    assert weakest[0].criterion.key == "packaging"
    helper = helper_for("criterion.packaging")
    assert helper is not None
    assert weakest[0].help == helper.in_words()


def test_report_counts_what_each_requirement_holds_back(town: Town) -> None:
    [gate] = round_report(town.round).gates
    # Six makers were scored and none of them has a NIB; what was refused or withdrawn is no part.
    assert (gate.key, gate.entries) == ("nib", 6)
    assert gate.help


def test_report_of_an_empty_round_is_empty(app: Flask) -> None:
    report = round_report(small_town().round)
    assert (report.whole.submitted, report.scored, report.weakest, report.gates) == (0, 0, [], [])


def test_report_page_shows_the_numbers_to_the_office_alone(
    town: Town, client_for: Browsers
) -> None:
    path = f"/dinas/kurasi/{town.round.id}/laporan"
    page = words(client_for(town.office).get(path).text)
    declined = one(f"SELECT count(*) FROM entry WHERE state = '{EntryState.DECLINED}'")
    assert "Kemasan dan label" in page
    assert f"Belum lolos {declined}" in page
    refused = [town.chair, town.curators[0]]
    assert [client_for(user).get(path).status_code for user in refused] == [404, 404]
