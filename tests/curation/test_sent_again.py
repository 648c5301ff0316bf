"""An entry that was revised and sent in again: what changed, and the earlier sheets beside it."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, all_scored, answers, person_of, release_all, scored, small_town
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from catalog.products import save_draft
from curation.entry_models import Entry
from curation.operations import admit_entry, submit_entry
from curation.operations.scoresheets import Answer
from curation.queries.earlier import earlier_sheets
from curation.standing import round_standing
from curation.states import EntryState
from database import db

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def sent_again(town: Town, **changes: object) -> Entry:
    """Sixty points lead to a revision, which the maker makes and sends in."""
    entry = all_scored(town, 3)
    release_all(town)
    assert entry.state == EntryState.REVISE
    person = person_of(town, entry.product.maker)
    save_draft(product=entry.product, changes=changes)  # type: ignore[arg-type]
    submit_entry(round_=town.round, product=entry.product, actor=person, consents_to_listing=True)
    admit_entry(entry=entry, actor=town.office)
    db.session.commit()
    return entry


def test_chair_sees_what_changed_and_the_earlier_sheets(town: Town, client_for: Browser) -> None:
    entry = sent_again(town, name_id="Keranjang Rapi", price_rupiah=91_000)
    old = [one.id for one in earlier_sheets(entry)]
    scored(entry, town.curators[0], 5, answers(entry, 5, packaging=Answer(4)))
    db.session.commit()
    text = words(main_part(client_for(town.chair).get(f"/ketua/ajuan/{entry.id}")))
    assert "Keranjang Rapi" in text
    assert "Harga eceran" in text
    assert text.count("91.000") == 2  # Among the facts, and beside what it was.
    assert "Nilai untuk versi sebelumnya, tidak dihitung lagi" in text
    assert len(old) == 2
    [row] = round_standing(town.round).rows
    assert [one.sheet.id in old for one in row.sheets] == [False]


def test_curator_begins_with_an_empty_sheet(town: Town, client_for: Browser) -> None:
    entry = sent_again(town, name_id="Keranjang Rapi")
    page = client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}")
    assert (page.status_code, page.text.count(" checked")) == (200, 0)


def test_change_of_photos_alone_is_said(town: Town, client_for: Browser) -> None:
    entry = sent_again(town)
    page = client_for(town.chair).get(f"/ketua/ajuan/{entry.id}")
    assert "Hanya foto yang berubah." in page.text


def test_first_entry_compares_nothing(town: Town, client_for: Browser) -> None:
    entry = all_scored(town, 4)
    db.session.commit()
    page = client_for(town.chair).get(f"/ketua/ajuan/{entry.id}")
    assert "Dibanding ajuan sebelumnya" not in page.text
