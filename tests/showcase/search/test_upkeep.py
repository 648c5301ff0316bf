"""What the worker does by itself, what the commands say, and how failures are told apart."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import requests
from factories import listed_product
from flask import Flask
from meilisearch_server import assert_true_index, indexed, point

from database import db
from showcase.search import asking, client, query, upkeep
from showcase.search.claims import set_aside_rows
from showcase.search.client import SearchDown, SearchServer, TaskFailed
from showcase.search.connection import Connection
from showcase.search.feed import live_index
from showcase.search.rebuild import RebuildRefused, rebuild
from showcase.search.request import SearchRequest
from showcase.search.sync import sync
from web.tasks import run_everything

Work = Callable[[], None]


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past two in the morning in Mojokerto."""
    moment = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
    monkeypatch.setattr(upkeep, "utcnow", lambda: moment)


@pytest.mark.search
@pytest.mark.usefixtures("night")
def test_the_nightly_check_mends_what_differs(app: Flask, search: SearchServer) -> None:
    product = listed_product()
    db.session.commit()
    sync()
    search.wait(search.remove(live_index(), [product.id]))
    upkeep.check_at_night()
    run_everything(app)
    assert list(indexed(search)) == [product.id]


@pytest.mark.search
def test_by_day_nothing_is_compared(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "utcnow", lambda: datetime(2026, 11, 21, 4, tzinfo=UTC))
    upkeep.check_at_night()
    assert app.extensions["huey"].pending_count() == 0


def test_the_check_waits_for_another_night_when_the_server_is_away(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    upkeep.check_and_repair()
    assert caplog.messages == ["search cannot be checked now: no search server has been started"]


def test_that_the_server_is_away_is_said_once(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "_was_down", False)
    with caplog.at_level(logging.INFO, logger="showcase.search.upkeep"):
        upkeep.sync_whatever_waits()
        upkeep.sync_whatever_waits()
    assert caplog.messages == ["search is away: no search server has been started"]


@pytest.mark.search
def test_the_commands_rebuild_and_apply_settings(app: Flask, search: SearchServer) -> None:
    listed_product()
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["search", "rebuild"]).stdout == "rebuilt: 1 documents\n"
    applied = runner.invoke(args=["search", "settings", "--apply"])
    assert applied.stdout == "settings applied\n"
    assert '"stopWords"' in runner.invoke(args=["search", "settings"]).stdout


@pytest.mark.search
def test_the_check_command_mends_on_request(app: Flask, search: SearchServer) -> None:
    products = [listed_product() for _ in range(3)]
    db.session.commit()
    sync()
    search.wait(search.remove(live_index(), [products[0].id]))
    runner = app.test_cli_runner()
    broken = runner.invoke(args=["search", "check"])
    assert broken.stdout.splitlines()[1] == f"first products: {products[0].id}"
    assert runner.invoke(args=["search", "check", "--repair"]).exit_code == 0
    assert_true_index()


@pytest.mark.search
def test_a_rebuild_that_lost_documents_is_not_put_in_place(
    app: Flask, search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed_product()
    db.session.commit()
    sync()
    monkeypatch.setattr("showcase.search.rebuild.public_pages", lambda _size: iter([]))
    with pytest.raises(RebuildRefused, match="0 documents for 1 products, 0 waiting"):
        rebuild()
    assert len(indexed(search)) == 1


@pytest.mark.search
def test_only_a_fault_of_the_documents_is_held_against_them() -> None:
    ours = {"code": "invalid_document_geo_field", "type": "invalid_request", "message": "geo"}
    full = {"code": "no_space_left_on_device", "type": "system", "message": "full"}
    gone = {"code": "index_not_found", "type": "invalid_request", "message": "gone"}
    found = [
        type(client._failure({"status": "failed", "error": one})) for one in (ours, full, gone)
    ]
    assert found == [TaskFailed, SearchDown, SearchDown]
    assert type(client._failure({"status": "canceled"})) is SearchDown


@pytest.mark.search
def test_a_full_disk_sets_nothing_aside(
    search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = listed_product()
    db.session.commit()
    monkeypatch.setattr(SearchServer, "wait", _full_disk)
    with pytest.raises(SearchDown, match="full"):
        sync()
    monkeypatch.undo()
    assert set_aside_rows() == []
    assert sync() == (1, 0)
    assert list(indexed(search)) == [product.id]


def _full_disk(*_: object, **__: object) -> None:
    raise SearchDown("full")


@pytest.mark.search
def test_a_wrong_key_is_answered_for_by_sql(app: Flask, search: SearchServer) -> None:
    point(app, Connection(search.where.url, "not-the-key"))
    assert query.search(SearchRequest(typed="x")).limited


@pytest.mark.search
def test_a_refused_query_is_answered_for_by_sql_and_logged(
    search: SearchServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(asking, "filters", lambda *_args, **_kwargs: [["nonsense"]])
    assert query.search(SearchRequest(typed="x")).limited
    assert caplog.messages[-1].startswith("Meilisearch refused")


@pytest.mark.search
def test_a_server_that_does_not_answer_is_left_alone_for_a_moment(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    point(app, Connection("http://127.0.0.1:9", "key"))
    asked: list[str] = []
    plain = requests.Session.send

    def send(self: requests.Session, request: Any, **options: Any) -> object:  # noqa: ANN401
        asked.append(str(request.url))
        return plain(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", send)
    for _ in range(5):
        assert query.search(SearchRequest(typed="x")).limited
    assert asked == ["http://127.0.0.1:9/multi-search"]
    point(app, None)


@pytest.mark.search
def test_no_transaction_is_open_while_the_server_is_asked(
    search: SearchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        listed_product()
    db.session.commit()
    open_now: list[bool] = []
    plain = requests.Session.send

    def send(self: requests.Session, request: Any, **options: Any) -> object:  # noqa: ANN401
        open_now.append(db.session().in_transaction())
        return plain(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", send)
    sync()
    rebuild()
    assert set(open_now) == {False}


class Forgetful(BaseHTTPRequestHandler):
    """A server that never answers the first question it is asked."""

    asked = 0

    def do_GET(self) -> None:
        type(self).asked += 1
        if self.asked == 1:
            time.sleep(1)
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"pkgVersion": "1.21.0"}')

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def test_a_question_that_is_never_answered_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LOOKS", (0.2, 5.0))
    with ThreadingHTTPServer(("127.0.0.1", 0), Forgetful) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        where = Connection(f"http://127.0.0.1:{server.server_port}", "key")
        assert SearchServer(where, 30.0).version() == "1.21.0"
        server.shutdown()
    assert Forgetful.asked == 2
