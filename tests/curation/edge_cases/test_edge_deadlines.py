"""The deadline to the second, by the server's clock alone, in western Indonesia's time."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, person_of, ready_product
from edge_values import LAST, MIDNIGHT
from flask.testing import FlaskClient
from server_clock import set_clock
from sqlalchemy import func, select

from accounts.models import User
from curation.entry_models import Entry, Scoresheet
from curation.operations.scoresheets import criteria_of
from database import db

Browser = Callable[[User], FlaskClient]

# What a browser may claim about the time.
CLAIMS = {"Date": "Sun, 31 Jan 2027 16:00:00 GMT", "X-Client-Time": "2027-01-31T16:00:00Z"}


def test_product_is_entered_until_the_last_second_and_not_later(
    closing: Town, client_for: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = ready_product().maker
    products = [ready_product(maker), ready_product(maker)]
    browser = client_for(person_of(closing, maker))
    paths = [f"/perajin-saya/produk/{one.id}/ajukan/{closing.round.id}" for one in products]
    db.session.commit()
    form = {"consents_to_listing": "y", "now": "2027-01-31T16:00:00Z", "submitted_at": "2027"}
    set_clock(monkeypatch, LAST)
    assert browser.post(paths[0], data=form).status_code == 303
    set_clock(monkeypatch, MIDNIGHT)
    late = browser.post(paths[1], data=form, headers=CLAIMS)
    assert (late.status_code, "sedang tidak menerima ajuan" in late.text) == (422, True)
    assert db.session.scalar(select(func.count(Entry.id))) == 1


def test_closing_time_is_told_in_western_indonesian_time(
    closing: Town, client_for: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_for(person_of(closing, ready_product().maker))
    db.session.commit()
    set_clock(monkeypatch, LAST)
    page = browser.get("/perajin-saya/ajuan").text
    assert "1 Februari 2027" in page
    assert "00.00" in page


def test_sheet_is_saved_until_the_last_second_and_not_later(
    closing: Town, client_for: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    closing.round.scoring_ends_at = MIDNIGHT
    entry, curator = admitted(closing), closing.curators[0]
    db.session.commit()
    browser, path = client_for(curator), f"/kurator/ajuan/{entry.id}/simpan"
    first = criteria_of(entry)[0].id
    set_clock(monkeypatch, LAST)
    assert browser.post(path, data={f"c{first}": "4", "version": "0"}).status_code == 303
    set_clock(monkeypatch, MIDNIGHT)
    late = browser.post(path, data={f"c{first}": "5", "version": "1"}, headers=CLAIMS)
    assert (late.status_code, "sudah ditutup" in late.text) == (422, True)
    assert db.session.scalars(select(Scoresheet)).one().scores[0].value == 4
