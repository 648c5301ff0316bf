"""The description of the API against the running server, by schemathesis."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from werkzeug.serving import make_server

from catalog.models import Place
from database import db
from showcase.search.client import SearchServer

pytestmark = [pytest.mark.search, pytest.mark.timeout(300)]

Work = Callable[[], None]
EXAMPLES = "25"  # Of each operation and each kind of test.


@pytest.fixture
def server(app: Flask, search: SearchServer, work: Work) -> Iterator[str]:
    """A small town on a port of 127.0.0.1."""
    maker = MakerFactory(name="Batik Sekar", slug="batik-sekar")
    maker.place = Place(
        slug="kampung-batik",
        name_id="Kampung Batik",
        kind="kampung",
        kelurahan=maker.kelurahan,
        latitude=-7.47,
        longitude=112.43,
    )
    for number in range(30):
        listed_product(product__maker=maker, name_id=f"Kain {number}", category="batik")
    work()
    db.session.remove()
    running = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join(10)


def test_the_server_does_what_its_description_says(server: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run"),
            f"{server}/api/v1/openapi.json",
            *("--max-examples", EXAMPLES, "--seed", "1293", "--no-color"),
        ],
        cwd=tmp_path,  # It leaves notes where it runs.
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 7" in done.stdout
    assert "No issues found" in done.stdout
