"""The worker: derives once, survives being killed, gives up with a reason."""

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from factories import MakerFactory
from flask import Flask
from photo_files import encoded, opened, scene

from config import Settings
from database import db, utcnow
from uploads.deriving import INTERRUPTED, LEASE, claim_photo, keep_claim
from uploads.intake import take_photo
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.queries import next_pending_id
from uploads.states import PhotoFile, PhotoState, derived_files
from uploads.storage import PhotoStore, photo_store
from uploads.tasks import derive_left_behind, derive_photo
from web.tasks import run_everything

ROOT = Path(__file__).parents[2]


def stored(width: int = 700, height: int = 500, seed: int = 1) -> Photo:
    intake = take_photo(encoded(scene(width, height, seed), "JPEG"))
    photo = store_photo(intake=intake, maker_id=MakerFactory().id, uploaded_by=None)
    db.session.commit()
    for file in derived_files(photo.name, photo.width):
        photo_store().delete(file)
    return photo


def is_complete(photo: Photo) -> bool:
    files = derived_files(photo.name, photo.width)
    return all(opened(photo_store().get(file)).width == file.size for file in files)


def test_upload_is_derived_by_the_queue(app: Flask) -> None:
    photo = stored()
    run_everything(app)
    db.session.refresh(photo)
    assert (photo.state, photo.attempts, photo.claimed_at) == (PhotoState.DERIVED, 0, None)
    assert is_complete(photo)


def test_one_task_derives_everything_that_is_due(app: Flask) -> None:
    photos = [stored(seed=number) for number in (11, 12, 13)]
    app.extensions["huey"].flush()
    derive_photo(photos[2].id)
    for photo in photos:
        db.session.refresh(photo)
    assert [photo.state.value for photo in photos] == ["derived"] * 3


def test_second_thread_leaves_the_work_to_the_first(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = stored(seed=11), stored(seed=12)
    put, order = PhotoStore.put, []

    def put_and_ask(self: PhotoStore, file: PhotoFile, data: bytes) -> None:
        put(self, file, data)
        order.append(file.name)
        derive_photo(second.id)
        derive_left_behind()

    monkeypatch.setattr(PhotoStore, "put", put_and_ask)
    derive_photo(first.id)
    assert order == [first.name] * 6 + [second.name] * 6


def test_photo_of_a_lost_queue_is_found_by_the_sweep(app: Flask) -> None:
    photo = stored()
    app.extensions["huey"].flush()
    derive_left_behind()
    db.session.refresh(photo)
    assert photo.state == PhotoState.DERIVED
    assert is_complete(photo)


def test_derived_photo_is_left_alone(app: Flask) -> None:
    photo = stored()
    derive_photo(photo.id)
    file = derived_files(photo.name, photo.width)[0]
    photo_store().put(file, b"as it is")
    derive_photo(photo.id)
    derive_left_behind()
    assert photo_store().get(file) == b"as it is"


def test_files_that_are_there_are_not_made_again(app: Flask) -> None:
    photo = stored()
    first, *others = derived_files(photo.name, photo.width)
    photo_store().put(first, b"made before")
    derive_photo(photo.id)
    assert photo_store().get(first) == b"made before"
    assert all(photo_store().exists(file) for file in others)


def test_photo_that_is_gone_is_no_error(app: Flask) -> None:
    derive_photo(987654)
    assert db.session.get(Photo, 987654) is None


def test_claim_is_given_once_until_it_runs_out(app: Flask) -> None:
    photo, now = stored(), utcnow()
    assert claim_photo(photo_id=photo.id, now=now)
    assert not claim_photo(photo_id=photo.id, now=now + LEASE / 2)
    keep_claim(photo_id=photo.id, now=now + LEASE / 2)
    assert not claim_photo(photo_id=photo.id, now=now + LEASE * 1.4)
    assert claim_photo(photo_id=photo.id, now=now + LEASE * 1.6)


def test_claimed_photo_is_nobody_elses(app: Flask) -> None:
    photo = stored()
    claim_photo(photo_id=photo.id, now=utcnow())
    db.session.commit()
    derive_photo(photo.id)
    derive_left_behind()
    db.session.refresh(photo)
    assert photo.state == PhotoState.PENDING
    assert not any(photo_store().exists(file) for file in derived_files(photo.name, photo.width))


def expire_claim(photo: Photo) -> None:
    photo.claimed_at = utcnow() - LEASE - timedelta(seconds=1)
    db.session.commit()


def test_photo_without_a_master_fails_the_third_time(app: Flask) -> None:
    photo = stored()
    photo_store().delete(photo.master)
    states = []
    for _ in range(3):
        derive_photo(photo.id)
        db.session.refresh(photo)
        states.append(photo.state.value)
        if photo.state is PhotoState.PENDING:
            expire_claim(photo)
    assert states == ["pending", "pending", "failed"]
    assert photo.failure.startswith("FileNotFoundError: ")
    assert next_pending_id(utcnow()) is None


def test_broken_master_is_noted(app: Flask) -> None:
    photo = stored()
    photo_store().put(photo.master, b"\xff\xd8\xff broken")
    derive_photo(photo.id)
    db.session.refresh(photo)
    assert (photo.state, photo.attempts) == (PhotoState.PENDING, 1)
    assert photo.failure.startswith("UnidentifiedImageError: ")


def test_photo_at_which_workers_die_is_given_up(app: Flask) -> None:
    photo = stored()
    photo.attempts = 3
    expire_claim(photo)
    derive_left_behind()
    db.session.refresh(photo)
    assert (photo.state, photo.failure) == (PhotoState.FAILED, INTERRUPTED)


KILLED = """
import sys
from app import create_app
from config import Settings
from uploads.storage import PhotoStore
from uploads.tasks import derive_photo
put, count = PhotoStore.put, 0
def put_and_say(self, file, data):
    put(self, file, data)
    print(file.filename, flush=True)
PhotoStore.put = put_and_say
with create_app(Settings.from_env()).app_context():
    derive_photo(int(sys.argv[1]))
"""


def test_killed_worker_loses_nothing(app: Flask, settings: Settings) -> None:
    photo = stored(2560, 1920)
    environment = {
        **os.environ,
        "ETALASE_ENV": "test",
        "ETALASE_INSTANCE": settings.instance_folder,
        "DATABASE_URL": settings.database,
    }
    command = [sys.executable, "-c", KILLED, str(photo.id)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        made = [worker.stdout.readline().strip() for _ in range(2)]
        worker.send_signal(signal.SIGKILL)
    before = {name: modified(settings, name) for name in made}
    db.session.rollback()  # SQLite lets nobody write who still reads an older state.
    assert next_pending_id(utcnow() + LEASE) == photo.id
    db.session.refresh(photo)
    expire_claim(photo)
    derive_left_behind()
    db.session.refresh(photo)
    assert photo.state == PhotoState.DERIVED
    assert is_complete(photo)
    assert {name: modified(settings, name) for name in made} == before


def modified(settings: Settings, filename: str) -> int:
    return (settings.instance / "photos" / filename[:2] / filename).stat().st_mtime_ns


def test_long_work_keeps_its_claim(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = stored()
    claims: list[datetime] = []
    put = PhotoStore.put

    def slow_put(self: PhotoStore, file: PhotoFile, data: bytes) -> None:
        put(self, file, data)
        claimed_at = db.session.get_one(Photo, photo.id, populate_existing=True).claimed_at
        assert claimed_at is not None
        claims.append(claimed_at)
        db.session.commit()
        time.sleep(0.02)

    monkeypatch.setattr("uploads.tasks.RENEWAL", timedelta(milliseconds=10))
    monkeypatch.setattr(PhotoStore, "put", slow_put)
    derive_photo(photo.id)
    assert len(set(claims)) == len(derived_files(photo.name, photo.width))
    assert claims == sorted(claims)
