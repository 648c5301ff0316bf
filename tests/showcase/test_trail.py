"""The trail of places: the drawn map, the pins, the shortest walk, and their pages."""

import itertools
import math
import random
from collections.abc import Sequence

import pytest
from factories import KelurahanFactory, MakerFactory, PlaceFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import Kelurahan, Place
from database import db
from demo.goods import add_kelurahan_and_places
from showcase.citymap import WIDTH, Point, drawn_map
from showcase.trail import LETTER, LINE, trail, walk

DEGREES = st.floats(-0.03, 0.03, allow_nan=False).map(lambda one: round(one, 4))
CENTRES = st.lists(st.tuples(DEGREES, DEGREES), min_size=3, max_size=40, unique=True)


def area(polygon: Sequence[Point]) -> float:
    ring = [*polygon, polygon[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring)) / 2


def inside(point: Point, polygon: Sequence[Point]) -> bool:
    """Whether a point is in a convex polygon."""
    ring = [*polygon, polygon[0]]
    sides = [
        (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
        for a, b in itertools.pairwise(ring)
    ]
    return all(side >= -1e-6 for side in sides) or all(side <= 1e-6 for side in sides)


@given(CENTRES)
def test_cells_cover_the_city_once_and_hold_their_names(centres: list[tuple[float, float]]) -> None:
    found = drawn_map(tuple((str(at), -7.47 + a, 112.43 + b) for at, (a, b) in enumerate(centres)))
    assert found is not None
    assert len(found.cells) == len(centres)
    for cell in found.cells:
        assert inside(cell.centre, cell.outline)
        assert all(-1 <= x <= WIDTH + 1 and -1 <= y <= found.height + 1 for x, y in cell.outline)
    for one, other in itertools.permutations(found.cells, 2):
        assert not inside(one.centre, other.outline)
    # Together they fill the outline: no gap, and no ground twice.
    whole = sum(area(cell.outline) for cell in found.cells)
    assert whole == pytest.approx(area(found.outline), rel=1e-6)


def test_the_city_keeps_its_directions_and_every_name_has_room(app: Flask) -> None:
    add_kelurahan_and_places()
    db.session.flush()
    wards = db.session.query(Kelurahan).order_by(Kelurahan.id).all()
    drawn = trail(wards, [], {})
    assert drawn is not None
    centre = {ward.cell.name: ward.cell.centre for ward in drawn.wards}
    assert centre["Blooto"][0] < centre["Miji"][0] < centre["Gunung Gedangan"][0]
    assert centre["Wates"][1] < centre["Jagalan"][1] < centre["Kranggan"][1]
    sizes = [abs(area(ward.cell.outline)) for ward in drawn.wards]
    assert max(sizes) < 3 * min(sizes)  # In truth the largest is thirty times the smallest.
    boxes = [(ward.spot, LETTER * max(map(len, ward.words)) / 2) for ward in drawn.wards]
    for ((x, y), half), ((next_x, next_y), next_half) in itertools.combinations(boxes, 2):
        assert abs(y - next_y) >= LINE - 1 or abs(x - next_x) >= 0.85 * (half + next_half)


def test_pins_stand_in_their_kelurahan_beside_each_other(app: Flask) -> None:
    add_kelurahan_and_places()
    db.session.flush()
    wards = db.session.query(Kelurahan).order_by(Kelurahan.id).all()
    places = db.session.query(Place).order_by(Place.name_id).all()
    products = {wards[0].id: 40, wards[1].id: 1}
    drawn = trail(wards, places, products)
    assert drawn is not None
    outline = {ward.cell.name: ward.cell.outline for ward in drawn.wards}
    assert [pin.number for pin in drawn.pins] == list(range(1, len(places) + 1))
    for pin, place in zip(drawn.pins, places, strict=True):
        assert inside((pin.x, pin.y), outline[place.kelurahan.name]), pin.name
    for one, other in itertools.combinations(drawn.pins, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > 60
    assert [ward.shade for ward in drawn.wards][:3] == [4, 1, 0]


def test_two_kelurahan_are_no_map(app: Flask) -> None:
    assert trail([KelurahanFactory(), KelurahanFactory()], [], {}) is None


def line_of_places(longitudes: Sequence[float]) -> list[Place]:
    return [
        PlaceFactory(slug=f"p{at}", latitude=-7.47, longitude=112.4 + one)
        for at, one in enumerate(longitudes)
    ]


def test_a_walk_begins_where_asked_and_never_turns_back_without_need(app: Flask) -> None:
    places = line_of_places([0.00, 0.03, 0.01, 0.04, 0.02])
    legs = walk(places)
    assert [leg.place.slug for leg in legs] == ["p0", "p2", "p4", "p1", "p3"]
    assert (legs[0].kilometres, legs[0].minutes) == (0.0, 0)
    # A hundredth of a degree is 1.104 km here, 30 per cent more along streets, at 4.5 km/h.
    assert legs[1].kilometres == pytest.approx(1.104 * 1.3, abs=0.005)
    assert legs[1].minutes == 19


def test_the_walk_is_the_shortest_of_all_orders(app: Flask) -> None:
    chance = random.Random(5)  # noqa: S311 - a fixed seed, no secret.
    for _ in range(5):
        places = [
            PlaceFactory(
                latitude=-7.47 + chance.random() / 50, longitude=112.43 + chance.random() / 50
            )
            for _ in range(6)
        ]
        best = sum(leg.kilometres for leg in walk(places))
        for order in itertools.permutations(places[1:]):
            way = [places[0], *order]
            length = sum(
                math.hypot(
                    (a.latitude - b.latitude) * 111.195,
                    (a.longitude - b.longitude) * 111.195 * math.cos(math.radians(7.46)),
                )
                for a, b in itertools.pairwise(way)
            )
            assert best <= 1.3 * length * 1.001


def test_no_place_is_no_walk_and_seven_are_six(app: Flask) -> None:
    assert walk([]) == []
    assert len(walk(line_of_places([0.01 * at for at in range(7)]))) == 6


@pytest.fixture
def town(app: Flask) -> None:
    add_kelurahan_and_places()
    db.session.flush()
    ward = db.session.query(Kelurahan).filter_by(name="Sentanan").one()
    maker = MakerFactory(kelurahan=ward)
    for _ in range(3):
        listed_product(product__maker=maker)
    db.session.commit()


def test_the_page_tells_what_is_made_where(client: FlaskClient, town: None) -> None:
    page = client.get("/kampung")
    assert page.text.count('class="pin"') == 7
    assert "Sentanan 3" in words(page.text)
    assert 'href="/cari?kategori=kriya&amp;kelurahan=Sentanan"' in page.text
    policy = page.headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob: https://tile.openstreetmap.org;" in policy
    assert "openstreetmap" not in client.get("/").headers["Content-Security-Policy"]
    assert '. Sentanan Sweets Quarter"' in client.get("/en/kampung").text


def test_a_walk_has_its_stops_its_codes_and_an_address_to_share(
    client: FlaskClient, town: None
) -> None:
    ticked = client.get("/kampung/jalan?t=sentra-alas-kaki&t=kampung-pecinan&t=tidak-ada")
    shared = client.get("/kampung/jalan?t=sentra-alas-kaki.kampung-pecinan")
    assert main_part(ticked) == main_part(shared)
    assert ticked.text.count('class="walk-qr"') == 3
    assert words(ticked.text).count("Kampung Pecinan") >= 1
    assert "travelmode=walking" in ticked.text


def test_a_walk_of_more_than_six_says_what_it_leaves_out(client: FlaskClient, town: None) -> None:
    slugs = ".".join(place.slug for place in db.session.query(Place))
    page = words(client.get(f"/kampung/jalan?t={slugs}").text)
    assert "1 tempat tidak masuk" in page


@pytest.mark.parametrize("query", ["", "?t=", "?t=.", "?t=%00", "?t=" + "a." * 5000])
def test_a_walk_to_nowhere_offers_the_list(client: FlaskClient, town: None, query: str) -> None:
    page = client.get(f"/kampung/jalan{query}")
    assert page.status_code == 200
    assert "Belum ada tempat yang dipilih" in page.text


def test_pages_without_a_city(client: FlaskClient) -> None:
    assert "Peta kampung sedang disusun" in client.get("/kampung").text
    lonely = PlaceFactory()
    db.session.commit()
    assert client.get(f"/kampung/{lonely.slug}").status_code == 200
    assert client.get("/kampung").status_code == 200
