# ruff: noqa: RUF001 - letters of another script are what is tested here.
"""What a dry run says of rows and files that people and their programs get wrong."""

import io
import random
from datetime import datetime
from typing import Any

import pytest
from catalog_goods import Browser
from factories import MakerFactory, maker_user
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sheet_files import BASKET, book_of, by_key, keys, kind, rows_of, sheet_of
from sheet_jobs import MAKER, bring_in, counts, job, products, send

from catalog.sheets.columns import columns_of
from database import db


@pytest.fixture
def browser(client_for: Browser) -> FlaskClient:
    user = maker_user(MakerFactory())
    db.session.commit()
    return client_for(user)


def wrong_cells(data: bytes) -> dict[int, set[str]]:
    """By row, the keys over cells that are coloured as wrong."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    found = {
        number: {
            str(heads[place])
            for place, cell in enumerate(row)
            if cell.fill.fgColor.rgb == "00F6C9BD"
        }
        for number, row in enumerate(sheet.iter_rows(min_row=3), 3)
    }
    return {number: marked for number, marked in found.items() if marked}


WRONG: list[tuple[str, Any]] = [
    ("price_rupiah", "mahal"),
    ("price_rupiah", -5),
    ("a_weight_g", "berat"),
    ("a_material", "Plutonium"),
    ("a_dimension_cm", "besar"),
    ("unit", "gerobak"),
    ("shippable", "mungkin"),
    ("lead_time_days", "besok"),
    ("subcategory", "Mobil"),
    ("name_id", None),
]


def test_exactly_the_fifty_wrong_rows_come_back_marked(browser: FlaskClient) -> None:
    chance = random.Random(7)  # noqa: S311 - a fixed seed is the point.
    rows = [BASKET | {"name_id": f"Keranjang {number}"} for number in range(400)]
    spoiled: dict[int, set[str]] = {}
    for count, place in enumerate(sorted(chance.sample(range(400), 50))):
        key, value = WRONG[count % len(WRONG)]
        rows[place] = rows[place] | {key: value}
        spoiled[place + 3] = {key, "errors"}
    sent = send(browser, sheet_of(*rows))
    assert counts(sent) == ("checked", 350, 0, 0, 50)
    data = browser.get(f"{MAKER}/{sent.id}/berkas").data
    assert wrong_cells(data) == spoiled
    back = by_key(rows_of(data))
    told = {number for number, row in enumerate(back, 3) if row["errors"]}
    assert told == set(spoiled)
    assert [row["name_id"] for row in back] == [row["name_id"] for row in rows]
    assert {one["row"] for one in sent.errors} == set(spoiled)


def test_marked_file_is_mended_and_sent_again(browser: FlaskClient) -> None:
    sheet = sheet_of(BASKET, BASKET | {"name_id": "Dua", "price_rupiah": "mahal"})
    bring_in(browser, send(browser, sheet))
    book = load_workbook(io.BytesIO(browser.get(f"{MAKER}/{job().id}/berkas").data))
    page = book.worksheets[0]
    page.cell(4, keys().index("price_rupiah") + 1).value = 50_000
    out = io.BytesIO()
    book.save(out)
    again = send(browser, out.getvalue())
    assert (counts(again), again.notes) == (("checked", 1, 0, 1, 0), [])


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("name_id", datetime(2026, 1, 2), "Sel ini terbaca sebagai tanggal"),  # noqa: DTZ001
        ("name_id", "x" * 121, "Paling banyak 120 huruf"),
        ("name_id", "#REF!", "Rumus di sel ini salah"),
        ("price_rupiah", 12.5, "Tulis harga dengan angka"),
        ("price_rupiah", 10**12, "terlalu kecil atau terlalu besar"),
        ("a_material", "Bambu; Emas murni", "“Emas murni” tidak ada di daftar"),
        ("a_weight_g", "99999999", "Isi antara"),
        ("keywords", ", ".join(f"kata{n}" for n in range(30)), "Paling banyak 12 kata"),
        ("photos", "; ".join(f"{n}.jpg" for n in range(13)), "Paling banyak 12 foto"),
        ("tier_1_from", 12, "Baris ini belum lengkap"),
        ("alts_id", "Tanpa foto", "lebih banyak daripada fotonya"),
    ],
)
def test_wrong_cell_is_told_in_words(
    browser: FlaskClient, key: str, value: object, sentence: str
) -> None:
    sent = send(browser, sheet_of(BASKET | {key: value}))
    assert counts(sent) == ("checked", 0, 0, 0, 1)
    assert sentence in sent.errors[0]["sentence"]
    assert sentence in browser.get(f"{MAKER}/{sent.id}").text


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("name_id", 2026, "2026"),
        ("name_id", "Batik O'Neil – “asli” 😀", "Batik O'Neil – “asli” 😀"),
        ("name_id", "\u202eأهلا", "أهلا"),
        ("price_rupiah", "Rp 125.000,-", 125_000),
        ("price_rupiah", "125rb", 125_000),
        ("price_rupiah", 125_000.0, 125_000),
        ("made_to_order", True, True),
        ("made_to_order", "yes", True),
        ("unit", "set", "set"),
        ("minimum_order", "12", 12),
        ("keywords", "anyaman; bambu, kado", ["anyaman", "bambu", "kado"]),
    ],
)
def test_cell_is_read_however_it_was_typed(
    browser: FlaskClient, key: str, value: object, stored: object
) -> None:
    bring_in(browser, send(browser, sheet_of(BASKET | {key: value})))
    assert getattr(products()[0].newest, key) == stored


@pytest.mark.parametrize(
    ("key", "value", "stored"),
    [
        ("a_material", "bamboo; ROTAN", ["bambu", "rotan"]),
        ("a_material", "Bambu, Rotan", ["bambu", "rotan"]),
        ("a_weight_g", "420 g", 420),
        ("a_weight_g", "1.250", 1250),
        ("a_dimension_cm", "30 × 22,5 x 18", [30, 22.5, 18]),
        ("a_shipping_pack", "Ya", True),
        ("a_shipping_pack", "Tidak", None),
    ],
)
def test_attribute_is_read_however_it_was_typed(
    browser: FlaskClient, key: str, value: object, stored: object
) -> None:
    bring_in(browser, send(browser, sheet_of(BASKET | {key: value})))
    assert products()[0].newest.attributes.get(key.removeprefix("a_")) == stored


def test_sizes_are_read_as_ranges(browser: FlaskClient) -> None:
    shoe = {"subcategory": "Sandal", "name_id": "Sandal", "a_sizes_eu": "36-38; 42"}
    columns = columns_of(kind("alas_kaki"), "id")
    sub = next(one for one in columns if one.key == "subcategory").offered[0][1]
    bring_in(browser, send(browser, sheet_of(shoe | {"subcategory": sub}, key="alas_kaki")))
    assert products()[0].newest.attributes == {"sizes_eu": [36, 37, 38, 42]}


def test_wholesale_and_options_come_from_their_columns(browser: FlaskClient) -> None:
    terms: dict[str, Any] = {"tier_1_from": 12, "tier_1_rupiah": 70_000, "tier_2_from": 40}
    terms |= {"tier_2_rupiah": "65rb", "option_1_name": "Warna", "option_1_values": "merah, biru"}
    bring_in(browser, send(browser, sheet_of(BASKET | terms)))
    newest = products()[0].newest
    assert newest.wholesale_tiers == [
        {"from": 12, "rupiah": 70_000},
        {"from": 40, "rupiah": 65_000},
    ]
    assert newest.options == [{"name": "Warna", "values": ["merah", "biru"]}]


def test_wholesale_above_retail_is_told_at_its_cell(browser: FlaskClient) -> None:
    sent = send(browser, sheet_of(BASKET | {"tier_1_from": 12, "tier_1_rupiah": 90_000}))
    assert [(one["row"], one["column"]) for one in sent.errors] == [(3, "Grosir 1: harga")]


def test_attribute_of_another_kind_is_told(browser: FlaskClient) -> None:
    row = {"subcategory": "Kain batik", "name_id": "Batik", "a_clothing_sizes": "S; M"}
    sent = send(browser, sheet_of(row, key="batik"))
    assert "Tidak berlaku untuk jenis produk ini" in sent.errors[0]["sentence"]


def test_both_languages_and_plain_headings_import(browser: FlaskClient) -> None:
    english = columns_of(kind(), "en")
    rows: list[list[Any]] = [[one.heading for one in english]]
    row = BASKET | {"subcategory": "Bamboo weaving", "a_material": "Bamboo", "name_en": "Basket"}
    offered = next(one for one in english if one.key == "subcategory").offered
    row |= {"subcategory": dict(offered)["anyaman_bambu"]}
    rows.append([row.get(one.key) for one in english])
    bring_in(browser, send(browser, book_of(rows, "Anything")))
    assert (products()[0].newest.name_en, len(products())) == ("Basket", 1)


def test_csv_with_semicolons_imports(browser: FlaskClient) -> None:
    text = 'Jenis produk;Nama produk *;Harga eceran\nAnyaman bambu;"Keranjang; besar";78.000\n'
    bring_in(browser, send(browser, b"\xef\xbb\xbf" + text.encode(), name="produk.csv"))
    newest = products()[0].newest
    assert (newest.name_id, newest.price_rupiah) == ("Keranjang; besar", 78_000)


def test_unknown_column_is_named_and_kept(browser: FlaskClient) -> None:
    head = ["subcategory", "name_id", "Catatan saya", "price_rupiah"]
    labels = ["Jenis", "Nama produk", "Catatan saya", "Harga"]
    sheet = book_of([head, labels, ["Anyaman bambu", "Satu", "rahasia", "mahal"]])
    sent = send(browser, sheet)
    assert sent.notes == ["Kolom yang tidak dikenal tidak dibaca: Catatan saya."]
    back = rows_of(browser.get(f"{MAKER}/{sent.id}/berkas").data)
    assert (back[1][2], back[2][:4]) == (
        "Catatan saya",
        ["Anyaman bambu", "Satu", "rahasia", "mahal"],
    )


def test_missing_columns_stay_as_they_were(browser: FlaskClient) -> None:
    bring_in(browser, send(browser, sheet_of(BASKET)))
    code = products()[0].code
    sheet = book_of([["code", "price_rupiah"], ["Kode", "Harga"], [code, 81_000]])
    assert counts(bring_in(browser, send(browser, sheet))) == ("imported", 0, 1, 0, 0)
    newest = products()[0].newest
    assert (newest.price_rupiah, newest.name_id) == (81_000, "Keranjang Tutup")
    assert newest.attributes["material"] == ["bambu"]


def test_repeated_code_and_repeated_row_are_told(browser: FlaskClient) -> None:
    sheet = sheet_of(BASKET | {"code": "B-1"}, BASKET | {"code": "B-1", "name_id": "Dua"}, BASKET)
    sent = send(browser, sheet)
    assert counts(sent) == ("checked", 1, 0, 0, 2)
    assert [one["sentence"] for one in sent.errors] == [
        "Kode ini sudah ada di baris 3.",
        "Baris ini sama dengan baris 3.",
    ]


def test_merged_cells_are_told(browser: FlaskClient) -> None:
    book = load_workbook(io.BytesIO(sheet_of(BASKET, BASKET | {"name_id": None})))
    place = keys().index("name_id") + 1
    book.worksheets[0].merge_cells(start_row=3, end_row=4, start_column=place, end_column=place)
    out = io.BytesIO()
    book.save(out)
    sent = send(browser, out.getvalue())
    assert sent.notes == ["Ada sel yang digabung. Pisahkan: tiap produk perlu selnya sendiri."]
    assert counts(sent) == ("checked", 1, 0, 0, 1)


def test_example_row_is_passed_over(browser: FlaskClient) -> None:
    sheet = sheet_of({"code": "CONTOH", "name_id": "Nama produk Anda"}, BASKET)
    assert counts(send(browser, sheet)) == ("checked", 1, 0, 0, 0)
