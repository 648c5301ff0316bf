"""What a product still needs for one round, on its own page and where it is entered."""

from collections.abc import Callable, Iterator

import pytest
from curation_rounds import Town, give_nib, person_of, ready_product, small_town, submitted
from factories import MakerFactory
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import User
from catalog.models import Product
from curation.models import Round
from curation.round_readiness import RoundReadiness, rounds_for
from database import db, utcnow

Browsers = Callable[[User], FlaskClient]


def standing(product: Product, round_: Round) -> RoundReadiness:
    db.session.flush()
    db.session.expire_all()
    return next(one for one in rounds_for(product, utcnow()) if one.round.id == round_.id)


def open_lines(one: RoundReadiness) -> list[str]:
    return [str(line["label"]) for line in one.checklist.open]


@pytest.fixture
def town(app: Flask) -> Iterator[Town]:
    with app.test_request_context():  # Lines hold addresses.
        yield small_town(gates=True)


def test_paper_that_the_round_asks_for_is_a_line_until_it_is_confirmed(town: Town) -> None:
    product = ready_product()
    assert open_lines(standing(product, town.round)) == ["NIB"]
    give_nib(product.maker)
    assert open_lines(standing(product, town.round)) == []


def test_rounds_ask_for_different_things(town: Town) -> None:
    other = small_town()
    product = ready_product()
    found = rounds_for(product, utcnow())
    lefts = {one.round.id: one.checklist.progress.left for one in found}
    assert lefts == {town.round.id: 1, other.round.id: 0}


def test_used_up_places_are_a_line(town: Town) -> None:
    town.round.entries_per_maker = 1
    maker = MakerFactory()
    give_nib(maker)
    submitted(town, ready_product(maker))
    second = standing(ready_product(maker), town.round)
    assert (open_lines(second), second.places_left) == (["Tempat untuk satu ajuan lagi"], 0)


def test_round_of_another_kind_takes_no_entry(town: Town) -> None:
    town.round.categories = ["batik"]
    one = standing(ready_product(), town.round)
    assert (one.takes_kind, one.can_enter) == (False, False)


def test_entered_product_needs_nothing_more(town: Town) -> None:
    entry = submitted(town)
    one = standing(entry.product, town.round)
    assert (one.is_entered, one.can_enter) == (True, False)


def test_city_is_counted_once(town: Town) -> None:
    product = ready_product()
    town.round.gates = {"kriya": ["city"]}
    assert len(standing(product, town.round).checklist.done) == 7


@pytest.mark.parametrize(("days", "lines"), [(3, []), (30, ["P-IRT atau BPOM"])])
def test_food_that_keeps_for_days_needs_no_permit(town: Town, days: int, lines: list[str]) -> None:
    product = ready_product()
    product.newest.category, product.newest.subcategory = "mamin", "keripik"
    product.newest.attributes = {"shelf_life_days": days}
    town.round.categories, town.round.gates = ["mamin"], {"mamin": ["food_permit"]}
    found = open_lines(standing(product, town.round))
    assert [line for line in found if "P-IRT" in line] == lines


def test_pages_say_the_same_number(town: Town, client_for: Browsers) -> None:
    product = ready_product(description_id="")
    browser = client_for(person_of(town, product.maker))
    db.session.commit()
    base = f"/perajin-saya/produk/{product.id}"
    own = words(main_part(browser.get(base)))
    entering = words(main_part(browser.get(f"{base}/ajukan")))
    assert "Untuk Kurasi Oleh-oleh: 2 hal lagi" in own
    assert "2 hal lagi untuk kurasi ini" in entering
    for page in (own, entering):
        assert "1 hal lagi menuju siap kurasi" in page
    english = words(main_part(browser.get(f"/en{base}")))
    assert "For Souvenir round: 2 things left" in english


def test_button_stands_although_a_paper_is_still_to_come(town: Town, client_for: Browsers) -> None:
    product = ready_product()
    browser = client_for(person_of(town, product.maker))
    db.session.commit()
    page = main_part(browser.get(f"/perajin-saya/produk/{product.id}/ajukan"))
    assert "Boleh diajukan sekarang." in words(page)
    assert "Ajukan produk ini" in words(page)
    assert "Dibantu: PLUT Maja Citra Kinarya, konsultasi usaha" in words(page)


def test_round_is_gone_from_the_product_page_once_entered(town: Town, client_for: Browsers) -> None:
    entry = submitted(town)
    browser = client_for(person_of(town, entry.product.maker))
    db.session.commit()
    page = words(main_part(browser.get(f"/perajin-saya/produk/{entry.product_id}")))
    assert "Untuk Kurasi Oleh-oleh" not in page
