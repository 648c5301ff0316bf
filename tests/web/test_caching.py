"""Public pages have a name; pages of somebody have none."""

from collections.abc import Callable

import pytest
from factories import UserFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from catalog.models import Product
from catalog.states import Listing
from database import db

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product(name_id="Keranjang rotan")
    db.session.commit()
    return product


@pytest.mark.parametrize("path", ["/", "/en/", "/cari", "/cari?q=rotan", "/perajin", "/produk/{}"])
def test_a_page_that_a_visitor_has_is_not_sent_again(
    client: FlaskClient, basket: Product, path: str
) -> None:
    path = path.format(basket.slug)
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" in first.headers["Vary"]
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_change_makes_another_page_and_what_is_gone_is_gone(
    client: FlaskClient, basket: Product
) -> None:
    path = f"/produk/{basket.slug}"
    tag = client.get(path).headers["ETag"]
    basket.maker.name = "Anyam Jaya"
    db.session.commit()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200
    basket.listing = Listing.WITHDRAWN
    db.session.commit()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 404


def test_the_part_of_a_page_has_another_name_than_the_page(
    client: FlaskClient, basket: Product
) -> None:
    whole = client.get("/cari")
    part = client.get("/cari", headers={"X-Fragment": "results"})
    assert whole.headers["ETag"] != part.headers["ETag"]
    assert "X-Fragment" in part.headers["Vary"]


def test_pages_of_who_is_signed_in_are_in_no_shared_cache(
    client_for: Browsers, basket: Product
) -> None:
    user = UserFactory()
    db.session.commit()
    browser = client_for(user)
    for path in ("/", f"/produk/{basket.slug}", "/akun"):
        answer = browser.get(path)
        assert "ETag" not in answer.headers
        assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_message_that_is_shown_once_is_kept_by_nobody(
    client: FlaskClient, basket: Product
) -> None:
    with client.session_transaction() as session:
        session["_flashes"] = [("success", "Tersimpan.")]
    answer = client.get("/")
    assert "Tersimpan." in answer.get_data(as_text=True)
    assert "ETag" not in answer.headers
    assert "ETag" in client.get("/").headers


def test_errors_and_forms_have_no_name(client: FlaskClient, basket: Product) -> None:
    assert "ETag" not in client.get("/tidak-ada").headers
    assert "ETag" not in client.post("/cari").headers
