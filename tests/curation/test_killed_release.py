"""A release whose process is killed at any point leaves all or nothing, and tells makers once."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from curation_rounds import Town, admitted, person_of, scored, small_town
from flask import Flask
from flask.testing import FlaskClient
from release_forms import hidden_fields
from sqlalchemy import func, select

from accounts.models import LogEntry, OutgoingMessage, User
from catalog.models import Product
from catalog.states import Listing
from config import ROOT, Settings
from curation.entry_models import Decision, Entry
from curation.operations import propose_by_thresholds
from curation.states import EntryState
from database import db

pytestmark = pytest.mark.timeout(120)

# Loads the site once. For each number that it reads, another process sends the release and kills
# itself at that point: before its n-th statement, before the commit, or right behind it. What it
# prints is the answer's status, or minus the signal that ended it.
RELEASING = """
import json, os, signal, sys
from sqlalchemy import event
from app import create_app
from config import Settings
from database import db

app = create_app(Settings.from_env())

def signed_in(token):
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return browser

def release(path, token, fingerprint, last):
    passed = 0
    def reach(*_args):
        nonlocal passed
        passed += 1
        if passed == last:
            os.kill(os.getpid(), signal.SIGKILL)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", reach)
        event.listen(db.engine, "commit", reach)
        event.listen(db.session.session_factory, "after_commit", reach)
        browser = signed_in(token)
        status = browser.post(path, data={"fingerprint": fingerprint}).status_code
    os._exit(status % 256)

def warm(path, token, *_rest):
    # What a first request loads and compiles is there once, before all forks.
    with app.app_context():
        signed_in(token).get(path)
        db.session.remove()
        db.engine.dispose()

warmed = False
for line in sys.stdin:
    sent = json.loads(line)
    warmed = warmed or warm(*sent) or True
    child = os.fork()
    if not child:
        release(*sent)
    _, how = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(how)
    print(code if code < 0 else code + 256, flush=True)
"""
KILLED, RELEASED, CHANGED = -9, 303, 409


Send = Callable[[str, str, str, int], int]
Release = Callable[[int], int]


@pytest.fixture(scope="module")
def send(session_app: Flask, settings: Settings) -> Iterator[Send]:
    """Send a release in a process of its own, killed at a point: address, person, form, point."""
    environment = {
        **os.environ,
        "ETALASE_ENV": "test",
        "ETALASE_INSTANCE": settings.instance_folder,
        "DATABASE_URL": settings.database,
        "COVERAGE_PROCESS_START": "",
    }
    with subprocess.Popen(
        [sys.executable, "-c", RELEASING],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        to, back = process.stdin, process.stdout
        assert to is not None
        assert back is not None

        def sent(*what: str | int) -> int:
            print(json.dumps(what), file=to, flush=True)
            return int(back.readline())

        yield sent
        to.close()


@pytest.fixture
def release_until(town: Town, send: Send, client_for: Callable[[User], FlaskClient]) -> Release:
    """Release what the chair has previewed, up to a point; 0 for the whole of it."""
    path = f"/ketua/kurasi/{town.round.id}/pengumuman"
    token = town.chair.get_id()
    fingerprint = hidden_fields(client_for(town.chair).get(path).text)["fingerprint"]

    def released(last: int) -> int:
        db.session.rollback()  # No lock of ours stands in its way.
        return send(path, token, fingerprint, last)

    return released


@pytest.fixture
def town(app: Flask) -> Town:
    town = small_town()
    for value in (5, 2):
        entry = admitted(town)
        person_of(town, entry.product.maker)
        for curator in town.curators:
            scored(entry, curator, value)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()
    return town


def found() -> tuple[set[str], int, int, int, int]:
    """States, released decisions, listed products, messages and rows of the log."""
    db.session.rollback()
    counts = (
        select(func.count(Decision.id)).where(Decision.released_at.is_not(None)),
        select(func.count(Product.id)).where(Product.listing == Listing.LISTED),
        select(func.count(OutgoingMessage.id)),
        select(func.count(LogEntry.id)).where(LogEntry.action.startswith("release_")),
    )
    states = {state.value for state in db.session.scalars(select(Entry.state))}
    released, listed, messages, logged = (db.session.scalar(count) or 0 for count in counts)
    return states, released, listed, messages, logged


NOTHING = ({EntryState.PROPOSED.value}, 0, 0, 0, 0)
ALL = ({EntryState.ACCEPTED.value, EntryState.DECLINED.value}, 2, 1, 2, 2)


def test_release_killed_anywhere_leaves_all_or_nothing_and_tells_once(
    release_until: Release,
) -> None:
    left: list[str] = []
    while "all" not in left:
        point = len(left) + 1
        assert release_until(point) == KILLED, f"it ended by itself before point {point}"
        state = found()
        assert state in (NOTHING, ALL), f"killed at point {point}"
        left.append("all" if state == ALL else "nothing")
    # Only behind the commit is there anything; every statement before it was a point of its own.
    assert len(left) > 30
    # Whoever presses the button again learns that there is nothing left to release.
    assert (release_until(0), found()) == (CHANGED, ALL)


def test_release_killed_before_its_commit_is_done_by_the_next_try(release_until: Release) -> None:
    assert (release_until(30), found()) == (KILLED, NOTHING)
    assert (release_until(0), found()) == (RELEASED, ALL)
    assert (release_until(0), found()) == (CHANGED, ALL)
