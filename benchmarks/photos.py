"""Photos: intake and derivation on one core, each beside plain Pillow in the same run."""

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
from PIL import ExifTags, Image, ImageOps

from uploads.derive import derive
from uploads.intake import Intake, take_photo
from uploads.states import PhotoFile
from uploads.storage import PhotoStore

WIDTH, HEIGHT = 4000, 3000  # 12 megapixels.
ROUNDS = 3
PILLOW_FORMATS = {"AVIF": {"quality": 60}, "WEBP": {"quality": 78}, "JPEG": {"quality": 80}}

Row = tuple[str, float, str]


def phone_photo(orientation: int) -> bytes:
    """A 12-megapixel JPEG of about 4 MB with broad forms, grain, GPS and an orientation."""
    chance = np.random.default_rng(1)
    coarse = Image.fromarray(chance.integers(0, 255, (17, 22, 3), dtype=np.uint8))
    fine = Image.fromarray(chance.integers(0, 60, (HEIGHT // 4, WIDTH // 4), dtype=np.uint8))
    forms = np.asarray(coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), dtype=np.int16)
    grain = np.asarray(fine.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), dtype=np.int16)
    noise = chance.integers(-6, 7, (HEIGHT, WIDTH), dtype=np.int16)
    pixels = forms * 3 // 4 + (grain + noise)[..., None]
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitude: (7.0, 28.0, 20.0)}
    out = io.BytesIO()
    picture = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    picture.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def pillow_intake(data: bytes) -> bytes:
    """What a plain Pillow script does: open, turn upright, shrink, save."""
    out = io.BytesIO()
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    picture.thumbnail((2560, 2560))
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def pillow_derive(master: bytes) -> list[bytes]:
    """What a plain Pillow script does for twelve files: open, shrink and save each."""
    files = []
    for width in (320, 640, 960, 1600):
        for kind, options in PILLOW_FORMATS.items():
            out = io.BytesIO()
            picture = Image.open(io.BytesIO(master))
            picture.thumbnail((width, picture.height))
            picture.save(out, kind, **options)
            files.append(out.getvalue())
    return files


def best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of several rounds: the one that others disturbed least."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


@contextmanager
def one_core() -> Iterator[None]:
    """Stay on one core inside the block."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _rows(name: str, data: bytes, folder: str) -> list[Row]:
    store = PhotoStore(folder)
    intake = take_photo(data)

    def use() -> Intake:
        taken = take_photo(data)
        store.put(PhotoFile(taken.name), taken.data)
        return taken

    def finish() -> None:
        for file, made in derive(intake.name, intake.data):
            store.put(file, made)

    return [
        (f"{name}: taken in and stored", best(use), "s"),
        (f"{name}: the same with plain Pillow", best(lambda: pillow_intake(data)), "s"),
        (f"{name}: all twelve files derived and stored", best(finish), "s"),
        (f"{name}: the same with plain Pillow", best(lambda: pillow_derive(intake.data)), "s"),
    ]


def run() -> list[Row]:
    """Measure a 12-megapixel JPEG, lying and standing; rows of name, value and unit."""
    with one_core(), tempfile.TemporaryDirectory() as folder:
        return [
            *_rows("12-megapixel JPEG", phone_photo(1), folder),
            *_rows("12-megapixel JPEG, standing", phone_photo(6), folder),
        ]
