import pytest
from catalog_goods import Browser, details, draft, fresh, path
from factories import (
    MakerFactory,
    PartnerFactory,
    PhotoFactory,
    RevisionFactory,
    RevisionPhotoFactory,
    UserFactory,
    curator_user,
    listed_product,
    maker_user,
    office_user,
)
from flask.testing import FlaskClient
from sqlalchemy import event, select

from catalog.models import Product
from catalog.states import Listing
from database import db

PAGES = ["", "/foto", "/rincian", "/harga"]
POSTS = [
    "/foto",
    "/rincian",
    "/harga",
    "/rincian/simpan",
    "/harga/simpan",
    "/salin",
    "/tarik",
    "/tayangkan",
    "/kirim-perubahan",
    "/foto/1/hapus",
    "/foto/1/geser",
    "/foto/1/keterangan",
]


@pytest.mark.parametrize("rest", PAGES)
def test_product_pages_open_for_their_maker_in_both_languages(
    client_for: Browser, rest: str
) -> None:
    user, product = draft()
    browser = client_for(user)
    for prefix, lang in (("", "id"), ("/en", "en")):
        page = browser.get(prefix + path(product, rest))
        assert (page.status_code, f'<html lang="{lang}">' in page.text) == (200, True)


@pytest.mark.parametrize("rest", PAGES)
def test_product_pages_are_nowhere_for_everybody_else(
    client_for: Browser, client: FlaskClient, rest: str
) -> None:
    _, product = draft()
    others = [maker_user(MakerFactory()), office_user(), curator_user(PartnerFactory())]
    db.session.commit()
    assert [client_for(user).get(path(product, rest)).status_code for user in others] == [404] * 3
    assert client.get(path(product, rest)).status_code == 303


@pytest.mark.parametrize("rest", POSTS)
def test_product_changes_are_refused_to_a_rival_maker(client_for: Browser, rest: str) -> None:
    _, product = draft()
    rival = maker_user(MakerFactory())
    db.session.commit()
    answer = client_for(rival).post(path(product, rest), data=details(product))
    assert answer.status_code == 404
    assert fresh(product).name_id == "Keranjang bambu"


def test_product_pages_are_nowhere_for_a_product_that_is_not(client_for: Browser) -> None:
    user, _ = draft()
    assert client_for(user).get("/perajin-saya/produk/999999").status_code == 404
    assert client_for(user).get("/perajin-saya/produk/99999999999999999999").status_code == 404


def test_product_new_offers_the_four_categories(client_for: Browser) -> None:
    user, _ = draft()
    page = client_for(user).get("/perajin-saya/produk/baru")
    assert [key in page.text for key in ("baru/batik", "baru/alas_kaki", "baru/kriya")] == [
        True
    ] * 3
    assert client_for(user).get("/perajin-saya/produk/baru/senjata").status_code == 404


def test_product_kind_starts_a_draft_and_goes_on_to_photos(client_for: Browser) -> None:
    user, _ = draft()
    form = {"name_id": "Besek Bambu", "subcategory": "anyaman_bambu"}
    answer = client_for(user).post("/perajin-saya/produk/baru/kriya", data=form)
    product = db.session.scalars(select(Product).order_by(Product.id.desc())).first()
    assert product is not None
    assert (answer.status_code, answer.location) == (303, path(product, "/foto"))
    assert (product.newest.name_id, product.newest.subcategory) == ("Besek Bambu", "anyaman_bambu")


@pytest.mark.parametrize(
    "form",
    [
        {"name_id": "", "subcategory": ""},
        {"name_id": "Besek", "subcategory": "keripik"},
        {"name_id": "a" * 10_000, "subcategory": "anyaman_bambu"},
    ],
)
def test_product_kind_refuses_what_cannot_be(client_for: Browser, form: dict[str, str]) -> None:
    user, _ = draft()
    answer = client_for(user).post("/perajin-saya/produk/baru/kriya", data=form)
    assert answer.status_code == 422
    assert len(db.session.scalars(select(Product)).all()) == 1


def test_editing_a_listed_product_starts_a_draft_behind_what_visitors_see(
    client_for: Browser,
) -> None:
    product = listed_product()
    user = maker_user(product.maker)
    db.session.commit()
    browser = client_for(user)
    browser.post(path(product, "/rincian"), data=details(product, name_id="Nama Baru"))
    revision = fresh(product)
    assert (revision.number, revision.name_id) == (2, "Nama Baru")
    assert product.listed_revision is not None
    assert product.listed_revision.name_id == "Keranjang bambu"
    assert "Kirim perubahan ke dinas" in browser.get(path(product)).text
    answer = browser.post(path(product, "/kirim-perubahan"))
    assert (answer.status_code, answer.location) == (303, path(product))
    assert "Perubahan menunggu dinas" in browser.get(path(product)).text


def test_product_withdraw_and_restore(client_for: Browser) -> None:
    product = listed_product()
    user = maker_user(product.maker)
    db.session.commit()
    browser = client_for(user)
    assert browser.post(path(product, "/tarik")).status_code == 303
    db.session.expire_all()
    assert product.listing is Listing.WITHDRAWN
    assert browser.post(path(product, "/tayangkan")).status_code == 303
    db.session.expire_all()
    assert product.listing.value == "listed"


@pytest.mark.parametrize("rest", ["/tarik", "/tayangkan", "/kirim-perubahan"])
def test_product_steps_that_do_not_fit_are_refused_with_a_sentence(
    client_for: Browser, rest: str
) -> None:
    user, product = draft()
    answer = client_for(user).post(path(product, rest))
    assert answer.status_code == 422
    assert product.listing is Listing.UNLISTED


def test_product_copy_opens_the_copys_details(client_for: Browser) -> None:
    user, product = draft()
    answer = client_for(user).post(path(product, "/salin"))
    copy = db.session.scalars(select(Product).order_by(Product.id.desc())).first()
    assert copy is not None
    assert (answer.status_code, answer.location) == (303, path(copy, "/rincian?salinan=1"))
    assert copy.newest.name_id == "Keranjang bambu (salinan)"


def test_product_overview_says_what_is_missing(client_for: Browser) -> None:
    user, product = draft(price_rupiah=None)
    page = client_for(user).get(path(product))
    assert "Isi harga eceran dan satuannya." in page.text
    assert "Ajukan ke kurasi" not in page.text


def test_products_ask_no_more_of_the_database_for_more_rows(client_for: Browser) -> None:
    maker = MakerFactory()
    user = maker_user(maker)
    counts = []
    for _ in range(2):
        for _row in range(2):
            revision = RevisionFactory(product__maker=maker)
            RevisionPhotoFactory(revision=revision, photo=PhotoFactory(maker_id=maker.id))
        db.session.commit()
        browser = client_for(user)
        asked: list[object] = []

        def note(*parts: object, asked: list[object] = asked) -> None:
            asked.append(parts[2])

        event.listen(db.engine, "before_cursor_execute", note)
        page = browser.get("/perajin-saya/produk")
        event.remove(db.engine, "before_cursor_execute", note)
        assert page.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_products_are_empty_for_a_new_maker(client_for: Browser) -> None:
    user = maker_user(MakerFactory())
    db.session.commit()
    assert "Belum ada produk" in client_for(user).get("/perajin-saya/produk").text


def test_product_pages_are_nowhere_for_who_has_no_business(client_for: Browser) -> None:
    user = UserFactory()
    db.session.commit()
    assert client_for(user).get("/perajin-saya/produk/baru").status_code == 404
