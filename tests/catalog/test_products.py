"""Drafts, copies, photos and what they still need."""

import pytest
from catalog_goods import BASKET_VALUES, actions, basket, complete
from factories import MakerFactory, PhotoFactory

from catalog.operations import (
    attach_photo,
    copy_product,
    create_product,
    reorder_photos,
    save_draft,
    set_alt,
)
from catalog.products import stamp
from catalog.readiness import blocking, is_ready, readiness
from catalog.states import Listing, MakerState, RevisionState
from web.errors import RuleViolation, StaleVersion

pytestmark = pytest.mark.usefixtures("app")


def test_create_product_starts_a_draft_with_the_units_of_its_category() -> None:
    product = basket()
    assert (product.slug, product.code) == ("keranjang-tutup", f"P-{product.id:05d}")
    assert (product.newest.state, product.newest.unit) == (RevisionState.DRAFT, "buah")
    assert actions("product", product.id) == [("create", "", "draft")]


def test_create_product_refuses_an_unknown_kind() -> None:
    with pytest.raises(RuleViolation) as broken:
        create_product(
            maker=MakerFactory(),
            category_key="kriya",
            subcategory_key="keripik",
            name="Keripik",
            actor=None,
        )
    assert broken.value.field == "subcategory"


def test_save_draft_keeps_only_clean_attributes() -> None:
    product = basket()
    save_draft(product=product, changes={"attributes": BASKET_VALUES | {"sizes_eu": [38]}})
    assert product.newest.attributes == BASKET_VALUES


def test_save_draft_refuses_a_wrong_attribute_and_names_its_field() -> None:
    product = basket()
    with pytest.raises(RuleViolation) as broken:
        save_draft(product=product, changes={"attributes": {"weight_g": "berat"}})
    assert broken.value.field == "a_weight_g"


def test_save_draft_drops_attributes_that_a_new_kind_does_not_have() -> None:
    product = create_product(
        maker=MakerFactory(),
        category_key="batik",
        subcategory_key="busana_pria",
        name="Kemeja",
        actor=None,
    )
    save_draft(product=product, changes={"attributes": {"fit": "ramping", "dye": "alami"}})
    save_draft(product=product, changes={"subcategory": "kain_batik"})
    assert product.newest.attributes == {"dye": "alami"}


def test_save_draft_refuses_a_stale_save() -> None:
    product = basket()
    seen = stamp(product.newest)
    save_draft(product=product, changes={"name_id": "Pertama"}, seen=seen)
    with pytest.raises(StaleVersion) as stale:
        save_draft(product=product, changes={"name_id": "Kedua"}, seen=seen)
    assert stale.value.current is product.newest
    assert product.newest.name_id == "Pertama"


@pytest.mark.parametrize("field", ["price_rupiah", "minimum_order"])
@pytest.mark.parametrize("amount", [0, -1, 10**9 + 1])
def test_save_draft_refuses_amounts_that_cannot_be(field: str, amount: int) -> None:
    with pytest.raises(RuleViolation) as broken:
        save_draft(product=basket(), changes={field: amount})  # type: ignore[misc]
    assert broken.value.field == field


def test_copy_product_starts_an_own_draft_with_the_same_photos() -> None:
    product = complete(basket())
    copy = copy_product(product=product, actor=None)
    assert (copy.newest.name_id, copy.newest.number) == ("Keranjang Tutup (salinan)", 1)
    assert [one.photo_id for one in copy.newest.photos] == [
        one.photo_id for one in product.newest.photos
    ]
    save_draft(product=copy, changes={"attributes": {}})
    assert product.newest.attributes == BASKET_VALUES
    assert (copy.listing, copy.slug) == (Listing.UNLISTED, "keranjang-tutup-salinan")


def test_attach_photo_keeps_the_order_and_takes_each_photo_once() -> None:
    product = basket()
    photos = [PhotoFactory(maker_id=product.maker_id) for _ in range(3)]
    for photo in (*photos, photos[0]):
        attach_photo(product=product, photo=photo)
    assert [one.photo_id for one in product.newest.photos] == [one.id for one in photos]


def test_attach_photo_refuses_another_makers_photo() -> None:
    with pytest.raises(RuleViolation):
        attach_photo(product=basket(), photo=PhotoFactory(maker_id=MakerFactory().id))


def test_attach_photo_refuses_the_thirteenth() -> None:
    product = basket()
    for _ in range(12):
        attach_photo(product=product, photo=PhotoFactory(maker_id=product.maker_id))
    with pytest.raises(RuleViolation) as broken:
        attach_photo(product=product, photo=PhotoFactory(maker_id=product.maker_id))
    assert str(broken.value.message) == "Paling banyak 12 foto untuk satu produk."


def test_reorder_photos_moves_the_named_ones_and_keeps_the_rest() -> None:
    product = basket()
    a, b, c = (PhotoFactory(maker_id=product.maker_id) for _ in range(3))
    for photo in (a, b, c):
        attach_photo(product=product, photo=photo)
    reorder_photos(product=product, photo_ids=[c.id, 999_999])
    assert [one.photo_id for one in product.newest.photos] == [c.id, a.id, b.id]
    assert [one.position for one in product.newest.photos] == [0, 1, 2]


def test_set_alt_says_what_a_photo_shows() -> None:
    product = complete(basket())
    photo_id = product.newest.photos[0].photo_id
    set_alt(product=product, photo_id=photo_id, alt_id="Keranjang", alt_en="Basket")
    assert (product.newest.photos[0].alt_id, product.newest.photos[0].alt_en) == (
        "Keranjang",
        "Basket",
    )
    with pytest.raises(RuleViolation):
        set_alt(product=product, photo_id=photo_id, alt_id="a" * 201, alt_en="")
    with pytest.raises(RuleViolation):
        set_alt(product=product, photo_id=0, alt_id="", alt_en="")


def test_readiness_names_everything_that_blocks_an_empty_draft() -> None:
    product = basket(MakerFactory(state=MakerState.DRAFT))
    assert [check.key for check in blocking(product)] == [
        "photo",
        "attributes",
        "description",
        "price",
        "maker",
    ]


def test_readiness_lets_a_complete_product_through_and_still_advises() -> None:
    product = complete(basket())
    assert is_ready(product)
    missing = [check.key for check in readiness(product) if not check.passed]
    assert missing == ["three_photos", "alt_texts", "asked", "terms", "english", "nib"]
