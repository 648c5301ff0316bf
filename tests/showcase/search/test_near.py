"""What is nearest: places out of addresses, distances, and the order of results."""

import math
from collections.abc import Callable
from urllib.parse import parse_qsl, quote

import pytest
from factories import KelurahanFactory, MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from meilisearch_server import point
from werkzeug.datastructures import MultiDict

from showcase.search.client import SearchServer
from showcase.search.closest.keeping import refresh
from showcase.search.near import Spot, read_spot, spot_text
from showcase.search.nearest import cuts, rings
from showcase.search.query import search as find
from showcase.search.request import Sort, read_request

pytestmark = pytest.mark.search

Work = Callable[[], None]
MIDDLE = "-7.470,112.434"


@pytest.fixture
def town(app: Flask, search: SearchServer, work: Work) -> None:
    """Makers two and nine hundred metres off, one five kilometres off, and one without a place."""
    for name, latitude in (("jauh", -7.515), ("dekat", -7.472), ("sedang", -7.478)):
        place = KelurahanFactory(name=f"Kelurahan {name}", latitude=latitude, longitude=112.434)
        maker = MakerFactory(name=f"Perajin {name}", kelurahan=place)
        listed_product(product__maker=maker, name_id=f"Tas anyam pandan halus {name}")
    nowhere = MakerFactory(name="Perajin entah", kelurahan=None)
    listed_product(product__maker=nowhere, name_id="Tas anyam pandan halus entah")
    work()
    refresh(at_once=True)


def order(query: str) -> list[str]:
    args = MultiDict(parse_qsl(query))
    return [str(one.maker).removeprefix("Perajin ") for one in find(read_request(args, "id")).hits]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "1",
        "1,",
        "91,0",
        "0,181",
        "nan,nan",
        "1e5,2",
        "-7.47;112",
        "7,1,2",
        "\u0667,\u0661",
    ],
)
def test_nonsense_is_no_place_and_no_order(text: str) -> None:
    assert read_spot(text) is None
    asked = read_request(MultiDict({"urut": "dekat", "lokasi": text}), "id")
    assert (asked.sort, asked.near) == (Sort.RELEVANT, None)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_place_comes_back_as_its_address_says_it(latitude: float, longitude: float) -> None:
    spot = read_spot(f"{latitude:.6f},{longitude:.6f}")
    assert spot is not None
    assert read_spot(str(spot)) == spot
    assert abs(spot.latitude - latitude) <= 0.00051


def test_known_distances() -> None:
    # By hand: 0.2263 degrees north are 25.16 km, 0.3040 degrees east at 7.36 south 33.52 km.
    far = Spot(-7.4722, 112.4338).kilometres_to(Spot(-7.2459, 112.7378))
    assert far == pytest.approx(math.hypot(25.16, 33.52), abs=0.05)
    assert Spot(0, 0).kilometres_to(Spot(0, 180)) == pytest.approx(20015, abs=1)
    assert Spot(0, 0).kilometres_to(None) is None


def test_the_nearest_comes_first_and_what_has_no_place_last(town: None) -> None:
    assert order(f"q=tas&urut=dekat&lokasi={MIDDLE}") == ["dekat", "sedang", "jauh", "entah"]
    assert order("q=tas&urut=dekat&lokasi=-7.520,112.434") == ["jauh", "sedang", "dekat", "entah"]
    assert order(f"q=entah&urut=dekat&lokasi={MIDDLE}") == ["entah"]


def test_close_products_of_a_long_search_come_by_distance_too(town: None) -> None:
    words = "q=tas anyaman pandan yang halus sekali"
    found = order(f"{words}&urut=dekat&lokasi={MIDDLE}")
    assert found == ["dekat", "sedang", "jauh", "entah"]


def test_cards_say_how_far_it_is_only_where_it_was_asked(town: None, client: FlaskClient) -> None:
    near = f"/cari?q=tas&urut=dekat&lokasi={quote(MIDDLE)}"
    page = client.get(near).get_data(as_text=True)
    assert "Kelurahan dekat, 0,2 km" in page
    assert "Kelurahan jauh, 5,0 km" in page
    assert "Kelurahan dekat, 0.2 km" in client.get(f"/en{near}").get_data(as_text=True)
    assert " km" not in client.get("/cari?q=tas").get_data(as_text=True)


def test_filters_and_pages_keep_the_place(town: None, client: FlaskClient) -> None:
    page = client.get(f"/cari?urut=dekat&lokasi={quote(MIDDLE)}").get_data(as_text=True)
    assert f'<input type="hidden" name="lokasi" value="{MIDDLE}">' in page
    assert "urut=dekat&amp;lokasi=-7.470,112.434" in page


def test_a_visitor_without_script_is_not_offered_what_needs_it(
    town: None, client: FlaskClient
) -> None:
    page = client.get("/cari?q=tas").get_data(as_text=True)
    assert "<li data-near hidden>" in page


def test_near_still_answers_while_search_is_away(
    app: Flask, town: None, client: FlaskClient
) -> None:
    point(app, None)
    assert client.get(f"/cari?q=tas&urut=dekat&lokasi={quote(MIDDLE)}").status_code == 200


@given(
    st.dictionaries(st.integers(0, 9), st.integers(1, 40)),
    st.integers(0, 30),
    st.integers(0, 200),
    st.integers(1, 24),
)
def test_pages_cut_out_of_rings_are_the_whole_list_in_order(
    counts: dict[int, int], nowhere: int, start: int, size: int
) -> None:
    spots = {spot_text(-7.47 - place / 100, 112.434): many for place, many in counts.items()}
    here = Spot(-7.47, 112.434)
    total = sum(counts.values()) + nowhere
    found = list(rings(spots, total, here))
    assert [ring.products for ring in found] == [
        *(counts[place] for place in sorted(counts)),
        *([nowhere] if nowhere else []),
    ]
    whole = [(ring.condition, at) for ring in found for at in range(ring.products)]
    page = [
        (cut.condition, cut.offset + at)
        for cut in cuts(iter(found), start, size)
        for at in range(cut.limit)
    ]
    assert page == whole[start : start + size]


def test_spots_that_are_equally_far_are_one_ring() -> None:
    north, south = spot_text(-7.46, 112.434), spot_text(-7.48, 112.434)
    [ring] = rings({north: 2, south: 3}, 5, Spot(-7.47, 112.434))
    assert ring.products == 5
    assert north in ring.condition
    assert south in ring.condition


def test_further_pages_go_on_where_the_last_one_ended(
    app: Flask, search: SearchServer, work: Work
) -> None:
    for far, many in ((0.001, 20), (0.01, 20), (0.03, 20)):
        ward = KelurahanFactory(name=f"Kelurahan {far}", latitude=-7.47 - far, longitude=112.434)
        maker = MakerFactory(name=f"Perajin {far}", kelurahan=ward)
        for _ in range(many):
            listed_product(product__maker=maker, name_id="Tas anyam")
    work()
    pages = [order(f"q=tas&urut=dekat&hal={page}&lokasi={MIDDLE}") for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [24, 24, 12, 0]
    assert [one for page in pages for one in page] == ["0.001"] * 20 + ["0.01"] * 20 + ["0.03"] * 20
