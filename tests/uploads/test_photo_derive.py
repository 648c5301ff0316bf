"""The files that browsers get."""

import pytest
from photo_files import corners, encoded, opened, scene, worst_corner

from uploads.derive import derive
from uploads.intake import take_photo
from uploads.states import Format, PhotoFile, derived_files, widths_for

NAME = "0" * 32
KINDS = {Format.AVIF: "AVIF", Format.WEBP: "WEBP", Format.JPEG: "JPEG"}


def test_every_size_and_format_is_made_smallest_first() -> None:
    made = list(derive(NAME, encoded(scene(2560, 1920), "JPEG")))
    assert [(file.size, file.format.value) for file, _ in made] == [
        (width, kind) for width in (320, 640, 960, 1600) for kind in ("avif", "webp", "jpg")
    ]
    for file, data in made:
        picture = opened(data)
        assert file.size is not None
        assert picture.format == KINDS[file.format]
        assert picture.size == (file.size, file.size * 3 // 4)


def test_derived_files_hold_no_metadata_and_the_same_picture() -> None:
    master = take_photo(encoded(corners(1200, 800), "JPEG", quality=95)).data
    for _, data in derive(NAME, master):
        picture = opened(data)
        assert dict(picture.getexif()) == {}
        assert {"icc_profile", "xmp", "comment", "exif"} & set(picture.info) == set()
        assert worst_corner(picture) < 16


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, (320,)),
        (319, (320,)),
        (320, (320,)),
        (639, (320,)),
        (640, (320, 640)),
        (1599, (320, 640, 960)),
        (2560, (320, 640, 960, 1600)),
    ],
)
def test_nothing_is_enlarged_but_the_smallest_is_always_there(
    width: int, expected: tuple[int, ...]
) -> None:
    assert widths_for(width) == expected


def test_small_master_is_derived_at_its_own_width() -> None:
    made = list(derive(NAME, encoded(scene(200, 150), "JPEG")))
    assert [opened(data).size for _, data in made] == [(200, 150)] * 3
    assert [file.size for file, _ in made] == [320, 320, 320]


def test_files_that_are_there_are_skipped() -> None:
    there = derived_files(NAME, 700)[:5]
    made = [file for file, _ in derive(NAME, encoded(scene(700, 500), "JPEG"), skip=there)]
    assert made == [PhotoFile(NAME, 640, Format.JPEG)]


def test_broken_master_is_told() -> None:
    with pytest.raises(OSError, match=r"truncated|broken"):
        list(derive(NAME, encoded(scene(), "JPEG")[:2000]))
