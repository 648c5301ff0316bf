"""The maker's page of questions: what it shows, what can be done, and for whom."""

import re
from collections.abc import Callable

import pytest
from factories import MakerFactory, listed_product, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from accounts.queries import log_of
from catalog.models import Product
from database import db
from showcase.inquiries import Asked, inquiry_text, start_inquiry
from showcase.models import Inquiry
from showcase.questions import move_inquiry
from showcase.states import INQUIRY_TRANSITIONS, InquiryState
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
PAGE = "/perajin-saya/pertanyaan"
TIERS = [{"from": 12, "rupiah": 61_237}]
OPTIONS = [
    {"name": "Warna", "values": ["alami", "cokelat"]},
    {"name": "Ukuran", "values": ["S", "L"]},
]


@pytest.fixture
def basket(app: Flask) -> Product:
    product = listed_product(wholesale_tiers=TIERS, options=OPTIONS)
    db.session.commit()
    return product


@pytest.fixture
def maker(basket: Product, client_for: Browsers) -> FlaskClient:
    user = maker_user(basket.maker)
    db.session.commit()
    return client_for(user)


def ask(app: Flask, product: Product, name: str = "Ayu", **values: object) -> Inquiry:
    with app.test_request_context():
        asked = Asked(buyer_name=name, **values)  # type: ignore[arg-type]
        inquiry = start_inquiry(product=product, asked=asked)
    db.session.commit()
    return inquiry


def state(inquiry: Inquiry) -> InquiryState:
    db.session.expire_all()
    return inquiry.state


def names(page: str) -> list[str]:
    return re.findall(r'<h2 id="penanya-\d+">([^<]*)</h2>', page)


@pytest.mark.parametrize("before", InquiryState)
@pytest.mark.parametrize("action", ["answer", "grant", "close", "reopen", "fly"])
def test_inquiry_moves_as_its_table_says(
    app: Flask, basket: Product, before: InquiryState, action: str
) -> None:
    inquiry = ask(app, basket)
    inquiry.state = before
    wanted = INQUIRY_TRANSITIONS.get((before, action))
    if wanted is None:
        with pytest.raises(RuleViolation):
            move_inquiry(inquiry=inquiry, action=action, actor=None)
        return
    move_inquiry(inquiry=inquiry, action=action, actor=None)
    assert inquiry.state is wanted[0]
    row = log_of("inquiry", inquiry.id)[-1]
    assert (row.action, row.before, row.after) == (action, before.value, wanted[0].value)
    assert (inquiry.answered_at is not None) == (
        before is InquiryState.OPEN and wanted[0] is not InquiryState.OPEN
    )


def test_questions_show_unanswered_ones_first(
    app: Flask, basket: Product, maker: FlaskClient
) -> None:
    first, second, third = (ask(app, basket, name) for name in ("Ayu", "Budi", "Citra"))
    move_inquiry(inquiry=second, action="answer", actor=None)
    move_inquiry(inquiry=third, action="close", actor=None)
    fourth = ask(app, basket, "Dewi")
    assert names(maker.get(PAGE).text) == ["Dewi", "Ayu", "Citra", "Budi"]
    assert names(maker.get(f"{PAGE}?keadaan=baru").text) == ["Dewi", "Ayu"]
    assert names(maker.get(f"{PAGE}?keadaan=terjawab").text) == ["Budi"]
    assert names(maker.get(f"{PAGE}?keadaan=selesai").text) == ["Citra"]
    assert names(maker.get(f"{PAGE}?keadaan=%00").text) == ["Dewi", "Ayu", "Citra", "Budi"]
    assert {state(first), state(fourth)} == {InquiryState.OPEN}


def test_questions_are_paged_and_say_when_there_are_none(
    app: Flask, basket: Product, maker: FlaskClient
) -> None:
    assert "Belum ada pertanyaan" in maker.get(PAGE).text
    for number in range(21):
        ask(app, basket, f"Pembeli {number}")
    assert len(names(maker.get(PAGE).text)) == 20
    assert names(maker.get(f"{PAGE}?hal=2").text) == ["Pembeli 0"]


@pytest.mark.parametrize(
    ("path", "after"),
    [("terjawab", "answered"), ("selesai", "closed"), ("grosir", "answered")],
)
def test_question_is_moved_by_its_buttons(
    app: Flask, basket: Product, maker: FlaskClient, path: str, after: str
) -> None:
    inquiry = ask(app, basket)
    answer = maker.post(f"{PAGE}/{inquiry.id}/{path}")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#pertanyaan-{inquiry.id}")
    assert state(inquiry).value == after
    again = maker.post(f"{PAGE}/{inquiry.id}/buka")
    assert (again.status_code, state(inquiry)) == (303, InquiryState.OPEN)


def test_second_press_of_a_button_says_that_it_is_done(
    app: Flask, basket: Product, maker: FlaskClient
) -> None:
    inquiry = ask(app, basket)
    for code in (303, 422):
        assert maker.post(f"{PAGE}/{inquiry.id}/terjawab").status_code == code


def test_granted_link_is_on_the_page_and_in_the_chat_until_it_is_closed(
    app: Flask, basket: Product, maker: FlaskClient
) -> None:
    inquiry = ask(app, basket, buyer_phone="6281234567890")
    maker.post(f"{PAGE}/{inquiry.id}/grosir")
    page = maker.get(PAGE).text
    token = re.findall(r'value="http://localhost/grosir/([\w-]+)"', page)
    assert len(token) == 1
    assert re.search(rf"wa\.me/6281234567890\?text=[^\"]*grosir/{token[0]}", page)
    assert "61.237" not in page
    maker.post(f"{PAGE}/{inquiry.id}/tutup-grosir")
    page = maker.get(PAGE).text
    assert token[0] not in page
    assert "wa.me/6281234567890" in page


@pytest.mark.parametrize("path", ["terjawab", "selesai", "buka", "grosir", "tutup-grosir"])
def test_rival_maker_gets_404_and_changes_nothing(
    app: Flask, basket: Product, client_for: Browsers, path: str
) -> None:
    inquiry, rival = ask(app, basket), maker_user(MakerFactory())
    db.session.commit()
    browser = client_for(rival)
    assert browser.post(f"{PAGE}/{inquiry.id}/{path}").status_code == 404
    assert browser.post(f"{PAGE}/{2**40}/{path}").status_code == 404
    assert "Ayu" not in browser.get(PAGE).text
    assert state(inquiry) is InquiryState.OPEN


def test_buyer_chooses_options_and_may_leave_a_number(
    client: FlaskClient, basket: Product, maker: FlaskClient
) -> None:
    path = f"/produk/{basket.slug}/tanya"
    page = client.get(path).text
    assert page.count('<select class="input" id="option_') == 2
    typed = {"buyer_name": "Ayu", "buyer_kind": "visitor", "option_1": "cokelat"}
    assert client.post(path, data=typed | {"buyer_phone": "0812-3456-7890"}).status_code == 303
    inquiry = db.session.query(Inquiry).one()
    assert inquiry.choices == [{"name": "Warna", "value": "cokelat"}]
    assert inquiry.buyer_phone == "6281234567890"
    assert "Warna: cokelat." in inquiry_text(inquiry).splitlines()
    assert "6281234567890" not in inquiry_text(inquiry)
    assert "Warna: cokelat" in words(main_part(maker.get(PAGE)))


@pytest.mark.parametrize(
    ("field", "typed"), [("option_1", "ungu"), ("buyer_phone", "12"), ("buyer_phone", "<b>")]
)
def test_buyer_is_told_what_is_wrong(
    client: FlaskClient, basket: Product, field: str, typed: str
) -> None:
    given = {"buyer_name": "Ayu", "buyer_kind": "visitor", "question": "Ada?", field: typed}
    answer = client.post(f"/produk/{basket.slug}/tanya", data=given)
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)
    assert "Ada?" in answer.text
    assert db.session.query(Inquiry).count() == 0


def test_office_sees_which_questions_are_answered(
    app: Flask, basket: Product, client_for: Browsers
) -> None:
    ask(app, basket, buyer_phone="6281234567890")
    move_inquiry(inquiry=ask(app, basket, "Budi"), action="answer", actor=None)
    office = office_user()
    db.session.commit()
    page = client_for(office).get("/dinas/pertanyaan").text
    assert (page.count("Belum dijawab"), page.count("Sudah dijawab")) == (1, 1)
    assert "6281234567890" not in page
