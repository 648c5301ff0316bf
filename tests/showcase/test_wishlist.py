"""A list of saved products is an address: it shows what is still public, in its order."""

import re

import pytest
from factories import listed_product
from flask import Flask
from flask.testing import FlaskClient

from catalog.models import Product
from catalog.states import Listing
from database import db
from showcase.views.wishlist import LONGEST, MOST, read_slugs

LINK = re.compile(r'<h2 class="card-name"><a href="/produk/([\w-]+)"')


@pytest.fixture
def shown(app: Flask) -> list[Product]:
    found = [listed_product(name_id=f"Tas {n}") for n in range(3)]
    for number, product in enumerate(found):
        product.slug = f"tas-{number}"
    db.session.commit()
    return found


def test_a_list_keeps_its_order_and_shows_each_once(
    client: FlaskClient, shown: list[Product]
) -> None:
    page = client.get("/simpanan?p=tas-2.tas-0.tas-2").text
    assert LINK.findall(page) == ["tas-2", "tas-0"]
    assert "sudah tidak tayang" not in page
    assert "https://wa.me/?text=" in page
    assert "p%3Dtas-2.tas-0" in page


def test_what_is_gone_is_counted_and_not_shown(client: FlaskClient, shown: list[Product]) -> None:
    shown[1].listing = Listing.WITHDRAWN
    db.session.commit()
    page = client.get("/simpanan?p=tas-0.tas-1.tidak-ada").text
    assert LINK.findall(page) == ["tas-0"]
    assert "2 produk dalam daftar ini sudah tidak tayang." in page
    assert "tas-1" not in page[page.index("<main") :]


@pytest.mark.parametrize("text", ["", "...", "<script>", "A.B", "%00", "../..", "tas 0"])
def test_nonsense_is_an_empty_list(client: FlaskClient, shown: list[Product], text: str) -> None:
    answer = client.get("/simpanan", query_string={"p": text})
    assert answer.status_code == 200
    assert "Belum ada yang disimpan" in answer.text


def test_a_list_has_an_end() -> None:
    many = ".".join(f"tas-{n}" for n in range(5_000))
    assert len(read_slugs(many)) == MOST
    assert read_slugs("a" * (LONGEST + 1)) == []


def test_the_list_is_the_same_in_english_and_in_no_search_engine(
    client: FlaskClient, shown: list[Product]
) -> None:
    page = client.get("/en/simpanan?p=tas-0").text
    assert '<h2 class="card-name"><a href="/en/produk/tas-0"' in page
    assert '<meta name="robots" content="noindex, follow">' in page


def test_every_public_page_can_save_and_leads_to_the_list(
    client: FlaskClient, shown: list[Product]
) -> None:
    for path in ("/", "/cari", "/produk/tas-0"):
        page = client.get(path).text
        assert 'data-wishlist="/simpanan"' in page
        assert 'id="simpan-kata"' in page
    assert 'data-slug="tas-0"' in client.get("/produk/tas-0").text


def test_each_maker_is_asked_once_about_all_that_is_saved(client: FlaskClient) -> None:
    first = listed_product()
    second = listed_product(product__maker=first.maker)
    other = listed_product()
    db.session.commit()
    page = client.get(f"/simpanan?p={first.slug}.{other.slug}.{second.slug}").text
    assert f'href="/produk/{first.slug}/tanya?juga={second.slug}"' in page
    assert f'href="/produk/{other.slug}/tanya"' in page
    assert page.count("/tanya") == 2
