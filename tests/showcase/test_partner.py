"""A partner's page: what it accepted and is on show, and nothing before its first round opens."""

from datetime import timedelta

import pytest
from curation_rounds import Town, admitted, ready_product, small_town
from factories import MakerFactory, PartnerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from catalog.states import Listing
from curation.states import EntryState
from database import db, utcnow


@pytest.fixture
def town(app: Flask) -> Town:
    """A partner's round with an accepted, a declined and a withdrawn product."""
    found = small_town(curators=2)
    for name, state in (
        ("Kain lolos", EntryState.ACCEPTED),
        ("Kain ditolak", EntryState.DECLINED),
        ("Kain ditarik", EntryState.ACCEPTED),
    ):
        product = listed_product(product__maker=MakerFactory(), name_id=name)
        entry = admitted(found, ready_product(product.maker, name_id=name))
        entry.product_id = product.id
        entry.state = state
        if "ditarik" in name:
            product.listing = Listing.WITHDRAWN
    found.partner.description_id = "Toko oleh-oleh di Denpasar."
    db.session.commit()
    return found


def test_the_page_shows_what_was_accepted_and_is_on_show(client: FlaskClient, town: Town) -> None:
    page = client.get(f"/mitra/{town.partner.slug}")
    assert "Kain lolos" in page.text
    assert "Kain ditolak" not in page.text
    assert "Kain ditarik" not in page.text
    assert "1 produk lolos" in words(main_part(page))
    assert "Toko oleh-oleh di Denpasar." in page.text
    assert '"@type": "Store"' in page.text
    english = client.get(f"/en/mitra/{town.partner.slug}")
    assert english.status_code == 200
    assert f'href="/mitra/{town.partner.slug}"' in client.get("/kurasi").text
    assert f"/mitra/{town.partner.slug}" in client.get("/sitemap/umum.xml").text


def test_a_partner_without_an_open_round_is_no_page(client: FlaskClient, town: Town) -> None:
    quiet = PartnerFactory()
    db.session.commit()
    assert client.get(f"/mitra/{quiet.slug}").status_code == 404
    assert client.get("/mitra/tidak-ada").status_code == 404
    now = utcnow()
    for one in town.partner.rounds:
        one.opens_at = now + timedelta(days=1)
        one.closes_at = now + timedelta(days=2)
        one.scoring_ends_at = now + timedelta(days=3)
    db.session.commit()
    assert client.get(f"/mitra/{town.partner.slug}").status_code == 404
