"""What became of a chosen product, as its maker and the partner write it down."""

from collections.abc import Callable
from datetime import date

import pytest
from curation_rounds import Town, all_scored, person_of, release_all, small_town
from factories import PartnerFactory, curator_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from sqlalchemy import select

from accounts.models import LogEntry, User
from curation.entry_models import Entry
from curation.operations.placements import PlacementFacts, add_placement
from curation.placement_models import Placement, PlacementStage
from database import db
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
TYPED = {
    "outlet": "Galeri Utama, Surabaya",
    "ordered_on": "2026-10-01",
    "ordered_count": "40",
    "on_shelf_on": "2026-10-09",
    "sold_count": "12",
}
ON_SHELF = PlacementFacts(outlet="Galeri Utama", on_shelf_on=date(2026, 10, 9), sold_count=3)


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


@pytest.fixture
def chosen(town: Town) -> Entry:
    entry = all_scored(town, 5)
    release_all(town)
    return entry


def placed(town: Town, chosen: Entry) -> Placement:
    made = add_placement(entry=chosen, facts=ON_SHELF, actor=town.curators[0])
    db.session.commit()
    return made


@pytest.mark.parametrize("who", ["maker", "partner"])
def test_placement_is_typed_by_maker_and_by_partner(
    town: Town, chosen: Entry, client_for: Browsers, who: str
) -> None:
    people = {"maker": person_of(town, chosen.product.maker), "partner": town.curators[1]}
    browser = client_for(people[who])
    answer = browser.post(f"/penempatan/ajuan/{chosen.id}", data=TYPED)
    assert answer.status_code == 303
    [made] = db.session.scalars(select(Placement))
    assert (made.outlet, made.ordered_count, made.sold_count) == ("Galeri Utama, Surabaya", 40, 12)
    assert made.stage == PlacementStage.ON_SHELF
    assert made.typed_by_id == people[who].id
    page = words(browser.get(answer.location).text)
    assert "Galeri Utama, Surabaya" in page
    assert "12 buah" in page


def test_placement_is_seen_by_the_office(town: Town, chosen: Entry, client_for: Browsers) -> None:
    placed(town, chosen)
    page = words(client_for(town.office).get("/dinas/di-toko").text)
    told = ["Galeri Utama", chosen.product.maker.name, town.partner.name, "Dipajang"]
    assert [one for one in told if one not in page] == []


def test_placement_is_nobody_elses(town: Town, chosen: Entry, client_for: Browsers) -> None:
    made, other = placed(town, chosen), all_scored(town, 2)
    rival, stranger = person_of(town, other.product.maker), curator_user(PartnerFactory())
    db.session.commit()
    for path in (f"/penempatan/ajuan/{chosen.id}", f"/penempatan/{made.id}"):
        for one in (rival, stranger, town.office):
            browser = client_for(one)
            assert browser.get(path).status_code == 404
            assert browser.post(path, data=TYPED).status_code == 404
    assert db.session.scalars(select(Placement.id)).all() == [made.id]


def test_placement_is_only_of_what_was_chosen(town: Town, client_for: Browsers) -> None:
    waiting, weak = all_scored(town, 5), all_scored(town, 1)
    browser = client_for(town.curators[0])
    db.session.commit()
    assert browser.get(f"/penempatan/ajuan/{waiting.id}").status_code == 404
    release_all(town)
    codes = [browser.get(f"/penempatan/ajuan/{one.id}").status_code for one in (waiting, weak)]
    assert codes == [200, 404]
    with pytest.raises(RuleViolation, match="wewenang"):
        add_placement(entry=weak, facts=ON_SHELF, actor=town.curators[0])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outlet": " "}, "Bagian ini perlu diisi."),
        ({"ordered_on": "", "on_shelf_on": ""}, "Isi tanggal dipesan atau tanggal mulai dipajang."),
        ({"ordered_on": "0026-10-01"}, "Tanggal ini belum benar."),
        ({"ordered_count": "0"}, "Isi angka dari 1 sampai"),
        ({"sold_count": "-3"}, "Isi angka dari 0 sampai"),
        ({"sold_count": "banyak"}, "Isi dengan angka bulat."),
        ({"off_shelf_on": "2026-10-02"}, "Tanggal berakhir tidak bisa sebelum mulai dipajang."),
        ({"on_shelf_on": "", "off_shelf_on": "2026-10-02"}, "Isi dulu tanggal mulai dipajang."),
    ],
)
def test_placement_that_cannot_be_is_refused_and_kept_on_the_page(
    town: Town, chosen: Entry, client_for: Browsers, changed: dict[str, str], said: str
) -> None:
    typed = TYPED | {"note": "Rak depan."} | changed
    answer = client_for(town.curators[0]).post(f"/penempatan/ajuan/{chosen.id}", data=typed)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert "Rak depan." in answer.text
    assert db.session.scalars(select(Placement)).all() == []


def test_placement_change_is_logged_with_what_it_was(
    town: Town, chosen: Entry, client_for: Browsers
) -> None:
    made = placed(town, chosen)
    typed = {"outlet": "Galeri Utama", "on_shelf_on": "2026-10-09", "sold_count": "7"}
    browser = client_for(person_of(town, chosen.product.maker))
    typed |= {"off_shelf_on": "2026-11-01", "version": str(made.version)}
    assert browser.post(f"/penempatan/{made.id}", data=typed).status_code == 303
    db.session.expire_all()
    assert (made.sold_count, made.stage) == (7, PlacementStage.ENDED)
    row = db.session.scalars(select(LogEntry).where(LogEntry.subject_kind == "placement")).all()[-1]
    assert (row.action, row.after) == ("change", "ended")
    assert row.data["changed"] == {"sold_count": [3, 7], "off_shelf_on": [None, "2026-11-01"]}


def test_placement_saved_by_two_shows_both_and_loses_nothing(
    town: Town, chosen: Entry, client_for: Browsers
) -> None:
    made = placed(town, chosen)
    path, seen = f"/penempatan/{made.id}", str(made.version)
    typed = {"outlet": "Galeri Utama", "on_shelf_on": "2026-10-09", "version": seen}
    maker, partner = client_for(person_of(town, chosen.product.maker)), client_for(town.chair)
    assert maker.post(path, data=typed | {"sold_count": "8"}).status_code == 303
    answer = partner.post(path, data=typed | {"sold_count": "9"})
    assert answer.status_code == 409
    assert "8 buah" in words(answer.text)
    assert 'value="9"' in answer.text
    db.session.expire_all()
    assert made.sold_count == 8
    again = typed | {"sold_count": "9", "version": str(made.version)}
    assert partner.post(path, data=again).status_code == 303
