"""Long lists of filters: makers of a large town, and looking for words in a list."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from factories import MakerFactory, listed_product
from flask.testing import FlaskClient

from catalog.models import Maker
from showcase.search.client import SearchServer
from showcase.search.settings import MOST_FACET_VALUES

pytestmark = pytest.mark.search

Work = Callable[[], None]


def makers_in(client: FlaskClient, path: str) -> dict[str, int]:
    """The makers that a page lists, with their counts."""
    html = client.get(path).text
    pattern = (
        r'name="perajin" value="([^"]+)"[^<]*>\s*<span>[^<]*</span>\s*<span class="count">(\d+)<'
    )
    return {unescape(slug): int(count) for slug, count in re.findall(pattern, html)}


@pytest.mark.usefixtures("search")
def test_makers_of_a_large_town_are_counted_once_somebody_opens_their_list(
    client: FlaskClient, work: Work
) -> None:
    makers = MakerFactory.create_batch(MOST_FACET_VALUES)
    for maker in makers[:2]:
        listed_product(product__maker=maker, name_id="Keranjang rotan")
    work()
    small = client.get("/cari").text
    assert f'name="perajin" value="{makers[0].slug}"' in small
    MakerFactory()
    work()
    large = client.get("/cari").text
    assert 'name="perajin"' not in large
    assert 'href="/cari?lengkap=perajin"' in large
    opened = client.get("/cari?lengkap=perajin").text
    assert f'name="perajin" value="{makers[1].slug}"' in opened
    picked = client.get(f"/cari?perajin={makers[0].slug}").text
    assert f'name="perajin" value="{makers[0].slug}" checked' in picked
    assert f'name="perajin" value="{makers[1].slug}"' in picked


@pytest.fixture
def large_town(search: SearchServer, work: Work) -> list[Maker]:
    """More makers than the engine counts, each with a product; the last three with the fewest."""
    del search
    many = MakerFactory.create_batch(MOST_FACET_VALUES)
    few: list[Maker] = [MakerFactory(name=f"Sanggar Melati {number}") for number in (1, 2)]
    few.append(MakerFactory(name="Rotan 100% Asli"))
    for maker in (*many, *many, *few):
        listed_product(product__maker=maker, name_id="Keranjang rotan")
    work()
    return few


def test_a_maker_that_the_engine_does_not_count_is_found_by_name(
    client: FlaskClient, large_town: list[Maker]
) -> None:
    first, second, percent = (one.slug for one in large_town)
    opened = makers_in(client, "/cari?q=keranjang&lengkap=perajin")
    assert len(opened) == MOST_FACET_VALUES
    assert not {first, second} & opened.keys()
    looked = "/cari?q=keranjang&lengkap=perajin&dalam=melati"
    assert makers_in(client, looked) == {first: 1, second: 1}
    assert makers_in(client, "/cari?lengkap=perajin&dalam=MELATI+1") == {first: 1}
    assert makers_in(client, "/cari?lengkap=perajin&dalam=100%25") == {percent: 1}
    # What is picked stays, and does not empty the others.
    assert makers_in(client, f"{looked}&perajin={percent}") == {percent: 1, first: 1, second: 1}


def test_a_list_in_which_nothing_is_called_so_says_it_and_keeps_the_words(
    client: FlaskClient, large_town: list[Maker]
) -> None:
    del large_town
    html = client.get("/cari?lengkap=perajin&dalam=zzz%22%3E").text
    assert "Tidak ada yang cocok." in html
    assert 'name="dalam" value="zzz&#34;&gt;"' in html
    assert makers_in(client, "/cari?lengkap=perajin&dalam=zzz") == {}


@pytest.mark.usefixtures("search")
def test_other_lists_are_looked_into_by_what_they_say(client: FlaskClient, work: Work) -> None:
    for hue in ("Merah", "Putih"):
        maker = MakerFactory(name=f"Toko {hue}")
        listed_product(product__maker=maker)
    work()
    html = client.get("/cari?lengkap=perajin&dalam=merah").text
    assert "Toko Merah" in html.partition("saringan")[2]
    assert 'name="perajin" value="toko-putih"' not in html
    assert 'name="dalam"' not in client.get("/cari?dalam=merah").text


def test_another_list_is_opened_without_the_words_for_this_one(
    client: FlaskClient, large_town: list[Maker]
) -> None:
    del large_town
    html = unescape(client.get("/cari?lengkap=kelurahan&dalam=melati").text)
    assert 'href="/cari?lengkap=perajin"' in html
