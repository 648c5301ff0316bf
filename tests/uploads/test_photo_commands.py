"""`flask photos check` and `flask photos derive`."""

import json
from pathlib import Path

from factories import MakerFactory
from flask import Flask
from photo_files import encoded, opened, scene
from sqlalchemy import func, select

from database import db
from uploads.intake import take_photo
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.states import PhotoState, derived_files
from uploads.storage import photo_store


def checked(app: Flask, *paths: Path) -> list[dict[str, object]]:
    done = app.test_cli_runner().invoke(args=["photos", "check", *map(str, paths)])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.output.splitlines()]


def test_check_tells_what_becomes_of_each_file(app: Flask, tmp_path: Path) -> None:
    photo, page, gone = tmp_path / "foto.png", tmp_path / "foto.jpg", tmp_path / "tidak ada"
    photo.write_bytes(encoded(scene(400, 300), "PNG"))
    page.write_bytes(b"<html>")
    taken, refused, unreadable = checked(app, photo, page, gone)
    assert (taken["file"], taken["accepted"], taken["kind"]) == (str(photo), True, "png")
    assert taken["master"] == [400, 300]
    derived = taken["derived"]
    assert isinstance(derived, list)
    assert [(one["size"], one["format"], one["width"], one["height"]) for one in derived] == [
        (320, "avif", 320, 240),
        (320, "webp", 320, 240),
        (320, "jpg", 320, 240),
    ]
    assert all(one["bytes"] > 0 for one in derived)
    assert refused == {
        "file": str(page),
        "accepted": False,
        "code": "not-a-photo",
        "message": "Berkas ini bukan foto yang bisa kami baca. "
        "Kirim foto JPEG, PNG, WebP, HEIC, atau AVIF.",
    }
    assert (unreadable["accepted"], unreadable["code"]) == (False, "unreadable")


def test_check_stores_nothing(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "foto"
    path.write_bytes(encoded(scene(400, 300, seed=77), "JPEG"))
    (told,) = checked(app, path)
    assert db.session.scalar(select(func.count(Photo.id))) == 0
    assert not any(photo_store().exists(file) for file in derived_files(str(told["name"]), 400))


def stored(seed: int) -> Photo:
    intake = take_photo(encoded(scene(400, 300, seed), "JPEG"))
    photo = store_photo(intake=intake, maker_id=MakerFactory().id, uploaded_by=None)
    db.session.commit()
    return photo


def test_derive_does_what_is_pending(app: Flask) -> None:
    photo = stored(1)
    done = app.test_cli_runner().invoke(args=["photos", "derive"])
    assert done.output == "1 of 1 pending photos derived\n"
    db.session.refresh(photo)
    assert photo.state == PhotoState.DERIVED


def test_derive_all_makes_every_file_anew(app: Flask) -> None:
    photos = [stored(1), stored(2)]
    photos[0].state = PhotoState.FAILED
    db.session.commit()
    file = derived_files(photos[1].name, 400)[0]
    photo_store().put(file, b"damaged")
    done = app.test_cli_runner().invoke(args=["photos", "derive", "--all"])
    assert (done.exit_code, done.output) == (0, "2 of 2 photos derived anew\n")
    assert opened(photo_store().get(file)).width == 320
    for photo in photos:
        db.session.refresh(photo)
    assert [photo.state.value for photo in photos] == ["derived", "derived"]


def test_derive_all_tells_what_it_could_not_do(app: Flask) -> None:
    photo = stored(3)
    photo_store().delete(photo.master)
    done = app.test_cli_runner().invoke(args=["photos", "derive", "--all"])
    assert (done.exit_code, done.output) == (1, "0 of 1 photos derived anew\n")
    db.session.refresh(photo)
    assert photo.failure.startswith("FileNotFoundError")
