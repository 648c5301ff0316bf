from collections.abc import Callable
from datetime import timedelta

import pytest
from factories import listed_product
from flask import Flask
from meilisearch_server import Meili, assert_true_index, indexed, point
from sqlalchemy import select, update

from catalog.models import Product
from catalog.states import Listing
from database import db, utcnow
from showcase.models import StaleDocument
from showcase.search import feed
from showcase.search.check import check
from showcase.search.claims import LEASE, claim, finish, pending_count, renew, set_aside_rows
from showcase.search.client import Document, SearchDown, SearchServer
from showcase.search.documents import documents_for
from showcase.search.rebuild import rebuild
from showcase.search.settings import LOOK
from showcase.search.sync import sync
from web.tasks import run_everything

pytestmark = pytest.mark.search

Work = Callable[[], None]


def test_a_listed_product_is_in_the_index_after_its_commit(
    search: SearchServer, work: Work
) -> None:
    product = listed_product(name_id="Tas pandan", price_rupiah=45_000)
    work()
    found = indexed(search)
    assert list(found) == [product.id]
    assert (found[product.id]["name_ind"], found[product.id]["price"]) == ("Tas pandan", 45_000)
    assert pending_count() == 0


def test_a_change_replaces_the_document(search: SearchServer, work: Work) -> None:
    product = listed_product()
    work()
    product.maker.name = "Nama baru"
    work()
    assert indexed(search)[product.id]["maker"]["name"] == "Nama baru"


def test_a_withdrawn_product_leaves_the_index(search: SearchServer, work: Work) -> None:
    product = listed_product()
    work()
    product.listing = Listing.WITHDRAWN
    work()
    assert indexed(search) == {}


def test_a_row_that_changed_during_the_sync_stays(search: SearchServer) -> None:
    product = listed_product()
    db.session.commit()
    held = claim()
    assert held is not None
    product.curation_score = 88.0
    db.session.commit()
    finish(held, held.ids, {})
    assert pending_count() == 1


def test_a_row_that_was_made_anew_during_the_sync_stays(search: SearchServer) -> None:
    product = listed_product()
    db.session.commit()
    slow = claim()
    assert slow is not None
    db.session.execute(update(StaleDocument).values(claimed_at=utcnow() - 2 * LEASE))
    db.session.commit()
    sync()  # Another worker takes over and removes the row...
    db.session.execute(update(Product).values(curation_score=70.0))
    db.session.commit()  # ...and the product changes again, with a row whose stamp is 1 again.
    finish(slow, slow.ids, {})
    assert pending_count() == 1
    assert db.session.scalar(select(StaleDocument.product_id)) == product.id


def test_a_claim_keeps_other_workers_away_until_it_runs_out(app: Flask) -> None:
    listed_product()
    db.session.commit()
    held = claim()
    assert claim() is None
    db.session.execute(update(StaleDocument).values(claimed_at=utcnow() - LEASE * 1.1))
    db.session.commit()
    taken = claim()
    assert held is not None
    assert taken is not None
    assert taken.ids == held.ids


def test_a_renewed_claim_does_not_run_out(app: Flask) -> None:
    listed_product()
    db.session.commit()
    held = claim()
    assert held is not None
    nearly_over = utcnow() - LEASE + timedelta(seconds=1)
    db.session.execute(update(StaleDocument).values(claimed_at=nearly_over))
    db.session.commit()
    held.token = nearly_over
    renew(held)
    assert db.session.scalar(select(StaleDocument.claimed_at)) == held.token
    assert held.token > nearly_over + timedelta(seconds=5)


def test_claims_take_the_oldest_first(app: Flask) -> None:
    products = [listed_product() for _ in range(3)]
    db.session.commit()
    products[0].curation_score = 90.0
    db.session.commit()
    held = claim(limit=2)
    assert held is not None
    assert sorted(held.ids) == [products[1].id, products[2].id]


def test_nothing_is_lost_while_the_server_is_away(
    app: Flask, search: SearchServer, session_meili: Meili
) -> None:
    point(app, None)
    product = listed_product()
    db.session.commit()
    with pytest.raises(SearchDown):
        sync()
    assert pending_count() == 1
    run_everything(app)  # The worker itself does not mind.
    point(app, session_meili.where)
    run_everything(app)
    assert list(indexed(search)) == [product.id]
    assert pending_count() == 0


def spoil(monkeypatch: pytest.MonkeyPatch, bad: set[int]) -> None:
    """Let the documents of some products have vectors that are too short for the index."""

    def build(ids: list[int]) -> dict[int, Document]:
        documents = documents_for(ids)
        for key in bad & documents.keys():
            documents[key]["_vectors"] = {LOOK: [1, 2, 3]}
        return documents

    monkeypatch.setattr(feed, "documents_for", build)


def test_a_bad_document_is_found_and_set_aside(
    search: SearchServer, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [listed_product() for _ in range(13)]
    db.session.commit()
    bad = {products[3].id, products[9].id}
    spoil(monkeypatch, bad)
    assert sync() == (11, 2)
    assert sorted(indexed(search)) == sorted({one.id for one in products} - bad)
    assert {row.product_id for row in set_aside_rows()} == bad
    assert all("dimension" in row.failure for row in set_aside_rows())
    assert (pending_count(), sync()) == (0, (0, 0))


def test_a_set_aside_product_is_tried_again_when_it_changes(
    search: SearchServer, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = listed_product()
    db.session.commit()
    with monkeypatch.context() as patch:
        spoil(patch, {product.id})
        sync()
    product.curation_score = 77.0
    work()
    assert indexed(search)[product.id]["score"] == 77.0
    assert set_aside_rows() == []


def test_a_product_that_cannot_be_built_is_set_aside(
    search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = listed_product(), listed_product()
    db.session.commit()

    def build(ids: list[int]) -> dict[int, Document]:
        if bad.id in ids:
            raise KeyError("unit")
        return documents_for(ids)

    bad_id = bad.id
    monkeypatch.setattr(feed, "documents_for", build)
    assert sync() == (1, 1)
    assert list(indexed(search)) == [good.id]
    assert [(row.product_id, row.failure) for row in set_aside_rows()] == [
        (bad_id, "KeyError: 'unit'")
    ]


def test_rebuild_leaves_out_what_the_server_refuses_and_the_sync_tells_why(
    search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = [listed_product() for _ in range(5)]
    db.session.commit()
    spoil(monkeypatch, {products[2].id})
    assert rebuild() == 4
    sync()
    assert [row.product_id for row in set_aside_rows()] == [products[2].id]
    assert check().missing == [products[2].id]


def test_deleted_products_leave_the_index(search: SearchServer, work: Work) -> None:
    product = listed_product()
    work()
    product.listing = Listing.UNLISTED
    product.listed_revision = None
    db.session.commit()
    db.session.delete(product.revisions[0].photos[0])
    work()
    assert indexed(search) == {}
    assert_true_index()
