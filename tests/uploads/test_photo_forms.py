"""Reading a photo out of a form."""

import io

import pytest
from flask import Flask
from photo_files import corners, encoded
from werkzeug.datastructures import FileStorage

from uploads.forms import read_upload
from uploads.refusals import PhotoRefused, Reason


def test_upload_is_taken_by_its_content(app: Flask) -> None:
    upload = FileStorage(io.BytesIO(encoded(corners(), "PNG")), filename="foto.exe")
    assert read_upload(upload).kind == "png"


@pytest.mark.parametrize("upload", [None, FileStorage(io.BytesIO(), filename="")])
def test_empty_field_asks_for_a_photo(app: Flask, upload: FileStorage | None) -> None:
    with pytest.raises(PhotoRefused) as caught:
        read_upload(upload)
    assert (caught.value.code, caught.value.field) == (Reason.MISSING, "photo")
