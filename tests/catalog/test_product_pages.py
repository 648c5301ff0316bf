# ruff: noqa: RUF001 - letters of another script are what is tested here.
from collections.abc import Callable

import pytest
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

from accounts.models import User
from catalog.models import Product, ProductRevision
from catalog.products import stamp
from catalog.states import Listing
from database import db

Browser = Callable[[User], FlaskClient]

BASKET = {
    "a_material": "bambu",
    "a_craft_technique": "anyam",
    "a_dimension_cm": "30 x 22 x 18",
    "a_weight_g": "420 g",
}
HOSTILE = [
    pytest.param("a" * 10_000, id="10,000 characters"),
    pytest.param("🧺" * 4000, id="emoji"),
    pytest.param("\u202eفخار" * 900, id="right to left"),
    pytest.param("<script>alert(1)</script>" * 200, id="HTML"),
    pytest.param("'; DROP TABLE product; --" * 200, id="SQL"),
]


def draft(**values: object) -> tuple[User, Product]:
    revision = RevisionFactory(**values)
    user = maker_user(revision.product.maker)
    db.session.commit()
    return user, revision.product


def details(product: Product, **values: str) -> dict[str, str]:
    given = {
        "name_id": "Keranjang Tutup",
        "description_id": "Dianyam rapat.",
        "version": stamp(product.newest),
    }
    return given | BASKET | values


def path(product: Product, rest: str = "") -> str:
    return f"/perajin-saya/produk/{product.id}{rest}"


def fresh(product: Product) -> ProductRevision:
    db.session.expire_all()
    return product.newest


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


def test_product_details_saves_and_goes_on_to_the_price(client_for: Browser) -> None:
    user, product = draft()
    answer = client_for(user).post(path(product, "/rincian"), data=details(product))
    assert (answer.status_code, answer.location) == (303, path(product, "/harga"))
    revision = fresh(product)
    assert (revision.name_id, revision.attributes) == (
        "Keranjang Tutup",
        {
            "material": ["bambu"],
            "craft_technique": ["anyam"],
            "dimension_cm": [30, 22, 18],
            "weight_g": 420,
        },
    )


def test_product_details_shows_stored_values_as_they_are_typed(client_for: Browser) -> None:
    user, product = draft(attributes={"dimension_cm": [30.5, 22], "weight_g": 1250})
    page = client_for(user).get(path(product, "/rincian"))
    assert 'value="30,5 x 22"' in page.text
    assert 'value="1.250"' in page.text
    english = client_for(user).get("/en" + path(product, "/rincian"))
    assert 'value="30.5 x 22"' in english.text
    assert 'value="1,250"' in english.text


def test_product_details_wants_what_every_product_needs(client_for: Browser) -> None:
    user, product = draft(attributes={})
    form = {"version": stamp(product.newest), "name_id": "", "description_id": ""}
    answer = client_for(user).post(path(product, "/rincian"), data=form)
    assert answer.status_code == 422
    for field in ("name_id", "description_id", *BASKET):
        assert f'id="{field}-error"' in answer.text


def test_product_details_keeps_an_unfinished_draft(client_for: Browser) -> None:
    user, product = draft()
    form = {"version": stamp(product.newest), "name_id": "Baru", "keep": "1"}
    answer = client_for(user).post(path(product, "/rincian"), data=form)
    assert (answer.status_code, answer.location) == (303, path(product))
    assert fresh(product).name_id == "Baru"


@pytest.mark.parametrize("field", ["name_id", "description_id", "story_en", "a_material_other"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_product_details_refuses_hostile_text_and_keeps_it(
    client_for: Browser, field: str, typed: str
) -> None:
    user, product = draft()
    form = details(product, **{field: typed, "a_material": "other"})
    form.setdefault("a_material_other", "serat nanas")
    answer = client_for(user).post(path(product, "/rincian"), data=form)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    kept = typed.replace("\u202e", "").replace("<", "&lt;").replace(">", "&gt;")
    assert kept.replace("'", "&#39;") in answer.text
    assert fresh(product).name_id == "Keranjang bambu"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("a_weight_g", "berat"),
        ("a_dimension_cm", "besar"),
        ("a_material", "emas batangan"),
        ("keywords", ", ".join(f"kata {n}" for n in range(13))),
        ("keywords", "k" * 41),
    ],
)
def test_product_details_refuses_what_cannot_be(
    client_for: Browser, field: str, typed: str
) -> None:
    user, product = draft()
    form = details(product, **{field: typed})
    answer = client_for(user).post(path(product, "/rincian"), data=form)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_product_details_answers_a_stale_save_with_both_versions(client_for: Browser) -> None:
    user, product = draft()
    old = details(product, name_id="Nama Diketik", description_id="Dianyam rapat.")
    product.newest.name_id = "Nama Tersimpan"
    db.session.commit()
    answer = client_for(user).post(path(product, "/rincian"), data=old)
    assert answer.status_code == 409
    assert 'value="Nama Diketik"' in answer.text
    assert "<dd>Nama Tersimpan</dd>" in answer.text
    assert f'value="{stamp(fresh(product))}"' in answer.text
    assert product.newest.name_id == "Nama Tersimpan"


def test_product_terms_reads_money_as_people_type_it(client_for: Browser) -> None:
    user, product = draft()
    form = {
        "version": stamp(product.newest),
        "price_rupiah": "Rp 1,25 jt",
        "wholesale_rupiah": "950rb",
        "unit": "kodi",
        "minimum_order": "1.000",
        "lead_time_days": "0",
        "made_to_order": "y",
    }
    answer = client_for(user).post(path(product, "/harga"), data=form)
    assert (answer.status_code, answer.location) == (303, path(product))
    revision = fresh(product)
    assert (revision.price_rupiah, revision.wholesale_rupiah) == (1_250_000, 950_000)
    assert (revision.unit, revision.minimum_order, revision.lead_time_days) == ("kodi", 1000, 0)
    assert (revision.capacity_per_month, revision.made_to_order) == (None, True)
    assert not revision.shippable


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("price_rupiah", ""),
        ("price_rupiah", "gratis"),
        ("price_rupiah", "0"),
        ("price_rupiah", "9" * 10_000),
        ("price_rupiah", "<b>1</b>"),
        ("price_rupiah", "١٢٥"),
        ("wholesale_rupiah", "200.000"),
        ("unit", "truk"),
        ("minimum_order", "0"),
        ("minimum_order", "-3"),
        ("minimum_order", "2,5"),
        ("capacity_per_month", "10.000.000"),
        ("lead_time_days", "besok"),
    ],
)
def test_product_terms_refuses_what_cannot_be_and_keeps_it(
    client_for: Browser, field: str, typed: str
) -> None:
    user, product = draft()
    form = {"version": stamp(product.newest), "price_rupiah": "100.000", "unit": "buah"}
    answer = client_for(user).post(path(product, "/harga"), data=form | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert field == "unit" or typed.replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert fresh(product).price_rupiah == 78_000


def test_product_autosave_keeps_what_is_right_and_names_what_is_not(client_for: Browser) -> None:
    user, product = draft(attributes={"weight_g": 100})
    form = details(product, a_weight_g="berat", name_id="Nama Baru")
    answer = client_for(user).post(path(product, "/rincian/simpan"), data=form)
    assert answer.status_code == 200
    revision = fresh(product)
    assert answer.json == {
        "version": stamp(revision),
        "errors": {"a_weight_g": "Tulis dengan angka, misalnya 12 atau 2,5."},
    }
    assert (revision.name_id, revision.attributes["weight_g"]) == ("Nama Baru", 100)


def test_product_autosave_never_takes_the_name_away(client_for: Browser) -> None:
    user, product = draft()
    form = details(product, name_id="")
    client_for(user).post(path(product, "/rincian/simpan"), data=form)
    assert fresh(product).name_id == "Keranjang bambu"


def test_product_autosave_of_terms_goes_on_from_the_stamp_it_gave(client_for: Browser) -> None:
    user, product = draft()
    browser = client_for(user)
    form = {"version": stamp(product.newest), "price_rupiah": "1", "unit": "buah"}
    for price in ("12", "12.5", "12.500"):
        answer = browser.post(path(product, "/harga/simpan"), data=form | {"price_rupiah": price})
        assert answer.json is not None
        form["version"] = answer.json["version"]
    assert fresh(product).price_rupiah == 12_500


def test_product_autosave_refuses_a_stale_save(client_for: Browser) -> None:
    user, product = draft()
    answer = client_for(user).post(
        path(product, "/rincian/simpan"), data=details(product, version="1.99")
    )
    assert answer.status_code == 409
    assert fresh(product).name_id == "Keranjang bambu"


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
    assert product.listing is Listing.LISTED


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
    assert (answer.status_code, answer.location) == (303, path(copy, "/rincian"))
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
        browser, asked = client_for(user), []

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
