"""Sitemaps, robots.txt, the newest products, the merchant feed: they parse and tell the truth."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from catalog_goods import counting
from factories import MakerFactory, listed_product
from flask import Flask
from flask.testing import FlaskClient
from other_apps import other_app, other_settings

from catalog.models import Product
from catalog.states import Listing, MakerState
from database import db
from showcase import feeds

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
XHTML = "{http://www.w3.org/1999/xhtml}link"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
GOOGLE = {"g": "http://base.google.com/ns/1.0"}
HOST = "http://localhost"

Tree = ET.Element


@pytest.fixture
def town(app: Flask) -> list[Product]:
    hostile = MakerFactory(name='Batik <Sekar> & "Rekan"', slug="batik-sekar")
    shown = [
        listed_product(
            product__maker=hostile,
            name_id="Kain ]]> <b>tulis</b> & sogan",
            name_en="Cloth <&>",
            category="batik",
            subcategory="kain_batik",
        ),
        listed_product(name_id="Keranjang", made_to_order=True, lead_time_days=9),
        listed_product(name_id="Tanpa harga", price_rupiah=None),
    ]
    db.session.commit()
    return shown


@pytest.fixture
def read(client: FlaskClient) -> Callable[[str], Tree]:
    def parsed(path: str) -> Tree:
        answer = client.get(path)
        assert answer.status_code == 200
        assert "xml" in answer.content_type
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        return ET.fromstring(answer.data)  # noqa: S314 - we wrote it.

    return parsed


def places(tree: Tree) -> list[str]:
    return [one.text or "" for one in tree.findall(".//s:loc", SITEMAP)]


def path_of(address: str) -> str:
    return "/" + address.partition("//")[2].partition("/")[2]


def test_every_address_of_the_sitemaps_answers_and_names_both_languages(
    client: FlaskClient, town: list[Product], read: Callable[[str], Tree]
) -> None:
    parts = [path_of(one) for one in places(read("/sitemap.xml"))]
    assert parts == ["/sitemap/umum.xml", "/sitemap/0.xml"]
    trees = [read(part) for part in parts]
    found = [path_of(one) for tree in trees for one in places(tree)]
    assert len(found) == len(set(found))
    for path in found:
        assert client.get(path).status_code == 200, path
    for product in town:
        assert f"/produk/{product.slug}" in found
        assert f"/en/produk/{product.slug}" in found
    assert "/perajin/batik-sekar" in found
    for url in (one for tree in trees for one in tree.findall("s:url", SITEMAP)):
        assert [link.get("hreflang") for link in url.findall(XHTML)] == ["id", "en"]


def test_sitemaps_have_what_visitors_may_see_alone(
    client: FlaskClient, town: list[Product], read: Callable[[str], Tree]
) -> None:
    town[0].maker.state = MakerState.SUSPENDED
    town[1].listing = Listing.WITHDRAWN
    db.session.commit()
    told = " ".join(places(read("/sitemap/0.xml")) + places(read("/sitemap/umum.xml")))
    assert town[2].slug in told
    assert town[0].slug not in told
    assert town[1].slug not in told
    assert "batik-sekar" not in told


def test_many_products_have_sitemaps_of_their_own(
    client: FlaskClient,
    town: list[Product],
    read: Callable[[str], Tree],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feeds, "IN_A_PART", 2)
    parts = [path_of(one) for one in places(read("/sitemap.xml"))][1:]
    found = [one for part in parts for one in places(read(part))]
    assert len(found) == 2 * len(town)
    assert client.get("/sitemap/99.xml").status_code == 404
    assert client.get(f"/sitemap/{'9' * 30}.xml").status_code == 404


def test_the_newest_products_come_as_atom_in_the_readers_language(
    town: list[Product], read: Callable[[str], Tree]
) -> None:
    tree = read("/umpan.atom")
    assert tree.get("{http://www.w3.org/XML/1998/namespace}lang") == "id"
    entries = tree.findall("a:entry", ATOM)
    names = [one.findtext("a:title", namespaces=ATOM) for one in entries]
    assert names == ["Tanpa harga", "Keranjang", "Kain ]]> <b>tulis</b> & sogan"]
    for one in (tree, *entries):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"a:{name}", namespaces=ATOM)
    english = read("/en/umpan.atom").findall("a:entry", ATOM)[-1]
    assert english.findtext("a:title", namespaces=ATOM) == "Cloth <&>"
    assert "/en/produk/" in (english.findtext("a:id", namespaces=ATOM) or "")


def test_the_merchant_feed_has_what_can_be_bought(
    town: list[Product], read: Callable[[str], Tree]
) -> None:
    items = read("/umpan/google.xml").findall("channel/item")
    assert len(items) == 2  # What has no price is no offer.
    first, second = items
    wanted = ("id", "title", "description", "link", "image_link", "availability", "price", "brand")
    for one in items:
        for name in wanted:
            assert one.findtext(f"g:{name}", namespaces=GOOGLE), name
    assert first.findtext("g:price", namespaces=GOOGLE) == "78000 IDR"
    assert first.findtext("g:brand", namespaces=GOOGLE) == 'Batik <Sekar> & "Rekan"'
    kind = first.findtext("g:product_type", namespaces=GOOGLE)
    assert kind == "Batik & wastra > Kain batik"
    assert second.findtext("g:max_handling_time", namespaces=GOOGLE) == "9"


def queries_of(ask: Callable[[], object]) -> int:
    """How many queries it takes where nothing is kept from before."""
    db.session.expunge_all()
    with counting() as queries:
        ask()
    return len([one for one in queries if one != "BEGIN"])


def test_the_merchant_feed_reads_many_at_once(
    town: list[Product], read: Callable[[str], Tree], monkeypatch: pytest.MonkeyPatch
) -> None:
    read("/umpan/google.xml")
    few = queries_of(lambda: read("/umpan/google.xml"))
    for number in range(6):
        listed_product(name_id=f"Tas {number}")
    db.session.commit()
    assert queries_of(lambda: read("/umpan/google.xml")) == few
    monkeypatch.setattr(feeds, "AT_ONCE", 2)
    assert len(read("/umpan/google.xml").findall("channel/item")) == 8


def test_an_empty_town_has_feeds_too(client: FlaskClient, read: Callable[[str], Tree]) -> None:
    assert len(places(read("/sitemap.xml"))) == 1
    assert read("/umpan.atom").findall("a:entry", ATOM) == []
    assert read("/umpan/google.xml").findall("channel/item") == []


def test_a_copy_that_others_reach_and_is_not_in_production_asks_to_be_left_alone(
    client: FlaskClient,
) -> None:
    lines = client.get("/robots.txt", base_url="https://coba.example").text.splitlines()
    assert "Disallow: /" in lines


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_a_copy_that_nobody_else_reaches_is_measured_as_it_will_be(
    client: FlaskClient, host: str
) -> None:
    lines = client.get("/robots.txt", base_url=f"http://{host}").text.splitlines()
    assert "Disallow: /" not in lines
    assert "Disallow: /dinas/" in lines


def test_production_is_open_but_for_doors_and_workspaces(tmp_path: Path) -> None:
    settings = other_settings(
        tmp_path, environment="production", secret="s" * 40, base_url="https://etalase.example"
    )
    with other_app(settings) as app:
        text = app.test_client().get("/robots.txt", base_url="https://etalase.example").text
    lines = text.splitlines()
    assert "Disallow: /" not in lines
    assert "Disallow: /dinas/" in lines
    assert "Disallow: /en/masuk" in lines
    assert "Sitemap: https://etalase.example/sitemap.xml" in lines
