"""The sample town's data keeps the rules that real makers' data keeps."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from catalog.attributes import attribute_rows, validate_attributes
from catalog.categories import subcategory
from catalog.options import option_problems, read_options
from catalog.states import PaperKind, PaperState, PlaceKind
from catalog.tiers import read_tiers, tier_problems
from catalog.units import Unit

DATA = Path(__file__).parents[2] / "demo" / "data"
WHATSAPP = re.compile(r"^62(8[1-35-9]\d{7,10})$")


def _rows(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))[name]
    return rows


PRODUCTS = _rows("products")
MAKERS = _rows("makers")
KELURAHAN = {row["name"] for row in _rows("kelurahan")}


def _sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?:\s|$)", text))


def test_sample_town_has_its_makers_products_and_kelurahan() -> None:
    assert (len(MAKERS), len(PRODUCTS), len(KELURAHAN)) == (23, 40, 18)


@pytest.mark.parametrize("row", PRODUCTS, ids=lambda row: row["code"])
def test_sample_product_passes_its_own_category(row: dict[str, Any]) -> None:
    clean, errors = validate_attributes(
        row["category"], row["subcategory"], row["attributes"], draft=False
    )
    assert (errors, clean) == ({}, row["attributes"])


@pytest.mark.parametrize("row", PRODUCTS, ids=lambda row: row["code"])
def test_sample_product_reads_fully_in_english(row: dict[str, Any]) -> None:
    shown = attribute_rows(row["category"], row["attributes"], "en")
    assert [line.key for line in shown if line.lang != "en"] == []
    texts = [row["name_en"], row["description_en"], row["story_en"]]
    assert all([*texts, *(photo["alt_en"] for photo in row["photos"])])


@pytest.mark.parametrize("row", PRODUCTS, ids=lambda row: row["code"])
def test_sample_product_is_described_in_two_to_four_sentences(row: dict[str, Any]) -> None:
    counts = {_sentences(row["description_id"]), _sentences(row["description_en"])}
    assert counts <= {2, 3, 4}


def test_sample_products_fit_the_columns_that_keep_them() -> None:
    limits = {"name_id": 120, "name_en": 120, "story_id": 300, "story_en": 300}
    long = [(r["code"], k) for r in PRODUCTS for k, most in limits.items() if len(r[k]) > most]
    alts = [p for r in PRODUCTS for p in r["photos"] if len(p["alt_id"] + p["alt_en"]) > 400]
    assert (long, alts) == ([], [])


def test_sample_products_have_a_known_unit_maker_and_subcategory() -> None:
    slugs = {row["slug"] for row in MAKERS}
    for row in PRODUCTS:
        found = subcategory(row["subcategory"])
        assert found is not None
        assert found.category_key == row["category"]
        assert row["maker"] in slugs
        assert Unit(row["unit"])
        tiers = read_tiers(row["wholesale_tiers"])
        assert tiers
        assert not tier_problems(
            tiers,
            retail=row["price_rupiah"],
            unit=row["unit"],
            per_kodi=row["wholesale_per_kodi"],
            minimum=row["minimum_order"],
        )
        assert not option_problems(read_options(row["options"]))


def test_sample_products_carry_a_cover_and_a_detail() -> None:
    roles = {tuple(photo["role"] for photo in row["photos"]) for row in PRODUCTS}
    assert roles == {("cover", "detail")}


def test_sample_papers_have_a_known_kind_and_state() -> None:
    papers = [p for row in (*PRODUCTS, *MAKERS) for p in row["papers"]]
    assert {p["kind"] for p in papers} - set(PaperKind) == set()
    assert {p["state"] for p in papers} - set(PaperState) == set()


def test_sample_makers_have_unique_numbers_of_the_invented_block() -> None:
    numbers = [row["whatsapp"] for row in MAKERS]
    assert numbers == [f"62811000000{n:02}" for n in range(1, 24)]
    assert all(WHATSAPP.match(number) for number in numbers)


def test_sample_makers_and_places_lie_in_the_city() -> None:
    places = _rows("places")
    assert {row["kelurahan"] for row in (*MAKERS, *places)} - KELURAHAN == set()
    assert {row["kind"] for row in places} - set(PlaceKind) == set()
    assert {row["place"] for row in MAKERS} - {row["slug"] for row in places} == {None}


def test_everything_in_the_sample_town_is_marked_as_a_sample() -> None:
    assert {row["is_sample"] for row in (*MAKERS, *PRODUCTS)} == {True}
