"""Wide colours come out as the same colours in sRGB."""

import numpy as np
import pytest
from photo_files import ADOBE_RGB, DISPLAY_P3, corners, distance, encoded, icc_profile, opened
from PIL import Image, ImageCms

from uploads.intake import take_photo


def taken(picture: Image.Image, kind: str, profile: bytes) -> Image.Image:
    return opened(take_photo(encoded(picture, kind, icc_profile=profile)).data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize(
    ("primaries", "colour"),
    # What sRGB's pure red is called in the wider spaces.
    [(ADOBE_RGB, (219, 0, 0)), (DISPLAY_P3, (234, 51, 35))],
)
def test_wide_red_becomes_srgb_red(
    primaries: tuple[tuple[float, ...], ...], colour: tuple[int, int, int], kind: str
) -> None:
    master = taken(Image.new("RGB", (64, 64), colour), kind, icc_profile(primaries))
    red = master.getpixel((32, 32))
    assert isinstance(red, tuple)
    assert distance(red, (255, 0, 0)) <= 14
    assert "icc_profile" not in master.info


def test_wide_red_in_heic_becomes_srgb_red() -> None:
    picture = Image.new("RGB", (64, 64), (234, 51, 35))
    picture.info["icc_profile"] = icc_profile(DISPLAY_P3)
    red = opened(take_photo(encoded(picture, "HEIF")).data).getpixel((32, 32))
    assert isinstance(red, tuple)
    assert distance(red, (255, 0, 0)) <= 16


@pytest.mark.parametrize(
    "profile",
    [
        b"not a profile",
        icc_profile(ADOBE_RGB)[:140],
        ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes(),
    ],
)
def test_profile_that_cannot_be_used_is_left_out(profile: bytes) -> None:
    with_profile = np.asarray(taken(corners(), "PNG", profile))
    without = np.asarray(opened(take_photo(encoded(corners(), "PNG")).data))
    assert np.array_equal(with_profile, without)


def test_rgb_profile_on_a_grey_picture_is_left_out() -> None:
    grey = Image.linear_gradient("L")
    with_profile = np.asarray(taken(grey, "PNG", icc_profile(ADOBE_RGB)))
    assert np.array_equal(with_profile, np.asarray(opened(take_photo(encoded(grey, "PNG")).data)))
