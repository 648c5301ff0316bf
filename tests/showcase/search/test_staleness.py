from collections.abc import Callable, Iterator

import pytest
from factories import (
    EntryFactory,
    MakerFactory,
    PhotoFactory,
    ProductFactory,
    RevisionFactory,
    RevisionPhotoFactory,
    listed_product,
)
from flask import Flask
from sqlalchemy import delete, select, update

from catalog.models import Maker, Paper, Place, Product, ProductRevision, RevisionPhoto
from catalog.states import Listing, PaperKind, PaperState, PlaceKind, RevisionState
from curation.states import EntryState
from database import db, utcnow
from showcase.models import StaleDocument
from showcase.search.staleness import mark_stale
from uploads.models import Photo


@pytest.fixture
def product(app: Flask) -> Product:
    """A listed product, with nothing marked."""
    made = listed_product()
    settle()
    return made


def settle() -> None:
    db.session.commit()
    db.session.execute(delete(StaleDocument))
    db.session.commit()


def marked() -> dict[int, int]:
    """The stamps of what is marked, as a fresh transaction sees them."""
    rows = db.session.execute(select(StaleDocument.product_id, StaleDocument.stamp))
    return {key: stamp for key, stamp in rows}  # noqa: C416 - rows, not pairs.


def test_a_new_product_is_marked(app: Flask) -> None:
    product = ProductFactory()
    db.session.commit()
    assert list(marked()) == [product.id]


def test_a_rolled_back_change_leaves_no_mark(product: Product) -> None:
    product.curation_score = 80.0
    db.session.flush()
    db.session.rollback()
    assert marked() == {}


def test_each_change_raises_the_stamp_and_frees_the_row(product: Product) -> None:
    product.curation_score = 80.0
    db.session.commit()
    row = db.session.get_one(StaleDocument, product.id)
    row.claimed_at, row.set_aside_at, row.failure = utcnow(), utcnow(), "unfit"
    db.session.commit()
    product.curation_score = 81.0
    db.session.commit()
    db.session.refresh(row)
    found = {name: getattr(row, name) for name in ("stamp", "claimed_at", "set_aside_at")}
    assert found == {"stamp": 2, "claimed_at": None, "set_aside_at": None}
    assert row.failure == ""


def test_an_unrelated_change_marks_nothing(product: Product) -> None:
    MakerFactory()
    db.session.commit()
    assert marked() == {}


def change_revision(product: Product) -> None:
    product.listed_revision = RevisionFactory(
        product=product, number=2, state=RevisionState.FROZEN, frozen_at=utcnow()
    )


def change_maker(product: Product) -> None:
    product.maker.name = "Nama baru"


def change_kelurahan(product: Product) -> None:
    assert product.maker.kelurahan is not None
    product.maker.kelurahan.latitude = -7.5


def change_photo(product: Product) -> None:
    photo = db.session.scalars(select(Photo)).one()
    photo.mat = "mat-3"


def drop_photo(product: Product) -> None:
    db.session.delete(db.session.scalars(select(RevisionPhoto)).one())


def orphan_photo(product: Product) -> None:
    assert product.listed_revision is not None
    product.listed_revision.photos.clear()


def add_photo(product: Product) -> None:
    RevisionPhotoFactory(revision=product.listed_revision, photo=PhotoFactory(), position=1)


def add_paper(product: Product) -> None:
    db.session.add(Paper(maker=product.maker, kind=PaperKind.NIB, state=PaperState.CONFIRMED))


def delist(product: Product) -> None:
    product.listing = Listing.WITHDRAWN


def bulk_photo(product: Product) -> None:
    db.session.execute(update(Photo).values(mat="mat-4"))


def bulk_maker(product: Product) -> None:
    db.session.execute(update(Maker).where(Maker.id == product.maker_id).values(name="Massal"))


def bulk_product(product: Product) -> None:
    db.session.execute(update(Product).values(curation_score=70.0))


def bulk_delete_of_photos(product: Product) -> None:
    db.session.execute(delete(RevisionPhoto))


@pytest.mark.parametrize(
    "change",
    [
        change_revision,
        change_maker,
        change_kelurahan,
        change_photo,
        drop_photo,
        orphan_photo,
        add_photo,
        add_paper,
        delist,
        bulk_photo,
        bulk_maker,
        bulk_product,
        bulk_delete_of_photos,
    ],
)
def test_a_change_of_what_documents_are_made_of_marks_the_product(
    product: Product, change: Callable[[Product], None]
) -> None:
    change(product)
    db.session.commit()
    assert list(marked()) == [product.id]


def test_an_expired_row_that_changes_is_marked(product: Product) -> None:
    db.session.expire_all()
    photo = db.session.scalars(select(Photo)).one()
    db.session.expire(photo)
    photo.mat = "mat-9"
    db.session.commit()
    assert list(marked()) == [product.id]


def test_a_deleted_product_is_marked(app: Flask) -> None:
    product = ProductFactory()
    settle()
    key = product.id
    db.session.delete(product)
    db.session.commit()
    assert list(marked()) == [key]


def test_a_paper_that_moves_marks_the_products_of_both_makers(app: Flask) -> None:
    one, other = ProductFactory(), ProductFactory()
    paper = Paper(maker=one.maker, kind=PaperKind.NIB, state=PaperState.CONFIRMED)
    db.session.add(paper)
    settle()
    db.session.refresh(paper)
    paper.maker_id = other.maker_id
    db.session.commit()
    assert sorted(marked()) == [one.id, other.id]


def test_a_place_marks_the_products_of_its_makers(product: Product) -> None:
    place = Place(
        slug="sentra",
        kind=PlaceKind.SENTRA,
        name_id="Sentra",
        kelurahan_id=product.maker.kelurahan_id,
        latitude=-7.4,
        longitude=112.4,
    )
    product.maker.place = place
    settle()
    place.name_id = "Sentra baru"
    db.session.commit()
    assert list(marked()) == [product.id]


def test_an_entry_and_its_partner_mark_the_product(app: Flask) -> None:
    entry = EntryFactory()
    settle()
    entry.state = EntryState.ACCEPTED
    db.session.commit()
    assert list(marked()) == [entry.product_id]
    settle()
    entry.round.partner.name = "Mitra lain"
    db.session.commit()
    assert list(marked()) == [entry.product_id]


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    """What is sent to the database while the test runs."""
    from sqlalchemy import event  # noqa: PLC0415 - this fixture alone listens.

    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.parametrize("many", [1, 30])
def test_a_maker_marks_all_products_in_one_statement(
    app: Flask, statements: list[str], many: int
) -> None:
    maker = MakerFactory()
    products = [ProductFactory(maker=maker) for _ in range(many)]
    settle()
    db.session.refresh(maker)
    statements.clear()
    maker.name = "Nama baru"
    db.session.flush()
    assert len([one for one in statements if "INSERT INTO stale_document" in one]) == 1
    db.session.commit()
    assert sorted(marked()) == sorted(product.id for product in products)


def test_bulk_statements_can_mark_by_hand(app: Flask) -> None:
    mark_stale(range(1, 1001))
    db.session.commit()
    assert len(marked()) == 1000


def test_drafts_of_unlisted_products_are_harmless(app: Flask) -> None:
    product = ProductFactory()
    product.revisions.append(ProductRevision(number=1, state=RevisionState.DRAFT, category="kriya"))
    db.session.commit()
    assert list(marked()) == [product.id]
