"""What is not a photo, or not a whole one, is refused with a reason and a sentence."""

import io
import struct

import pytest
from flask import Flask
from photo_files import corners, encoded, flat_png, scene, understated_avif, zip_file
from PIL import Image

from uploads.intake import MAX_BYTES, take_photo
from uploads.refusals import SENTENCES, PhotoRefused, Reason, TooLarge


def refusal(data: bytes) -> Reason:
    with pytest.raises(PhotoRefused) as caught:
        take_photo(data)
    assert caught.value.field == "photo"
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\x00\x03" + bytes(400),
        b"\x7fELF" + bytes(60),
        b"%PDF-1.7\n" + bytes(60),
        zip_file(),
        encoded(corners(), "GIF"),
        encoded(corners(), "GIF", save_all=True, append_images=[corners().rotate(180)]),
        encoded(corners(), "BMP"),
        encoded(corners(), "TIFF"),
        encoded(corners(), "ICO"),
        encoded(corners(), "JPEG2000"),
        encoded(corners(), "PPM"),
        b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(99),
        b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40),
        b"\x00",
        b"foto saya",
    ],
)
def test_anything_but_a_photo_is_refused(data: bytes) -> None:
    assert refusal(data) == Reason.NOT_A_PHOTO


def test_empty_file_is_refused() -> None:
    assert refusal(b"") == Reason.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        encoded(corners(), "JPEG") + zip_file(),
        encoded(corners(), "PNG") + zip_file(),
        encoded(corners(), "JPEG", comment=b"%PDF-1.7"),
        encoded(corners(), "JPEG", comment=b"<script>alert(1)</script>"),
    ],
)
def test_photo_that_is_another_file_too_is_refused(data: bytes) -> None:
    assert refusal(data) == Reason.TWO_IN_ONE


def test_zip_mark_in_a_photo_by_chance_is_no_zip() -> None:
    photo = encoded(corners(), "JPEG")
    chance = b"PK\x05\x06" + bytes(40)
    assert take_photo(photo + chance).data == take_photo(photo).data


@pytest.mark.parametrize("share", [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99])
@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("WEBP", {}),
        ("AVIF", {"speed": 10}),
        ("HEIF", {}),
    ],
)
def test_truncated_photo_is_refused(kind: str, options: dict[str, object], share: float) -> None:
    data = encoded(scene(), kind, **options)
    cut = data[: int(len(data) * share)]
    assert refusal(cut) in {Reason.DAMAGED, Reason.NOT_A_PHOTO}


def test_avif_that_holds_more_than_it_says_is_refused() -> None:
    assert refusal(understated_avif(Image.new("RGB", (8000, 6000)), 100, 75)) == Reason.DAMAGED


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(20_000, 20_000), (10_000, 10_000), (65_536, 2), (8000, 7501)])
def test_too_many_pixels_are_refused_by_the_header(size: tuple[int, int]) -> None:
    assert refusal(flat_png(*size, rows=1)) == Reason.TOO_MANY_PIXELS


def test_bomb_in_a_jpeg_header_is_refused() -> None:
    data = bytearray(encoded(corners(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 9000, 9000)
    assert refusal(bytes(data)) == Reason.TOO_MANY_PIXELS


def test_jpeg_without_height_is_refused() -> None:
    data = bytearray(encoded(corners(), "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 7] = bytes(2)
    assert refusal(bytes(data)) == Reason.DAMAGED


def test_webp_beyond_what_its_decoder_may_take_is_refused() -> None:
    data = encoded(Image.new("RGB", (5000, 4000)), "WEBP", method=0)
    assert refusal(data) == Reason.TOO_MANY_PIXELS


def test_more_than_25_mb_is_too_large() -> None:
    with pytest.raises(TooLarge) as caught:
        take_photo(bytes(MAX_BYTES + 1))
    assert (caught.value.status, caught.value.code) == (413, Reason.TOO_LARGE)


def test_endless_stream_is_read_no_further_than_the_limit() -> None:
    class Endless(io.RawIOBase):
        read_so_far = 0

        def read(self, size: int = -1) -> bytes:
            self.read_so_far += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(TooLarge):
        take_photo(stream)  # type: ignore[arg-type]
    assert stream.read_so_far == MAX_BYTES + 1


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_plain_sentence(app: Flask, reason: Reason) -> None:
    with app.test_request_context("/"):
        sentence = str(SENTENCES[reason])
    assert sentence.endswith(".")
    assert 15 < len(sentence) < 120
