"""Serving: only what we made, with the headers that let it be kept for ever."""

from collections.abc import Callable

import pytest
from factories import MakerFactory, UserFactory
from flask import Flask
from flask.testing import FlaskClient
from photo_files import encoded, opened, phone_exif, scene

from accounts.models import User
from database import db
from uploads.intake import take_photo
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.states import Format, derived_files
from uploads.storage import photo_store
from web.tasks import run_everything


@pytest.fixture
def photo(app: Flask) -> Photo:
    data = encoded(scene(700, 500), "JPEG", exif=phone_exif(6))
    kept = store_photo(intake=take_photo(data), maker_id=MakerFactory().id, uploaded_by=None)
    db.session.commit()
    for file in derived_files(kept.name, kept.width):
        photo_store().delete(file)
    return kept


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_master_is_served_before_anything_is_derived(
    client: FlaskClient, photo: Photo, prefix: str
) -> None:
    answer = client.get(prefix + photo.fallback_url)
    assert answer.status_code == 200
    assert answer.content_type == "image/jpeg"
    assert dict(opened(answer.data).getexif()) == {}
    assert opened(answer.data).size == (500, 700)


@pytest.mark.parametrize("kind", list(Format))
def test_derived_file_is_served_for_ever(
    app: Flask, client: FlaskClient, photo: Photo, kind: Format
) -> None:
    run_everything(app)
    answer = client.get(photo.url(320, kind))
    assert answer.status_code == 200
    assert answer.content_type == {"avif": "image/avif", "webp": "image/webp"}.get(
        kind.value, "image/jpeg"
    )
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["ETag"] == f'"{photo.name}-320.{kind}"'
    assert {"Set-Cookie", "Vary"} & set(answer.headers.keys()) == set()
    assert opened(answer.data).width == 320


def test_nothing_of_a_signed_in_person_is_kept_with_a_photo(
    client_for: Callable[[User], FlaskClient], photo: Photo
) -> None:
    user = UserFactory()
    db.session.commit()
    browser = client_for(user)
    with browser.session_transaction() as session:
        session.permanent = True
    assert "Set-Cookie" in browser.get("/sehat").headers
    answer = browser.get(photo.master.url)
    assert {"Set-Cookie", "Vary"} & set(answer.headers.keys()) == set()


def test_known_file_is_not_sent_again(client: FlaskClient, photo: Photo) -> None:
    tag = client.get(photo.master.url).headers["ETag"]
    answer = client.get(photo.master.url, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_head_tells_the_length_without_the_bytes(client: FlaskClient, photo: Photo) -> None:
    answer = client.head(photo.master.url)
    length = len(photo_store().get(photo.master))
    assert (answer.status_code, answer.content_length, answer.data) == (200, length, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/foto/{name}-320.avif",  # Not derived yet.
        "/foto/{name}-321.jpg",
        "/foto/{name}-0320.jpg",
        "/foto/{name}--320.jpg",
        "/foto/{name}-320.gif",
        "/foto/{name}-320.JPG",
        "/foto/{name}.png",
        "/foto/{name}.jpg.part",
        "/foto/{upper}.jpg",
        "/foto/" + "0" * 32 + ".jpg",
        "/foto/" + "z" * 32 + ".jpg",
        "/foto/../{name}.jpg",
        "/foto/..%2f..%2fetc%2fpasswd",
        "/foto/" + "..%2f" * 8 + ".jpg",
        "/foto/",
    ],
)
def test_anything_else_is_not_found(client: FlaskClient, photo: Photo, path: str) -> None:
    wanted = path.format(name=photo.name, upper=photo.name.upper())
    answer = client.get(wanted)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_strange_file_in_the_store_is_not_served(client: FlaskClient, photo: Photo) -> None:
    folder = photo_store()._path(photo.master).rsplit("/", 1)[0]
    with open(f"{folder}/{photo.name}.svg", "w") as planted:  # noqa: PTH123
        planted.write("<svg/>")
    assert client.get(f"/foto/{photo.name}.svg").status_code == 404
