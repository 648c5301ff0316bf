"""Structured data: only schema.org's terms, each where it belongs, and true."""

import json
import re
from typing import Any, Final

import pytest
from factories import MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient

from catalog.models import Place, Product
from database import db

# Of each type, the properties that schema.org gives it or what it is a kind of (release 29).
THING: Final = {"name", "description", "url", "image"}
TERMS: Final = {
    "WebSite": THING | {"inLanguage", "potentialAction"},
    "SearchAction": THING | {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "Product": THING | {"sku", "brand", "offers"},
    "Offer": THING | {"price", "priceCurrency", "availability", "itemCondition", "seller"},
    "Brand": THING,
    "Organization": THING,
    "LocalBusiness": THING | {"address"},
    "TouristAttraction": THING | {"address", "geo"},
    "PostalAddress": {"addressLocality", "addressCountry", "streetAddress"},
    "GeoCoordinates": {"latitude", "longitude"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
}
VALUES: Final = {
    "availability": {"https://schema.org/InStock", "https://schema.org/PreOrder"},
    "itemCondition": {"https://schema.org/NewCondition"},
}


def block(client: FlaskClient, path: str) -> list[dict[str, Any]]:
    page = client.get(path).get_data(as_text=True)
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found = json.loads(text)
    assert found["@context"] == "https://schema.org"
    things: list[dict[str, Any]] = found["@graph"]
    for thing in things:
        check(thing)
    return things


def check(thing: dict[str, Any]) -> None:
    """Every type and property is schema.org's."""
    kind = thing["@type"]
    assert set(thing) - {"@type"} <= TERMS[kind], kind
    for name, value in thing.items():
        if name in VALUES:
            assert value in VALUES[name]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check(one)


@pytest.fixture
def product(app: Flask) -> Product:
    maker = MakerFactory(name="Batik </script><b>", slug="batik", address="Jalan Rahasia 7")
    maker.place = Place(
        slug="kampung-batik",
        name_id="Kampung Batik",
        kind="kampung",
        address="Jalan Raya 1",
        kelurahan=maker.kelurahan,
        latitude=-7.47,
        longitude=112.43,
    )
    made = listed_product(product__maker=maker, name_id="Kain </script>", category="batik")
    db.session.commit()
    return made


def test_a_product_is_offered_and_stands_below_its_category(
    client: FlaskClient, product: Product
) -> None:
    thing, trail = block(client, f"/produk/{product.slug}")
    assert (thing["@type"], thing["name"]) == ("Product", "Kain </script>")
    assert thing["offers"]["price"] == 78_000
    assert thing["image"]
    names = [step["name"] for step in trail["itemListElement"]]
    assert names == ["Produk", "Batik & wastra", "Kain </script>"]
    assert [step["position"] for step in trail["itemListElement"]] == [1, 2, 3]


def test_makers_places_and_the_site_are_described(client: FlaskClient, product: Product) -> None:
    maker, _ = block(client, "/perajin/batik")
    assert maker["@type"] == "LocalBusiness"
    assert "Rahasia" not in json.dumps(maker)
    place, _ = block(client, "/kampung/kampung-batik")
    assert place["geo"]["latitude"] == -7.47
    [site] = block(client, "/en/")
    assert site["inLanguage"] == "en"
    assert "/en/cari?q={search_term_string}" in site["potentialAction"]["target"]["urlTemplate"]


def test_a_shared_link_has_a_picture(client: FlaskClient, product: Product) -> None:
    drawn, photo = ("bagikan.jpg?v=1", "Kain"), (".jpg", "Foto produk")
    for path, (end, words) in ((f"/produk/{product.slug}", drawn), ("/perajin/batik", photo)):
        page = client.get(path).get_data(as_text=True)
        [address] = re.findall(r'property="og:image" content="([^"]+)"', page)
        assert address.startswith("http")
        assert address.endswith(end)
        assert f'property="og:image:alt" content="{words}' in page
