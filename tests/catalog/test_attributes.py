# ruff: noqa: RUF001 - signs that people type and print are what is tested here.
from typing import Any

import pytest

from catalog.attribute_values import read_number
from catalog.attributes import (
    attribute_rows,
    chosen,
    facet_values,
    missing_attributes,
    validate_attributes,
)
from catalog.categories import Need

CLOTH: dict[str, Any] = {
    "technique": "tulis",
    "motif": ["surya_majapahit"],
    "fabric": "katun_primisima",
    "dye": "alami",
    "size_cm": [250, 115],
}
SNACK: dict[str, Any] = {
    "composition": "tempe, daun jeruk",
    "net_weight_g": 150,
    "allergens": ["kedelai"],
    "shelf_life_days": 120,
    "storage": "kering_sejuk",
}


def cloth(**values: object) -> tuple[dict[str, Any], dict[str, str]]:
    return validate_attributes("batik", "kain_batik", CLOTH | values, draft=False)


def snack(**values: object) -> tuple[dict[str, Any], dict[str, str]]:
    return validate_attributes("mamin", "keripik", SNACK | values, draft=False)


def test_validate_attributes_gives_clean_values_back_unchanged() -> None:
    assert cloth() == (CLOTH, {})
    assert snack() == (SNACK, {})


def test_validate_attributes_wants_every_required_value() -> None:
    clean, errors = validate_attributes("batik", "kain_batik", {}, draft=False)
    assert clean == {}
    assert errors == dict.fromkeys(
        ["technique", "motif", "fabric", "dye", "size_cm"], "Bagian ini perlu diisi."
    )


def test_validate_attributes_lets_a_draft_miss_values_but_not_break_them() -> None:
    clean, errors = validate_attributes(
        "batik", "kain_batik", {"technique": "", "size_cm": "lebar sekali"}, draft=True
    )
    assert clean == {}
    assert errors == {"size_cm": "Tulis ukuran seperti 250 x 115."}


def test_validate_attributes_drops_what_the_subcategory_does_not_have() -> None:
    clean, errors = cloth(clothing_sizes=["m"], harga="1", heel_cm=3)
    assert (clean, errors) == (CLOTH, {})


def test_validate_attributes_refuses_an_unknown_subcategory() -> None:
    with pytest.raises(KeyError):
        validate_attributes("batik", "keripik", {}, draft=True)


@pytest.mark.parametrize(
    ("typed", "sides"),
    [
        ("250 x 115", [250, 115]),
        ("250x115 cm", [250, 115]),
        ("2,5 m × 1,15 m", [250, 115]),
        ("2,5 x 1,15 m", [250, 115]),
        ("30 X 22 X 18", [30, 22, 18]),
        ("20 kali 20", [20, 20]),
        ("25.5 x 11.5", [25.5, 11.5]),
    ],
)
def test_dimensions_are_read_as_people_write_them(typed: str, sides: list[float]) -> None:
    clean, errors = cloth(size_cm=typed)
    assert errors == {}
    assert clean["size_cm"] == sides


@pytest.mark.parametrize("typed", ["250", "1 x 2 x 3 x 4", "besar x kecil", "250 x <b>", "x"])
def test_dimensions_refuse_what_is_not_a_size(typed: str) -> None:
    _, errors = cloth(size_cm=typed)
    assert list(errors) == ["size_cm"]


def test_dimensions_refuse_a_size_beyond_the_limits() -> None:
    _, errors = cloth(size_cm="250 x 99999")
    assert errors == {"size_cm": "Isi antara 1 dan 2000 cm."}


@pytest.mark.parametrize(
    ("typed", "grams"),
    [("150", 150), ("1.250", 1250), ("150 g", 150), ("2,5", 2.5), ("2.5", 2.5), (" 7 ", 7)],
)
def test_number_is_read_as_people_write_it(typed: str, grams: float) -> None:
    clean, errors = snack(net_weight_g=typed)
    assert errors == {}
    assert clean["net_weight_g"] == grams


@pytest.mark.parametrize(
    ("typed", "lang", "read"),
    [
        ("1.250", "id", 1250),
        ("1.250,5", "id", 1250.5),
        ("2.5", "id", 2.5),
        ("1,250", "en", 1250),
        ("1,250.5", "en", 1250.5),
        ("2,5", "en", 2.5),
        ("1.25", "en", 1.25),
    ],
)
def test_number_is_read_in_the_way_of_the_language(typed: str, lang: str, read: float) -> None:
    assert read_number(typed, lang) == read


@pytest.mark.parametrize("typed", ["banyak", "1e5", "nan", "inf", "١٥٠", "1.25.0", "--1", "0x10"])
def test_number_refuses_words(typed: str) -> None:
    _, errors = snack(net_weight_g=typed)
    assert errors == {"net_weight_g": "Tulis dengan angka, misalnya 12 atau 2,5."}


def test_number_refuses_a_fraction_where_it_is_whole() -> None:
    _, errors = snack(shelf_life_days="2,5")
    assert errors == {"shelf_life_days": "Tulis angka bulat, tanpa koma."}


def test_number_names_its_limits_and_unit_in_the_language() -> None:
    _, errors = validate_attributes(
        "mamin", "keripik", SNACK | {"shelf_life_days": "-3"}, draft=False, lang="en"
    )
    assert errors == {"shelf_life_days": "Isi antara 1 dan 3650 days."}


def test_choice_refuses_what_is_not_listed() -> None:
    _, errors = cloth(technique="<script>alert(1)</script>")
    assert errors == {"technique": "Pilih salah satu dari daftar."}


def test_choice_other_keeps_its_words() -> None:
    clean, errors = cloth(fabric="other", fabric_other="  serat nanas ")
    assert errors == {}
    assert (clean["fabric"], clean["fabric_other"]) == ("other", "serat nanas")


def test_choice_other_wants_its_words() -> None:
    _, errors = cloth(motif=["other"])
    assert errors == {"motif_other": "Tulis apa yang Anda maksud dengan “lainnya”."}


def test_choice_other_is_refused_where_the_list_is_complete() -> None:
    _, errors = cloth(dye="other")
    assert errors == {"dye": "Pilih salah satu dari daftar."}


def test_words_beside_other_are_dropped_when_other_is_not_taken() -> None:
    clean, _ = cloth(motif_other="Bunga Tanjung")
    assert clean == CLOTH


def test_choices_are_kept_once_and_in_the_order_of_the_list() -> None:
    clean, errors = snack(allergens=["wijen", "telur", "wijen", ""])
    assert errors == {}
    assert clean["allergens"] == ["telur", "wijen"]


def test_choices_refuse_none_together_with_one() -> None:
    _, errors = snack(allergens=["tidak_ada", "telur"])
    assert errors == {"allergens": "“Tidak ada alergen” tidak bisa dipilih bersama yang lain."}


def test_choices_refuse_a_list_that_nobody_typed() -> None:
    _, errors = snack(allergens=["telur"] * 61)
    assert errors == {"allergens": "Terlalu banyak pilihan."}


def test_sizes_are_sorted_numbers() -> None:
    clean, errors = validate_attributes(
        "alas_kaki", "sneakers", {"sizes_eu": ["42", "38", "39"]}, draft=True
    )
    assert (clean, errors) == ({"sizes_eu": [38, 39, 42]}, {})


def test_sizes_refuse_a_size_that_no_foot_has() -> None:
    _, errors = validate_attributes("alas_kaki", "sneakers", {"sizes_eu": ["99"]}, draft=True)
    assert errors == {"sizes_eu": "Isi antara 20 dan 47."}


@pytest.mark.parametrize(("typed", "kept"), [("y", True), (True, True), ("on", True)])
def test_boolean_keeps_only_a_yes(typed: object, kept: object) -> None:
    assert cloth(one_of_a_kind=typed)[0]["one_of_a_kind"] == kept


@pytest.mark.parametrize("typed", ["", "no", False, None, "tidak"])
def test_boolean_drops_everything_else(typed: object) -> None:
    assert cloth(one_of_a_kind=typed) == (CLOTH, {})


def test_text_has_a_limit() -> None:
    _, errors = snack(composition="a" * 10_000)
    assert errors == {"composition": "Paling banyak 1000 huruf; persingkat sedikit."}


def test_text_keeps_emoji_and_markup_as_they_are() -> None:
    clean, errors = snack(composition="tempe 🌶️ <b>pedas</b> '; DROP TABLE--")
    assert errors == {}
    assert clean["composition"] == "tempe 🌶️ <b>pedas</b> '; DROP TABLE--"


def test_missing_attributes_lists_what_curators_ask_for() -> None:
    missing = missing_attributes("mamin", "keripik", SNACK, Need.ASKED)
    assert [one.key for one in missing] == ["packaging", "nutrition_test", "batch_code"]
    assert missing_attributes("mamin", "keripik", SNACK, Need.REQUIRED) == []


def test_attribute_rows_speak_indonesian() -> None:
    rows = attribute_rows("batik", CLOTH | {"size_cm": [250.5, 115]}, "id")
    assert [(row.label, row.value) for row in rows] == [
        ("Teknik", "Batik tulis"),
        ("Motif", "Surya Majapahit"),
        ("Bahan kain", "Katun primisima"),
        ("Pewarna", "Alami"),
        ("Ukuran kain", "250,5 × 115 cm"),
    ]


def test_attribute_rows_speak_english_and_say_when_they_cannot() -> None:
    rows = attribute_rows(
        "mamin", SNACK | {"serving": "Siap makan", "serving_en": "Ready to eat"}, "en"
    )
    assert [(row.label, row.value, row.lang) for row in rows] == [
        ("Ingredients", "tempe, daun jeruk", "id"),
        ("Net weight", "150 g", "en"),
        ("Allergens", "Soy", "en"),
        ("Keeps for", "120 days", "en"),
        ("Storage", "Dry and cool, tightly closed", "en"),
        ("How to serve", "Ready to eat", "en"),
    ]


def test_attribute_rows_fold_runs_of_sizes() -> None:
    rows = attribute_rows("alas_kaki", {"sizes_eu": [36, 37, 38, 40, 42, 43]}, "id")
    assert [row.value for row in rows] == ["36–38, 40, 42–43"]


def test_attribute_rows_show_the_words_beside_other() -> None:
    rows = attribute_rows(
        "batik", {"motif": ["sulur", "other"], "motif_other": "Bunga Tanjung"}, "id"
    )
    assert [row.value for row in rows] == ["Sulur, Bunga Tanjung"]


def test_attribute_rows_survive_a_choice_that_was_taken_out_of_the_file() -> None:
    assert attribute_rows("batik", {"fabric": "kain_masa_lalu"}, "id") == []


def test_facet_values_are_keys_as_strings() -> None:
    values = {"sizes_eu": [38, 39], "gender": "pria", "custom_logo": True, "upper": ["other"]}
    assert facet_values("alas_kaki", values) == {
        "sizes_eu": ["38", "39"],
        "gender": ["pria"],
        "custom_logo": ["true"],
    }


def test_chosen_yields_each_listed_choice() -> None:
    pairs = [(a.key, c.key) for a, c in chosen("batik", CLOTH)]
    assert pairs == [
        ("technique", "tulis"),
        ("motif", "surya_majapahit"),
        ("fabric", "katun_primisima"),
        ("dye", "alami"),
    ]
