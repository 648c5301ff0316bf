"""Wholesale prices: seen by partners, the office, the maker and buyers with leave; nobody else."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from factories import (
    MakerFactory,
    PartnerFactory,
    UserFactory,
    curator_user,
    listed_product,
    maker_user,
    office_user,
)
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import LogEntry, OutgoingMessage, User
from accounts.queries import log_of
from catalog.models import Product
from catalog.operations import withdraw_listing
from database import db, utcnow
from showcase.inquiries import Asked, inquiry_text, start_inquiry
from showcase.models import Inquiry, WholesaleGrant
from showcase.questions import move_inquiry
from showcase.search.documents import documents_for
from showcase.wholesale import LINK_LIFE, grant_wholesale, may_see_wholesale, revoke_grant
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]

SECRET = "61.237"  # The first wholesale price as a page writes it.
TIERS = [{"from": 12, "rupiah": 61_237}, {"from": 48, "rupiah": 57_411}]
ADDRESS = "http://localhost/produk/x"


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product(
        wholesale_tiers=TIERS, minimum_order=12, capacity_per_month=90, lead_time_days=7
    )
    db.session.commit()
    return product


def ask(app: Flask, product: Product, buyer: User | None = None, **values: object) -> Inquiry:
    with app.test_request_context():
        asked = Asked(**({"buyer_name": "Ayu", "buyer_kind": "wholesale"} | values))  # type: ignore[arg-type]
        inquiry = start_inquiry(product=product, asked=asked, buyer=buyer)
    db.session.commit()
    return inquiry


def grant(app: Flask, inquiry: Inquiry) -> WholesaleGrant:
    with app.test_request_context():
        given = grant_wholesale(inquiry=inquiry, actor=None, address=ADDRESS)
    db.session.commit()
    return given


def people(product: Product) -> dict[str, tuple[User, bool]]:
    """Everybody, and whether they may see."""
    found: dict[str, tuple[User, bool]] = {
        "maker": (maker_user(product.maker), True),
        "curator": (curator_user(PartnerFactory()), True),
        "office": (office_user(), True),
        "rival maker": (maker_user(MakerFactory()), False),
        "buyer without leave": (UserFactory(), False),
    }
    db.session.commit()
    return found


def test_product_page_shows_wholesale_to_who_may_see_it(
    basket: Product, client_for: Browsers
) -> None:
    for name, (user, may) in people(basket).items():
        page = client_for(user).get(f"/produk/{basket.slug}")
        assert (name, SECRET in page.text) == (name, may)
        assert (name, "no-store" in page.headers.get("Cache-Control", "")) == (name, may)
        assert (name, may_see_wholesale(user, basket)) == (name, may)


def test_wholesale_table_says_everything_once(basket: Product, client_for: Browsers) -> None:
    text = client_for(people(basket)["curator"][0]).get(f"/en/produk/{basket.slug}").text
    text = text.replace("\xa0", " ")
    for words in ("12 pieces", "Rp 61.237", "48 pieces", "Rp 57.411", "21%", "90 pieces / month"):
        assert text.count(words) >= 1
    assert text.count("Rp 61.237") == 1


def test_visitor_finds_no_trace_of_wholesale(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    maker_user(basket.maker)  # Gets a message of the inquiry.
    slug, maker = basket.slug, basket.maker.slug
    grant(app, ask(app, basket))
    document = documents_for([basket.id])[basket.id]
    places = [
        f"/produk/{slug}",
        f"/en/produk/{slug}",
        f"/produk/{slug}/tanya",
        f"/perajin/{maker}",
        "/cari?q=keranjang",
        "/",
    ]
    texts = {place: client.get(place).text for place in places} | {
        "document": json.dumps(document),
        "whatsapp": inquiry_text(db.session.scalars(select(Inquiry)).one()),
        "messages": " ".join(db.session.scalars(select(OutgoingMessage.body))),
        "log": " ".join(str(row.data) + row.reason for row in db.session.scalars(select(LogEntry))),
    }
    secrets = ("61237", "61.237", "57411", "57.411")
    assert {place for place, text in texts.items() if any(one in text for one in secrets)} == set()
    assert all(len(text) >= 2 for text in texts.values())


def test_signed_in_buyer_sees_them_only_with_leave(
    app: Flask, basket: Product, client_for: Browsers
) -> None:
    buyer, other = UserFactory(), listed_product(product__maker=basket.maker, wholesale_tiers=TIERS)
    db.session.commit()
    inquiry, browser = ask(app, basket, buyer), client_for(buyer)
    assert SECRET not in browser.get(f"/produk/{basket.slug}").text
    given = grant(app, inquiry)
    assert (given.token, given.buyer_id, given.expires_at) == (None, buyer.id, None)
    assert SECRET in browser.get(f"/produk/{basket.slug}").text
    assert SECRET not in browser.get(f"/produk/{other.slug}").text
    told = db.session.scalars(
        select(OutgoingMessage).where(OutgoingMessage.user_id == buyer.id)
    ).one()
    assert ADDRESS in told.body
    revoke_grant(grant=given, actor=None)
    db.session.commit()
    assert SECRET not in browser.get(f"/produk/{basket.slug}").text


def test_link_shows_one_product_until_it_ends(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    given = grant(app, ask(app, basket))
    assert given.token is not None
    assert len(given.token) == 32
    page = client.get(f"/grosir/{given.token}")
    assert (page.status_code, SECRET in page.text) == (200, True)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert SECRET not in client.get(f"/produk/{basket.slug}").text
    assert given.expires_at is not None
    assert LINK_LIFE - timedelta(minutes=5) < given.expires_at - utcnow() <= LINK_LIFE
    given.expires_at = utcnow() - timedelta(seconds=1)
    db.session.commit()
    assert client.get(f"/grosir/{given.token}").status_code == 404


def test_link_ends_when_it_is_taken_back_or_the_product_goes(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    inquiry = ask(app, basket)
    first = grant(app, inquiry)
    revoke_grant(grant=first, actor=None)
    db.session.commit()
    assert client.get(f"/grosir/{first.token}").status_code == 404
    db.session.expire_all()
    second = grant(app, inquiry)
    assert second.token != first.token
    assert client.get(f"/grosir/{second.token}").status_code == 200
    withdraw_listing(product=basket, actor=None)
    db.session.commit()
    assert client.get(f"/grosir/{second.token}").status_code == 404


@pytest.mark.parametrize("token", ["x", "a" * 32, "None", "' OR 1=1 --", "%00"])
def test_guessed_link_is_404(client: FlaskClient, basket: Product, token: str) -> None:
    assert client.get(f"/grosir/{token}").status_code == 404


def test_grant_needs_wholesale_prices_and_an_open_question(app: Flask) -> None:
    product = listed_product()
    inquiry = ask(app, product)
    with app.test_request_context(), pytest.raises(RuleViolation):
        grant_wholesale(inquiry=inquiry, actor=None, address=ADDRESS)
    priced = ask(app, listed_product(wholesale_tiers=TIERS))
    move_inquiry(inquiry=priced, action="close", actor=None)
    with app.test_request_context(), pytest.raises(RuleViolation):
        grant_wholesale(inquiry=priced, actor=None, address=ADDRESS)


def test_grant_is_given_once_and_logged(app: Flask, basket: Product) -> None:
    inquiry = ask(app, basket)
    assert grant(app, inquiry) is grant(app, inquiry)
    revoke_grant(grant=inquiry.grants[0], actor=None)
    with pytest.raises(RuleViolation):
        revoke_grant(grant=inquiry.grants[0], actor=None)
    db.session.flush()
    assert [(row.action, row.before, row.after) for row in log_of("inquiry", inquiry.id)] == [
        ("grant", "open", "answered"),
        ("revoke", "", ""),
    ]
