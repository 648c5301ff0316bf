"""The checklist of a product: each line stands and goes by its own cause."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from catalog_goods import BASKET_VALUES, basket, complete, path
from factories import MakerFactory, RevisionFactory, RevisionPhotoFactory, maker_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, parts, words

from accounts.models import User
from catalog.categories import category
from catalog.city_help import Helper, helper_for
from catalog.models import Paper, Product
from catalog.paper_wishes import ANIMAL_LEATHER, today
from catalog.readiness import progress_of, readiness
from catalog.states import MakerState, PaperKind, PaperState
from config import Settings
from database import db

Browsers = Callable[[User], FlaskClient]

SHOE = {"category": "alas_kaki", "subcategory": "sandal"}
FOOD = {"category": "mamin", "subcategory": "keripik"}


def whole(**values: object) -> Product:
    """A basket that lacks nothing."""
    given = {"attributes": dict(BASKET_VALUES)} | values
    revision = RevisionFactory(**given)
    RevisionPhotoFactory(revision=revision, alt_id="Depan")
    db.session.flush()
    product: Product = revision.product
    return product


def missing(product: Product) -> set[str]:
    return {check.key for check in readiness(product) if not check.passed and check.blocks}


def papers_asked(product: Product) -> set[str]:
    return {check.key for check in readiness(product) if check.endpoint == "catalog.papers"}


def give(owner: Product, kind: PaperKind, **values: object) -> Paper:
    paper = Paper(maker=owner.maker, kind=kind, **({"state": PaperState.CONFIRMED} | values))
    db.session.add(paper)
    db.session.flush()
    return paper


def advice(product: Product, key: str) -> str:
    return next(str(check.advice) for check in readiness(product) if check.key == key)


def test_whole_product_misses_nothing(app: Flask) -> None:
    assert missing(whole()) == set()


@pytest.mark.parametrize(
    ("key", "lacking"),
    [
        ("name", {"name_id": ""}),
        ("description", {"description_id": ""}),
        ("price", {"price_rupiah": None}),
        ("attributes", {"attributes": {}}),
    ],
)
def test_each_line_stands_for_what_is_lacking(
    app: Flask, key: str, lacking: dict[str, object]
) -> None:
    assert missing(whole(**lacking)) == {key}


def test_photo_and_verification_are_lines_of_their_own(app: Flask) -> None:
    product = whole()
    product.newest.photos.clear()
    product.maker.state = MakerState.SUBMITTED
    assert missing(product) == {"photo", "maker"}


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        ({}, {"nib"}),
        ({**SHOE, "attributes": {"upper": ["kulit_sintetis"]}}, {"nib"}),
        ({**SHOE, "attributes": {"upper": ["kulit_sapi"]}}, {"nib", "halal"}),
        ({**SHOE, "attributes": {"upper": "kulit_nubuk"}}, {"nib", "halal"}),
        ({**FOOD, "attributes": {"shelf_life_days": 2}}, {"nib", "halal"}),
        ({**FOOD, "attributes": {"shelf_life_days": 6}}, {"nib", "halal"}),
        ({**FOOD, "attributes": {"shelf_life_days": 7}}, {"nib", "halal", "food_permit"}),
        ({**FOOD, "attributes": {}}, {"nib", "halal", "food_permit"}),
    ],
)
def test_papers_are_asked_for_by_kind(
    app: Flask, values: dict[str, object], asked: set[str]
) -> None:
    product = whole(**values)
    assert papers_asked(product) == asked
    assert "nib" not in missing(product)


def test_every_leather_of_the_categories_is_known(app: Flask) -> None:
    leathers = set()
    for key in ("alas_kaki", "kriya", "batik"):
        found = category(key)
        assert found is not None
        for attribute in found.attributes:
            leathers |= {
                one.key for one in attribute.choices or () if one.label_id.startswith("Kulit")
            }
    assert leathers - {"kulit_sintetis"} == ANIMAL_LEATHER


def test_confirmed_paper_takes_its_line_away(app: Flask) -> None:
    product = whole(**FOOD)
    give(product, PaperKind.BPOM)
    passed = {check.key: check.passed for check in readiness(product)}
    assert (passed["food_permit"], passed["halal"]) == (True, False)


def test_paper_of_another_product_does_not_count(app: Flask) -> None:
    product, other = whole(), basket()
    give(product, PaperKind.NIB, product=other)
    assert not next(check for check in readiness(product) if check.key == "nib").passed


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": PaperState.CLAIMED}, "Sudah Anda catat. Dinas akan mengonfirmasinya."),
        ({"state": PaperState.IN_PROCESS}, "Sedang diurus. Catat nomornya begitu terbit."),
        ({"expires_on": "past"}, "Masa berlakunya sudah habis. Perpanjang, lalu catat yang baru."),
        (
            {"state": PaperState.REFUSED},
            "Catat nomor NIB usaha Anda. Mengurusnya gratis, lewat OSS.",
        ),
    ],
)
def test_line_of_a_paper_says_what_to_do_next(
    app: Flask, values: dict[str, object], said: str
) -> None:
    product = whole()
    if values.get("expires_on") == "past":
        values = {"expires_on": today() - timedelta(days=1)}
    give(product, PaperKind.NIB, **values)
    assert advice(product, "nib") == said


def test_who_helps_comes_from_the_citys_file(app: Flask, tmp_path: Path) -> None:
    assert helper_for("rocket science") is None
    own = app.extensions["settings"]
    file = tmp_path / "help.json"
    rows = [{"topics": ["photos"], "name_id": "Rumah Foto", "name_en": "", "what_id": "studio"}]
    file.write_text(json.dumps({"help": rows}), encoding="utf-8")
    for chosen, found in ((str(file), "Rumah Foto, studio"), ("none", None)):
        app.extensions["settings"] = Settings(environment="test", help_file=chosen)
        helper = helper_for("photos")
        assert (helper.in_words() if helper else None) == found
    app.extensions["settings"] = own


def test_shipped_help_file_says_each_thing_in_both_languages(app: Flask) -> None:
    for topic in ("photos", "nib", "halal", "food_permit", "trademark"):
        helper = helper_for(topic)
        assert isinstance(helper, Helper)
        assert all([helper.name_id, helper.name_en, helper.what_id, helper.what_en])


def test_help_is_offered_only_where_something_is_missing(app: Flask) -> None:
    product = whole()
    product.newest.photos.clear()
    by_key = {check.key: check.help() for check in readiness(product)}
    assert by_key["photo"].startswith("PLUT Maja Citra Kinarya, ruang foto produk")
    assert (by_key["name"], by_key["price"]) == ("", "")


def test_product_page_counts_as_the_home_and_the_list_do(client_for: Browsers) -> None:
    product = whole(price_rupiah=None, description_id="")
    browser = client_for(maker_user(product.maker))
    db.session.commit()
    assert progress_of(readiness(product)).left == 2
    for page in ("/perajin-saya", "/perajin-saya/produk", path(product), path(product, "/ajukan")):
        assert "2 hal lagi menuju siap kurasi" in words(main_part(browser.get(page)))
    english = words(main_part(browser.get(f"/en{path(product)}")))
    assert "2 things left before it is ready for curation" in english


def test_product_page_folds_away_what_is_done(client_for: Browsers) -> None:
    product = whole(price_rupiah=None)
    browser = client_for(maker_user(product.maker))
    db.session.commit()
    page = main_part(browser.get(path(product)))
    folded = parts(page, r'<details class="checks-done">(.*?)</details>')
    assert folded[0].startswith("5 sudah ada")
    assert "4 dari 6" not in words(page)
    assert "5 dari 6" in words(page)
    assert f'href="{path(product, "/harga")}"' in page


def test_complete_product_is_said_to_be_ready(client_for: Browsers) -> None:
    product = complete(basket(MakerFactory()))
    browser = client_for(maker_user(product.maker))
    db.session.commit()
    page = words(main_part(browser.get(path(product))))
    assert ("6 dari 6" in page, "hal lagi menuju" in page) == (True, False)
