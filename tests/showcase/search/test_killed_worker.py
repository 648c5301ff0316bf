"""A worker that is killed while it works loses nothing and doubles nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from meilisearch_server import assert_true_index
from sqlalchemy import select

from config import ROOT
from database import db
from showcase.models import StaleDocument
from showcase.search.claims import pending_count
from showcase.search.client import SearchServer
from showcase.search.feed import live_index

pytestmark = [pytest.mark.search, pytest.mark.timeout(300)]


def start_worker(app: Flask, folder: Path) -> "subprocess.Popen[bytes]":
    """A real worker process on the test's database, index and server."""
    settings = app.extensions["settings"]
    environment = {
        **os.environ,
        "ETALASE_ENV": "development",
        "ETALASE_INSTANCE": settings.instance_folder,
        "DATABASE_URL": settings.database,
        "MEILI_INDEX": settings.index_name,
        "SECRET_KEY": "tests-only",
        "COVERAGE_PROCESS_START": "",
    }
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "flask", "worker"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        db.session.rollback()
        if done():
            return True
        time.sleep(0.05)
    return False


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    app: Flask, search: SearchServer, tmp_path: Path
) -> None:
    maker = MakerFactory()
    for number in range(120):
        listed_product(product__maker=maker, name_id=f"Tas anyam nomor {number}")
    db.session.commit()
    total = pending_count()
    worker = start_worker(app, tmp_path)
    try:
        claimed = select(StaleDocument.product_id).where(StaleDocument.claimed_at.is_not(None))
        assert wait_until(lambda: db.session.scalar(claimed.limit(1)) is not None, 60)
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        assert 0 < pending_count() <= total
        worker = start_worker(app, tmp_path)
        assert wait_until(lambda: pending_count() == 0, 60)
    finally:
        worker.kill()
        worker.wait()
    assert db.session.scalar(select(StaleDocument.product_id).limit(1)) is None
    assert_true_index()
    assert search.count(live_index()) == 120
