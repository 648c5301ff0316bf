import tomllib
from pathlib import Path

import pytest

from catalog.categories import (
    DATA_FILE,
    CategoryFileError,
    Kind,
    Need,
    categories,
    category,
    load_categories,
    subcategory,
)
from catalog.units import Unit

SAMPLE_FREE_FILE = """
[[category]]
key = "a"
id = "A"
en = "A"
units = ["buah"]
subcategories = [{{ key = "a1", id = "A1", en = "A1" }}]
  [[category.attributes]]
  key = "x"
  id = "X"
  en = "X"
  need = "optional"
  {attribute}
[choices]
list = [{{ key = "one", id = "Satu", en = "One" }}]
"""


def _write(tmp_path: Path, attribute: str) -> Path:
    path = tmp_path / "categories.toml"
    path.write_text(SAMPLE_FREE_FILE.format(attribute=attribute), encoding="utf-8")
    return path


def test_categories_are_the_four_of_the_city_in_order() -> None:
    assert [one.key for one in categories()] == ["batik", "alas_kaki", "kriya", "mamin"]


def test_category_names_everything_in_both_languages() -> None:
    named = [
        thing for one in categories() for thing in (one, *one.subcategories, *one.attributes)
    ] + [choice for one in categories() for a in one.attributes for choice in a.choices]
    unnamed = [thing.key for thing in named if not (thing.label_id and thing.label_en)]
    assert unnamed == []


def test_category_offers_only_known_units() -> None:
    offered = {unit for one in categories() for unit in one.units}
    assert offered - set(Unit) == set()


def test_category_hints_come_in_both_languages_or_in_none() -> None:
    halves = [
        a.key for one in categories() for a in one.attributes if bool(a.hint_id) != bool(a.hint_en)
    ]
    assert halves == []


def test_batik_must_say_its_technique_and_printing_says_so() -> None:
    batik = category("batik")
    assert batik is not None
    technique = batik.attribute("technique")
    assert technique is not None
    assert technique.need is Need.REQUIRED
    printing = technique.choice("printing")
    assert printing is not None
    assert printing.label_en == "Printed (batik motif, not wax batik)"


def test_motif_knows_the_other_spellings_of_mojokerto_motifs() -> None:
    batik = category("batik")
    assert batik is not None
    motif = batik.attribute("motif")
    assert motif is not None
    rawan = motif.choice("rawan_inggek")
    assert rawan is not None
    assert rawan.also == ("rawan indek", "rawa inggek", "rawan ingek")


def test_attributes_for_leaves_out_what_a_subcategory_does_not_have() -> None:
    batik = category("batik")
    assert batik is not None
    cloth = {one.key for one in batik.attributes_for("kain_batik")}
    shirt = {one.key for one in batik.attributes_for("busana_pria")}
    assert cloth - shirt == {"size_cm"}
    assert shirt - cloth == {"clothing_sizes", "fit", "lining"}


# Section 3 of the domain's facts, in the keys of the data file.
REQUIRED = {
    "batik": {"technique", "motif", "fabric", "dye", "size_cm", "clothing_sizes"},
    "alas_kaki": {"upper", "shoe_lining", "outsole", "construction", "sizes_eu", "colours"}
    | {"gender"},
    "kriya": {"material", "craft_technique", "dimension_cm", "weight_g"},
    "mamin": {"composition", "net_weight_g", "net_volume_ml", "shelf_life_days", "allergens"}
    | {"storage"},
}
ASKED = {
    "batik": {"fastness_test", "back_side", "pieces_per_design", "story_card", "waste_water"},
    "alas_kaki": {"sole_test", "flex_test", "size_chart", "heel_cm"},
    "kriya": {"finish", "shipping_pack", "majapahit", "pieces_per_mould"},
    "mamin": {"packaging", "batch_code", "nutrition_test"},
}


@pytest.mark.parametrize("key", REQUIRED)
def test_category_requires_and_asks_what_curators_want(key: str) -> None:
    found = category(key)
    assert found is not None
    needs = {need: {one.key for one in found.attributes if one.need is need} for need in Need}
    assert needs[Need.REQUIRED] == REQUIRED[key]
    assert ASKED[key] - needs[Need.ASKED] == set()


def test_category_asks_of_every_product_what_sending_it_costs() -> None:
    ends = {tuple(a.key for a in one.attributes)[-3:] for one in categories()}
    assert ends == {("stock", "packed_weight_g", "packed_size_cm")}


def test_category_is_none_for_an_unknown_key() -> None:
    assert category("senjata") is None
    assert subcategory("senjata") is None


def test_subcategory_knows_its_category() -> None:
    found = subcategory("sandal_hotel")
    assert found is not None
    assert found.category_key == "alas_kaki"


def test_load_categories_reads_every_row_of_the_file() -> None:
    data = tomllib.loads(DATA_FILE.read_text(encoding="utf-8"))
    loaded = load_categories()
    common = len(data["common"])
    assert [len(row["attributes"]) + common for row in data["category"]] == [
        len(one.attributes) for one in loaded
    ]
    used = {a.choices for one in loaded for a in one.attributes if a.choices}
    assert len(used) == len(data["choices"])


def test_load_categories_refuses_choices_on_a_number(tmp_path: Path) -> None:
    path = _write(tmp_path, 'kind = "number"\n  choices = "list"')
    with pytest.raises(CategoryFileError, match=r"^a\.x: choices and kind disagree$"):
        load_categories(path)


def test_load_categories_refuses_an_unknown_subcategory(tmp_path: Path) -> None:
    path = _write(tmp_path, 'kind = "number"\n  only = ["a9"]')
    with pytest.raises(CategoryFileError, match=r"^a\.x: unknown frozenset\(\{'a9'\}\)$"):
        load_categories(path)


def test_load_categories_refuses_repeated_keys(tmp_path: Path) -> None:
    twice = 'kind = "number"\n  [[category.attributes]]\n  key = "x"\n  id = "X"\n  en = "X"\n'
    path = _write(tmp_path, twice + '  need = "asked"\n  kind = "text"')
    with pytest.raises(CategoryFileError, match=r"^a: repeated keys \['x'\]$"):
        load_categories(path)


def test_load_categories_refuses_a_kind_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^'colour' is not a valid Kind$"):
        load_categories(_write(tmp_path, 'kind = "colour"'))


def test_attribute_sizes_run_from_the_smallest_to_the_largest() -> None:
    shoes = category("alas_kaki")
    assert shoes is not None
    sizes = shoes.attribute("sizes_eu")
    assert sizes is not None
    assert sizes.kind is Kind.SIZES
    assert (sizes.sizes()[0], sizes.sizes()[-1]) == (20, 47)
