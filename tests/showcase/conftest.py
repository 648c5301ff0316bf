"""A real Meilisearch for the tests of search, with an index of its own for each test."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from meilisearch_server import Meili, point

from database import db
from showcase.search.client import SearchServer, patient_server
from showcase.search.rebuild import restore
from web.tasks import run_everything

_numbers = itertools.count()


@pytest.fixture(scope="session")
def session_meili(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meili]:
    meili = Meili(tmp_path_factory.mktemp("meili"))
    meili.start()
    yield meili
    meili.stop()


@pytest.fixture
def unbuilt(app: Flask, session_meili: Meili) -> Iterator[SearchServer]:
    """The server, known to the app; it has no index for this test yet."""
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, index_name=f"products{next(_numbers)}")
    point(app, session_meili.where)
    yield patient_server()
    point(app, None)
    app.extensions["settings"] = settings


@pytest.fixture
def search(unbuilt: SearchServer) -> SearchServer:
    """The server with an empty index of the present shape."""
    restore()
    return unbuilt


@pytest.fixture
def own_meili(app: Flask, tmp_path: Path) -> Iterator[Meili]:
    """A server that this test alone uses, started and known to the app."""
    meili = Meili(tmp_path)
    point(app, meili.start())
    yield meili
    meili.stop()
    point(app, None)


@pytest.fixture
def work(app: Flask) -> Callable[[], None]:
    """Commit, then do what the worker would."""

    def commit_and_work() -> None:
        db.session.commit()
        run_everything(app)

    return commit_and_work
