import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from factories import (
    EntryFactory,
    KelurahanFactory,
    MakerFactory,
    ProductFactory,
    RevisionFactory,
    listed_product,
)
from flask import Flask
from sqlalchemy import event

from catalog.models import Paper, Place, Product
from catalog.states import Listing, MakerState, PaperKind, PaperState, PlaceKind, RevisionState
from curation.states import EntryState
from database import db, utcnow
from showcase.search.client import Document
from showcase.search.documents import content_hash, documents_for
from web.formats import in_wib


def document_of(product: Product) -> Document:
    db.session.commit()
    return documents_for([product.id])[product.id]


def test_a_document_says_what_a_card_shows(app: Flask) -> None:
    maker = MakerFactory(name="Bambu Asri", slug="bambu-asri", kelurahan__name="Meri")
    product = listed_product(product__maker=maker, price_rupiah=78_000)
    product.slug = "keranjang"
    found = document_of(product)
    shown = ("name_ind", "name_eng", "slug", "maker", "kelurahan", "price", "unit", "score")
    assert {name: found[name] for name in shown} == {
        "name_ind": "Keranjang bambu",
        "name_eng": "Bamboo basket",
        "slug": "keranjang",
        "maker": {"slug": "bambu-asri", "name": "Bambu Asri"},
        "kelurahan": "Meri",
        "price": 78_000,
        "unit": "buah",
        "score": None,
    }
    assert found["photo"]["derived"]


def test_a_document_speaks_both_languages(app: Flask) -> None:
    product = listed_product(
        category="batik",
        subcategory="kain_batik",
        attributes={"technique": "tulis", "dye_source": "tingi", "dye_source_en": "tingi bark"},
        keywords=["majapahit"],
    )
    found = document_of(product)
    assert found["kind_ind"] == ["Batik & wastra", "Kain batik"]
    assert found["kind_eng"] == ["Batik & textiles", "Batik cloth"]
    assert found["details_ind"] == [
        "Batik tulis",
        "batik canting",
        "batik tangan",
        "batek tulis",
        "tingi",
    ]
    assert found["details_eng"] == ["Hand-drawn batik", "tingi bark"]
    assert found["facets"] == {"technique": ["tulis"]}
    assert found["keywords"] == ["majapahit"]


def test_a_missing_english_name_is_the_indonesian_one(app: Flask) -> None:
    assert document_of(listed_product(name_en=""))["name_eng"] == "Keranjang bambu"


def test_nothing_private_is_in_a_document(app: Flask) -> None:
    product = listed_product(
        wholesale_tiers=[{"from": 12, "rupiah": 61_234}], capacity_per_month=9_871
    )
    product.maker.whatsapp = "6281234509876"
    number = "1234567890123"
    db.session.add(
        Paper(
            maker=product.maker,
            kind=PaperKind.NIB,
            state=PaperState.CONFIRMED,
            document_number=number,
        )
    )
    text = json.dumps(document_of(product))
    assert [secret for secret in ("61234", "9871", "81234509876", number) if secret in text] == []


def paper(of: Product, kind: PaperKind, **values: object) -> None:
    defaults = {"state": PaperState.CONFIRMED, "maker": of.maker}
    db.session.add(Paper(kind=kind, **(defaults | values)))


def test_papers_are_those_that_are_confirmed_valid_and_public(app: Flask) -> None:
    product, sibling = listed_product(), ProductFactory()
    today = in_wib(utcnow()).date()
    paper(product, PaperKind.NIB)
    paper(product, PaperKind.NPWP)
    paper(product, PaperKind.HALAL, state=PaperState.CLAIMED)
    paper(product, PaperKind.PIRT, expires_on=today - timedelta(days=1))
    paper(product, PaperKind.BPOM, expires_on=today)
    paper(product, PaperKind.SNI, product=sibling)
    paper(product, PaperKind.TRADEMARK, product=product)
    assert document_of(product)["papers"] == ["bpom", "merek", "nib"]


def test_partners_are_those_that_accepted(app: Flask) -> None:
    product = listed_product()
    for name, state in (("Mitra B", EntryState.ACCEPTED), ("Mitra A", EntryState.DECLINED)):
        entry = EntryFactory(revision=product.listed_revision, state=state)
        entry.round.partner.name, entry.round.partner.slug = name, name[-1].lower()
    assert document_of(product)["partners"] == [{"slug": "b", "name": "Mitra B"}]


def test_a_place_is_more_exact_than_the_kelurahan(app: Flask) -> None:
    product = listed_product()
    assert document_of(product)["spot"] == "-7.47000,112.43000"
    product.maker.place = Place(
        slug="sentra",
        kind=PlaceKind.SENTRA,
        name_id="Sentra alas kaki",
        kelurahan=KelurahanFactory(),
        latitude=-7.5,
        longitude=112.5,
    )
    found = document_of(product)
    assert found["spot"] == "-7.50000,112.50000"
    assert found["place"] == {
        "slug": "sentra",
        "name_ind": "Sentra alas kaki",
        "name_eng": "Sentra alas kaki",
    }


def test_only_public_products_have_documents(app: Flask) -> None:
    public, withdrawn, suspended = listed_product(), listed_product(), listed_product()
    draft = RevisionFactory().product
    withdrawn.listing = Listing.WITHDRAWN
    suspended.maker.state = MakerState.SUSPENDED
    db.session.commit()
    ids = [public.id, withdrawn.id, suspended.id, draft.id, 999_999]
    assert list(documents_for(ids)) == [public.id]


def test_a_document_shows_the_listed_revision_and_not_the_draft(app: Flask) -> None:
    product = listed_product()
    RevisionFactory(product=product, number=2, state=RevisionState.DRAFT, name_id="Belum disetujui")
    assert document_of(product)["name_ind"] == "Keranjang bambu"


def test_the_hash_changes_with_the_content_and_only_then(app: Flask) -> None:
    product = listed_product()
    first, again = document_of(product), document_of(product)
    product.curation_score = 90.0
    changed = document_of(product)
    assert first["hash"] == again["hash"]
    assert first["hash"] != changed["hash"]
    assert changed["hash"] == content_hash(
        {name: value for name, value in changed.items() if name != "hash"}
    )


@pytest.fixture
def statements(app: Flask) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


def statements_for(seen: list[str], products: int) -> int:
    ids = [listed_product().id for _ in range(products)]
    db.session.commit()
    db.session.expire_all()
    seen.clear()
    assert len(documents_for(ids)) == products
    return len(seen)


def test_a_batch_takes_as_many_queries_as_one_product(app: Flask, statements: list[str]) -> None:
    assert statements_for(statements, 1) == statements_for(statements, 20)
