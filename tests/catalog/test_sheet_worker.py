"""A sheet survives whatever happens to its worker; its files do not stay for ever."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from catalog_goods import Browser
from factories import MakerFactory, maker_user
from flask import Flask
from flask.testing import FlaskClient
from sheet_files import BASKET, sheet_of
from sheet_jobs import MAKER, bring_in, counts, job, products, send, work

from catalog.sheets import runs
from catalog.sheets.files import job_folder, sheets_folder
from catalog.sheets.jobs import claim_sheet, finish
from catalog.sheets.models import LEASE, SheetState
from catalog.sheets.reading import understand
from catalog.sheets.tasks import find_left_sheets, sweep_sheet_files, work_on_sheet
from config import ROOT, Settings
from database import db, utcnow


@pytest.fixture
def browser(client_for: Browser) -> FlaskClient:
    user = maker_user(MakerFactory())
    db.session.commit()
    return client_for(user)


def test_import_that_breaks_writes_nothing_and_goes_on_later(
    browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(browser, sheet_of(BASKET, BASKET | {"name_id": "Dua"}))
    key = sent.id
    browser.post(f"{MAKER}/{key}/impor")

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "finish", killed)
    with pytest.raises(KeyboardInterrupt):
        work_on_sheet(key)
    db.session.rollback()
    assert (products(), job(key).state) == ([], SheetState.IMPORTING)
    monkeypatch.setattr(runs, "finish", finish)
    assert claim_sheet(key) is None, "the claim of the dead worker still holds"
    stale(key)
    work()
    assert (counts(job(key)), len(products())) == (("imported", 2, 0, 0, 0), 2)
    work_on_sheet(key)
    assert len(products()) == 2


def stale(key: int) -> None:
    """Let time pass since anybody worked on the sheet."""
    found = job(key)
    found.claimed_at = utcnow() - 2 * LEASE if found.claimed_at else None
    found.updated_at = utcnow() - 2 * LEASE
    db.session.commit()
    find_left_sheets()


KILLED = """
import sys, time
from app import create_app
from catalog.sheets import runs
from catalog.sheets.tasks import work_on_sheet
from config import Settings
def hang(*_args):
    print("written, not committed", flush=True)
    time.sleep(600)
runs.finish = hang
with create_app(Settings.from_env()).app_context():
    work_on_sheet(int(sys.argv[1]))
"""


def test_import_killed_before_its_commit_is_done_once(
    browser: FlaskClient, settings: Settings
) -> None:
    key = send(browser, sheet_of(BASKET, BASKET | {"name_id": "Dua"})).id
    browser.post(f"{MAKER}/{key}/impor")
    environment = {
        **os.environ,
        "ETALASE_ENV": "test",
        "ETALASE_INSTANCE": settings.instance_folder,
        "DATABASE_URL": settings.database,
    }
    command = [sys.executable, "-c", KILLED, str(key)]
    db.session.rollback()
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline().startswith("written")
        worker.send_signal(signal.SIGKILL)
    db.session.rollback()
    assert (products(), job(key).state) == ([], SheetState.IMPORTING)
    stale(key)
    work()
    assert (counts(job(key)), len(products())) == (("imported", 2, 0, 0, 0), 2)


def test_lost_task_is_found_by_the_sweep(app: Flask, browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET))
    key = sent.id
    sent.state = SheetState.UPLOADED
    db.session.commit()
    find_left_sheets()
    work()
    assert job(key).state is SheetState.UPLOADED, "it was there a moment ago"
    stale(key)
    work()
    assert job(key).state is SheetState.CHECKED


def test_sheet_that_kills_its_worker_is_given_up(browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET))
    key = sent.id
    sent.state, sent.attempts = SheetState.CHECKING, 3
    db.session.commit()
    stale(key)
    work()
    found = job(key)
    assert (found.state, "terhenti tiga kali" in found.problem) == (SheetState.FAILED, True)


def test_cancelling_stops_the_worker(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel_meanwhile(*args: object, **options: object) -> object:
        browser.post(f"{MAKER}/{job().id}/batal")
        return understand(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(runs, "understand", cancel_meanwhile)
    sent = send(browser, sheet_of(BASKET))
    assert (sent.state, products()) == (SheetState.CANCELLED, [])


def test_files_of_what_is_over_are_swept(browser: FlaskClient) -> None:
    old = bring_in(browser, send(browser, sheet_of(BASKET)))
    new = bring_in(browser, send(browser, sheet_of(BASKET | {"name_id": "Dua"})))
    kept, gone = new.id, old.id
    old = job(gone)
    old.finished_at = utcnow() - timedelta(days=8)
    db.session.commit()
    long_ago = time.time() - 9 * 24 * 3600
    for folder in (job_folder(gone), job_folder(kept)):
        os.utime(folder, (long_ago, long_ago))
    sweep_sheet_files()
    left = {int(one.name) for one in sheets_folder().iterdir()}
    assert left & {kept, gone} == {kept}


def test_checked_sheet_that_was_left_is_given_up_and_swept(browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET))
    key = sent.id
    sent.updated_at = utcnow() - timedelta(days=8)
    db.session.commit()
    sweep_sheet_files()
    assert job(key).state is SheetState.CANCELLED


def test_import_after_the_files_are_gone_says_so(browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET))
    (job_folder(sent.id) / "plan.jsonl").unlink()
    done = bring_in(browser, sent)
    assert (done.state, done.problem) == (
        SheetState.FAILED,
        "Berkasnya sudah dihapus. Unggah sekali lagi.",
    )


def test_page_shows_progress_and_can_be_left(browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET))
    key = sent.id
    sent.state, sent.step, sent.done, sent.total = SheetState.CHECKING, "rows", 4_000, 10_000
    db.session.commit()
    page = browser.get(f"{MAKER}/{key}").text
    assert 'value="4000" max="10000"' in page
    assert ("Memeriksa baris" in page, "4.000 dari 10.000" in page) == (True, True)
    answer = browser.get(f"{MAKER}/{key}/kemajuan")
    assert answer.json == {
        "label": "Memeriksa baris",
        "text": "4.000 dari 10.000",
        "done": 4_000,
        "total": 10_000,
        "over": False,
    }
