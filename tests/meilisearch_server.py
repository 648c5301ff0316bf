"""What tests of search share: a server that can be stopped, and what is in an index."""

import shutil
from contextlib import ExitStack
from dataclasses import asdict
from json import dumps
from pathlib import Path
from typing import Any

from flask import Flask

from config import Settings
from showcase.search.check import check
from showcase.search.client import SearchServer, breaker
from showcase.search.connection import Connection, search_folder, write_private
from showcase.search.feed import live_index
from showcase.search.server import running
from showcase.search.sync import sync


class Meili:
    """A server on a free loopback port that tests may stop, start and rob of its data."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(environment="test", secret="x", instance_folder=str(folder))
        self.where: Connection | None = None
        self._running = ExitStack()

    def start(self) -> Connection:
        self.where, _ = self._running.enter_context(running(self.settings))
        return self.where

    def stop(self) -> None:
        self._running.close()
        self.where = None

    def lose_data(self) -> None:
        for data in search_folder(self.settings).glob("data-*"):
            shutil.rmtree(data)


def point(app: Flask, where: Connection | None) -> None:
    """Tell the app where the server is, as the server itself would."""
    path = search_folder(app.extensions["settings"]) / "server.json"
    if where is None:
        path.unlink(missing_ok=True)
    else:
        write_private(path, dumps(asdict(where)))
    breaker.close()


def indexed(server: SearchServer) -> dict[int, dict[str, Any]]:
    """Every document of the live index, by product."""
    found = server.fetch(live_index(), limit=1000)
    return {document["id"]: document for document in found}


def assert_true_index() -> None:
    """Nothing waits, and the index says what SQL says."""
    sync()
    difference = check()
    assert difference.ids == []
