"""Looks at products: what counts, what does not, and what the maker's home says of it."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from catalog_goods import counting
from factories import UserFactory, listed_product, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from other_apps import other_app, other_settings
from sqlalchemy import select

from accounts.models import User
from catalog.models import Product
from catalog.operations import withdraw_listing
from catalog.visit_models import ProductViews
from catalog.visits import VisitBuffer, add_views, today
from catalog.week import Numbers, week_of
from database import db, utcnow
from showcase.models import Inquiry

Browsers = Callable[[User], FlaskClient]
HERE = {"Origin": "http://localhost", "User-Agent": "Mozilla/5.0"}


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product()
    db.session.commit()
    return product


def counted(app: Flask) -> int:
    app.extensions["visits"].flush()
    db.session.rollback()  # A transaction that reads sees nothing newer than its beginning.
    return sum(db.session.scalars(select(ProductViews.count)))


def see(browser: FlaskClient, product: Product | int, **headers: str) -> int:
    key = product if isinstance(product, int) else product.id
    sent = HERE | {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.post(f"/produk/{key}/dilihat", headers=sent).status_code


def test_visitor_is_counted_without_a_query(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    key = basket.id
    with counting() as asked:
        assert [see(client, key) for _ in range(3)] == [204, 204, 204]
    assert asked == []
    assert counted(app) == 3
    row = db.session.scalars(select(ProductViews)).one()
    assert (row.product_id, row.day, row.count) == (basket.id, today(), 3)
    see(client, basket)
    assert counted(app) == 4


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        ({"Sec_Fetch_Site": "same-origin"}, 1),
        ({"Sec_Fetch_Site": "cross-site"}, 0),
        ({"Origin": "https://lain.test"}, 0),
        ({"Origin": ""}, 0),
        ({"User_Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, 0),
        ({"User_Agent": ""}, 0),
    ],
)
def test_looks_from_elsewhere_and_of_programs_do_not_count(
    app: Flask, client: FlaskClient, basket: Product, headers: dict[str, str], number: int
) -> None:
    assert see(client, basket, **headers) == 204
    assert counted(app) == number


def test_the_maker_and_the_office_do_not_count(
    app: Flask, basket: Product, client_for: Browsers
) -> None:
    own, office, buyer = maker_user(basket.maker), office_user(), UserFactory()
    db.session.commit()
    for user, number in ((own, 0), (office, 0), (buyer, 1)):
        assert see(client_for(user), basket) == 204
        assert counted(app) == number


def test_products_that_are_not_public_do_not_count(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    withdraw_listing(product=basket, actor=None)
    db.session.commit()
    see(client, basket)
    for key in (10**6, 2**40):
        assert client.post(f"/produk/{key}/dilihat", headers=HERE).status_code == 204
    assert counted(app) == 0


def test_product_page_asks_to_be_counted(client: FlaskClient, basket: Product) -> None:
    page = client.get(f"/produk/{basket.slug}").text
    assert f'data-seen="/produk/{basket.id}/dilihat"' in page
    assert "js/visit.js" in page


def test_what_the_database_does_not_take_waits(
    app: Flask, basket: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = VisitBuffer(app, seconds=None)
    buffer.note(basket.id)
    db.session.rollback()
    table = db.metadata.tables["product_views"]
    table.drop(db.engine)
    buffer.flush()
    table.create(db.engine)
    buffer.flush()
    assert sum(db.session.scalars(select(ProductViews.count))) == 1


def test_buffer_writes_by_itself_after_a_while(app: Flask, basket: Product) -> None:
    buffer = VisitBuffer(app, seconds=0.01)
    buffer.note(basket.id)
    timer = buffer._timer
    assert timer is not None
    db.session.rollback()
    timer.join(10)
    assert sum(db.session.scalars(select(ProductViews.count))) == 1


def look(product: Product, back: int, count: int) -> None:
    add_views({(product.id, today() - timedelta(days=back)): count})


def asked(product: Product, back: int) -> None:
    db.session.add(
        Inquiry(
            product_id=product.id,
            maker_id=product.maker_id,
            buyer_name="Ayu",
            created_at=utcnow() - timedelta(days=back),
        )
    )


def test_week_sets_seven_days_beside_the_seven_before(app: Flask, basket: Product) -> None:
    other = listed_product(product__maker=basket.maker)
    stranger = listed_product()
    for back, count in ((0, 5), (6, 2), (7, 3), (13, 1), (14, 50)):
        look(basket, back, count)
    look(other, 1, 4)
    look(stranger, 0, 99)
    for back in (0, 3, 8, 20):
        asked(basket, back)
    asked(stranger, 0)
    db.session.commit()
    week = week_of(basket.maker, [basket, other])
    assert week.whole == Numbers(11, 4, 2, 1)
    assert week.by_product == {basket.id: Numbers(7, 4, 2, 1), other.id: Numbers(4, 0, 0, 0)}
    assert [count for _, count in week.days] == [2, 0, 0, 0, 0, 4, 5]
    assert week.days[-1][0] == today()
    assert week_of(stranger.maker, []).by_product == {stranger.id: Numbers(0, 0, 1, 0)}


def test_maker_home_shows_the_week_and_asks_for_answers(
    app: Flask, basket: Product, client_for: Browsers
) -> None:
    user = maker_user(basket.maker)
    db.session.commit()
    assert "Belum ada yang melihat" in client_for(user).get("/perajin-saya").text
    look(basket, 0, 5)
    look(basket, 8, 3)
    asked(basket, 1)
    db.session.commit()
    page = client_for(user).get("/perajin-saya").text
    assert "dilihat 5 kali (sebelumnya 3), 1 pertanyaan (sebelumnya 0)" in page
    assert re.search(r'<h2 class="title" id="langkah">Jawab 1 pertanyaan pembeli</h2>', page)
    assert page.count('class="bar-off"') == 6
    english = client_for(user).get("/en/perajin-saya").text
    assert "Answer 1 question from a buyer" in english


def test_maker_home_asks_no_more_for_more_products(
    app: Flask, basket: Product, client_for: Browsers
) -> None:
    user = maker_user(basket.maker)
    db.session.commit()
    browser = client_for(user)
    browser.get("/perajin-saya")
    with counting() as few:
        browser.get("/perajin-saya")
    for _ in range(4):
        look(listed_product(product__maker=basket.maker), 0, 2)
    db.session.commit()
    with counting() as many:
        browser.get("/perajin-saya")
    assert len([one for one in many if one != "BEGIN"]) == len(
        [one for one in few if one != "BEGIN"]
    )


def test_beacon_needs_no_token(tmp_path: Path) -> None:
    with other_app(other_settings(tmp_path, environment="development")) as app:
        answer = app.test_client().post("/produk/1/dilihat", headers=HERE)
        assert answer.status_code == 204
        buffer = app.extensions["visits"]
        assert sum(buffer._counts.values()) == 1
        buffer._timer.cancel()
        buffer._counts.clear()
