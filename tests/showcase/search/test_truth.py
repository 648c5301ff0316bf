"""The index stays true through whatever happens to the worker and the server."""

import random
import time
from collections.abc import Callable
from threading import Event, Thread

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from meilisearch_server import Meili, assert_true_index, indexed, point
from sqlalchemy import select

from catalog.models import Maker, Product
from catalog.states import Listing, MakerState
from database import db
from showcase.search.check import check, repair
from showcase.search.claims import pending_count
from showcase.search.client import SearchServer, patient_server
from showcase.search.feed import live_index, new_index
from showcase.search.rebuild import RebuildRefused, rebuild, restore
from showcase.search.settings import index_settings
from showcase.search.state import found_mark
from showcase.search.sync import sync
from web.tasks import run_everything

NO_LOOK: dict[str, object] = {"_vectors": {"look": None}}
pytestmark = [pytest.mark.search, pytest.mark.timeout(300)]

Work = Callable[[], None]


def many_products(number: int) -> None:
    makers = [MakerFactory() for _ in range(5)]
    for place in range(number):
        listed_product(product__maker=makers[place % 5], name_id=f"Tas anyam nomor {place}")
    db.session.commit()


def change_something(chance: random.Random) -> None:
    """One of the things that happen in a town, committed."""
    product = chance.choice(list(db.session.scalars(select(Product))))
    what = chance.randrange(6)
    if what == 0:
        listed_product(product__maker=product.maker, name_id=f"Baru {chance.random()}")
    elif what == 1:
        product.listing = Listing.WITHDRAWN
    elif what == 2:
        product.listing = Listing.LISTED
    elif what == 3:
        product.maker.name = f"Perajin {chance.random()}"
    elif what == 4:
        product.maker.state = chance.choice([MakerState.VERIFIED, MakerState.SUSPENDED])
    else:
        product.curation_score = round(chance.uniform(75, 100), 1)
    db.session.commit()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_equals_sql_after_the_server_was_stopped_started_and_robbed(
    app: Flask, own_meili: Meili, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same things happen each time.
    many_products(12)
    run_everything(app)
    for step in range(40):
        change_something(chance)
        if step % 20 == 9:
            own_meili.stop()
        if step % 20 == 14:
            if step > 20:
                own_meili.lose_data()
            point(app, own_meili.start())
        if chance.random() < 0.3:
            run_everything(app)
    run_everything(app)
    assert_true_index()


def test_the_index_is_true_within_ten_seconds_of_the_servers_return(
    app: Flask, own_meili: Meili
) -> None:
    many_products(20)
    run_everything(app)
    own_meili.stop()
    for product in db.session.scalars(select(Product).limit(10)):
        product.listing = Listing.WITHDRAWN
    db.session.commit()
    run_everything(app)
    started = time.monotonic()
    point(app, own_meili.start())
    run_everything(app)
    assert check().ids == []
    assert time.monotonic() - started < 10


def test_changes_during_a_rebuild_are_in_the_new_index(app: Flask, search: SearchServer) -> None:
    many_products(30)
    sync()
    stop, chance = Event(), random.Random(3)  # noqa: S311 - as above.

    def work() -> None:
        with app.app_context():
            while not stop.is_set():
                change_something(chance)
                sync()

    worker = Thread(target=work)
    worker.start()
    try:
        rebuild()
        rebuild()
    finally:
        stop.set()
        worker.join()
    assert_true_index()
    assert search.count(new_index()) is None


def test_visitors_see_the_old_index_until_the_new_one_is_whole(
    app: Flask, search: SearchServer
) -> None:
    many_products(30)
    sync()
    stop, counts = Event(), set[int | None]()

    def look() -> None:
        with app.app_context():
            while not stop.is_set():
                counts.add(patient_server().count(live_index()))

    visitor = Thread(target=look)
    visitor.start()
    try:
        rebuild()
    finally:
        stop.set()
        visitor.join()
    assert counts == {30}


def test_a_rebuild_covers_what_was_waiting(search: SearchServer) -> None:
    many_products(10)
    assert rebuild() == 10
    assert pending_count() == 0
    assert_true_index()


def test_a_lost_index_is_rebuilt_by_the_sweep(app: Flask, search: SearchServer) -> None:
    many_products(5)
    sync()
    search.wait(search.drop(live_index()))
    run_everything(app)
    assert len(indexed(search)) == 5


def test_what_a_killed_rebuild_left_is_cleared_away(app: Flask, search: SearchServer) -> None:
    search.wait(search.create(new_index()))
    run_everything(app)
    assert search.count(new_index()) is None


def test_only_one_rebuild_runs_at_a_time(app: Flask, search: SearchServer) -> None:
    from showcase.search.locks import held  # noqa: PLC0415 - this test alone takes it.

    with held("rebuild"), pytest.raises(RebuildRefused, match="another rebuild"):
        rebuild()


def test_the_index_of_another_database_is_replaced(app: Flask, search: SearchServer) -> None:
    many_products(1)
    sync()
    stranger = {**NO_LOOK, "id": 999_999, "name_ind": "Produk kota lain", "hash": "x"}
    search.wait(search.put(live_index(), [stranger]))
    mark = {"database": "2001-01-01", "shape": 1, "settings": "x", "version": "1.0.0", "id": 1}
    search.wait(search.put(f"{live_index()}-mark", [mark]))
    run_everything(app)
    assert 999_999 not in indexed(search)
    assert_true_index()


def test_changed_settings_are_applied_in_place(
    app: Flask, search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_products(1)
    sync()
    changed = {**index_settings(), "stopWords": ["dan"]}
    monkeypatch.setattr("showcase.search.settings.index_settings", lambda: changed)
    monkeypatch.setattr("showcase.search.rebuild.index_settings", lambda: changed)
    before = found_mark(search)
    assert restore()
    assert not restore()
    assert found_mark(search) != before
    assert search._call(search._http.get, f"indexes/{live_index()}/settings")["stopWords"] == [
        "dan"
    ]


def test_check_finds_and_mends_every_kind_of_difference(app: Flask, search: SearchServer) -> None:
    many_products(3)
    sync()
    missing, different, _ = db.session.scalars(select(Product.id).order_by(Product.id))
    search.wait(search.remove(live_index(), [missing]))
    orphan = {**NO_LOOK, "id": 999_999, "name_ind": "Sisa", "hash": "x"}
    search.wait(search.put(live_index(), [orphan]))
    spoilt = {**indexed(search)[different], "hash": "y"}
    search.wait(search.put(live_index(), [spoilt]))
    found = check()
    assert (found.missing, found.orphaned, found.different) == (
        [missing],
        [999_999],
        [different],
    )
    repair(found)
    assert_true_index()


def test_check_tells_its_verdict_by_its_exit_code(app: Flask, search: SearchServer) -> None:
    many_products(2)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["search", "check"]).exit_code == 1
    assert runner.invoke(args=["search", "sync"]).stdout == "synced 2, failed 0, waiting 0\n"
    done = runner.invoke(args=["search", "check"])
    assert (done.exit_code, done.stdout) == (
        0,
        "2 public products: 0 missing, 0 orphaned, 0 different; 0 waiting, 0 set aside\n",
    )


def test_commands_say_in_one_line_that_the_server_is_away(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["search", "check"])
    assert (done.exit_code, done.stderr) == (1, "search: no search server has been started\n")


def test_a_maker_that_is_suspended_takes_all_products_along(
    app: Flask, search: SearchServer, work: Work
) -> None:
    many_products(10)
    maker = db.session.scalars(select(Maker)).first()
    assert maker is not None
    sync()
    maker.state = MakerState.SUSPENDED
    work()
    assert len(indexed(search)) == 8
    assert_true_index()
    maker.state = MakerState.VERIFIED
    work()
    assert len(indexed(search)) == 10
    assert_true_index()
