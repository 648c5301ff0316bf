"""The office enters a maker's product with them: everybody can see who did it."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, ready_product, small_town
from facilitated import Hall
from factories import MakerFactory, maker_user
from flask.testing import FlaskClient
from html_pages import main_part, words
from sqlalchemy import select

from accounts.facilitation import allow_help
from accounts.models import OutgoingMessage, User
from accounts.queries import log_of
from catalog.models import Product
from curation.entry_models import Entry
from curation.operations import submit_entry
from database import db
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]


def helped(client_for: Browsers) -> tuple[Town, Product, User, FlaskClient]:
    """A product of a maker who lets the office help, and the office's tablet."""
    town, product = small_town(), ready_product(MakerFactory(name="Anyam Rapi"))
    person = maker_user(product.maker)
    town.office.name = "Sari"
    db.session.flush()
    allow_help(maker_id=product.maker_id, actor=person, days=1)
    db.session.commit()
    table = Hall(product.maker, town.office, client_for(town.office))
    table.start()
    return town, product, person, table.tablet


def test_entry_says_that_the_office_entered_it(client_for: Browsers) -> None:
    town, product, person, tablet = helped(client_for)
    path = f"/perajin-saya/produk/{product.id}/ajukan"
    said = "Tercatat bahwa Anda yang mencentangnya atas nama mereka."
    assert said in words(main_part(tablet.get(path)))
    answer = tablet.post(f"{path}/{town.round.id}", data={"consents_to_listing": "y"})
    assert answer.status_code == 303
    entry = db.session.scalars(select(Entry)).one()
    row = log_of("entry", entry.id)[-1]
    assert (row.action, row.data["on_behalf_of"]) == ("submit", product.maker_id)
    seen = "Diajukan Sari (dinas) atas nama perajin."
    assert seen in words(main_part(client_for(person).get(answer.location)))
    desk = tablet.get(f"/dinas/kurasi/{town.round.id}/ajuan")
    assert seen in words(main_part(desk))
    told = db.session.scalars(select(OutgoingMessage)).one()
    assert (told.user_id, told.subject) == (
        person.id,
        "Dinas mengajukan “Keranjang bambu” atas nama Anda",
    )


def test_own_entry_of_a_maker_says_nothing_of_the_kind(client_for: Browsers) -> None:
    town, product, person, _ = helped(client_for)
    path = f"/perajin-saya/produk/{product.id}/ajukan"
    assert "Bacakan" not in main_part(client_for(person).get(path))
    answer = client_for(person).post(f"{path}/{town.round.id}", data={"consents_to_listing": "y"})
    assert "atas nama perajin" not in main_part(client_for(person).get(answer.location))
    assert db.session.scalars(select(OutgoingMessage)).all() == []


def test_office_without_an_errand_enters_nothing(client_for: Browsers) -> None:
    town, product, _, _ = helped(client_for)
    with pytest.raises(RuleViolation, match="bukan milik"):
        submit_entry(
            round_=town.round, product=product, actor=town.office, consents_to_listing=True
        )
