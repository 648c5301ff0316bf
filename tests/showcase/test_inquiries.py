"""Asking about a product: logged once, told to the maker, handed on to WhatsApp."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from factories import UserFactory, add_role, listed_product, maker_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, words
from sqlalchemy import select

from accounts.models import OutgoingMessage
from accounts.states import Role
from catalog.models import Product
from catalog.operations import withdraw_listing
from catalog.states import Listing
from database import db
from showcase.inquiries import Asked, start_inquiry
from showcase.models import Inquiry
from web.errors import RuleViolation
from web.tasks import run_everything

AYU = {"buyer_name": "Ayu", "buyer_kind": "visitor", "quantity": "", "question": ""}

WHOLESALE_TEXT = """Hello Anyam Sari, this is Ayu.
I have a question about Bamboo basket (MJK-00012).
Quantity: 24.
I would like to buy it to sell on; please tell me the wholesale price.
Blue & red?
By Friday"""


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product()
    product.maker.name, product.code = "Anyam Sari", "MJK-00012"
    db.session.commit()
    return product


def inquiries() -> list[Inquiry]:
    return list(db.session.scalars(select(Inquiry)))


@pytest.mark.parametrize(
    ("prefix", "typed", "text"),
    [
        (
            "",
            {},
            "Halo Anyam Sari, saya Ayu.\nSaya bertanya tentang Keranjang bambu (MJK-00012).",
        ),
        (
            "/en",
            {"quantity": "24", "buyer_kind": "wholesale", "question": "Blue & red?\nBy Friday"},
            WHOLESALE_TEXT,
        ),
    ],
)
def test_inquiry_goes_on_in_whatsapp_with_its_text(
    client: FlaskClient, basket: Product, prefix: str, typed: dict[str, str], text: str
) -> None:
    answer = client.post(f"{prefix}/produk/{basket.slug}/tanya", data={**AYU, **typed})
    link = urlsplit(answer.location)
    assert (answer.status_code, link.scheme, link.netloc, link.path) == (
        303,
        "https",
        "wa.me",
        "/6281100000001",
    )
    assert parse_qs(link.query) == {"text": [text]}
    asked = inquiries()[0]
    assert (asked.product_id, asked.maker_id, asked.buyer_name, asked.language) == (
        basket.id,
        basket.maker_id,
        "Ayu",
        prefix.strip("/") or "id",
    )


def test_maker_is_told_once_in_their_own_language(
    app: Flask, client: FlaskClient, basket: Product
) -> None:
    first = maker_user(basket.maker)
    second = add_role(UserFactory(language="en"), Role.MAKER, maker=basket.maker)
    db.session.commit()
    client.post(f"/en/produk/{basket.slug}/tanya", data=AYU)
    run_everything(app)
    run_everything(app)
    rows = db.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id)).all()
    body = "Hello Anyam Sari, this is Ayu.\nI have a question about Bamboo basket (MJK-00012)."
    assert [(row.recipient, row.body, row.attempts) for row in rows] == [
        (first.email, body, 1),
        (second.email, body, 1),
    ]
    assert rows[0].subject == "Ada yang bertanya tentang Keranjang bambu"
    assert rows[1].subject != rows[0].subject


def test_number_that_a_maker_hides_gives_way_to_the_citys(
    app: Flask, client: FlaskClient, basket: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    basket.maker.shows_whatsapp = False
    db.session.commit()
    city = replace(app.extensions["settings"], city_whatsapp="6281299999999")
    monkeypatch.setitem(app.extensions, "settings", city)
    answer = client.post(f"/produk/{basket.slug}/tanya", data=AYU)
    assert urlsplit(answer.location).path == "/6281299999999"


@pytest.mark.parametrize("number", [None, "6281100000001"])
def test_buyer_is_thanked_where_nobody_shows_a_number(
    client: FlaskClient, basket: Product, number: str | None
) -> None:
    basket.maker.whatsapp, basket.maker.shows_whatsapp = number, number is None
    db.session.commit()
    answer = client.post(f"/en/produk/{basket.slug}/tanya", data=AYU)
    assert (answer.status_code, answer.location) == (303, f"/en/produk/{basket.slug}/terkirim")
    page = client.get(f"/produk/{basket.slug}/terkirim")
    assert heading(page) == "Pertanyaan Anda sudah kami catat"
    assert "Dinas meneruskannya kepada Anyam Sari." in words(main_part(page))
    assert number is None or number not in page.text
    assert len(inquiries()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"buyer_name": " "}, "Bagian ini perlu diisi."),
        ({"quantity": "0"}, "Isi angka dari 1 sampai 100000."),
        ({"quantity": "-3"}, "Isi angka dari 1 sampai 100000."),
        ({"quantity": "100001"}, "Isi angka dari 1 sampai 100000."),
        ({"quantity": "9" * 40}, "Isi angka dari 1 sampai 100000."),
        ({"quantity": "dua"}, "Isi dengan angka bulat."),
        ({"buyer_kind": "pencuri"}, "Pilih salah satu yang ada."),
        ({"question": "a" * 1001}, "Paling banyak 1000 huruf; persingkat sedikit."),
    ],
    ids=lambda value: "-".join(f"{key}" for key in value) if isinstance(value, dict) else "",
)
def test_wrong_inquiry_is_answered_in_words_and_not_kept(
    client: FlaskClient, basket: Product, typed: dict[str, str], said: str
) -> None:
    answer = client.post(f"/produk/{basket.slug}/tanya", data={**AYU, **typed})
    assert (answer.status_code, errors(answer)) == (422, [said])
    assert inquiries() == []
    if "quantity" in typed:
        assert f'value="{typed["quantity"]}"' in answer.text


def test_most_pieces_can_be_asked_for(client: FlaskClient, basket: Product) -> None:
    client.post(f"/produk/{basket.slug}/tanya", data={**AYU, "quantity": "100000"})
    assert [one.quantity for one in inquiries()] == [100_000]


def test_form_shows_the_product_that_is_asked_about(client: FlaskClient, basket: Product) -> None:
    page = client.get(f"/en/produk/{basket.slug}/tanya")
    assert (page.status_code, "Bamboo basket" in words(main_part(page))) == (200, True)


def test_inquiry_about_a_product_that_was_never_listed_is_refused(
    app: Flask, basket: Product
) -> None:
    basket.listing, basket.listed_revision_id = Listing.UNLISTED, None
    db.session.commit()
    with app.test_request_context(), pytest.raises(RuleViolation):
        start_inquiry(product=basket, asked=Asked(buyer_name="Ayu"))


def test_withdrawn_product_takes_no_inquiry(client: FlaskClient, basket: Product) -> None:
    withdraw_listing(product=basket, actor=None)
    db.session.commit()
    assert client.post(f"/produk/{basket.slug}/tanya", data=AYU).status_code == 404
    assert inquiries() == []


def test_one_question_names_several_products_of_the_maker(
    client: FlaskClient, basket: Product
) -> None:
    names = ("Tas pandan", "Tikar", "Kotak")
    bag, mat, box = (listed_product(product__maker=basket.maker, name_id=name) for name in names)
    stranger = listed_product(name_id="Kain orang lain")
    db.session.commit()
    path = f"/produk/{basket.slug}/tanya?juga={mat.slug}.{stranger.slug}.tidak-ada"
    form = main_part(client.get(path))
    ticked = re.findall(
        r"<input checked[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*checked", form
    )
    assert mat.slug in {slug for pair in ticked for slug in pair}
    assert stranger.slug not in form
    answer = client.post(path, data={**AYU, "others": [bag.slug, mat.slug]})
    text = parse_qs(urlsplit(answer.location).query)["text"][0]
    assert "Juga: Tas pandan." in text
    assert "Juga: Tikar." in text
    assert "Kotak" not in text
    [asked] = inquiries()
    assert {one["value"] for one in asked.choices} == {"Tas pandan", "Tikar"}
    refused = client.post(path, data={**AYU, "others": [stranger.slug]})
    assert refused.status_code == 422
    assert len(inquiries()) == 1
    assert box.slug in form


def test_a_maker_of_one_product_is_asked_about_that_alone(
    client: FlaskClient, basket: Product
) -> None:
    assert "Juga tanya tentang" not in client.get(f"/produk/{basket.slug}/tanya").text
    answer = client.post(f"/produk/{basket.slug}/tanya", data={**AYU, "others": ["apa"]})
    assert answer.status_code == 303
