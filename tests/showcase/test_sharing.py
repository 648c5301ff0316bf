"""The picture of a shared product: its size, what changes it, and what it does without a photo."""

import io
from itertools import pairwise

import pytest
from factories import listed_product
from flask import Flask
from flask.testing import FlaskClient
from photo_files import encoded, opened, scene
from PIL import Image, ImageChops

from catalog.models import Product
from catalog.states import Listing
from database import db
from showcase.sharing import MOST_LINES, NAME_SIZES, PHOTO, SIZE, Shared, _fitted, drawn
from uploads.states import PhotoState
from uploads.storage import photo_store


@pytest.fixture
def product(app: Flask) -> Product:
    found = listed_product(name_id="Kain Batik Tulis", name_en="Hand-drawn Batik")
    db.session.commit()
    assert found.listed_revision
    assert found.listed_revision.cover
    photo = found.listed_revision.cover.photo
    photo.width, photo.height = 640, 800
    photo.state = PhotoState.PENDING
    photo_store().put(photo.master, encoded(scene(640, 800), "JPEG"))
    db.session.commit()
    return found


def test_the_picture_has_open_graphs_size_and_shows_the_cover(
    client: FlaskClient, product: Product
) -> None:
    answer = client.get(f"/produk/{product.slug}/bagikan.jpg")
    assert answer.mimetype == "image/jpeg"
    assert "max-age=86400" in answer.headers["Cache-Control"]
    picture = opened(answer.data)
    assert picture.size == SIZE
    assert len(answer.data) < 300_000
    cover = scene(640, 800).resize(PHOTO, Image.Resampling.LANCZOS)
    apart = ImageChops.difference(picture.crop((0, 0, *PHOTO)), cover).convert("L")
    assert sum(at * count for at, count in enumerate(apart.histogram())) / (504 * 630) < 12


def test_pages_name_it(client: FlaskClient, product: Product) -> None:
    page = client.get(f"/en/produk/{product.slug}").text
    assert f"/en/produk/{product.slug}/bagikan.jpg?v=1" in page
    assert '<meta property="og:image:width" content="1200">' in page


def test_nobody_draws_what_is_there_already(client: FlaskClient, product: Product) -> None:
    path = f"/produk/{product.slug}/bagikan.jpg"
    known = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": known})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(f"/en{path}", headers={"If-None-Match": known})
    assert other.status_code == 200
    assert product.listed_revision
    product.maker.name = "Nama Baru"
    db.session.commit()
    assert client.get(path, headers={"If-None-Match": known}).status_code == 200


def test_a_photo_that_is_gone_is_no_error(client: FlaskClient, product: Product) -> None:
    assert product.listed_revision
    assert product.listed_revision.cover
    photo_store().delete(product.listed_revision.cover.photo.master)
    picture = opened(client.get(f"/produk/{product.slug}/bagikan.jpg").data)
    assert picture.getpixel((5, 5)) == pytest.approx((244, 238, 226), abs=6)


def test_what_is_not_public_has_none(client: FlaskClient, product: Product) -> None:
    product.listing = Listing.WITHDRAWN
    db.session.commit()
    assert client.get(f"/produk/{product.slug}/bagikan.jpg").status_code == 404


@pytest.mark.parametrize(
    "name",
    ["Onde", "Kain batik tulis", "a" * 200, "kata " * 60, "Sandal " + "panjang" * 20, "漢字 ฅ 😀"],
)
def test_every_name_fits(name: str) -> None:
    width = SIZE[0] - PHOTO[0] - 112
    font, lines = _fitted(name, width)
    assert font.size in NAME_SIZES
    assert 1 <= len(lines) <= MOST_LINES
    assert all(font.getlength(line) <= width for line in lines)
    assert len(drawn(Shared(name, name, name, name, name, b""))) > 1000


def test_a_short_name_is_larger_than_a_long_one() -> None:
    sizes = [_fitted("batik tulis " * count, 584)[0].size for count in (1, 4, 9, 14)]
    assert all(one >= other for one, other in pairwise(sizes))
    assert sizes[0] > sizes[-1]


def test_a_cover_that_is_no_jpeg_is_said(app: Flask) -> None:
    out = io.BytesIO()
    Image.new("RGB", (10, 10)).save(out, "PNG")
    with pytest.raises(OSError, match="cannot identify"):
        drawn(Shared("x", "x", "x", "x", "x", out.getvalue()))
