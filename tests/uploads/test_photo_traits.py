"""What a picture says about itself."""

import base64

import pytest
from photo_files import encoded, opened, scene
from PIL import Image, ImageEnhance, ImageFilter

from uploads.traits import Hint, difference_hash, hints, mat, placeholder


def flat(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (300, 200), colour)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ((255, 0, 0), "mat-12"),
        ((255, 0, 40), "mat-12"),
        ((255, 128, 0), "mat-13"),
        ((0, 255, 0), "mat-16"),
        ((0, 0, 255), "mat-20"),
        ((255, 0, 128), "mat-23"),
        ((170, 110, 110), "mat-0"),
        ((110, 110, 170), "mat-8"),
        ((250, 245, 235), "mat-1"),
        ((130, 128, 126), "mat-1"),
        ((20, 20, 22), "mat-7"),
        ((235, 245, 250), "mat-7"),
    ],
)
def test_mat_follows_hue_and_saturation(colour: tuple[int, int, int], expected: str) -> None:
    assert mat(flat(colour)) == expected


def test_mat_takes_the_product_rather_than_the_white_around_it() -> None:
    picture = flat((255, 255, 255))
    picture.paste((150, 60, 20), (100, 60, 200, 140))
    assert mat(picture) == "mat-1"


def test_placeholder_is_a_tiny_picture() -> None:
    uri = placeholder(scene(1600, 1200))
    kind, _, data = uri.partition(",")
    assert kind == "data:image/webp;base64"
    assert len(uri) <= 400
    assert opened(base64.b64decode(data)).size == (16, 12)


def test_placeholder_of_noise_stays_within_its_bound() -> None:
    assert len(placeholder(Image.effect_noise((64, 64), 250).convert("RGB"))) <= 400


def bits_apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_difference_hash_knows_the_same_picture_again() -> None:
    picture = scene(1200, 900)
    smaller = opened(encoded(picture.resize((500, 375)), "JPEG", quality=40))
    brighter = ImageEnhance.Brightness(picture).enhance(1.15)
    assert len(difference_hash(picture)) == 16
    assert bits_apart(difference_hash(picture), difference_hash(smaller)) <= 4
    assert bits_apart(difference_hash(picture), difference_hash(brighter)) <= 6


def test_difference_hash_tells_pictures_apart() -> None:
    assert bits_apart(difference_hash(scene(seed=1)), difference_hash(scene(seed=2))) >= 16


def test_good_picture_needs_no_advice() -> None:
    assert hints(scene(1600, 1200), 4000) == ()


def test_dark_picture_is_noted() -> None:
    dark = ImageEnhance.Brightness(scene(1600, 1200)).enhance(0.2)
    assert Hint.TOO_DARK in hints(dark, 4000)


def test_blurred_picture_is_noted() -> None:
    assert hints(scene(1600, 1200).filter(ImageFilter.GaussianBlur(12)), 4000) == (
        Hint.TOO_BLURRED,
    )


@pytest.mark.parametrize(("longest", "expected"), [(799, (Hint.TOO_SMALL,)), (800, ())])
def test_small_picture_is_noted(longest: int, expected: tuple[Hint, ...]) -> None:
    assert hints(scene(600, 450), longest) == expected
