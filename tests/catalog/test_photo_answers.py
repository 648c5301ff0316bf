"""Every kind of file that somebody may choose as a photo, and what they are told of it."""

import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import RevisionFactory, maker_user
from flask.testing import FlaskClient
from photo_files import (
    ADOBE_RGB,
    DISPLAY_P3,
    corners,
    deep_png,
    encoded,
    flat_png,
    icc_profile,
    opened,
    phone_exif,
    scene,
    understated_avif,
    zip_file,
)
from PIL import Image

from accounts.models import User
from config import Settings
from database import db
from uploads.refusals import SENTENCES, Reason
from uploads.states import PhotoFile

Browser = Callable[[User], FlaskClient]

TURNED = corners().rotate(180)
PALETTE = corners().convert("P")
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
BOMB = flat_png(60_000, 60_000, rows=1)
GZIPPED = zlib.compress(bytes(5_000_000))

# What is chosen, and the size of the master that it becomes or the reason why it does not.
Answer = tuple[int, int] | Reason
FILES: dict[str, tuple[Callable[[], bytes], Answer]] = {
    "JPEG": (lambda: encoded(corners(), "JPEG"), (120, 80)),
    "progressive JPEG": (lambda: encoded(corners(), "JPEG", progressive=True), (120, 80)),
    "grey JPEG": (lambda: encoded(corners().convert("L"), "JPEG"), (120, 80)),
    "CMYK JPEG": (lambda: encoded(corners().convert("CMYK"), "JPEG"), (120, 80)),
    "Display P3": (
        lambda: encoded(corners(), "JPEG", icc_profile=icc_profile(DISPLAY_P3)),
        (120, 80),
    ),
    "Adobe RGB": (
        lambda: encoded(corners(), "JPEG", icc_profile=icc_profile(ADOBE_RGB)),
        (120, 80),
    ),
    "broken profile": (lambda: encoded(corners(), "JPEG", icc_profile=b"x" * 99), (120, 80)),
    "16-bit PNG": (lambda: deep_png([(65535, 0, 0), (0, 40000, 0)]), (32, 16)),
    "palette PNG": (lambda: encoded(PALETTE, "PNG"), (120, 80)),
    "transparent palette": (lambda: encoded(PALETTE, "PNG", transparency=0), (120, 80)),
    "animated WebP": (
        lambda: encoded(corners(), "WEBP", save_all=True, append_images=[TURNED]),
        (120, 80),
    ),
    "animated PNG": (
        lambda: encoded(corners(), "PNG", save_all=True, append_images=[TURNED]),
        (120, 80),
    ),
    "animated AVIF": (
        lambda: encoded(corners(), "AVIF", save_all=True, append_images=[TURNED]),
        (120, 80),
    ),
    "HEIC": (lambda: encoded(corners(), "HEIF"), (120, 80)),
    "AVIF": (lambda: encoded(corners(), "AVIF", speed=10), (120, 80)),
    "WebP": (lambda: encoded(corners(), "WEBP"), (120, 80)),
    "1 x 1": (lambda: encoded(Image.new("RGB", (1, 1)), "PNG"), (1, 1)),
    "picture with a page behind it": (
        lambda: encoded(corners(), "JPEG") + b"<html><script>alert(1)</script>",
        (120, 80),
    ),
    "GIF": (lambda: encoded(corners(), "GIF"), Reason.NOT_A_PHOTO),
    "animated GIF": (
        lambda: encoded(corners(), "GIF", save_all=True, append_images=[TURNED]),
        Reason.NOT_A_PHOTO,
    ),
    "TIFF": (lambda: encoded(corners(), "TIFF"), Reason.NOT_A_PHOTO),
    "SVG": (lambda: SVG, Reason.NOT_A_PHOTO),
    "web page": (lambda: b"<!doctype html><script>alert(1)</script>", Reason.NOT_A_PHOTO),
    "program": (lambda: b"MZ\x90\x00" + bytes(500), Reason.NOT_A_PHOTO),
    "squeezed zeros": (lambda: GZIPPED, Reason.NOT_A_PHOTO),
    "empty": (lambda: b"", Reason.EMPTY),
    "truncated JPEG": (lambda: encoded(scene(), "JPEG")[:9000], Reason.DAMAGED),
    "truncated PNG": (lambda: encoded(scene(), "PNG")[:9000], Reason.DAMAGED),
    "truncated HEIC": (lambda: encoded(scene(), "HEIF")[:9000], Reason.DAMAGED),
    "truncated AVIF": (lambda: encoded(scene(), "AVIF", speed=10)[:9000], Reason.DAMAGED),
    "20,000 x 20,000": (lambda: flat_png(20_000, 20_000, rows=9), Reason.TOO_MANY_PIXELS),
    "bomb": (lambda: BOMB, Reason.TOO_MANY_PIXELS),
    "AVIF that says less": (
        lambda: understated_avif(Image.new("RGB", (8000, 6000)), 50, 50),
        Reason.DAMAGED,
    ),
    "JPEG and ZIP": (lambda: encoded(corners(), "JPEG") + zip_file(), Reason.TWO_IN_ONE),
    "JPEG and PDF": (
        lambda: encoded(corners(), "JPEG", comment=b"%PDF-1.7"),
        Reason.TWO_IN_ONE,
    ),
    "JPEG and script": (
        lambda: encoded(corners(), "JPEG", comment=b"<script>alert(1)</script>"),
        Reason.TWO_IN_ONE,
    ),
    "JPEG and SVG": (lambda: encoded(corners(), "JPEG", comment=SVG), Reason.TWO_IN_ONE),
}


def in_store(settings: Settings) -> dict[str, bytes]:
    folder = Path(settings.instance / "photos")
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("case", list(FILES))
def test_file_gets_its_answer_and_only_what_we_made_is_kept(
    client_for: Browser, settings: Settings, case: str
) -> None:
    make, answer = FILES[case]
    product = RevisionFactory().product
    user = maker_user(product.maker)
    db.session.commit()
    before = in_store(settings)
    data = make()
    given = client_for(user).post(
        f"/perajin-saya/produk/{product.id}/foto",
        data={"photo": (io.BytesIO(data), "foto.jpg")},
        headers={"Accept": "application/json"},
    )
    assert given.json is not None
    made = {name: kept for name, kept in in_store(settings).items() if before.get(name) != kept}
    if isinstance(answer, Reason):
        assert (given.status_code, given.json) == (422, {"error": str(SENTENCES[answer])})
        assert made == {}
        return
    db.session.expire_all()
    photo = product.newest.photos[0].photo
    assert (given.status_code, photo.width, photo.height) == (201, *answer)
    kept = in_store(settings)[PhotoFile(photo.name).filename]
    assert hashlib.sha256(kept).hexdigest()[:32] == photo.name
    assert set(made) <= {PhotoFile(photo.name).filename}
    assert (opened(kept).format, opened(kept).info.get("comment")) == ("JPEG", None)
    assert b"alert" not in kept


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_of_every_orientation_stands_upright(client_for: Browser, orientation: int) -> None:
    product = RevisionFactory().product
    user = maker_user(product.maker)
    db.session.commit()
    data = encoded(corners(), "JPEG", exif=phone_exif(orientation))
    given = client_for(user).post(
        f"/perajin-saya/produk/{product.id}/foto",
        data={"photo": (io.BytesIO(data), "foto.jpg")},
        headers={"Accept": "application/json"},
    )
    assert given.status_code == 201
    db.session.expire_all()
    photo = product.newest.photos[0].photo
    assert (photo.width, photo.height) == ((120, 80) if orientation < 5 else (80, 120))
