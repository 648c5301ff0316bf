"""Generated products: plausible, listed, many, and the same for the same number."""

from pathlib import Path
from typing import Any

import pytest
from factories import KelurahanFactory, MakerFactory, listed_product
from flask import Flask
from other_apps import other_app, other_settings
from sqlalchemy import select

from catalog.attributes import validate_attributes
from catalog.categories import categories, category
from catalog.models import Maker, Product, ProductRevision
from catalog.queries import listed_products
from catalog.states import RevisionState
from catalog.term_checks import wholesale_problems
from database import db
from demo.generated import PRODUCTS_PER_MAKER, add_generated
from demo.vocabulary import Thing, vocabulary
from showcase.models import StaleDocument

NUMBER = 60


def told() -> list[tuple[Any, ...]]:
    """What a generated product says, in the order in which they were made."""
    query = select(Product, ProductRevision).join(
        ProductRevision, ProductRevision.id == Product.listed_revision_id
    )
    return [
        (
            product.slug,
            product.maker.name,
            product.curation_score,
            revision.name_id,
            revision.name_en,
            revision.price_rupiah,
            revision.unit,
            sorted(revision.attributes.items()),
        )
        for product, revision in db.session.execute(query.order_by(Product.id))
    ]


def generated(number: int = NUMBER) -> list[Product]:
    for _ in range(3):
        KelurahanFactory()
    db.session.commit()
    add_generated(number)
    return list(db.session.scalars(select(Product).order_by(Product.id)))


@pytest.mark.parametrize("thing", vocabulary().things, ids=lambda thing: thing.subcategory)
def test_vocabulary_fits_the_categories(thing: Thing) -> None:
    kind = category(thing.category)
    assert kind is not None
    assert kind.subcategory(thing.subcategory) is not None
    assert thing.unit in kind.units
    assert 0 < thing.prices[0] < thing.prices[1]
    assert all(indonesian and english for indonesian, english in thing.nouns + thing.extras)


def test_vocabulary_has_goods_of_every_category() -> None:
    found = {thing.category for thing in vocabulary().things}
    assert found == {kind.key for kind in categories()}


def test_same_number_gives_the_same_products(app: Flask, tmp_path: Path) -> None:
    generated()
    here = told()
    with other_app(other_settings(tmp_path)) as app_there, app_there.app_context():
        generated()
        there = told()
    assert len({row[0] for row in here}) == NUMBER
    assert here == there


def test_generated_products_are_listed_and_wait_for_the_index(app: Flask) -> None:
    found = {product.id for product in generated()}
    assert {product.id for product in listed_products()} == found
    assert set(db.session.scalars(select(StaleDocument.product_id))) == found
    makers = db.session.scalars(select(Maker)).all()
    assert (len(makers), {maker.is_sample for maker in makers}) == (
        NUMBER // PRODUCTS_PER_MAKER,
        {True},
    )


def test_generated_products_say_what_real_ones_would(app: Flask) -> None:
    for product in generated():
        revision = product.listed_revision
        assert revision is not None
        kind = category(revision.category)
        assert kind is not None
        assert revision.state is RevisionState.FROZEN
        assert revision.unit in kind.units
        assert revision.price_rupiah is not None
        assert len(revision.wholesale_tiers) == 1
        assert not wholesale_problems(revision)
        assert revision.price_rupiah % 500 == 0
        assert revision.description_id.startswith(f"{revision.name_id}. ")
        assert revision.description_en.startswith(f"{revision.name_en}. ")
        assert revision.shippable is (revision.subcategory != "jajanan_basah")
        values = dict(revision.attributes)
        _, wrong = validate_attributes(kind.key, revision.subcategory, values, draft=True)
        assert wrong == {}


def test_generated_products_borrow_the_photos_of_their_kind(app: Flask) -> None:
    photos = {}
    for kind in categories():
        for subcategory in kind.subcategories:
            product = listed_product(category=kind.key, subcategory=subcategory.key)
            shown = product.listed_revision
            assert shown is not None
            photos[subcategory.key] = shown.photos[0].photo_id
    db.session.commit()
    known = len(photos)
    for product in generated()[known:]:
        shown = product.listed_revision
        assert shown is not None
        assert [one.photo_id for one in shown.photos] == [photos[shown.subcategory]]
        assert (shown.photos[0].alt_id, shown.photos[0].alt_en) == (shown.name_id, shown.name_en)


def test_people_go_on_after_generated_products(app: Flask) -> None:
    last = generated()[-1].id
    maker = MakerFactory()
    product = listed_product(product__maker=maker)
    db.session.commit()
    assert product.id == last + 1
    add_generated(2)
    assert db.session.query(Product).count() == NUMBER + 3


@pytest.mark.parametrize("number", [1, 2_001])
def test_any_number_is_made(app: Flask, number: int) -> None:
    assert len(generated(number)) == number
