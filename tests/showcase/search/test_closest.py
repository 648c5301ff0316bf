"""The closest products: words, the index on disk, the order, and what a search shows of them."""

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import listed_product
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import assume, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from catalog.models import Product
from catalog.states import Listing
from database import db
from showcase.search.closest import keeping
from showcase.search.closest.building import LENGTH_SHARE, SATURATION, Text, build_index
from showcase.search.closest.keeping import current_index, refresh
from showcase.search.closest.ranking import (
    LEAST_SHARE,
    LIKE_THE_BEST,
    WORDS_OF_THE_BEST,
    alike,
    closest,
)
from showcase.search.closest.word_index import WordIndex, read_index, write_index
from showcase.search.closest.words import letters_of, words_of
from showcase.search.highlight import marked, with_marks
from showcase.search.query import search as find
from showcase.search.request import read_request
from showcase.search.results import SearchResult

Work = Callable[[], None]


def index_of(*names: str) -> WordIndex:
    return build_index(Text(key, words_of(name), []) for key, name in enumerate(names, start=1))


def test_words_are_small_letters_without_accents() -> None:
    assert words_of("Onde-onde ÉCLAIR, 100ml!") == ["onde", "onde", "eclair", "100ml"]
    assert words_of(" – ") == []


@given(st.text("abcdefgh", min_size=4, max_size=9), st.integers(0, 8), st.sampled_from("abcxyz"))
def test_letters_differ_by_two_bits_a_slip_at_most(word: str, at: int, letter: str) -> None:
    at %= len(word)
    for slip in (word[:at] + word[at + 1 :], word[:at] + letter + word[at:]):
        assert (letters_of(word) ^ letters_of(slip)).bit_count() <= 2


def plain_scores(names: list[list[str]], words: list[str]) -> list[float]:
    """BM25 and the words of the best, in the plainest way, for words without slips.

    What has none of the words gets nothing, and neither has what is too far from the best.
    """
    usual = sum(map(len, names)) / len(names)

    def rarity(word: str) -> float:
        having = sum(word in name for name in names)
        return math.log(1 + (len(names) - having + 0.5) / (having + 0.5))

    def weight(word: str, name: list[str]) -> float:
        share = 1 - LENGTH_SHARE + LENGTH_SHARE * len(name) / usual
        count = name.count(word)
        return count * (SATURATION + 1) / (count + SATURATION * share)

    first = [sum(weight(w, name) * rarity(w) for w in words if w in name) for name in names]
    best = names[first.index(max(first))]
    told = {word: weight(word, best) * rarity(word) for word in dict.fromkeys(best)}
    assert len(told) <= WORDS_OF_THE_BEST
    like = [
        score and score + LIKE_THE_BEST * sum(told[w] * weight(w, name) for w in told)
        for score, name in zip(first, names, strict=True)
    ]
    shares = [
        max(one / max(first), other / max(like)) for one, other in zip(first, like, strict=True)
    ]
    assume(all(abs(one - LEAST_SHARE) > 1e-4 for one in shares))
    return [one if share > LEAST_SHARE else 0 for one, share in zip(like, shares, strict=True)]


LETTERS = st.sampled_from(["aa", "bb", "cc", "dd", "ee", "ff"])  # Too short for slips.


@given(
    st.lists(st.lists(LETTERS, min_size=1, max_size=6), min_size=2, max_size=12),
    st.lists(LETTERS, min_size=1, max_size=3, unique=True),
)
def test_order_is_that_of_the_plain_formula(names: list[list[str]], words: list[str]) -> None:
    index = build_index(Text(key, name, []) for key, name in enumerate(names))
    if not any(word in name for word in words for name in names):
        assert closest(index, " ".join(words), 5) == []
        return
    scores = plain_scores(names, words)
    found = closest(index, " ".join(words), len(names))
    wanted = sorted((score for score in scores if score), reverse=True)
    assert [scores[key] for key in found] == pytest.approx(wanted, abs=1e-4)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("keranjang bambu besar murah meriah", 1),
        ("cari keranjng bambo dong", 1),  # A letter dropped, one changed, words that nothing has.
        ("sendal wanita warna hijau toska", 2),  # An equal word.
        ("btik tulis", 3),
        ("selopp pesta yang cantik", 4),
    ],
)
def test_closest_forgives_slips_and_words_that_nothing_has(typed: str, first: int) -> None:
    index = index_of(
        "Keranjang bambu besar", "Sandal wanita hijau", "Kain batik tulis", "Selop pesta"
    )
    assert closest(index, typed, 5)[0] == first


def test_short_known_words_are_not_taken_for_others() -> None:
    index = index_of("Topi pandan", "Kopi bubuk")
    assert [index.vocabulary[one.place] for one in alike(index, "topi")] == ["topi"]
    assert closest(index, "topi anyaman lucu", 5) == [1]
    assert closest(index, "tpi anyaman", 5) == []


def test_what_is_like_the_best_comes_before_what_only_shares_a_word() -> None:
    names = ["Rebana Sekar jati ukir", "Rebana rotan", "Rebana Sekar jati polos", "Meja rotan"]
    assert closest(index_of(*names), "rebana ukir", 5)[:2] == [1, 3]


def test_batik_tulis_never_brings_printed_batik_unless_nothing_else_is_there() -> None:
    names = ["Batik tulis merah", "Batik printing ungu tua", "Batik canting biru"]
    index = index_of(*names)
    for typed in ("batik tulis ungu tua", "batik tullis ungu tua", "hand drawn batik ungu"):
        assert 2 not in closest(index, typed, 5)
    assert closest(index_of(names[1]), "batik tulis ungu", 5) == [1]


def test_ties_go_by_key_and_the_list_is_cut() -> None:
    assert closest(index_of(*["Tikar pandan"] * 9), "tikar lipat", 3) == [1, 2, 3]


def test_marks_trust_no_sign_of_a_name() -> None:
    text = with_marks("<b>Tikar</b> Éclair & pandan", {"tikar", "eclair"})
    assert marked(text) == "&lt;b&gt;<mark>Tikar</mark>&lt;/b&gt; <mark>Éclair</mark> &amp; pandan"


def test_nothing_known_finds_nothing() -> None:
    assert closest(index_of("Tikar pandan"), "zzzz yyyy", 3) == []
    assert closest(index_of("Tikar pandan"), "yang dan di", 3) == []
    assert closest(build_index([]), "tikar", 3) == []


def test_index_comes_back_from_disk_as_it_was(tmp_path: Path) -> None:
    index = index_of("Tikar pandan", "Topi pandan lebar")
    write_index(index, tmp_path / "words")
    again = read_index(tmp_path / "words")
    assert again.vocabulary == index.vocabulary
    assert closest(again, "pandan lebar", 5) == closest(index, "pandan lebar", 5) == [2]
    write_index(build_index([]), tmp_path / "none")
    assert read_index(tmp_path / "none").vocabulary == ()


@pytest.fixture
def tikar(app: Flask) -> Product:
    product = listed_product(name_id="Tikar pandan lipat", name_en="", attributes={})
    db.session.commit()
    return product


def test_refresh_makes_an_index_only_when_products_changed(tikar: Product) -> None:
    assert refresh(at_once=True)
    index = current_index()
    assert index is not None
    assert closest(index, "tikar pandan", 5) == [tikar.id]
    assert not refresh(at_once=True)
    assert current_index() is index
    tikar.listing = Listing.UNLISTED
    db.session.commit()
    assert refresh(at_once=True)
    changed = current_index()
    assert changed is not None
    assert closest(changed, "tikar pandan", 5) == []


def test_refresh_rests_after_a_long_one(tikar: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(at_once=True)
    monkeypatch.setattr(keeping, "REST", 1e9)
    tikar.listing = Listing.UNLISTED
    db.session.commit()
    assert not refresh()
    assert refresh(at_once=True)


def test_index_that_is_lost_or_broken_is_none_and_comes_back(tikar: Product) -> None:
    refresh(at_once=True)
    pointer = keeping._pointer()
    folder = json.loads(pointer.read_text())["folder"]
    pointer.write_text("{")
    assert current_index() is None
    assert refresh(at_once=True)
    assert current_index() is not None
    assert not (pointer.parent / folder).exists()
    pointer.unlink()
    assert current_index() is None
    assert refresh(at_once=True)


def ask(**args: str) -> SearchResult:
    return find(read_request(MultiDict(args), "id"))


@pytest.fixture
def shelf(search: object, work: Work) -> dict[str, Product]:
    """Baskets and mats that share words."""
    names = {
        "merah": ("Keranjang bambu merah jumbo Sekar Arum", 90_000),
        "hijau": ("Keranjang bambu hijau Sekar Arum", 70_000),
        "tikar": ("Tikar pandan lipat", 50_000),
    }
    made = {}
    for slug, (name, price) in names.items():
        texts = {"name_id": name, "name_en": "", "description_id": "", "description_en": ""}
        made[slug] = listed_product(**texts, price_rupiah=price, attributes={})
        made[slug].slug = slug
    work()
    refresh(at_once=True)
    return made


@pytest.mark.search
@pytest.mark.usefixtures("shelf")
def test_search_shows_those_with_all_words_first_and_close_ones_after() -> None:
    result = ask(q="keranjang bambu merah jumbo")
    assert [one.slug for one in result.hits] == ["merah", "hijau"]
    assert (result.loosened, result.exact, result.total) == (True, 1, 2)
    result = ask(q="keranjng bambu merah murah dong")
    assert [one.slug for one in result.hits] == ["merah", "hijau"]
    assert (result.loosened, result.exact) == (True, 0)
    assert {one.parameter for one in result.facets} >= {"perajin"}
    wanted = "<mark>Keranjang</mark> <mark>bambu</mark> <mark>merah</mark> jumbo Sekar Arum"
    assert result.hits[0].name == wanted


@pytest.mark.search
@pytest.mark.usefixtures("shelf")
def test_short_search_that_finds_something_is_not_loosened() -> None:
    result = ask(q="bambu merah")
    assert ([one.slug for one in result.hits], result.loosened) == (["merah"], False)


@pytest.mark.search
def test_close_products_keep_to_filters_order_and_withdrawals(
    shelf: dict[str, Product], work: Work
) -> None:
    noisy = "keranjang bambu tolong carikan"
    assert [one.slug for one in ask(q=noisy, urut="murah").hits] == ["hijau", "merah"]
    assert [one.slug for one in ask(q=noisy, harga_maks="80000").hits] == ["hijau"]
    assert ask(q=noisy, kategori="batik").total == 0
    assert ask(q=noisy, hal="2").hits == ()
    shelf["hijau"].listing = Listing.UNLISTED
    db.session.commit()  # Neither the index nor the words know of it yet.
    assert [one.slug for one in ask(q=noisy).hits] == ["merah"]
    work()
    assert ask(q=noisy).total == 1


@pytest.mark.search
@pytest.mark.usefixtures("shelf")
def test_without_an_index_of_words_the_rarest_words_are_looked_for() -> None:
    found = [one.slug for one in ask(q="keranjang bambu lipat").hits]
    assert found == ["tikar", "hijau", "merah"]
    keeping._pointer().unlink()
    result = ask(q="keranjang bambu lipat")
    assert [one.slug for one in result.hits] == ["tikar"]
    assert (result.loosened, result.exact) == (True, 0)


@pytest.mark.search
@pytest.mark.usefixtures("shelf")
def test_search_that_has_nothing_close_beside_its_own_is_not_loosened() -> None:
    result = ask(q="tikar pandan lipat", harga_maks="60000")
    assert (result.total, result.loosened) == (1, False)
    result = ask(q="keranjang bambu merah jumbo", harga_min="80000")
    assert (result.total, result.exact, result.loosened) == (1, 1, False)


@pytest.mark.search
@pytest.mark.usefixtures("shelf")
def test_a_search_that_finds_nothing_says_what_would_help() -> None:
    result = ask(q="tikr", harga_maks="60000", kategori="kriya")
    [spelt, *_] = result.easings
    assert (spelt.spelling, spelt.count) == ("tikar", 1)
    assert find(spelt.request).total == 1
    result = ask(q="keranjang bambu", harga_maks="80000", kelurahan="Tidak Ada", kirim="bisa")
    assert result.total == 0
    assert [(one.facet.parameter if one.facet else "", one.count) for one in result.easings] == [
        ("kelurahan", 1)
    ]
    result = ask(q="keranjang bambu", harga_maks="10000")
    [cheaper] = result.easings
    assert (cheaper.facet, cheaper.count) == (None, 2)
    assert find(cheaper.request).total == 2
    assert ask(q="zzzzyyyy").easings == ()


@pytest.mark.search
def test_the_page_links_to_what_would_help(shelf: dict[str, Product], client: FlaskClient) -> None:
    page = client.get("/cari?q=tikr&kelurahan=Meri").text
    assert "Yang bisa membantu" not in page  # Neither change alone finds anything.
    page = client.get("/cari?q=tikar&kelurahan=Meri&perajin=tidak-ada").text
    assert "Yang bisa membantu" not in page
    page = client.get("/cari?q=tikar&kelurahan=Tidak+Ada").text
    assert "Tanpa “Tidak Ada”" in page
    assert 'href="/cari?q=tikar"' in page
    page = client.get("/cari?q=tikr").text
    assert "Maksud Anda “tikar”?" in page
