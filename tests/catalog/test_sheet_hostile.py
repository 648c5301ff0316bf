"""Files that are broken, false or hostile: each gets a sentence, and nothing is written."""

import gc
import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from catalog_goods import Browser
from factories import MakerFactory, maker_user
from flask.testing import FlaskClient
from sheet_files import BASKET, book_of, sheet_of
from sheet_jobs import MAKER, counts, products, send

from catalog.sheets import reading
from catalog.sheets.archive import MAX_PARTS
from database import db


@pytest.fixture
def browser(client_for: Browser) -> FlaskClient:
    user = maker_user(MakerFactory())
    db.session.commit()
    return client_for(user)


def _repacked(change: dict[str, bytes]) -> bytes:
    """A right sheet with some of its parts changed or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(sheet_of(BASKET))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in {*old.namelist(), *change}:
            new.writestr(name, change.get(name) or old.read(name))
    return out.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData><row r='1'><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>"
)
SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    b'<?xml version="1.0"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="999999999"><c r="A999999999" t="inlineStr"><is><t>x</t></is></c></row>'
    b"</sheetData></worksheet>"
)


def _bomb() -> bytes:
    return _repacked({"xl/media/image.xml": b"0" * (160 * 1024 * 1024)})


def _open_sheets() -> list[str]:
    """What is open below a folder of sheets; another thread may close something meanwhile."""
    found = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):
            found.append(str(link.readlink()))
    return [path for path in found if "/sheets/" in path]


@contextmanager
def no_file_left_open() -> Iterator[None]:
    """Fail when a sheet is still open afterwards, without waiting for a collection to close it."""
    gc.disable()
    try:
        yield
        assert not _open_sheets()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: _repacked({SHEET: LAUGHS}), "rusak atau terpotong"),
        (lambda: _repacked({SHEET: LAUGHS.decode().encode("utf-16")}), "rusak atau terpotong"),
        (lambda: _repacked({SHEET: FAR}), "rusak atau terpotong"),
        (lambda: _repacked({SHEET: b"not xml"}), "rusak atau terpotong"),
        (lambda: _repacked({"xl/workbook.xml": b"<workbook/>"}), ""),
        (_bomb, "terlalu besar untuk dibuka"),
        (lambda: _repacked({f"x{n}": b"x" for n in range(2001)}), "terlalu besar untuk dibuka"),
        (lambda: sheet_of(BASKET)[:-400], "rusak atau terpotong"),
        (lambda: sheet_of(BASKET)[:300] + b"\0" * 300 + sheet_of(BASKET)[600:], ""),
        (lambda: book_of([["a", "b"], [1, 2]]), "Judul kolomnya tidak kami kenali"),
        (lambda: book_of([[]]), "Judul kolomnya tidak kami kenali"),
        (sheet_of, "Belum ada baris produk"),
        (lambda: book_of([["name_id", "price_rupiah"], ["x", 1]]), "Mulailah dari templat"),
        (lambda: book_of([["code", "name_id", "name_id"], ["", "x", "y"]]), "ada dua kali"),
    ],
)
def test_file_that_cannot_be_used_is_refused_in_words(
    browser: FlaskClient,
    make: Callable[[], bytes],
    sentence: str,
) -> None:
    with no_file_left_open():
        sent = send(browser, make())
    assert (sent.state.value, sent.rows_right, products()) == ("failed", 0, [])
    assert sentence in sent.problem
    page = browser.get(f"{MAKER}/{sent.id}")
    assert (page.status_code, "tidak bisa dipakai" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "kosong.xlsx", "kosong"),
        (b"MZ\x90\x00\x03" * 50, "produk.xlsx", "bukan lembar kerja"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" * 50, "produk.xls", "format Excel lama"),
        ("Nama;Harga\nCaf\xe9;1".encode("latin-1") * 900, "produk.csv", "bukan lembar kerja"),
    ],
)
def test_file_that_is_no_sheet_is_refused_at_once(
    browser: FlaskClient, data: bytes, name: str, sentence: str
) -> None:
    answer = browser.post(f"{MAKER}/unggah", data={"sheet": (io.BytesIO(data), name)})
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_upload_without_a_file_or_with_a_false_zip_is_refused(browser: FlaskClient) -> None:
    answer = browser.post(f"{MAKER}/unggah", data={})
    assert (answer.status_code, "Pilih berkas lembar kerjanya dulu" in answer.text) == (422, True)
    data = {
        "sheet": (io.BytesIO(sheet_of(BASKET)), "produk.xlsx"),
        "photos": (io.BytesIO(b"MZ"), "foto.zip"),
    }
    answer = browser.post(f"{MAKER}/unggah", data=data)
    assert (answer.status_code, "bukan ZIP" in answer.text) == (422, True)


def test_too_many_rows_are_refused(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 20)
    rows = [BASKET | {"name_id": f"K {number}"} for number in range(21)]
    assert counts(send(browser, sheet_of(*rows[:20]))) == ("checked", 20, 0, 0, 0)
    sent = send(browser, sheet_of(*rows))
    assert (sent.state.value, "Paling banyak 20 baris" in sent.problem) == ("failed", True)
    rows += [BASKET | {"name_id": f"M {number}"} for number in range(30)]
    assert send(browser, sheet_of(*rows)).state.value == "failed"


def test_archive_with_too_many_parts_is_refused(browser: FlaskClient) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(f"{number}.jpg", b"x")
    sent = send(browser, sheet_of(BASKET), photos=out.getvalue())
    assert (sent.state.value, products()) == ("failed", [])
    assert "terlalu besar untuk dibuka" in sent.problem


def test_archive_with_paths_and_strangers_gives_only_its_photos(browser: FlaskClient) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../etc/passwd", "/abs/x.exe", "..\\..\\evil.jpg", "__MACOSX/._a.jpg"):
            archive.writestr(name, b"MZ nothing")
        archive.writestr("inner.zip", out.getvalue())
    sheet = sheet_of(BASKET | {"photos": "evil.jpg"}, BASKET | {"name_id": "Dua"})
    sent = send(browser, sheet, photos=out.getvalue())
    assert counts(sent) == ("checked", 1, 0, 0, 1)
    assert "bukan foto" in sent.errors[0]["sentence"]
