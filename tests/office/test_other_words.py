"""The office's list of what makers wrote because no choice fitted."""

from collections.abc import Callable

import pytest
from factories import MakerFactory, ProductFactory, RevisionFactory, office_user
from flask.testing import FlaskClient
from html_pages import table_rows

from accounts.models import User
from catalog.models import ProductRevision
from catalog.states import RevisionState
from database import db, utcnow


def say(
    words: str, *, maker: str = "Bu Ratmi", state: RevisionState = RevisionState.FROZEN
) -> ProductRevision:
    """A basket of another material."""
    revision: ProductRevision = RevisionFactory(
        product=ProductFactory(maker=MakerFactory(name=maker)),
        attributes={"material": ["bambu", "other"], "material_other": words},
        state=state,
        frozen_at=utcnow() if state is RevisionState.FROZEN else None,
    )
    return revision


@pytest.fixture
def office(client_for: Callable[[User], FlaskClient]) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def test_answers_are_counted_by_product_what_is_said_most_first(office: FlaskClient) -> None:
    for words, maker in (("Enceng  gondok", "A"), ("enceng gondok", "B"), ("Mendong", "C")):
        say(words, maker=maker)
    db.session.commit()
    assert table_rows(office.get("/dinas/lainnya")) == [
        ["Enceng gondok", "Bahan Kriya", "2", "2", "Keranjang bambu, Keranjang bambu"],
        ["Mendong", "Bahan Kriya", "1", "1", "Keranjang bambu"],
    ]


def test_only_the_newest_submitted_revision_counts(office: FlaskClient) -> None:
    say("Masih diketik", state=RevisionState.DRAFT)
    first = say("Agel")
    db.session.commit()
    [row] = table_rows(office.get("/dinas/lainnya"))
    assert row[0] == "Agel"
    RevisionFactory(
        product=first.product,
        number=2,
        attributes={"material": ["bambu"]},
        state=RevisionState.FROZEN,
        frozen_at=utcnow(),
    )
    db.session.commit()
    assert table_rows(office.get("/dinas/lainnya")) == []
