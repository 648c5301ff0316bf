"""From draft to public and back."""

import pytest
from catalog_goods import actions, basket, complete, counting
from factories import MakerFactory, listed_product, office_user
from sqlalchemy import select

from accounts.models import LogEntry
from accounts.queries import log_of
from catalog.listings import pending_change
from catalog.operations import (
    freeze_revision,
    list_revision,
    open_draft,
    remove_photo,
    restore_listing,
    save_draft,
    submit_change,
    suspend_maker,
    withdraw_listing,
)
from catalog.queries import listed_product as public_product
from catalog.queries import listed_products
from catalog.states import Listing, MakerState, Region, RevisionState
from database import db
from web.errors import RuleViolation

pytestmark = pytest.mark.usefixtures("app")


def test_frozen_revision_is_never_changed_again() -> None:
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    assert revision.state is RevisionState.FROZEN
    revision.name_id = "Lain"
    with pytest.raises(RuntimeError, match=f"^revision {revision.id} is frozen$"):
        db.session.flush()


def test_freeze_revision_gives_back_what_is_frozen() -> None:
    product = complete(basket())
    first = freeze_revision(product=product, actor=None)
    assert freeze_revision(product=product, actor=None) is first
    assert [row for row in actions("product", product.id) if row[0] == "freeze"] == [
        ("freeze", "draft", "frozen")
    ]


def test_editing_a_listed_product_leaves_what_visitors_see() -> None:
    product = complete(basket())
    shown = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=shown, actor=None)
    photo_id = shown.photos[0].photo_id
    draft = save_draft(product=product, changes={"name_id": "Nama Baru"})
    assert (draft.number, [one.photo_id for one in draft.photos]) == (2, [photo_id])
    assert product.listed_revision is shown
    assert shown.name_id == "Keranjang Tutup"
    assert pending_change(product) is None


def test_change_of_a_listed_product_waits_for_the_office() -> None:
    product = complete(basket())
    shown = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=shown, actor=None)
    save_draft(product=product, changes={"name_id": "Nama Baru"})
    change = submit_change(product=product, actor=None)
    assert (pending_change(product), product.listed_revision) == (change, shown)
    list_revision(product=product, revision=change, actor=office_user())
    assert (pending_change(product), product.listed_revision) == (None, change)


def test_submit_change_refuses_a_product_that_lost_what_it_needs() -> None:
    product = complete(basket())
    list_revision(
        product=product, revision=freeze_revision(product=product, actor=None), actor=None
    )
    save_draft(product=product, changes={"description_id": ""})
    with pytest.raises(RuleViolation) as broken:
        submit_change(product=product, actor=None)
    assert str(broken.value.message) == "Lengkapi dulu: Deskripsi."


def test_submit_change_refuses_when_nothing_was_edited_or_listed() -> None:
    product = complete(basket())
    with pytest.raises(RuleViolation):
        submit_change(product=product, actor=None)
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    with pytest.raises(RuleViolation):
        submit_change(product=product, actor=None)


def test_list_revision_makes_the_product_public_and_names_its_address() -> None:
    product = complete(basket())
    save_draft(product=product, changes={"name_id": "Keranjang Hantaran"})
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=office_user())
    assert (product.listing, product.slug) == (Listing.LISTED, "keranjang-hantaran")
    assert product.listed_at is not None
    assert public_product("keranjang-hantaran") is product
    assert actions("product", product.id)[-1] == ("list", "unlisted", "listed")


def test_list_revision_keeps_the_address_once_it_is_public() -> None:
    product = listed_product()
    slug = product.slug
    save_draft(product=product, changes={"name_id": "Nama Lain Sekali"})
    change = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=change, actor=None)
    assert (product.slug, product.listed_revision) == (slug, change)


def test_list_revision_refuses_a_draft_and_another_products_revision() -> None:
    product, other = complete(basket()), complete(basket())
    with pytest.raises(RuleViolation):
        list_revision(product=product, revision=product.newest, actor=None)
    foreign = freeze_revision(product=other, actor=None)
    with pytest.raises(RuleViolation):
        list_revision(product=product, revision=foreign, actor=None)
    assert product.listing is Listing.UNLISTED


@pytest.mark.parametrize("values", [{"state": MakerState.SUBMITTED}, {"region": Region.REGENCY}])
def test_list_revision_refuses_a_maker_who_is_not_verified_in_the_city(
    values: dict[str, object],
) -> None:
    product = complete(basket(MakerFactory(**values)))
    revision = freeze_revision(product=product, actor=None)
    with pytest.raises(RuleViolation):
        list_revision(product=product, revision=revision, actor=None)


def test_withdrawn_product_is_gone_at_once_and_comes_back() -> None:
    product = listed_product()
    withdraw_listing(product=product, actor=None, reason="Bahan habis")
    assert (product.listing, list(listed_products())) == (Listing.WITHDRAWN, [])
    restore_listing(product=product, actor=None)
    assert (product.listing, list(listed_products())) == (Listing.LISTED, [product])
    rows = [(row.action, row.reason) for row in log_of("product", product.id)]
    assert rows == [("withdraw", "Bahan habis"), ("restore", "")]


def test_withdrawn_product_stays_withdrawn_when_it_is_accepted_again() -> None:
    product = listed_product()
    withdraw_listing(product=product, actor=None)
    save_draft(product=product, changes={"name_id": "Baru"})
    change = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=change, actor=None)
    assert (product.listing, product.listed_revision) == (Listing.WITHDRAWN, change)


def test_withdraw_refuses_what_is_not_listed() -> None:
    with pytest.raises(RuleViolation):
        withdraw_listing(product=basket(), actor=None)


def test_products_of_a_suspended_maker_are_not_public() -> None:
    product = listed_product()
    suspend_maker(maker=product.maker, actor=None, reason="Pindah kota")
    db.session.flush()
    assert list(listed_products()) == []
    assert public_product(product.slug) is None
    withdraw_listing(product=product, actor=None)
    with pytest.raises(RuleViolation):
        restore_listing(product=product, actor=None)


def test_listed_products_asks_no_more_for_more_products() -> None:
    counts = []
    for _ in range(2):
        listed_product()
        db.session.commit()
        db.session.expire_all()
        with counting() as statements:
            for product in listed_products():
                revision = product.listed_revision
                assert revision is not None
                assert revision.cover is not None
                _ = (revision.cover.photo.mat, product.maker.kelurahan, product.maker.place)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_remove_photo_leaves_the_frozen_revision_whole() -> None:
    product = complete(basket())
    frozen = freeze_revision(product=product, actor=None)
    photo_id = frozen.photos[0].photo_id
    remove_photo(product=product, photo_id=photo_id)
    remove_photo(product=product, photo_id=photo_id)
    assert (len(frozen.photos), len(open_draft(product=product).photos)) == (1, 0)


def test_log_of_a_product_tells_its_life() -> None:
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    db.session.flush()
    rows = db.session.scalars(
        select(LogEntry.action).where(LogEntry.subject_kind == "product").order_by(LogEntry.id)
    )
    assert list(rows) == ["create", "freeze", "list"]
