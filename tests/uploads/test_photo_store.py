"""Keeping a photo: one row for each maker and picture, the master at once."""

import threading

import pytest
from factories import MakerFactory, UserFactory
from flask import Flask
from photo_files import encoded, scene
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from accounts.models import LogEntry
from catalog.models import Maker
from database import db, writing
from uploads.intake import Intake, take_photo
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.states import PhotoState
from uploads.storage import photo_store


@pytest.fixture(scope="module")
def intake() -> Intake:
    return take_photo(encoded(scene(700, 500), "JPEG"))


def committed_maker() -> Maker:
    maker: Maker = MakerFactory()
    db.session.commit()
    return maker


def test_row_and_master_hold_what_was_taken_in(app: Flask, intake: Intake) -> None:
    user, maker = UserFactory(), committed_maker()
    photo = store_photo(intake=intake, maker_id=maker.id, uploaded_by=user)
    db.session.commit()
    assert (photo.name, photo.width, photo.height) == (intake.name, 700, 500)
    assert (photo.mat, photo.dhash, photo.hints) == (intake.mat, intake.dhash, ["too-small"])
    assert (photo.state, photo.uploaded_by_id) == (PhotoState.PENDING, user.id)
    assert photo_store().get(photo.master) == intake.data
    row = db.session.scalars(select(LogEntry)).one()
    assert (row.subject_kind, row.subject_id, row.action) == ("photo", photo.id, "upload")
    assert row.actor_id == user.id


def test_same_picture_twice_is_the_same_row(app: Flask, intake: Intake) -> None:
    maker = committed_maker()
    first = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    again = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    db.session.commit()
    assert first is again
    assert db.session.scalar(select(func.count(LogEntry.id))) == 1


def test_same_picture_of_two_makers_is_two_rows(app: Flask, intake: Intake) -> None:
    owners = [committed_maker().id, committed_maker().id, None]
    photos = [store_photo(intake=intake, maker_id=one, uploaded_by=None) for one in owners]
    db.session.commit()
    assert len({photo.id for photo in photos}) == 3
    assert {photo.name for photo in photos} == {intake.name}


def test_database_refuses_the_same_picture_twice_for_nobody(app: Flask, intake: Intake) -> None:
    for _ in range(2):
        db.session.add(Photo(name=intake.name, width=1, height=1))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()


@pytest.mark.parametrize("values", [{"width": 0}, {"height": -1}, {"name": "short"}])
def test_database_refuses_impossible_photos(app: Flask, values: dict[str, object]) -> None:
    db.session.add(Photo(**{"name": "a" * 32, "width": 1, "height": 1, **values}))
    with pytest.raises(IntegrityError):
        db.session.commit()
    db.session.rollback()


def test_same_upload_at_the_same_moment_is_one_row(app: Flask, intake: Intake) -> None:
    maker_id = committed_maker().id
    db.session.commit()
    found: list[int] = []
    start = threading.Barrier(4)

    def upload() -> None:
        with app.app_context(), writing():
            start.wait()
            photo = store_photo(intake=intake, maker_id=maker_id, uploaded_by=None)
            db.session.commit()
            found.append(photo.id)

    threads = [threading.Thread(target=upload) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(found) == 4
    assert len(set(found)) == 1
    assert db.session.scalar(select(func.count(LogEntry.id))) == 1


def test_upload_that_loses_the_race_takes_the_row_that_won(
    app: Flask, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = committed_maker()
    won = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    answers = iter([None, won])
    monkeypatch.setattr("uploads.operations.photo_of_maker", lambda *_: next(answers))
    assert store_photo(intake=intake, maker_id=maker.id, uploaded_by=None) is won
    db.session.commit()
    assert db.session.scalar(select(func.count(Photo.id))) == 1
    assert db.session.scalar(select(func.count(LogEntry.id))) == 1


def test_failed_photo_is_tried_again_when_it_comes_again(app: Flask, intake: Intake) -> None:
    maker = committed_maker()
    photo = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    photo.state, photo.attempts, photo.failure = PhotoState.FAILED, 3, "disk"
    db.session.commit()
    again = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    assert (again.id, again.state, again.attempts, again.failure) == (photo.id, "pending", 0, "")


@pytest.mark.parametrize("damage", ["gone", "broken"])
def test_lost_master_comes_back_with_the_same_upload(
    app: Flask, intake: Intake, damage: str
) -> None:
    maker = committed_maker()
    photo = store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    db.session.commit()
    photo_store().put(photo.master, b"broken")
    if damage == "gone":
        photo_store().delete(photo.master)
    store_photo(intake=intake, maker_id=maker.id, uploaded_by=None)
    assert photo_store().get(photo.master) == intake.data
