import pytest
from catalog_goods import BASKET_TYPED, HOSTILE, Browser, details, draft, fresh, path

from catalog.products import stamp
from database import db


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
    for field in ("name_id", "description_id", *BASKET_TYPED):
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
        "tier_1_from": "1.000",
        "tier_1_rupiah": "950rb",
        "unit": "kodi",
        "lead_time_days": "0",
        "made_to_order": "y",
    }
    answer = client_for(user).post(path(product, "/harga"), data=form)
    assert (answer.status_code, answer.location) == (303, path(product))
    revision = fresh(product)
    assert (revision.price_rupiah, revision.wholesale_tiers) == (
        1_250_000,
        [{"from": 1000, "rupiah": 950_000}],
    )
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
        ("tier_1_from", "selusin"),
        ("tier_1_rupiah", "murah"),
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
