"""Requirements that block acceptance and never change a score."""

from datetime import date, timedelta

import pytest
from factories import EntryFactory, ProductFactory
from flask import Flask

from catalog.models import Maker, Paper, Product
from catalog.states import MakerState, PaperKind, PaperState, Region
from curation.entry_models import Entry
from curation.gates import GateKey, default_gates, gates_of
from curation.outcomes import Gate
from database import db

TODAY = date(2026, 11, 22)


@pytest.fixture
def entry(app: Flask) -> Entry:
    made: Entry = EntryFactory()
    return made


def check(entry: Entry, *keys: GateKey) -> list[Gate]:
    entry.round.gates = {"kriya": [key.value for key in keys]}
    db.session.flush()
    db.session.expire(entry.product.maker, ["papers"])
    return gates_of(entry, TODAY)


def give(
    maker: Maker,
    kind: PaperKind,
    state: PaperState = PaperState.CONFIRMED,
    *,
    expires_on: date | None = None,
    product: Product | None = None,
) -> None:
    product_id = product.id if product else None
    paper = Paper(
        maker_id=maker.id, kind=kind, state=state, expires_on=expires_on, product_id=product_id
    )
    db.session.add(paper)


def test_gates_of_asks_only_what_the_round_wants_of_the_category(entry: Entry) -> None:
    entry.round.gates = {"mamin": ["halal"]}
    assert gates_of(entry, TODAY) == []


@pytest.mark.parametrize(
    ("state", "region", "gate"),
    [
        (MakerState.VERIFIED, Region.CITY, Gate("city", green=True)),
        (MakerState.SUBMITTED, Region.CITY, Gate("city", green=False)),
        (MakerState.VERIFIED, Region.REGENCY, Gate("city", green=False, repairable=False)),
    ],
)
def test_gates_of_tells_the_city_from_elsewhere(
    entry: Entry, state: MakerState, region: Region, gate: Gate
) -> None:
    entry.product.maker.state, entry.product.maker.region = state, region
    assert check(entry, GateKey.CITY) == [gate]


@pytest.mark.parametrize(
    ("state", "expires_on", "green"),
    [
        (PaperState.CONFIRMED, None, True),
        (PaperState.CONFIRMED, TODAY, True),
        (PaperState.CONFIRMED, TODAY - timedelta(days=1), False),
        (PaperState.CLAIMED, None, False),
        (PaperState.REFUSED, None, False),
    ],
)
def test_gates_of_trusts_confirmed_papers_until_they_run_out(
    entry: Entry, state: PaperState, expires_on: date | None, *, green: bool
) -> None:
    give(entry.product.maker, PaperKind.NIB, state, expires_on=expires_on)
    assert check(entry, GateKey.NIB) == [Gate("nib", green=green)]


def test_gates_of_takes_no_paper_of_another_product(entry: Entry) -> None:
    sibling = ProductFactory(maker=entry.product.maker)
    give(entry.product.maker, PaperKind.HALAL, product=sibling)
    assert check(entry, GateKey.HALAL) == [Gate("halal", green=False)]
    give(entry.product.maker, PaperKind.HALAL, product=entry.product)
    assert check(entry, GateKey.HALAL) == [Gate("halal", green=True)]


@pytest.mark.parametrize(("days", "green"), [(2, True), (6, True), (7, False), (None, False)])
def test_gates_of_wants_a_food_permit_from_a_week_of_shelf_life(
    app: Flask,
    days: int | None,
    *,
    green: bool,
) -> None:
    attributes = {} if days is None else {"shelf_life_days": days}
    entry: Entry = EntryFactory(revision__attributes=attributes)
    assert check(entry, GateKey.FOOD_PERMIT) == [Gate("food_permit", green=green)]


@pytest.mark.parametrize("kind", [PaperKind.PIRT, PaperKind.BPOM])
def test_gates_of_takes_either_food_permit(entry: Entry, kind: PaperKind) -> None:
    give(entry.product.maker, kind)
    assert check(entry, GateKey.FOOD_PERMIT) == [Gate("food_permit", green=True)]


def test_default_gates_ask_halal_of_food_only() -> None:
    asked = {category for category, keys in default_gates().items() if "halal" in keys}
    assert asked == {"mamin"}
