"""Photos stand upright and carry nothing but the picture."""

import pytest
from photo_files import corners, encoded, opened, phone_exif, worst_corner
from PIL import Image
from PIL.Image import Transpose

from uploads.intake import take_photo

# How a picture must be stored so that each orientation of EXIF 2.32, 4.6.4 turns it upright.
STORED = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}


def lying(orientation: int) -> Image.Image:
    turn = STORED[orientation]
    return corners() if turn is None else corners().transpose(turn)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", list(STORED))
def test_orientation_is_turned_upright_and_forgotten(orientation: int, kind: str) -> None:
    data = encoded(lying(orientation), kind, exif=phone_exif(orientation), quality=95)
    intake = take_photo(data)
    master = opened(intake.data)
    assert master.size == (intake.source_width, intake.source_height) == (120, 80)
    assert worst_corner(master) < 14
    assert dict(master.getexif()) == {}


@pytest.mark.parametrize("orientation", list(STORED))
def test_heic_is_turned_upright_once(orientation: int) -> None:
    exif = phone_exif(orientation).tobytes()
    data = encoded(lying(orientation), "HEIF", exif=exif, quality=95)
    intake = take_photo(data)
    assert (b"irot" in data or b"imir" in data) == (orientation != 1)
    master = opened(intake.data)
    assert master.size == (intake.source_width, intake.source_height) == (120, 80)
    assert worst_corner(master) < 14


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_master_holds_no_metadata(kind: str) -> None:
    options = {"comment": b"a comment"} if kind == "JPEG" else {}
    data = encoded(corners(), kind, exif=phone_exif(6), xmp=b"<x:xmpmeta>secret", **options)
    master = opened(take_photo(data).data)
    assert set(master.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Ponsel" in data
    assert b"Ponsel" not in take_photo(data).data


@pytest.mark.filterwarnings("ignore:.*EXIF")
@pytest.mark.parametrize("exif", [b"Exif\x00\x00", b"Exif\x00\x00II*\x00\xff\xff", b"MM\x00*" * 9])
def test_broken_exif_does_not_cost_the_photo(exif: bytes) -> None:
    intake = take_photo(encoded(corners(), "JPEG", exif=exif, quality=95))
    assert worst_corner(opened(intake.data)) < 12
