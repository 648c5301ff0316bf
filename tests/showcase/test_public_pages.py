"""The public pages: the front page, products, makers, places and how products are chosen."""

import json
import re
from datetime import timedelta

import pytest
from catalog_goods import counting
from curation_rounds import admitted, ready_product, scored, small_town
from factories import (
    MakerFactory,
    RevisionPhotoFactory,
    RoundFactory,
    listed_product,
)
from flask import Flask
from flask.testing import FlaskClient
from html_pages import heading, main_part, parts, words

from catalog.models import Kelurahan, Paper, Place, Product
from catalog.operations import suspend_maker, withdraw_listing
from catalog.states import Listing, MakerState, PaperKind, PaperState, PlaceKind
from curation.operations import propose_by_thresholds, release_decisions
from curation.snapshots import release_preview
from curation.standing import round_standing
from database import db, utcnow
from showcase.cards import product_card
from showcase.queries import newest_of_each_category
from web.guards import GUARD

CARD = r'<article class="card">.*?class="card-name"><a[^>]*>(.*?)</a>'


def place(kelurahan: Kelurahan | None, **values: object) -> Place:
    given: dict[str, object] = {
        "slug": "kampung-batik",
        "kind": PlaceKind.KAMPUNG,
        "name_id": "Kampung Batik",
        "name_en": "Batik Village",
        "description_id": "Canting dan malam.",
        "hours_id": "Setiap hari",
        "latitude": -7.47,
        "longitude": 112.43,
    }
    found = Place(**(given | values), kelurahan=kelurahan)
    db.session.add(found)
    return found


def listed(category: str, name: str, *, days_ago: int) -> Product:
    product = listed_product(category=category, name_id=name)
    product.listed_at = utcnow() - timedelta(days=days_ago)
    return product


def public_paths(app: Flask) -> list[str]:
    """Every public page that takes no key, and one of each that does."""
    product = listed_product()
    maker = product.maker
    maker.place = place(maker.kelurahan)
    db.session.commit()
    partner = RoundFactory().partner
    db.session.commit()
    slugs = {"maker": maker.slug, "place": maker.place.slug, "partner": partner.slug}
    found = []
    with app.test_request_context():
        for address in app.url_map.iter_rules():
            view = app.view_functions[address.endpoint]
            if getattr(view, GUARD, "") != "public" or "GET" not in (address.methods or ()):
                continue
            if address.arguments == {"slug"}:
                slug = slugs.get(address.endpoint.partition(".")[2], product.slug)
                found.append(app.url_for(address.endpoint, slug=slug))
            elif not address.arguments:
                found.append(app.url_for(address.endpoint))
    return found


def test_every_public_page_answers_without_a_search_server(app: Flask, client: FlaskClient) -> None:
    paths = public_paths(app)
    assert len(paths) >= 14
    answers = {
        prefix + path: client.get(prefix + path).status_code
        for path in paths
        for prefix in ("", "/en")
    }
    assert {path for path, code in answers.items() if code != 200} == set()


@pytest.mark.parametrize(
    ("path", "said"),
    [("/cari", "Pencarian sedang terbatas"), ("/en/cari", "Search is limited at the moment")],
)
def test_results_say_that_search_is_limited(client: FlaskClient, path: str, said: str) -> None:
    listed_product()
    db.session.commit()
    assert said in words(client.get(f"{path}?q=keranjang").text)


def test_front_page_has_words_for_an_empty_shop(client: FlaskClient) -> None:
    page = client.get("/")
    assert parts(page.text, CARD) == []
    assert "Kurasi pertama sedang berjalan" in words(page.text)
    assert "Lihat 0 produk" not in words(page.text)
    assert 'class="trail"' not in page.text


def test_front_page_shows_one_product_without_a_still_life(client: FlaskClient) -> None:
    listed_product(name_id="Keranjang")
    db.session.commit()
    page = client.get("/")
    assert parts(page.text, CARD) == ["Keranjang"]
    assert 'class="still"' not in page.text
    assert "dari 1 perajin" in words(page.text)


COVER = r'<span class="still-caption"><b>(.*?)</b>'


def test_front_page_shows_eight_beside_three_on_its_cover(client: FlaskClient) -> None:
    for number in range(12):
        listed("kriya", f"Barang {number:02}", days_ago=number)
    maker = MakerFactory()
    place(maker.kelurahan)
    db.session.commit()
    page = client.get("/")
    assert parts(page.text, COVER) == ["Barang 00", "Barang 01", "Barang 02"]
    assert parts(page.text, CARD) == [f"Barang {number:02}" for number in range(3, 11)]
    assert "Lihat 12 produk" in words(page.text)
    assert parts(page.text, r'<section class="trail">.*?<li>.*?<b>(.*?)</b>') == ["Kampung Batik"]


def test_front_page_of_a_small_shop_lists_the_cover_too(client: FlaskClient) -> None:
    for number in range(6):
        listed("kriya", f"Barang {number}", days_ago=number)
    db.session.commit()
    page = client.get("/")
    assert parts(page.text, COVER) == ["Barang 0", "Barang 1", "Barang 2"]
    assert parts(page.text, CARD) == [f"Barang {number}" for number in range(6)]


def test_front_page_names_places_that_are_open_first(client: FlaskClient) -> None:
    kelurahan = MakerFactory().kelurahan
    place(kelurahan, name_id="Alun", slug="alun", hours_id="")
    place(kelurahan, name_id="Zamrud", slug="zamrud", hours_id="Setiap hari")
    db.session.commit()
    stops = r'<a href="/kampung/[^"]+">\s*<b>(.*?)</b>'
    assert parts(client.get("/").text, stops) == ["Zamrud", "Alun"]


def test_newest_of_each_category_take_turns(app: Flask) -> None:
    for days_ago, (category, name) in enumerate(
        [
            ("mamin", "onde 1"),
            ("mamin", "onde 2"),
            ("mamin", "onde 3"),
            ("batik", "kain 1"),
            ("mamin", "onde 4"),
            ("kriya", "besek 1"),
            ("batik", "kain 2"),
        ]
    ):
        listed(category, name, days_ago=days_ago)
    hidden = listed("alas_kaki", "selop", days_ago=0)
    hidden.maker.state = MakerState.SUSPENDED
    db.session.commit()

    def names(limit: int) -> list[str]:
        found = newest_of_each_category(limit)
        return [one.listed_revision.name_id for one in found if one.listed_revision]

    turns = ["onde 1", "kain 1", "besek 1", "onde 2", "kain 2", "onde 3", "onde 4"]
    assert (names(20), names(5), names(2)) == (turns, turns[:5], turns[:2])


def test_draft_has_no_card(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(ValueError, match="only listed products"):
        product_card(ready_product())


def test_front_page_asks_no_more_for_more_products(client: FlaskClient) -> None:
    counts = []
    for more in (1, 6):
        for number in range(more):
            listed(("batik", "kriya", "mamin")[number % 3], "Barang", days_ago=number)
        db.session.commit()
        db.session.expire_all()
        with counting() as statements:
            client.get("/")
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("gone", ["unlisted", "withdrawn", "suspended", "unknown"])
def test_product_that_is_not_public_is_not_there(client: FlaskClient, gone: str) -> None:
    product = listed_product()
    if gone == "unlisted":
        product.listing = Listing.UNLISTED
    elif gone == "withdrawn":
        withdraw_listing(product=product, actor=None)
    elif gone == "suspended":
        suspend_maker(maker=product.maker, actor=None, reason="Pindah")
    db.session.commit()
    slug = "tidak-ada" if gone == "unknown" else product.slug
    paths = [f"/produk/{slug}", f"/produk/{slug}/tanya", f"/produk/{slug}/terkirim"]
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert client.post(paths[1], data={"buyer_name": "Ayu"}).status_code == 404


def test_product_page_marks_what_is_not_translated(client: FlaskClient) -> None:
    product = listed_product(name_en="", description_en="", story_id="Dianyam ibu-ibu.")
    db.session.commit()
    english = client.get(f"/en/produk/{product.slug}").text
    assert '<h1 lang="id">Keranjang bambu</h1>' in english
    assert '<p class="product-story" lang="id">Dianyam ibu-ibu.</p>' in english
    assert "There is no English description yet." in english
    assert '<div class="prose" lang="id">' in english
    indonesian = client.get(f"/produk/{product.slug}").text
    assert "<h1>Keranjang bambu</h1>" in indonesian
    assert re.findall(r'<(?:h1|p|div)[^>]* lang="', indonesian) == []


def test_product_page_in_english_has_its_own_words(client: FlaskClient) -> None:
    product = listed_product(shippable=False, made_to_order=True, lead_time_days=3)
    db.session.commit()
    page = client.get(f"/en/produk/{product.slug}")
    assert heading(page) == "Bamboo basket"
    assert "There is no English description yet." not in page.text
    rows = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.text))
    assert rows["Product code"] == product.code
    assert parts(page.text, r'<figure class="photo.*?<img[^>]* alt="(.*?)"')[0] == (
        "Photo of the product"
    )


@pytest.mark.parametrize(("shippable", "number"), [(True, 0), (False, 1)])
def test_fresh_goods_say_that_they_are_not_sent(
    client: FlaskClient, number: int, *, shippable: bool
) -> None:
    product = listed_product(shippable=shippable)
    db.session.commit()
    page = words(client.get(f"/produk/{product.slug}").text)
    assert page.count("Tidak dikirim ke luar kota.") == number


def test_photos_without_words_are_named_after_the_product(client: FlaskClient) -> None:
    product = listed_product()
    shown = product.listed_revision
    assert shown is not None
    RevisionPhotoFactory(revision=shown, position=1)
    db.session.commit()
    page = main_part(client.get(f"/produk/{product.slug}"))
    assert re.findall(r'<img[^>]* alt="(.*?)"', page) == ["Foto produk", "Keranjang bambu"]


@pytest.mark.parametrize(
    ("prefix", "name", "made_to_order", "availability"),
    [
        ("", "Keranjang </script> bambu", True, "PreOrder"),
        ("/en", "Bamboo basket", False, "InStock"),
    ],
)
def test_structured_data_says_what_the_page_says(
    client: FlaskClient, prefix: str, name: str, availability: str, *, made_to_order: bool
) -> None:
    product = listed_product(name_id="Keranjang </script> bambu", made_to_order=made_to_order)
    db.session.commit()
    page = client.get(f"{prefix}/produk/{product.slug}").text
    block = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    [data, _] = json.loads(block[0])["@graph"]
    site = "http://127.0.0.1:8000"
    assert (data["@type"], data["name"], data["sku"]) == ("Product", name, product.code)
    assert data["brand"] == {"@type": "Brand", "name": product.maker.name}
    assert data["offers"] == {
        "@type": "Offer",
        "priceCurrency": "IDR",
        "price": 78_000,
        "availability": f"https://schema.org/{availability}",
        "itemCondition": "https://schema.org/NewCondition",
        "url": f"{site}{prefix}/produk/{product.slug}",
        "seller": {"@type": "Organization", "name": product.maker.name},
    }
    shown = product.listed_revision
    assert shown is not None
    assert data["image"] == [site + shown.photos[0].photo.fallback_url]


def test_product_page_shows_confirmed_papers_and_siblings(client: FlaskClient) -> None:
    product = listed_product()
    maker = product.maker
    sibling = listed_product(product__maker=maker, name_id="Nampan")
    yesterday = utcnow().date() - timedelta(days=1)
    for kind, state, ends in (
        (PaperKind.NIB, PaperState.CONFIRMED, None),
        (PaperKind.HALAL, PaperState.CLAIMED, None),
        (PaperKind.SNI, PaperState.CONFIRMED, yesterday),
    ):
        db.session.add(Paper(maker_id=maker.id, kind=kind, state=state, expires_on=ends))
    db.session.add(
        Paper(
            maker_id=maker.id,
            product_id=sibling.id,
            kind=PaperKind.PIRT,
            state=PaperState.CONFIRMED,
        )
    )
    db.session.commit()
    page = client.get(f"/produk/{product.slug}")
    assert parts(page.text, r"<dt>Dokumen</dt><dd>(.*?)</dd>") == ["NIB"]
    assert parts(page.text, CARD) == ["Nampan"]
    other = client.get(f"/produk/{sibling.slug}")
    assert parts(other.text, r"<dt>Dokumen</dt><dd>(.*?)</dd>") == ["NIB, P-IRT"]


def test_makers_page_lists_who_shows_something(client: FlaskClient) -> None:
    assert "Belum ada perajin yang tampil" in words(client.get("/perajin").text)
    shown = listed_product().maker
    listed_product(product__maker=shown)
    hidden = listed_product().maker
    hidden.state = MakerState.SUSPENDED
    MakerFactory(name="Tanpa Produk")
    db.session.commit()
    page = client.get("/perajin")
    assert parts(page.text, r'class="maker-row".*?<b>(.*?)</b>') == [shown.name]
    assert "2 produk" in words(page.text)


def test_maker_page_tells_their_story(client: FlaskClient) -> None:
    product = listed_product()
    maker = product.maker
    maker.story_id, maker.story_en = "Bagian satu.\n\nBagian dua.", ""
    maker.place = place(maker.kelurahan)
    empty = MakerFactory()
    waiting = MakerFactory(state=MakerState.SUBMITTED)
    db.session.commit()
    page = client.get(f"/en/perajin/{maker.slug}")
    story = re.findall(
        r'<div class="maker-story prose" lang="id">(.*?)</div>', page.text, re.DOTALL
    )
    assert parts(story[0], r"<p>(.*?)</p>") == ["Bagian satu.", "Bagian dua.", "Batik Village"]
    assert parts(page.text, CARD) == ["Bamboo basket"]
    assert "Belum ada produk yang tampil" in client.get(f"/perajin/{empty.slug}").text
    assert client.get(f"/perajin/{waiting.slug}").status_code == 404


def test_place_page_shows_who_works_there(client: FlaskClient) -> None:
    assert "Peta kampung sedang disusun" in client.get("/kampung").text
    product = listed_product()
    maker = product.maker
    found = place(maker.kelurahan, description_en="")
    maker.place = found
    MakerFactory(place=found, state=MakerState.SUBMITTED, name="Belum Diperiksa")
    listed_product(name_id="Dari tempat lain")
    db.session.commit()
    page = client.get(f"/kampung/{found.slug}")
    assert parts(page.text, r'<a class="chip"[^>]*>(.*?)</a>') == ["Kriya 1", maker.name]
    assert parts(page.text, CARD) == ["Keranjang bambu"]
    assert 'class="lead" lang="id"' in client.get(f"/en/kampung/{found.slug}").text
    listed = parts(client.get("/en/kampung").text, r"<h2><a [^>]*>(.*?)</a></h2>")
    assert listed == ["Batik Village"]
    assert client.get("/kampung/tidak-ada").status_code == 404


def test_place_without_makers_still_has_a_page(client: FlaskClient) -> None:
    found = place(MakerFactory().kelurahan, hours_id="")
    db.session.commit()
    page = client.get(f"/kampung/{found.slug}")
    assert (heading(page), "Bekerja di sini" in page.text) == ("Kampung Batik", False)
    assert "Jam buka" not in page.text


def curation_lines(client: FlaskClient) -> list[str]:
    return parts(client.get("/kurasi").text, r'<ul class="rounds">.*?<li>(.*?)</li>')


def test_curation_page_shows_nothing_before_the_first_round(client: FlaskClient) -> None:
    RoundFactory(opens_at=utcnow() + timedelta(hours=1))
    db.session.commit()
    page = client.get("/kurasi")
    assert curation_lines(client) == []
    assert "Kurasi pertama segera dibuka" in page.text
    assert "Yang dinilai" not in page.text


def test_curation_page_shows_decisions_only_once_they_are_released(client: FlaskClient) -> None:
    town = small_town()
    entry = admitted(town)
    for curator in town.curators:
        scored(entry, curator, 5)
    db.session.commit()
    assert curation_lines(client)[0].endswith("Sedang berjalan")
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()
    assert curation_lines(client)[0].endswith("Sedang berjalan")
    assert "lolos" not in curation_lines(client)[0]
    preview = release_preview(round_standing(town.round))
    release_decisions(round_=town.round, actor=town.chair, fingerprint=preview.fingerprint)
    db.session.commit()
    assert curation_lines(client)[0].endswith("1 produk lolos")
    badge = f"Lolos kurasi {town.partner.name}"
    assert badge in words(client.get(f"/produk/{entry.product.slug}").text)
    assert "Yang dinilai" in client.get("/kurasi").text


def test_finished_round_without_acceptances_does_not_run(client: FlaskClient) -> None:
    long_ago = {
        name: utcnow() - timedelta(days=number)
        for name, number in (("opens_at", 9), ("closes_at", 8), ("scoring_ends_at", 7))
    }
    RoundFactory(**long_ago)
    db.session.commit()
    assert "Sedang berjalan" not in curation_lines(client)[0]


def test_makers_page_is_cut_into_pages(client: FlaskClient) -> None:
    for number in range(49):
        listed_product(product__maker=MakerFactory(name=f"Perajin {number:02d}"))
    db.session.commit()
    first, second = client.get("/perajin").text, client.get("/perajin?hal=2").text
    assert len(parts(first, r'class="maker-row".*?<b>(.*?)</b>')) == 48
    assert parts(second, r'class="maker-row".*?<b>(.*?)</b>') == ["Perajin 48"]
    assert 'href="/perajin?hal=2"' in first


def test_an_empty_shop_does_not_blame_the_words(client: FlaskClient) -> None:
    said = words(main_part(client.get("/cari")))
    assert "Belum ada produk yang tampil" in said
    assert "Coba kata yang lebih umum" not in said
    assert "Coba kata yang lebih umum" in words(main_part(client.get("/cari?q=batik")))
