"""Every kind of picture that phones, cameras and computers make."""

import io

import numpy as np
import pytest
from photo_files import corners, deep_png, distance, encoded, opened, scene, worst_corner
from PIL import Image, ImageCms

from uploads.intake import take_photo
from uploads.sniffing import Kind


@pytest.mark.parametrize(
    ("pillow_kind", "options", "kind"),
    [
        ("JPEG", {"quality": 95}, Kind.JPEG),
        ("JPEG", {"quality": 95, "progressive": True}, Kind.JPEG),
        ("PNG", {}, Kind.PNG),
        ("WEBP", {"quality": 95}, Kind.WEBP),
        ("WEBP", {"lossless": True}, Kind.WEBP),
        ("AVIF", {"quality": 95, "speed": 10}, Kind.AVIF),
        ("HEIF", {"quality": 95}, Kind.HEIF),
    ],
)
def test_kind_is_taken_with_its_colours(
    pillow_kind: str, options: dict[str, object], kind: Kind
) -> None:
    intake = take_photo(encoded(corners(), pillow_kind, **options))
    master = opened(intake.data)
    assert intake.kind == kind
    assert (master.format, master.mode, master.size) == ("JPEG", "RGB", (120, 80))
    assert (intake.width, intake.height) == (120, 80)
    assert worst_corner(master) < 12


def test_stream_that_cannot_seek_is_taken() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = encoded(corners(), "JPEG")
    assert take_photo(Pipe(data)).name == take_photo(data).name


def test_same_bytes_give_the_same_photo() -> None:
    data = encoded(scene(), "JPEG")
    assert take_photo(data) == take_photo(data)


def test_large_picture_becomes_a_master_of_2560() -> None:
    intake = take_photo(encoded(scene(4000, 3000), "JPEG"))
    assert (intake.width, intake.height) == (2560, 1920)
    assert (intake.source_width, intake.source_height) == (4000, 3000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_very_large_picture_is_shrunk_in_bands_without_seams(kind: str) -> None:
    picture = Image.linear_gradient("L").resize((2400, 7000)).convert("RGB")
    intake = take_photo(encoded(picture, kind))
    rows = np.asarray(opened(intake.data).convert("L"), dtype=np.int16).mean(axis=1)
    assert opened(intake.data).size == (878, 2560)
    assert np.diff(rows).min() > -2.5
    assert np.diff(rows).max() < 2.5


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_single_pixel_is_taken(kind: str) -> None:
    intake = take_photo(encoded(Image.new("RGB", (1, 1), (10, 200, 30)), kind))
    assert opened(intake.data).size == (1, 1)
    assert (intake.source_width, intake.source_height) == (1, 1)


def test_thin_strip_keeps_one_pixel_of_height() -> None:
    intake = take_photo(encoded(Image.new("RGB", (9000, 1), "red"), "PNG"))
    assert opened(intake.data).size == (2560, 1)


def test_cmyk_jpeg_comes_out_in_its_colours() -> None:
    intake = take_photo(encoded(corners().convert("CMYK"), "JPEG", quality=95))
    assert opened(intake.data).mode == "RGB"
    assert worst_corner(opened(intake.data)) < 12


@pytest.mark.parametrize("mode", ["L", "1"])
def test_grey_picture_comes_out_grey(mode: str) -> None:
    picture = corners().convert(mode)
    master = opened(take_photo(encoded(picture, "PNG")).data)
    difference = np.asarray(master, dtype=int) - np.asarray(picture.convert("RGB"), dtype=int)
    assert master.mode == "RGB"
    assert abs(np.median(difference)) <= 1


def test_16_bit_grey_png_keeps_its_tones() -> None:
    values = np.linspace(0, 65535, 256, dtype=np.uint16)
    picture = Image.fromarray(np.tile(np.repeat(values, 2), (64, 1)))
    master = opened(take_photo(encoded(picture, "PNG")).data).convert("L")
    row = np.asarray(master, dtype=int)[32, ::2]
    assert np.abs(row - np.arange(256)).max() <= 3


def test_16_bit_colour_png_keeps_its_colours() -> None:
    deep = [(65535, 0, 0), (0, 32896, 0), (257 * 40, 257 * 60, 257 * 200)]
    master = opened(take_photo(deep_png(deep)).data)
    for place, colour in enumerate(deep):
        pixel = master.getpixel((8 + 16 * place, 8))
        assert isinstance(pixel, tuple)
        assert distance(pixel, tuple(value // 257 for value in colour)) <= 6


def test_transparent_png_lies_on_white() -> None:
    picture = Image.new("RGBA", (40, 40), (255, 0, 0, 0))
    picture.paste((0, 0, 255, 255), (0, 0, 20, 40))
    master = opened(take_photo(encoded(picture, "PNG")).data)
    right = master.getpixel((30, 20))
    assert isinstance(right, tuple)
    assert min(right) >= 250


def test_half_transparent_heic_lies_on_white() -> None:
    picture = Image.new("RGBA", (64, 64), (0, 0, 0, 128))
    middle = opened(take_photo(encoded(picture, "HEIF")).data).getpixel((32, 32))
    assert isinstance(middle, tuple)
    assert max(abs(value - 127) for value in middle) <= 4


def test_palette_png_with_transparency_lies_on_white() -> None:
    picture = Image.new("P", (40, 40), 0)
    picture.putpalette([255, 0, 0, 0, 0, 255])
    picture.paste(1, (0, 0, 20, 40))
    master = opened(take_photo(encoded(picture, "PNG", transparency=0)).data)
    assert master.getpixel((30, 20)) == (255, 255, 255)
    blue = master.getpixel((5, 20))
    assert isinstance(blue, tuple)
    assert blue[2] > 245
    assert blue[0] < 12


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF"])
def test_animation_gives_its_first_frame(kind: str) -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "lime")]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    pixel = opened(take_photo(data).data).getpixel((30, 30))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 240
    assert pixel[1] < 15


def test_photo_with_a_film_behind_it_keeps_only_the_picture() -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + b"film of the maker's home" * 50
    photo = encoded(corners(), "JPEG")
    assert take_photo(photo + film).data == take_photo(photo).data


def test_mpo_of_a_phone_gives_its_first_picture() -> None:
    second = Image.new("RGB", (120, 80), "black")
    data = encoded(corners(), "MPO", save_all=True, append_images=[second], quality=95)
    assert worst_corner(opened(take_photo(data).data)) < 12


def test_srgb_profile_changes_nothing() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with_profile = take_photo(encoded(corners(), "PNG", icc_profile=profile))
    assert worst_corner(opened(with_profile.data)) < 8
