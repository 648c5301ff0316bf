"""What pictures look like: colours by name, and cloths that are alike by colour and pattern."""

import math
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from factories import MakerFactory
from flask import Flask
from photo_files import encoded, scene
from PIL import Image, ImageDraw

from database import db
from uploads.intake import take_photo
from uploads.look import DIMENSIONS, look, named_colours
from uploads.looking import UNREADABLE, look_at_old_photos
from uploads.models import Photo
from uploads.operations import store_photo
from uploads.states import PhotoFile
from uploads.storage import photo_store

INKS = {"red": (150, 24, 40), "blue": (30, 52, 130), "green": (24, 96, 60), "brown": (96, 58, 30)}
WALLS = ((236, 228, 214), (206, 222, 226))


def dots(draw: ImageDraw.ImageDraw, side: int, step: int) -> None:
    for left, top in product(range(0, side, step), repeat=2):
        draw.ellipse((left, top, left + step // 3, top + step // 3), fill=(238, 226, 196))


def lattice(draw: ImageDraw.ImageDraw, side: int, step: int) -> None:
    for at in range(-side, 2 * side, step):
        draw.line((at, 0, at + side, side), fill=(238, 226, 196), width=step // 6)
        draw.line((at, side, at + side, 0), fill=(238, 226, 196), width=step // 6)


def stripes(draw: ImageDraw.ImageDraw, side: int, step: int) -> None:
    for at in range(0, side, step):
        draw.line((at, 0, at, side), fill=(238, 226, 196), width=step // 3)


PATTERNS = {"dots": dots, "lattice": lattice, "stripes": stripes}


def cloth(ink: str, pattern: str, step: int, wall: tuple[int, int, int]) -> Image.Image:
    """A cloth with a pattern before a wall, with some grain."""
    side = 380
    piece = Image.new("RGB", (side, side), INKS[ink])
    PATTERNS[pattern](ImageDraw.Draw(piece), side, step)
    picture = Image.new("RGB", (600, 750), wall)
    picture.paste(piece, (110, 160))
    grain = np.random.default_rng(step).normal(0, 3, (750, 600, 1))
    return Image.fromarray(np.clip(np.asarray(picture) + grain, 0, 255).astype(np.uint8))


def alike(one: bytes, other: bytes) -> float:
    """The cosine of two looks."""
    along = sum(a * b for a, b in zip(one, other, strict=True))
    return along / math.sqrt(sum(a * a for a in one) * sum(b * b for b in other))


@pytest.mark.parametrize("ink", INKS)
def test_a_colour_has_its_name_and_the_wall_has_none(ink: str) -> None:
    for wall in WALLS:
        names = named_colours(look(cloth(ink, "dots", 40, wall)))
        assert names[0] == ink
        assert len(names) <= 3


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ((12, 12, 14), "black"),
        ((250, 250, 248), "white"),
        ((128, 128, 128), "grey"),
        ((200, 30, 36), "red"),
        ((230, 126, 34), "orange"),
        ((110, 66, 36), "brown"),
        ((240, 200, 40), "yellow"),
        ((40, 130, 70), "green"),
        ((36, 70, 160), "blue"),
        ((110, 50, 130), "purple"),
        ((240, 150, 180), "pink"),
    ],
)
def test_plain_colours_are_called_as_people_call_them(
    colour: tuple[int, int, int], name: str
) -> None:
    # Without any border of its own a picture is all goods and no ground.
    chequered = Image.new("RGB", (96, 96), colour)
    assert named_colours(look(chequered)) == (name,)


def test_the_likest_of_many_cloths_has_its_colour_and_its_pattern() -> None:
    kinds = list(product(INKS, PATTERNS))
    shelf = {kind: look(cloth(*kind, 38, WALLS[0])) for kind in kinds}
    right = 0
    for kind in kinds:
        asked = look(cloth(*kind, 44, WALLS[1]))
        right += max(shelf, key=lambda one: alike(asked, shelf[one])) == kind
    assert right >= len(kinds) - 1


def test_a_look_minds_no_size_and_is_as_long_as_it_says() -> None:
    large = cloth("red", "lattice", 40, WALLS[0])
    small = large.resize((240, 300), Image.Resampling.LANCZOS)
    assert len(look(large)) == DIMENSIONS
    assert alike(look(large), look(small)) > 0.97


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (2000, 3)])
def test_the_strangest_shapes_have_a_look(size: tuple[int, int]) -> None:
    assert len(look(Image.new("RGB", size, (150, 24, 40)))) == DIMENSIONS


def test_what_is_taken_in_is_looked_at(app: Flask) -> None:
    intake = take_photo(encoded(cloth("blue", "dots", 40, WALLS[0]), "JPEG"))
    photo = store_photo(intake=intake, maker_id=MakerFactory().id, uploaded_by=None)
    assert photo.look == intake.look
    assert named_colours(photo.look or b"")[0] == "blue"


def test_old_photos_are_looked_at_later(app: Flask, tmp_path: Path) -> None:
    maker = MakerFactory()
    kept, gone = (
        store_photo(
            intake=take_photo(encoded(scene(seed=seed), "JPEG")),
            maker_id=maker.id,
            uploaded_by=None,
        )
        for seed in (1, 2)
    )
    seen = kept.look or b""
    kept.look = gone.look = None
    photo_store().delete(PhotoFile(gone.name))
    db.session.commit()
    look_at_old_photos()
    db.session.expire_all()
    assert alike(db.session.get_one(Photo, kept.id).look or b"", seen) > 0.99
    assert db.session.get_one(Photo, gone.id).look == UNREADABLE
