"""What a partner's curators take home after the release."""

import io
from collections.abc import Callable

import pytest
from curation_rounds import Town, all_scored, person_of, ready_product, release_all, small_town
from factories import PartnerFactory, curator_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words
from openpyxl import load_workbook

from accounts.models import User
from catalog.models import Product
from curation.operations import declare_conflict
from database import db

Browsers = Callable[[User], FlaskClient]
TIERS = [{"from": 12, "rupiah": 70_000}, {"from": 40, "rupiah": 62_500}]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def goods(name: str) -> Product:
    return ready_product(name_id=name, wholesale_tiers=TIERS, minimum_order=12, lead_time_days=9)


def test_shortlist_shows_what_passed_with_terms_and_contact(
    town: Town, client_for: Browsers
) -> None:
    good, weak = all_scored(town, 5, goods("Tas pandan")), all_scored(town, 1, goods("Topi kusut"))
    release_all(town)
    page = words(client_for(town.curators[0]).get(f"/kurator/kurasi/{town.round.id}/terpilih").text)
    assert "Tas pandan" in page
    assert good.product.maker.name in page
    assert "12 buah Rp\xa070.000" in page.replace("Rp ", "Rp\xa0")
    assert "+6281100000001" in page
    assert "Topi kusut" not in page
    assert weak.product.maker.name not in page


def test_shortlist_keeps_a_number_that_its_maker_does_not_show(
    town: Town, client_for: Browsers
) -> None:
    entry = all_scored(town, 5, goods("Tas pandan"))
    entry.product.maker.shows_whatsapp = False
    release_all(town)
    path = f"/kurator/kurasi/{town.round.id}/terpilih"
    browser = client_for(town.curators[0])
    assert "6281100000001" not in browser.get(path).text
    assert b"6281100000001" not in browser.get(f"{path}.xlsx").data
    assert "dihubungi lewat dinas" in browser.get(path).text


def test_shortlist_is_empty_before_the_release(town: Town, client_for: Browsers) -> None:
    entry = all_scored(town, 5, goods("Tas pandan"))
    db.session.commit()
    page = client_for(town.curators[0]).get(f"/kurator/kurasi/{town.round.id}/terpilih").text
    assert "Belum ada yang diumumkan" in page
    assert entry.product.maker.name not in page
    assert "Tas pandan" not in page


def test_shortlist_is_for_the_partner_and_the_office(town: Town, client_for: Browsers) -> None:
    entry = all_scored(town, 5, goods("Tas pandan"))
    stranger = curator_user(PartnerFactory())
    release_all(town)
    people = [town.curators[0], town.chair, town.office, stranger]
    people.append(person_of(town, entry.product.maker))
    for end in ("", ".xlsx"):
        path = f"/kurator/kurasi/{town.round.id}/terpilih{end}"
        codes = [client_for(one).get(path).status_code for one in people]
        assert codes == [200, 200, 200, 404, 404]


def test_shortlist_leaves_out_what_the_curator_has_an_interest_in(
    app: Flask, client_for: Browsers
) -> None:
    town = small_town(curators=3)  # One steps back, and two sheets are wanted.
    entry, other = (all_scored(town, 5, goods(name)) for name in ("Tas pandan", "Topi rotan"))
    declare_conflict(entry=entry, curator=town.curators[0], reason="Saya pemasoknya.")
    db.session.commit()
    release_all(town)
    path, kept = f"/kurator/kurasi/{town.round.id}/terpilih", "kepentingan Anda"
    pages = [client_for(one).get(path).text for one in town.curators[:2]]
    told = [("Tas pandan" in page, "Topi rotan" in page, kept in page) for page in pages]
    assert told == [(False, True, True), (True, True, False)]
    answer = client_for(town.curators[0]).get(f"{path}.xlsx")
    rows = load_workbook(io.BytesIO(answer.data)).worksheets[0].iter_rows(values_only=True)
    assert [row[1] for row in rows] == ["Produk", "Topi rotan"]
    places = [f"/penempatan/ajuan/{one.id}" for one in (entry, other)]
    assert [client_for(town.curators[0]).get(one).status_code for one in places] == [404, 200]


def test_shortlist_export_holds_prices_terms_and_contact(town: Town, client_for: Browsers) -> None:
    entry = all_scored(town, 5, goods("=SUM(1;2)"))
    release_all(town)
    path = f"/kurator/kurasi/{town.round.id}/terpilih.xlsx"
    answer = client_for(town.curators[0]).get(path)
    sheet = load_workbook(io.BytesIO(answer.data)).worksheets[0]
    head, row = list(sheet.iter_rows())
    found = {str(above.value): cell for above, cell in zip(head, row, strict=True)}
    assert (found["Produk"].value, found["Produk"].data_type) == ("=SUM(1;2)", "s")
    assert found["Perajin"].value == entry.product.maker.name
    assert found["Harga eceran (Rp)"].value == 78_000
    assert str(found["Harga grosir"].value).startswith("12 buah: Rp")
    assert found["Lama pengerjaan"].value == "9 hari"
    assert found["WhatsApp"].value == "+6281100000001"
