"""Labels and table cards: what stands on them, and where a scanned code leads whom."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from curation_rounds import Town, admitted, ready_product, small_town
from factories import MakerFactory, listed_product, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from catalog.states import Listing, MakerState
from curation.entry_models import Entry
from curation.operations import declare_conflict
from database import db, utcnow
from showcase.labels import ON_A_SHEET, in_sheets

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def world(app: Flask) -> tuple[Town, Entry]:
    """A round with one entry, given to two curators; its product is not on show yet."""
    town = small_town(curators=2)
    entry = admitted(town, ready_product(MakerFactory(), name_id="Kain Sekar", name_en="Sekar"))
    entry.product.code = "P-00077"
    db.session.commit()
    return town, entry


def goes_to(browser: FlaskClient, path: str, **headers: str) -> str:
    answer = browser.get(path, headers={name.replace("_", "-"): v for name, v in headers.items()})
    assert answer.headers.get("Cache-Control", "no-store") == "no-store"
    return answer.location or str(answer.status_code)


def test_a_visitor_lands_on_the_page_in_their_language(client: FlaskClient) -> None:
    shown = listed_product(product__code="P-00012")
    db.session.commit()
    page = f"/produk/{shown.slug}"
    assert goes_to(client, "/p/P-00012") == page
    assert goes_to(client, "/p/p-00012", Accept_Language="en-GB,en;q=0.9") == f"/en{page}"
    assert goes_to(client, "/p/P-00012", Accept_Language="de,fr;q=0.8") == page
    assert goes_to(client, "/en/p/P-00012", Accept_Language="id") == f"/en{page}"
    shown.listing = Listing.WITHDRAWN
    db.session.commit()
    assert client.get("/p/P-00012").status_code == 404


@pytest.mark.parametrize("code", ["P-99999", "x" * 300, "%00", "<b>", "P-00012'--"])
def test_a_code_that_is_none_is_no_page(client: FlaskClient, code: str) -> None:
    assert client.get(f"/p/{code}").status_code == 404


def test_a_curator_of_the_open_round_lands_on_the_sheet(
    world: tuple[Town, Entry], client: FlaskClient, client_for: Browser
) -> None:
    town, entry = world
    sheet = f"/kurator/ajuan/{entry.id}"
    first, second = town.curators
    assert goes_to(client_for(first), "/p/P-00077") == sheet
    assert client.get("/p/P-00077").status_code == 404  # Nobody else may know of it yet.
    assert client_for(town.office).get("/p/P-00077").status_code == 404
    declare_conflict(entry=entry, curator=second, reason="Sepupu")
    db.session.commit()
    assert client_for(second).get("/p/P-00077").status_code == 404
    now = utcnow()
    entry.round.closes_at = now - timedelta(minutes=2)
    entry.round.scoring_ends_at = now - timedelta(minutes=1)
    db.session.commit()
    assert client_for(first).get("/p/P-00077").status_code == 404


def test_cards_of_a_blind_round_say_nothing_of_makers(
    world: tuple[Town, Entry], client_for: Browser
) -> None:
    town, entry = world
    entry.product.maker.name = "PEMBUAT RAHASIA"
    browser = client_for(town.office)
    for blind in (True, False):
        entry.round.is_blind = blind
        db.session.commit()
        page = browser.get(f"/dinas/kurasi/{entry.round_id}/kartu").text
        assert "Kain Sekar" in page
        assert "P-00077" in page
        assert ("PEMBUAT RAHASIA" in page) is not blind


def test_a_maker_prints_the_own_cards_and_no_drafts(app: Flask, client_for: Browser) -> None:
    maker = MakerFactory(name="Batik Sekar")
    for number in range(9):
        listed_product(product__maker=maker, product__code=f"P-{number}", name_id=f"Kain {number}")
    listed_product(product__code="P-100", name_id="Barang orang lain")
    ready_product(maker, name_id="Belum tayang")
    person = maker_user(maker)
    db.session.commit()
    for kind in ("", "?jenis=label", "?jenis=apa"):
        page = client_for(person).get(f"/perajin-saya/label{kind}").text
        assert page.count('class="label-sheet"') == 2  # Nine products and the maker's own card.
        assert len(re.findall(r'<article class="label ', page)) == 10
        assert "Barang orang lain" not in page
        assert "Belum tayang" not in page


def test_a_maker_without_anything_on_show_reads_why(app: Flask, client_for: Browser) -> None:
    person = maker_user(MakerFactory())
    db.session.commit()
    assert "Belum ada yang bisa dicetak" in client_for(person).get("/perajin-saya/label").text


def test_a_suspended_maker_prints_nothing_that_leads_nowhere(
    app: Flask, client_for: Browser
) -> None:
    shown = listed_product(product__code="P-00013")
    person = maker_user(shown.maker)
    shown.maker.state = MakerState.SUSPENDED
    db.session.commit()
    assert "P-00013" not in client_for(person).get("/perajin-saya/label").text


def test_sheets_hold_eight() -> None:
    numbers = list(range(17))
    assert [len(one) for one in in_sheets(numbers)] == [8, 8, 1]  # type: ignore[arg-type]
    assert ON_A_SHEET == 8


def test_only_the_office_prints_a_round(world: tuple[Town, Entry], client_for: Browser) -> None:
    town, entry = world
    path = f"/dinas/kurasi/{entry.round_id}/kartu"
    assert client_for(town.curators[0]).get(path).status_code == 404
    assert client_for(office_user()).get(path).status_code == 200
