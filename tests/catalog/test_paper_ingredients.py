"""A halal certificate holds while ingredients stay: a changed composition asks again."""

from collections.abc import Callable

import pytest
from factories import PaperFactory, RevisionFactory, listed_product, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, notices, words

from accounts.models import OutgoingMessage, User
from accounts.queries import log_of
from catalog.listings import list_revision
from catalog.models import Paper, Product
from catalog.states import PaperKind, PaperState, RevisionState
from database import db

Browsers = Callable[[User], FlaskClient]
BEFORE = {"composition": "Tepung ketan, kacang hijau, wijen"}


@pytest.fixture
def product(app: Flask) -> Product:
    return listed_product(category="mamin", attributes=BEFORE)


def halal(of: Product, **values: object) -> Paper:
    defaults = {"kind": PaperKind.HALAL, "state": PaperState.CONFIRMED, "maker": of.maker}
    made: Paper = PaperFactory(**(defaults | values))
    return made


def approve(product: Product, attributes: dict[str, object], actor: User | None = None) -> None:
    revision = RevisionFactory(
        product=product,
        number=len(product.revisions) + 1,
        state=RevisionState.FROZEN,
        category="mamin",
        name_id="Onde-onde",
        attributes=attributes,
    )
    list_revision(product=product, revision=revision, actor=actor)
    db.session.commit()


def messages() -> list[str]:
    query = db.session.query(OutgoingMessage).order_by(OutgoingMessage.id)
    return [f"{row.recipient}: {row.subject}" for row in query]


def test_changed_composition_asks_maker_and_office(product: Product) -> None:
    maker, office, paper = maker_user(product.maker), office_user(), halal(product)
    approve(product, {"composition": "Tepung ketan, cokelat"})
    assert paper.ingredients_asked_at is not None
    question = "Halal: apakah bahan Onde-onde berubah?"
    assert messages() == [f"{maker.email}: {question}", f"{office.email}: {question}"]
    assert [row.action for row in log_of("paper", paper.id)] == ["ask_ingredients"]


@pytest.mark.parametrize(
    "attributes",
    [BEFORE, {"composition": " tepung  ketan, Kacang hijau, wijen"}, {**BEFORE, "taste": "manis"}],
)
def test_same_composition_asks_nothing(product: Product, attributes: dict[str, object]) -> None:
    paper = halal(product)
    approve(product, attributes)
    assert (paper.ingredients_asked_at, messages()) == (None, [])


def test_only_confirmed_halal_papers_of_the_product_are_asked(product: Product) -> None:
    other = listed_product(product__maker=product.maker)
    papers = [
        halal(product, product=product),
        halal(product, product=other),
        halal(product, state=PaperState.CLAIMED),
        halal(product, kind=PaperKind.BPOM),
    ]
    approve(product, {"composition": "Lain"})
    assert [paper.ingredients_asked_at is not None for paper in papers] == [
        True,
        False,
        False,
        False,
    ]


def asked(product: Product, client_for: Browsers) -> tuple[Paper, FlaskClient]:
    person, paper = maker_user(product.maker), halal(product)
    approve(product, {"composition": "Lain"})
    return paper, client_for(person)


def test_maker_answers_that_nothing_changed(product: Product, client_for: Browsers) -> None:
    paper, browser = asked(product, client_for)
    path = f"/perajin-saya/dokumen/{paper.id}"
    assert "Apakah bahan berubah?" in words(main_part(browser.get(path)))
    assert "Apakah bahan berubah?" in words(main_part(browser.get("/perajin-saya/dokumen")))
    browser.post(f"{path}/bahan", data={"changed": "tidak"})
    db.session.expire_all()
    assert (paper.ingredients_asked_at, paper.ingredients_changed_at) == (None, None)
    again = browser.post(f"{path}/bahan", data={"changed": "ya"})
    assert "Pertanyaan ini sudah dijawab." in notices(browser.get(again.location))


def test_changed_ingredients_wait_for_the_office(product: Product, client_for: Browsers) -> None:
    official = office_user()
    paper, browser = asked(product, client_for)
    browser.post(f"/perajin-saya/dokumen/{paper.id}/bahan", data={"changed": "ya"})
    office = client_for(official)
    assert messages()[-1] == f"{official.email}: Halal {product.maker.name}: bahan berubah"
    page = words(main_part(office.get("/dinas/dokumen?lihat=bahan")))
    assert product.maker.name in page
    office.post(f"/dinas/dokumen/{paper.id}/bahan")
    db.session.expire_all()
    assert (paper.ingredients_changed_at, paper.state) == (None, PaperState.CONFIRMED)
    done = [row.action for row in log_of("paper", paper.id)]
    assert done == ["ask_ingredients", "ingredients_changed", "settle_ingredients"]
    again = office.post(f"/dinas/dokumen/{paper.id}/bahan")
    assert "Tidak ada perubahan bahan yang menunggu." in notices(office.get(again.location))
