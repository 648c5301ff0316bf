"""From a registered business to a listed product and back, on a real database."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from factories import (
    KelurahanFactory,
    MakerFactory,
    PhotoFactory,
    UserFactory,
    listed_product,
    maker_user,
    office_user,
)
from sqlalchemy import event, select

from accounts.models import LogEntry, OutgoingMessage
from accounts.queries import log_of
from catalog.listings import pending_change
from catalog.makers import needs_office
from catalog.models import Maker, Product
from catalog.operations import (
    MakerProfile,
    approve_change,
    attach_photo,
    copy_product,
    create_product,
    freeze_revision,
    list_revision,
    open_draft,
    register_maker,
    remove_photo,
    reorder_photos,
    restore_listing,
    save_draft,
    send_back_maker,
    set_alt,
    submit_change,
    submit_maker_for_verification,
    suspend_maker,
    update_maker,
    verify_maker,
    withdraw_listing,
)
from catalog.products import stamp
from catalog.queries import listed_product as public_product
from catalog.queries import listed_products
from catalog.readiness import blocking, is_ready, readiness
from catalog.states import Listing, MakerState, Region, RevisionState
from database import db
from web.errors import RuleViolation, StaleVersion

pytestmark = pytest.mark.usefixtures("app")

BASKET = {"material": ["bambu"], "craft_technique": ["anyam"]} | {
    "dimension_cm": [30, 22, 18],
    "weight_g": 420,
}


def profile(**values: object) -> MakerProfile:
    given: dict[str, object] = {
        "name": "Anyam Baru",
        "kelurahan_id": KelurahanFactory().id,
        "whatsapp": "6281100000001",
    }
    return MakerProfile(**(given | values))  # type: ignore[arg-type]


def basket(maker: Maker | None = None) -> Product:
    return create_product(
        maker=maker or MakerFactory(),
        category_key="kriya",
        subcategory_key="anyaman_bambu",
        name="Keranjang Tutup",
        actor=None,
    )


def complete(product: Product) -> Product:
    save_draft(
        product=product,
        changes={
            "description_id": "Dianyam rapat.",
            "price_rupiah": 78_000,
            "attributes": dict(BASKET),
        },
    )
    attach_photo(product=product, photo=PhotoFactory(maker_id=product.maker_id))
    return product


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the statements that the database is asked inside the block."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def actions(kind: str, key: int) -> list[tuple[str, str, str]]:
    db.session.flush()
    return [(row.action, row.before, row.after) for row in log_of(kind, key)]


def test_register_maker_gives_the_person_the_role_and_logs_it() -> None:
    user = UserFactory()
    maker = register_maker(user=user, profile=profile(), actor=user)
    assert (maker.slug, maker.state) == ("anyam-baru", MakerState.DRAFT)
    assert user.maker_ids() == [maker.id]
    assert actions("maker", maker.id) == [("register", "", "draft")]


def test_register_maker_numbers_a_slug_that_is_taken() -> None:
    for _ in range(3):
        register_maker(user=UserFactory(), profile=profile(), actor=None)
    slugs = db.session.scalars(select(Maker.slug).order_by(Maker.id)).all()
    assert slugs == ["anyam-baru", "anyam-baru-2", "anyam-baru-3"]


def test_register_maker_finds_a_slug_for_a_name_without_letters() -> None:
    maker = register_maker(user=UserFactory(), profile=profile(name="🧺"), actor=None)
    assert maker.slug == "perajin"


def test_register_maker_wants_a_kelurahan_in_the_city_only() -> None:
    with pytest.raises(RuleViolation) as broken:
        register_maker(user=UserFactory(), profile=profile(kelurahan_id=None), actor=None)
    assert broken.value.field == "kelurahan_id"
    outside = profile(kelurahan_id=None, region=Region.REGENCY)
    assert register_maker(user=UserFactory(), profile=outside, actor=None).kelurahan_id is None


def test_update_maker_refuses_a_stale_save_and_keeps_what_is_stored() -> None:
    maker = MakerFactory(name="Lama")
    with pytest.raises(StaleVersion):
        update_maker(maker=maker, profile=profile(name="Baru"), actor=None, version=99)
    assert maker.name == "Lama"


def test_update_maker_notes_what_the_office_had_checked() -> None:
    maker = MakerFactory(name="Lama")
    changed = profile(name="Baru", kelurahan_id=maker.kelurahan_id)
    update_maker(maker=maker, profile=changed, actor=None, version=maker.version)
    db.session.flush()
    rows = log_of("maker", maker.id)
    assert [(row.action, row.data) for row in rows] == [("update", {"was": {"name": "Lama"}})]


def test_maker_is_verified_by_the_office_and_told() -> None:
    maker = MakerFactory(state=MakerState.DRAFT)
    person, office = maker_user(maker), office_user()
    submit_maker_for_verification(maker=maker, actor=person)
    verify_maker(maker=maker, actor=office)
    assert maker.state is MakerState.VERIFIED
    assert maker.verified_at is not None
    assert actions("maker", maker.id) == [
        ("submit", "draft", "submitted"),
        ("verify", "submitted", "verified"),
    ]
    told = db.session.scalars(select(OutgoingMessage)).one()
    assert (told.user_id, told.subject) == (person.id, f"{maker.name} sudah diverifikasi")


def test_maker_without_whatsapp_is_not_submitted() -> None:
    maker = MakerFactory(state=MakerState.DRAFT, whatsapp=None)
    with pytest.raises(RuleViolation) as broken:
        submit_maker_for_verification(maker=maker, actor=None)
    assert broken.value.field == "whatsapp"


def test_maker_outside_the_city_is_never_verified() -> None:
    maker = MakerFactory(state=MakerState.SUBMITTED, region=Region.REGENCY)
    with pytest.raises(RuleViolation):
        verify_maker(maker=maker, actor=None)
    assert maker.state is MakerState.SUBMITTED


def test_maker_is_not_verified_before_it_was_submitted() -> None:
    maker = MakerFactory(state=MakerState.DRAFT)
    with pytest.raises(RuleViolation):
        verify_maker(maker=maker, actor=None)


def test_maker_is_sent_back_with_a_reason_and_may_submit_again() -> None:
    maker = MakerFactory(state=MakerState.SUBMITTED)
    person = maker_user(maker)
    send_back_maker(maker=maker, actor=None, reason=" Alamat belum jelas. ")
    assert (maker.state, maker.state_reason) == (MakerState.NEEDS_FIX, "Alamat belum jelas.")
    assert needs_office(maker)
    db.session.flush()
    told = db.session.scalars(select(OutgoingMessage)).one()
    assert (told.user_id, told.body) == (person.id, "Alamat belum jelas.")
    submit_maker_for_verification(maker=maker, actor=person)
    assert (maker.state, maker.state_reason) == (MakerState.SUBMITTED, "")


def test_maker_is_not_sent_back_without_a_reason() -> None:
    with pytest.raises(RuleViolation) as broken:
        send_back_maker(maker=MakerFactory(state=MakerState.SUBMITTED), actor=None, reason="  ")
    assert broken.value.field == "reason"


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
    save_draft(product=product, changes={"attributes": BASKET | {"sizes_eu": [38]}})
    assert product.newest.attributes == BASKET


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


@pytest.mark.parametrize("field", ["price_rupiah", "wholesale_rupiah", "minimum_order"])
@pytest.mark.parametrize("amount", [0, -1, 10**9 + 1])
def test_save_draft_refuses_amounts_that_cannot_be(field: str, amount: int) -> None:
    with pytest.raises(RuleViolation) as broken:
        save_draft(product=basket(), changes={field: amount})  # type: ignore[misc]
    assert broken.value.field == field


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
    approve_change(product=product, actor=office_user())
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


def test_approve_change_refuses_when_none_waits() -> None:
    with pytest.raises(RuleViolation):
        approve_change(product=basket(), actor=None)


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


def test_copy_product_starts_an_own_draft_with_the_same_photos() -> None:
    product = complete(basket())
    copy = copy_product(product=product, actor=None)
    assert (copy.newest.name_id, copy.newest.number) == ("Keranjang Tutup (salinan)", 1)
    assert [one.photo_id for one in copy.newest.photos] == [
        one.photo_id for one in product.newest.photos
    ]
    save_draft(product=copy, changes={"attributes": {}})
    assert product.newest.attributes == BASKET
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


def test_remove_photo_leaves_the_frozen_revision_whole() -> None:
    product = complete(basket())
    frozen = freeze_revision(product=product, actor=None)
    photo_id = frozen.photos[0].photo_id
    remove_photo(product=product, photo_id=photo_id)
    remove_photo(product=product, photo_id=photo_id)
    assert (len(frozen.photos), len(open_draft(product=product).photos)) == (1, 0)


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
    assert missing == ["three_photos", "alt_texts", "asked", "terms", "english"]


def test_log_of_a_product_tells_its_life() -> None:
    product = complete(basket())
    revision = freeze_revision(product=product, actor=None)
    list_revision(product=product, revision=revision, actor=None)
    db.session.flush()
    rows = db.session.scalars(
        select(LogEntry.action).where(LogEntry.subject_kind == "product").order_by(LogEntry.id)
    )
    assert list(rows) == ["create", "freeze", "list"]
