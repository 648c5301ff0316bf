"""A thousand changes while the server is stopped, started, robbed, rebuilt, and visitors look."""

import random
import re
import time
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from meilisearch_server import Meili, assert_true_index, point
from sqlalchemy import select

from catalog.models import Maker, Product
from catalog.states import Listing, MakerState
from database import db, writing
from showcase.search.client import SearchDown
from showcase.search.rebuild import RebuildRefused, rebuild
from showcase.search.upkeep import sync_whatever_waits
from web.tasks import run_everything

pytestmark = [pytest.mark.search, pytest.mark.timeout(600)]

CHANGES, PRODUCTS, MAKERS = 1_000, 40, 8
STOPS = {150: 210, 520: 560}  # At which change the server goes, and at which it comes back.
ROBBED = 520  # At this stop its data are lost, too.
REBUILDS = (330, 700, 860)
PATHS = (
    *("/cari", "/cari?q=tas", "/cari?q=tas+anyam+pandan+halus", "/en/cari?urut=baru"),
    "/saran?q=tas",
)
LINK = re.compile(r'href="(?:/en)?/produk/([\w-]+)"')


@dataclass
class Town:
    """What visitors must not see, and since which change.

    Attributes:
        hidden: Slugs that are not public, with the number of the change that hid them.
        mistakes: What a visitor saw that nobody may see.
        pages: How many pages were looked at.
    """

    hidden: dict[str, int] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    pages: int = 0
    lock: Lock = field(default_factory=Lock)

    def look(self) -> dict[str, int]:
        with self.lock:
            return dict(self.hidden)


def public(product: Product) -> bool:
    return product.listing is Listing.LISTED and product.maker.state is MakerState.VERIFIED


def change(town: Town, number: int, chance: random.Random) -> None:
    """One of the things that happen in a town, committed."""
    with writing():
        product = chance.choice(list(db.session.scalars(select(Product))))
        what = chance.randrange(6)
        if what == 0:
            name = f"Tas anyam {number}"
            listed_product(product__maker=product.maker, name_id=name)
        elif what == 1:
            product.listing = Listing.WITHDRAWN
        elif what == 2:
            product.listing = Listing.LISTED
        elif what == 3:
            product.maker.name = f"Perajin {number}"
        elif what == 4:
            product.maker.state = chance.choice([MakerState.VERIFIED, MakerState.SUSPENDED])
        else:
            product.curation_score = round(chance.uniform(75, 100), 1)
        shown = {one.slug: public(one) for one in db.session.scalars(select(Product))}
        db.session.commit()
    with town.lock:
        for slug, is_shown in shown.items():
            if is_shown:
                town.hidden.pop(slug, None)
            else:
                town.hidden.setdefault(slug, number)


def visit(app: Flask, town: Town, stop: Event) -> None:
    """Look at results: no error, and nothing that was hidden before and still is after."""
    client = app.test_client()
    while not stop.is_set():
        path = PATHS[town.pages % len(PATHS)]
        before = town.look()
        answer = client.get(path)
        after = town.look()
        if answer.status_code != 200:
            town.mistakes.append(f"{path}: {answer.status_code}")
        for slug in LINK.findall(answer.get_data(as_text=True)):
            if slug in before and after.get(slug) == before[slug]:
                town.mistakes.append(f"{path}: {slug} is hidden since change {before[slug]}")
        town.pages += 1


def keep_up(app: Flask, stop: Event) -> None:
    """Do what the worker's sweep does, five times a second."""
    while not stop.wait(0.2):
        with app.app_context():
            sync_whatever_waits()


def happen(app: Flask, meili: Meili, town: Town) -> None:
    """A thousand changes, and what befalls the server."""
    chance = random.Random(1293)  # noqa: S311 - the same things happen each time.
    for number in range(CHANGES):
        change(town, number, chance)
        if number in STOPS:
            meili.stop()
        if number == ROBBED:
            meili.lose_data()
        if number in STOPS.values():
            point(app, meili.start())
        if number in REBUILDS:
            try:
                rebuild()
            except (RebuildRefused, SearchDown):
                time.sleep(0.5)  # The worker is at it itself.


def test_the_index_is_true_after_a_thousand_changes_and_no_visitor_saw_a_mistake(
    app: Flask, own_meili: Meili
) -> None:
    makers = [MakerFactory() for _ in range(MAKERS)]
    for number in range(PRODUCTS):
        listed_product(product__maker=makers[number % MAKERS], name_id=f"Tas anyam {number}")
    db.session.commit()
    run_everything(app)
    town, stop = Town(), Event()
    others = [
        Thread(target=visit, args=(app, town, stop)),
        Thread(target=keep_up, args=(app, stop)),
    ]
    for one in others:
        one.start()
    try:
        happen(app, own_meili, town)
        db.session.rollback()
        time.sleep(1)
    finally:
        stop.set()
        for one in others:
            one.join()
    run_everything(app)
    assert_true_index()
    assert town.mistakes == []
    assert town.pages > 50
    assert len(db.session.scalars(select(Maker.id)).all()) == MAKERS
