"""Ties: settled by the chair with a reason, open again when their members change."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, person_of, scored, small_town
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import LogEntry, User
from curation.entry_models import Entry
from curation.offsets import Key
from curation.operations import declare_conflict
from curation.ranking import Sheet, rank_entries
from curation.standing import round_standing
from curation.ties import Settled, settle_ties
from database import db

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def twin(town: Town, value: int = 4) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    db.session.commit()
    return entry


def ranks(town: Town) -> dict[int, tuple[int, bool]]:
    db.session.expire_all()
    rows = round_standing(town.round).rows
    return {row.entry.id: (row.ranked.rank, row.ranked.tied) for row in rows if row.ranked}


def settled(*members: str) -> dict[Key, Settled]:
    among: frozenset[Key] = frozenset(members)
    return {key: Settled(place, among) for place, key in enumerate(members, start=1)}


def test_settle_ties_orders_exactly_the_entries_that_were_settled() -> None:
    ranking = rank_entries([Sheet("A", entry, 50) for entry in "xyz"] + [Sheet("A", "w", 90)])
    done = settle_ties(ranking, settled("z", "x", "y"))
    assert [(one.entry, one.rank, one.tied) for one in done.entries] == [
        ("w", 1, False),
        ("z", 2, False),
        ("x", 3, False),
        ("y", 4, False),
    ]


@pytest.mark.parametrize(
    "places",
    [
        settled("z", "x"),
        settled("z", "x", "y", "v"),
        {key: Settled(1, frozenset("xyz")) for key in "xyz"},
    ],
    ids=["too few", "somebody who is gone", "one place for all"],
)
def test_settle_ties_leaves_another_tie_open(places: dict[Key, Settled]) -> None:
    ranking = rank_entries([Sheet("A", entry, 50) for entry in "xyz"])
    assert settle_ties(ranking, places) == ranking


def test_settle_puts_a_tie_in_order_and_logs_why(town: Town, client_for: Browser) -> None:
    first, second = twin(town), twin(town)
    browser = client_for(town.chair)
    table = f"/ketua/kurasi/{town.round.id}"
    assert "Seri yang belum diurutkan" in browser.get(table).text
    form = {f"place-{first.id}": "2", f"place-{second.id}": "1", "reason": "Jahitannya lebih rapi."}
    assert browser.post(f"{table}/seri", data=form).location == table
    assert ranks(town) == {first.id: (2, False), second.id: (1, False)}
    assert "Seri yang belum diurutkan" not in browser.get(table).text
    logged = db.session.query(LogEntry).filter_by(action="settle_tie").one()
    assert (logged.reason, logged.data) == (
        "Jahitannya lebih rapi.",
        {"places": {str(first.id): 2, str(second.id): 1}},
    )
    # Somebody new shares the rank: what was settled among two says nothing of three.
    third = twin(town)
    assert {key: tied for key, (_rank, tied) in ranks(town).items()} == {
        first.id: True,
        second.id: True,
        third.id: True,
    }


@pytest.mark.parametrize(
    ("places", "reason", "sentence"),
    [
        (("1", "1"), "Rapi.", "Beri setiap ajuan tempatnya sendiri"),
        (("1", ""), "Rapi.", "Beri setiap ajuan tempatnya sendiri"),
        (("1", "9" * 30), "Rapi.", "Beri setiap ajuan tempatnya sendiri"),
        (("1", "3"), "Rapi.", "Beri setiap ajuan tempatnya sendiri"),
        (("1", "2"), "  ", "Tulis alasan urutan ini."),
        (("1",), "Rapi.", "Seri ini sudah berubah."),
        ((), "Rapi.", "Seri ini sudah berubah."),
    ],
)
def test_settle_refuses_what_is_no_order(
    town: Town, client_for: Browser, places: tuple[str, ...], reason: str, sentence: str
) -> None:
    entries = [twin(town), twin(town)]
    form = {f"place-{one.id}": place for one, place in zip(entries, places, strict=False)}
    page = client_for(town.chair).post(
        f"/ketua/kurasi/{town.round.id}/seri", data={**form, "reason": reason}
    )
    assert page.status_code == 422
    assert sentence in page.text
    assert {tied for _rank, tied in ranks(town).values()} == {True}


def test_settle_is_not_for_a_chair_with_an_interest_in_the_tie(
    town: Town, client_for: Browser
) -> None:
    first, second = twin(town), twin(town)
    declare_conflict(entry=first, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    browser = client_for(town.chair)
    table = f"/ketua/kurasi/{town.round.id}"
    page = browser.get(table).text
    assert "Seri yang belum diurutkan" not in page
    assert ">seri<" not in page
    form = {f"place-{first.id}": "2", f"place-{second.id}": "1", "reason": "Rapi."}
    assert browser.post(f"{table}/seri", data=form).status_code == 404
    assert client_for(town.curators[0]).post(f"{table}/seri", data=form).status_code == 404
