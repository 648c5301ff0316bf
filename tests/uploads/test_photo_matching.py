"""The same picture at two makers is found once, whatever was done to it; other pictures are not."""

from itertools import combinations

import pytest
from factories import MakerFactory
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from photo_files import encoded, scene
from PIL import Image, ImageEnhance
from sqlalchemy import select

from config import ROOT
from database import db, utcnow
from uploads.intake import take_photo
from uploads.likeness import MOST_BITS, alike, bands, detail, is_flat, neighbours
from uploads.matching import compare_left_behind, compare_photo
from uploads.models import Photo, PhotoBand, PhotoMatch
from uploads.operations import store_photo
from web.tasks import run_everything

PICTURE = scene(1200, 900, seed=5)
SAMPLES = sorted((ROOT / "demo" / "pictures").glob("*.jpg"))


def uploaded(app: Flask, picture: Image.Image, maker_id: int, **how: object) -> Photo:
    """A photo that went the whole way, comparing with others included."""
    kind = str(how.pop("kind", "JPEG"))
    intake = take_photo(encoded(picture, kind, **how))
    photo = store_photo(intake=intake, maker_id=maker_id, uploaded_by=None)
    db.session.commit()
    run_everything(app)
    compare_left_behind()
    db.session.refresh(photo)
    assert photo.compared_at is not None
    return photo


def pairs() -> list[tuple[int, int]]:
    return [(one.photo_id, one.other_id) for one in db.session.scalars(select(PhotoMatch))]


@pytest.mark.parametrize(
    "changed",
    [
        PICTURE,
        PICTURE.resize((500, 375)),
        ImageEnhance.Brightness(PICTURE).enhance(1.15),
        ImageEnhance.Contrast(PICTURE).enhance(0.8),
    ],
)
def test_same_picture_of_another_maker_is_noted(app: Flask, changed: Image.Image) -> None:
    first = uploaded(app, PICTURE, MakerFactory().id)
    second = uploaded(app, changed, MakerFactory().id, quality=60)
    assert pairs() == [(second.id, first.id)]


def test_own_picture_is_not_noted(app: Flask) -> None:
    maker = MakerFactory()
    uploaded(app, PICTURE, maker.id)
    uploaded(app, PICTURE.resize((500, 375)), maker.id)
    assert pairs() == []


def test_another_picture_is_not_noted(app: Flask) -> None:
    uploaded(app, PICTURE, MakerFactory().id)
    uploaded(app, scene(1200, 900, seed=6), MakerFactory().id)
    assert pairs() == []


@pytest.mark.parametrize("colour", ["white", "black", (120, 90, 60)])
def test_flat_pictures_are_never_noted(app: Flask, colour: str | tuple[int, int, int]) -> None:
    for _ in range(3):
        uploaded(app, Image.new("RGB", (900, 700), colour), MakerFactory().id)
    assert pairs() == []
    assert db.session.scalars(select(PhotoBand)).all() == []


def test_hash_that_agrees_by_chance_is_not_enough(app: Flask) -> None:
    first = uploaded(app, PICTURE, MakerFactory().id)
    second = uploaded(app, scene(1200, 900, seed=6), MakerFactory().id)
    second.dhash = first.dhash
    db.session.commit()
    compare_photo(second.id)
    assert pairs() == []


def test_comparing_again_adds_nothing(app: Flask) -> None:
    makers = [MakerFactory().id for _ in range(2)]
    photos = [uploaded(app, PICTURE, maker) for maker in makers]
    for photo in photos:
        compare_photo(photo.id)
    assert len(pairs()) == 1
    assert len(db.session.scalars(select(PhotoBand)).all()) == 8


def test_one_photo_adds_three_pairs_at_most(app: Flask) -> None:
    for _ in range(6):
        uploaded(app, PICTURE, MakerFactory().id)
    assert len(pairs()) == 0 + 1 + 2 + 3 + 3 + 3


def test_photo_whose_file_is_gone_is_passed_over(app: Flask) -> None:
    first = uploaded(app, PICTURE, MakerFactory().id)
    gone = Photo(
        name="0" * 32,
        maker_id=MakerFactory().id,
        width=9,
        height=9,
        dhash=first.dhash,
        state=first.state,
    )
    db.session.add(gone)
    db.session.commit()
    compare_left_behind()
    db.session.refresh(gone)
    assert gone.compared_at is not None
    assert gone.compared_at <= utcnow()
    assert pairs() == []


@given(bits=st.integers(0, 2**64 - 1), flips=st.sets(st.integers(0, 63), max_size=MOST_BITS))
def test_near_hashes_always_meet_in_a_band(bits: int, flips: set[int]) -> None:
    other = bits
    for flip in flips:
        other ^= 1 << flip
    assert set(bands(f"{other:016x}")) & set(neighbours(f"{bits:016x}"))


def test_sample_pictures_are_all_different() -> None:
    assert len(SAMPLES) >= 80
    pictures = []
    for path in SAMPLES:
        intake = take_photo(path.read_bytes())
        found = detail(intake.data)
        assert not is_flat(found), path
        pictures.append((path.name, intake.dhash, found))
    same = [
        (one[0], other[0])
        for one, other in combinations(pictures, 2)
        if set(bands(other[1])) & set(neighbours(one[1])) and alike(one[2], other[2])
    ]
    assert same == []
