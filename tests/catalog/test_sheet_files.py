"""Templates and exports: what stands in them, and that a spreadsheet can do no harm with them."""

import io
import zipfile
from pathlib import Path

import pytest
from catalog_goods import Browser, draft
from factories import MakerFactory, RevisionFactory, listed_product, office_user
from flask import Flask
from openpyxl import load_workbook
from sheet_files import by_key, keys, kind, rows_of

from catalog import categories as category_module
from catalog.categories import categories, load_categories
from catalog.products import save_draft
from catalog.sheets.columns import columns_of
from catalog.sheets.exporting import export_file, template_file
from catalog.sheets.product_rows import digest
from database import db


def test_template_has_hidden_keys_headings_and_an_example(app: Flask) -> None:
    book = load_workbook(template_file(kind("batik"), "id"))
    sheet = book.worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert sheet.row_dimensions[1].hidden
    assert rows[0] == keys("batik")
    heads = dict(zip(rows[0], rows[1], strict=True))
    assert (heads["name_id"], heads["a_technique"]) == ("Nama produk *", "Teknik *")
    assert heads["story_id"] == "Cerita satu kalimat"
    assert (len(rows), rows[2][0]) == (3, "CONTOH")
    assert [one.title for one in book.worksheets] == ["Batik & wastra", "Petunjuk", "Daftar"]
    assert book["Daftar"].sheet_state == "hidden"


def test_template_speaks_english(app: Flask) -> None:
    rows = rows_of(template_file(kind("batik"), "en"))
    heads = dict(zip(rows[0], rows[1], strict=True))
    assert rows[0] == keys("batik")
    assert (heads["a_technique"], rows[2][0]) == ("Technique *", "EXAMPLE")


@pytest.mark.parametrize("key", [one.key for one in categories()])
def test_template_offers_every_list_whole(app: Flask, key: str) -> None:
    book = load_workbook(template_file(kind(key), "id"))
    sheet, lists = book.worksheets[0], book["Daftar"]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            start, _, end = rule.formula1.removeprefix("Daftar!").replace("$", "").partition(":")
            place = str(rule.sqref).split(":")[0].rstrip("0123456789")
            cells = [row[0].value for row in lists[start:end]]
            offered[sheet[f"{place}1"].value] = cells
            assert None not in cells
    for column in columns_of(kind(key), "id"):
        if column.kind == "pick" or (column.attribute and column.attribute.kind == "choice"):
            if column.kind == "text":
                continue
            assert offered[column.key] == [label for _key, label in column.offered]
    assert offered["shippable"] == ["Ya", "Tidak"]


def test_template_gains_a_column_by_the_data_file_alone(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = category_module.DATA_FILE.read_text(encoding="utf-8")
    added = '[[category.attributes]]\nkey = "loom"\nid = "Alat tenun"\nen = "Loom"\n'
    added += 'kind = "text"\nneed = "required"\n\n  [[category.attributes]]'
    file = tmp_path / "categories.toml"
    file.write_text(text.replace("[[category.attributes]]", added, 1), encoding="utf-8")
    grown = load_categories(file)
    columns = {one.key: one.heading for one in columns_of(grown[0], "id")}
    assert columns["a_loom"] == "Alat tenun *"
    assert len(columns) == len(columns_of(categories()[0], "id")) + 1


def test_export_has_the_newest_revision_of_each_own_product(app: Flask) -> None:
    maker = MakerFactory()
    shown = listed_product(product__maker=maker, name_id="Keranjang")
    shown.code = "P-1"
    save_draft(product=shown, changes={"price_rupiah": 91_000})
    listed_product(name_id="Milik orang lain")
    db.session.commit()
    rows = by_key(rows_of(export_file(kind(), "id", maker=maker)))
    assert [row["name_id"] for row in rows] == ["Keranjang"]
    assert (rows[0]["code"], rows[0]["price_rupiah"]) == ("P-1", 91_000)
    assert rows[0]["version"] == digest(shown.newest)
    assert rows[0]["photos"] == f"{shown.newest.photos[0].photo.name[:12]}.jpg"
    assert rows[0]["alts_id"] == "Foto produk"


def test_export_of_the_office_says_whose_each_product_is(app: Flask) -> None:
    one, other = listed_product(), listed_product()
    db.session.commit()
    rows = by_key(rows_of(export_file(kind(), "id", maker=None, with_maker=True)))
    assert [row["maker"] for row in rows] == [one.maker.slug, other.maker.slug]


@pytest.mark.parametrize("name", ["=1+1", "+62 Batik", "-5", "@SUM(A1)", "=HYPERLINK(A1)"])
def test_export_never_holds_a_formula(app: Flask, name: str) -> None:
    revision = RevisionFactory(name_id=name)
    db.session.commit()
    file = export_file(kind(), "id", maker=revision.product.maker)
    data = file.read()
    cell = load_workbook(io.BytesIO(data)).worksheets[0].cell(3, keys().index("name_id") + 1)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [part for part in parts.namelist() if part.startswith("xl/worksheets/")]
        assert [part for part in sheets if b"<f>" in parts.read(part)] == []


def test_digest_changes_with_what_a_product_says(app: Flask) -> None:
    _, product = draft()
    before = digest(product.newest)
    assert digest(product.newest) == before
    save_draft(product=product, changes={"story_id": "Baru."})
    assert digest(product.newest) != before


@pytest.mark.parametrize("path", ["", "/templat/kriya", "/ekspor/kriya"])
def test_maker_reaches_every_sheet_page(client_for: Browser, path: str) -> None:
    user, _ = draft()
    assert client_for(user).get(f"/perajin-saya/lembar{path}").status_code == 200


@pytest.mark.parametrize("path", ["", "/templat/kriya", "/ekspor?kelompok=kriya"])
def test_office_reaches_every_sheet_page(client_for: Browser, path: str) -> None:
    draft()
    office = office_user()
    db.session.commit()
    assert client_for(office).get(f"/dinas/lembar{path}").status_code == 200


def test_maker_sees_only_own_products_in_the_export(client_for: Browser) -> None:
    user, _ = draft(name_id="Milik saya")
    rival, _ = draft(name_id="Milik rival")
    answer = client_for(user).get("/perajin-saya/lembar/ekspor/kriya")
    assert [row["name_id"] for row in by_key(rows_of(answer.data))] == ["Milik saya"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer = client_for(rival).get("/perajin-saya/lembar/ekspor/kriya")
    assert [row["name_id"] for row in by_key(rows_of(answer.data))] == ["Milik rival"]


@pytest.mark.parametrize(
    "path",
    [
        "/perajin-saya/lembar/templat/mobil",
        "/perajin-saya/lembar/ekspor/mobil",
        "/dinas/lembar",
        "/dinas/lembar/templat/kriya",
        "/dinas/lembar/ekspor?kelompok=kriya",
    ],
)
def test_maker_meets_404_beyond_the_own_sheets(client_for: Browser, path: str) -> None:
    user, _ = draft()
    assert client_for(user).get(path).status_code == 404


@pytest.mark.parametrize("asked", ["", "?kelompok=mobil", "?kelompok=kriya&perajin=tidak-ada"])
def test_office_export_of_nothing_known_is_404(client_for: Browser, asked: str) -> None:
    office = office_user()
    db.session.commit()
    assert client_for(office).get(f"/dinas/lembar/ekspor{asked}").status_code == 404
