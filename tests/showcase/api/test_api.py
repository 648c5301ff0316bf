"""The API: pages by cursor, ETags, sentences for programs, and nothing that is not public."""

import json
from typing import Any

import pytest
from catalog_goods import counting
from factories import MakerFactory, PaperFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from openapi_schema import assert_described

from catalog.models import Place, Product
from catalog.operations import withdraw_listing
from catalog.states import MakerState
from database import db

PRODUCTS = "/api/v1/products"


@pytest.fixture
def town(app: Flask) -> list[Product]:
    maker = MakerFactory(name="Batik Sekar", slug="batik-sekar", owner_name="Bu Rahasia")
    maker.place = Place(
        slug="kampung-batik",
        name_id="Kampung Batik",
        kind="kampung",
        kelurahan=maker.kelurahan,
        latitude=-7.47,
        longitude=112.43,
    )
    shown = [
        listed_product(product__maker=maker, name_id=f"Kain {n}", category="batik")
        for n in range(3)
    ]
    shown += [listed_product(name_id=f"Keranjang {n}", category="kriya") for n in range(4)]
    for place, product in enumerate(shown):
        product.slug = f"barang-{place}"
    PaperFactory(maker=maker)
    db.session.commit()
    return shown


def got(client: FlaskClient, path: str, status: int = 200) -> Any:  # noqa: ANN401 - JSON.
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[:300]
    assert answer.content_type == "application/json"
    body = json.loads(answer.data)
    assert_described(path, status, body)
    return body


def walk(client: FlaskClient, path: str) -> list[str]:
    """Every slug of a list, page after page."""
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = got(client, f"{path}{'&cursor=' + cursor if cursor else ''}")
        found += [one["slug"] for one in page["items"]]
        cursor = page["next_cursor"]
    return found


@pytest.mark.parametrize("limit", [1, 3, 7, 100])
def test_a_cursor_leads_through_all_of_them_once(
    client: FlaskClient, town: list[Product], limit: int
) -> None:
    assert walk(client, f"{PRODUCTS}?limit={limit}") == [one.slug for one in town]


def test_a_cursor_misses_nothing_when_something_goes_meanwhile(
    client: FlaskClient, town: list[Product]
) -> None:
    first = got(client, f"{PRODUCTS}?limit=3")
    withdraw_listing(product=town[2], actor=None, reason="Habis.")
    db.session.commit()
    rest = got(client, f"{PRODUCTS}?limit=100&cursor={first['next_cursor']}")
    assert [one["slug"] for one in rest["items"]] == [one.slug for one in town[3:]]


def test_lists_are_narrowed(client: FlaskClient, town: list[Product]) -> None:
    kain = [one.slug for one in town[:3]]
    assert walk(client, f"{PRODUCTS}?category=batik") == kain
    assert walk(client, f"{PRODUCTS}?maker=batik-sekar&limit=2") == kain
    assert walk(client, f"{PRODUCTS}?maker=tidak-ada") == []


def test_one_of_each_is_described_whole(client: FlaskClient, town: list[Product]) -> None:
    product = got(client, f"{PRODUCTS}/barang-0")
    assert product["name"] == {"id": "Kain 0", "en": None} or product["name"]["en"]
    assert product["maker"]["name"] == "Batik Sekar"
    assert product["place"]["slug"] == "kampung-batik"
    assert product["photos"][0]["alt"] == {"id": "Foto produk", "en": "Photo of the product"}
    assert product["url"].endswith("/produk/barang-0")
    maker = got(client, "/api/v1/makers/batik-sekar")
    assert (maker["products"], maker["place"]["slug"]) == (3, "kampung-batik")
    assert got(client, "/api/v1/places/kampung-batik")["kind"] == "kampung"
    assert len(got(client, "/api/v1/makers?limit=100")["items"]) == 5
    assert walk(client, "/api/v1/places?limit=1") == ["kampung-batik"]


def test_nothing_private_is_told(client: FlaskClient, town: list[Product]) -> None:
    paths = (PRODUCTS, f"{PRODUCTS}/barang-0", "/api/v1/makers", "/api/v1/makers/batik-sekar")
    told = " ".join(json.dumps(got(client, path)) for path in paths)
    for word in ("Rahasia", "wholesale", "grosir", "owner", "whatsapp", "6281100000001", "score"):
        assert word not in told


def test_what_is_not_public_is_not_there(client: FlaskClient, town: list[Product]) -> None:
    town[0].maker.state = MakerState.SUSPENDED
    db.session.commit()
    assert len(walk(client, f"{PRODUCTS}?limit=2")) == 4
    assert got(client, f"{PRODUCTS}/barang-0", 404)["status"] == 404
    got(client, "/api/v1/makers/batik-sekar", 404)
    got(client, f"{PRODUCTS}/tidak-ada", 404)


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=101", "limit=x", "limit=", "limit=1.5", "limit=1&limit=2"),
        *("cursor=", "cursor=!", "cursor=AAAA", "cursor=-1", "cursor=" + "9" * 10),
        *("category=semua", "maker=A%20B", "lain=1", "limit=%D9%A1"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    client: FlaskClient, town: list[Product], query: str
) -> None:
    body = got(client, f"{PRODUCTS}?{query}", 400)
    assert body["status"] == 400
    assert "tidak" in body["error"]


def test_an_etag_spares_the_second_answer(client: FlaskClient, town: list[Product]) -> None:
    first = client.get(PRODUCTS)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(PRODUCTS, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    town[0].maker.name = "Batik Mekar"
    db.session.commit()
    assert client.get(PRODUCTS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/lain", "/api/", "/en/api/v1/lain"])
def test_a_program_that_is_lost_gets_json(client: FlaskClient, town: object, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content_type) == (404, "application/json")


def test_nothing_can_be_written(client: FlaskClient, town: list[Product]) -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(client, method)(PRODUCTS)
        assert (answer.status_code, answer.content_type) == (405, "application/json")
        assert "GET" in answer.headers["Allow"]


def test_an_empty_town_is_described_too(client: FlaskClient) -> None:
    for path in (PRODUCTS, "/api/v1/makers", "/api/v1/places"):
        assert got(client, path) == {"items": [], "next_cursor": None}
    found = got(client, "/api/v1/search?q=batik")
    assert (found["total"], found["products"], found["limited"]) == (0, [], True)


def test_lists_ask_no_more_for_more(client: FlaskClient, town: list[Product]) -> None:
    asked = []
    for limit in (1, 2, 6):
        with counting() as queries:
            got(client, f"{PRODUCTS}?limit={limit}")
        asked.append(len(queries))
    assert asked[1] == asked[2]  # The first one of all also looks at the app's own tables.
