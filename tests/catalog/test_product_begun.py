"""A product that a device begins is made once, however often its form arrives."""

from catalog_goods import Browser, draft, fresh, path
from factories import MakerFactory, maker_user
from flask.testing import FlaskClient
from sqlalchemy import select

from catalog.models import Product
from catalog.products import stamp
from database import db

FORM = {
    "client_key": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "name_id": "Besek Bambu",
    "subcategory": "anyaman_bambu",
}
BEGIN = "/perajin-saya/produk/baru/kriya"


def products() -> list[Product]:
    db.session.expire_all()
    return list(db.session.scalars(select(Product).order_by(Product.id)))


def a_maker(client_for: Browser) -> FlaskClient:
    user = maker_user(MakerFactory())
    db.session.commit()
    return client_for(user)


def test_product_begun_twice_under_one_key_is_made_once(client_for: Browser) -> None:
    browser = a_maker(client_for)
    answers = [browser.post(BEGIN, data=FORM) for _ in range(2)]
    (product,) = products()
    assert [one.location for one in answers] == [path(product, "/foto")] * 2


def test_product_begun_again_takes_the_name_that_was_typed_last(client_for: Browser) -> None:
    browser = a_maker(client_for)
    browser.post(BEGIN, data=FORM)
    browser.post(BEGIN, data=FORM | {"name_id": "Besek Pandan"})
    (product,) = products()
    assert product.newest.name_id == "Besek Pandan"


def test_product_begun_again_leaves_a_draft_that_was_worked_on(client_for: Browser) -> None:
    browser = a_maker(client_for)
    browser.post(BEGIN, data=FORM)
    (product,) = products()
    typed = {"version": stamp(product.newest), "name_id": "Besek Halus", "keep": "1"}
    browser.post(path(product, "/rincian"), data=typed)
    browser.post(BEGIN, data=FORM)
    assert fresh(product).name_id == "Besek Halus"


def test_product_begun_by_two_makers_under_one_key_is_two(client_for: Browser) -> None:
    for _ in range(2):
        a_maker(client_for).post(BEGIN, data=FORM)
    assert len(products()) == 2


def test_product_begun_under_no_key_of_ours_is_made_without_one(client_for: Browser) -> None:
    browser = a_maker(client_for)
    for key in ("", "<b>", "x" * 65):
        assert browser.post(BEGIN, data=FORM | {"client_key": key}).status_code == 303
    assert [one.client_key for one in products()] == [None] * 3


def test_product_kind_gives_each_page_a_key_of_its_own(client_for: Browser) -> None:
    browser = a_maker(client_for)
    first, second = (browser.get(BEGIN).text for _ in range(2))
    assert first != second
    assert 'name="client_key"' in first


def test_form_sent_after_signing_out_comes_back_after_signing_in(
    client: FlaskClient, client_for: Browser
) -> None:
    _, product = draft()
    page = path(product, "/rincian")
    answer = client.post(page, headers={"Referer": f"http://localhost{page}"})
    assert answer.location == f"/masuk?next={page}"
    stranger = client.post(page, headers={"Referer": f"http://elsewhere.test{page}"})
    assert stranger.location == "/masuk"
