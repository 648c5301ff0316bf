"""Reading a photo out of a form."""

import io
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import IO

import pytest
from flask import Flask
from photo_files import corners, encoded
from werkzeug.datastructures import FileStorage

from uploads import turns
from uploads.forms import read_upload
from uploads.intake import Intake, take_photo
from uploads.refusals import PhotoRefused, Reason


def test_upload_is_taken_by_its_content(app: Flask) -> None:
    upload = FileStorage(io.BytesIO(encoded(corners(), "PNG")), filename="foto.exe")
    assert read_upload(upload).kind == "png"


@pytest.mark.parametrize("upload", [None, FileStorage(io.BytesIO(), filename="")])
def test_empty_field_asks_for_a_photo(app: Flask, upload: FileStorage | None) -> None:
    with pytest.raises(PhotoRefused) as caught:
        read_upload(upload)
    assert (caught.value.code, caught.value.field) == (Reason.MISSING, "photo")


def test_photos_are_decoded_one_after_another_behind_the_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_work, seen = threading.Lock(), set[tuple[str, int]]()

    def watched(stream: bytes | IO[bytes]) -> Intake:
        assert at_work.acquire(blocking=False), "two are decoded at once"
        try:
            niceness = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
            seen.add((threading.current_thread().name.rpartition("_")[0], niceness))
            return take_photo(stream)
        finally:
            at_work.release()

    monkeypatch.setattr(turns, "take_photo", watched)
    photo = encoded(corners(), "PNG")
    usual = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    with ThreadPoolExecutor(8) as people:
        taken = list(people.map(lambda _: turns.take_in_turn(io.BytesIO(photo)), range(16)))
    assert len({one.name for one in taken}) == 1
    assert seen == {("photo-decoder", max(usual, turns.NICENESS))}
