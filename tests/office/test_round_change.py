"""Changing a round that is open: what may change, what may not, and two who change it at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from curation_rounds import (
    Town,
    admitted,
    all_scored,
    ready_product,
    release_all,
    scored,
    small_town,
    submitted,
)
from flask import Flask
from flask.testing import FlaskClient
from form_values import filled
from html_pages import main_part, words

from accounts.models import LogEntry, User
from curation.operations import withdraw_entry
from curation.states import Visibility
from database import db
from web.formats import in_wib

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    made = small_town(gates=True)
    made.round.chair = made.chair
    db.session.commit()
    return made


@pytest.fixture
def office(town: Town, client_for: Browsers) -> FlaskClient:
    return client_for(town.office)


def path(town: Town) -> str:
    return f"/dinas/kurasi/{town.round.id}/ubah"


def change(office: FlaskClient, town: Town, **values: object) -> tuple[int, str]:
    """Open the page, change some fields, and send it."""
    form = {**filled(office.get(path(town)).text), **values}
    answer = office.post(path(town), data={k: v for k, v in form.items() if v is not None})
    db.session.expire_all()
    return answer.status_code, answer.text


def changes() -> list[dict[str, object]]:
    return [one.data for one in db.session.query(LogEntry).filter_by(action="change")]


def test_untouched_page_changes_nothing(office: FlaskClient, town: Town) -> None:
    before = (town.round.version, town.round.opens_at, town.round.gates, town.round.chair_id)
    assert change(office, town)[0] == 303
    assert (
        town.round.version,
        town.round.opens_at,
        town.round.gates,
        town.round.chair_id,
    ) == before
    assert changes() == []
    assert "Tidak ada yang berubah." in office.get("/dinas/kurasi").text


def test_every_setting_changes_in_a_round_without_entries(office: FlaskClient, town: Town) -> None:
    ends = town.round.scoring_ends_at + timedelta(days=1)
    status, _ = change(
        office,
        town,
        name_id="Kurasi Panjang",
        name_en="Long round",
        scoring_ends_at=f"{in_wib(ends):%Y-%m-%dT%H:%M}",
        categories=["kriya"],
        entries_per_maker="3",
        sheets_wanted="4",
        is_blind=None,
        visibility="after_own",
        chair="0",
        accept_from="80",
        gate_nib=[],
    )
    round_ = town.round
    assert status == 303
    assert (round_.name_id, round_.name_en, round_.categories) == (
        "Kurasi Panjang",
        "Long round",
        ["kriya"],
    )
    assert (round_.entries_per_maker, round_.sheets_wanted, round_.is_blind) == (3, 4, False)
    assert round_.visibility is Visibility.AFTER_OWN
    assert (round_.chair_id, round_.accept_from, round_.gates) == (None, 80, {"kriya": ["city"]})
    assert abs(round_.scoring_ends_at - ends) < timedelta(minutes=1)
    [logged] = changes()
    assert logged["sheets_wanted"] == [2, 4]
    assert "opens_at" not in logged


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"categories": ["batik"]}, "Sudah ada ajuan Kriya di kurasi ini."),
        ({"entries_per_maker": "1"}, "Ada perajin dengan 2 ajuan di kurasi ini."),
        ({"opens_at": "2099-01-01T08:00"}, "Kurasi harus dibuka sebelum ditutup."),
        ({"closes_at": "2000-01-01T08:00"}, "Tanggal dan jam ini belum benar."),
        ({"accept_from": "50"}, "Batas harus menurun"),
        ({"name_id": " "}, "Bagian ini perlu diisi."),
        ({"categories": ["mamin", "kriya"]}, "Rubrik belum punya kriteria untuk jenis ini."),
    ],
)
def test_what_contradicts_the_entries_is_refused_and_kept(
    office: FlaskClient, town: Town, values: dict[str, object], sentence: str
) -> None:
    first = submitted(town)
    submitted(town, ready_product(first.product.maker))
    db.session.commit()
    before = town.round.version
    status, page = change(office, town, **{"name_en": "Kept as typed", **values})
    assert (status, town.round.version) == (422, before)
    assert sentence in page
    assert 'value="Kept as typed"' in page


def test_opening_cannot_move_behind_an_entry(office: FlaskClient, town: Town) -> None:
    entry = submitted(town)
    db.session.commit()
    assert entry.submitted_at is not None
    later = in_wib(entry.submitted_at + timedelta(minutes=2))
    status, page = change(office, town, opens_at=f"{later:%Y-%m-%dT%H:%M}")
    assert (status, "Sudah ada ajuan yang masuk sebelum waktu ini." in page) == (422, True)


def test_withdrawn_entries_hold_nothing(office: FlaskClient, town: Town) -> None:
    entry = submitted(town)
    withdraw_entry(entry=entry, actor=town.makers[entry.product.maker_id])
    db.session.commit()
    assert change(office, town, categories=["batik"])[0] == 303


def test_blindness_stays_once_somebody_scores(office: FlaskClient, town: Town) -> None:
    entry = admitted(town)
    db.session.commit()
    assert change(office, town, is_blind=None)[0] == 303
    scored(entry, town.curators[0], 4)
    db.session.commit()
    status, page = change(office, town, is_blind="y")
    assert (status, "Penilaian sudah mulai" in page) == (422, True)
    assert change(office, town, sheets_wanted="3")[0] == 303


def test_results_leave_names_chair_and_times(office: FlaskClient, town: Town) -> None:
    all_scored(town, 5)
    release_all(town)
    refused: list[dict[str, object]] = [
        {"sheets_wanted": "5"},
        {"gate_nib": []},
        {"accept_from": "90"},
    ]
    for values in refused:
        status, page = change(office, town, **values)
        assert (status, "Hasil sudah diumumkan." in page) == (422, True)
    assert change(office, town, name_en="Renamed", chair="0")[0] == 303
    assert (town.round.name_en, town.round.chair_id) == ("Renamed", None)


def test_chair_of_another_partner_is_refused(office: FlaskClient, town: Town) -> None:
    other = small_town()
    db.session.commit()
    status, page = change(office, town, chair=str(other.chair.id))
    assert (status, "Ketua harus kurator mitra ini." in page) == (422, True)


def test_stale_page_shows_both_and_keeps_what_was_typed(office: FlaskClient, town: Town) -> None:
    form = filled(office.get(path(town)).text)
    assert change(office, town, sheets_wanted="3")[0] == 303
    answer = office.post(path(town), data={**form, "sheets_wanted": "5", "name_en": "Mine"})
    text = words(main_part(answer))
    assert answer.status_code == 409
    assert "ketikan Anda 5; tersimpan 3" in text
    assert "ketikan Anda Mine; tersimpan Souvenir round" in text
    again = filled(answer.text)
    assert again["sheets_wanted"] == ["5"]
    assert office.post(path(town), data=again).status_code == 303
    db.session.expire_all()
    assert (town.round.sheets_wanted, town.round.name_en) == (5, "Mine")


def test_only_the_office_changes_rounds(town: Town, client_for: Browsers) -> None:
    for person in (town.chair, town.curators[0]):
        browser = client_for(person)
        assert browser.get(path(town)).status_code == 404
        assert browser.post(path(town), data={"name_id": "X"}).status_code == 404


def test_unknown_round_is_not_found(office: FlaskClient) -> None:
    assert office.get("/dinas/kurasi/999999/ubah").status_code == 404
