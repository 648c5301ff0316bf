"""Scans: taken by content, private, replaced and removed without a trace."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import (
    MakerFactory,
    PaperFactory,
    PartnerFactory,
    UserFactory,
    curator_user,
    maker_user,
    office_user,
)
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors
from photo_files import encoded, opened, phone_exif, scene, zip_file
from werkzeug.test import TestResponse

from accounts.models import User
from accounts.queries import log_of
from catalog.models import Maker, Paper
from catalog.paper_scans import MAX_BYTES, take_scan
from config import Settings
from database import db
from web.errors import RuleViolation

Browsers = Callable[[User], FlaskClient]
HOME = "/perajin-saya/dokumen"
PDF = b"%PDF-1.7\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>\n%%EOF\n"


def kept(settings: Settings) -> list[Path]:
    return [path for path in (settings.instance / "papers").rglob("*") if path.is_file()]


def send(browser: FlaskClient, data: bytes, name: str = "nib.pdf") -> TestResponse:
    fields = {
        "state": "claimed",
        "document_number": "9120001234567",
        "scan": (io.BytesIO(data), name),
    }
    return browser.post(f"{HOME}/baru/nib", data=fields, content_type="multipart/form-data")


def only_paper() -> Paper:
    db.session.expire_all()
    return db.session.query(Paper).one()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_picture_is_made_anew_without_its_place(app: Flask, kind: str) -> None:
    exif = phone_exif(6)
    scan = take_scan(io.BytesIO(encoded(scene(), kind, exif=exif.tobytes())))
    picture = opened(scan.data)
    assert (scan.format, picture.format, dict(picture.getexif())) == ("jpg", "JPEG", {})


def test_pdf_is_kept_as_it_came(app: Flask) -> None:
    scan = take_scan(io.BytesIO(PDF))
    assert (scan.format, scan.data) == ("pdf", PDF)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Berkas ini kosong. Pilih sekali lagi."),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "Kirim PDF atau foto (JPEG, PNG, HEIC, WebP).",
        ),
        (b"<!doctype html><script>1</script>%PDF-", "Kirim PDF atau foto (JPEG, PNG, HEIC, WebP)."),
        (zip_file(), "Kirim PDF atau foto (JPEG, PNG, HEIC, WebP)."),
        (PDF[:30], "Berkas ini rusak atau terpotong. Kirim sekali lagi."),
        (b"\xff\xd8\xff\xe0 not much more", "Berkas ini rusak atau terpotong. Kirim sekali lagi."),
        (b"%PDF-" + b"0" * MAX_BYTES, "Berkas ini lebih dari 10 MB. Kirim yang lebih kecil."),
    ],
)
def test_anything_else_gets_a_sentence(app: Flask, data: bytes, sentence: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        take_scan(io.BytesIO(data))
    assert (str(refused.value.message), refused.value.field) == (sentence, "scan")


def test_scan_goes_to_its_maker_and_the_office_alone(
    browser: FlaskClient, maker: Maker, client: FlaskClient, client_for: Browsers
) -> None:
    send(browser, PDF)
    paper = only_paper()
    office = office_user()
    others: list[User] = [
        maker_user(MakerFactory()),
        curator_user(PartnerFactory()),
        UserFactory(),
    ]
    db.session.commit()
    mine, theirs = f"{HOME}/{paper.id}/pindaian", f"/dinas/dokumen/{paper.id}/pindaian"
    for answer in (browser.get(mine), client_for(office).get(theirs)):
        assert (answer.status_code, answer.data) == (200, PDF)
        assert answer.headers["Content-Disposition"] == (
            f'attachment; filename="nib-{paper.id}.pdf"'
        )
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for person in others:
        assert client_for(person).get(mine).status_code == 404
        assert client_for(person).get(theirs).status_code == 404
    assert browser.get(theirs).status_code == 404
    assert client.get(mine).status_code == 303


def test_scan_lies_apart_from_photos_under_a_name_of_its_own(
    browser: FlaskClient, settings: Settings, client: FlaskClient
) -> None:
    before = set(kept(settings))
    send(browser, PDF)
    (file,) = set(kept(settings)) - before
    paper = only_paper()
    assert file.name == f"{paper.scan_name}.pdf"
    assert client.get(f"/foto/{paper.scan_name}.jpg").status_code == 404
    assert paper.scan_bytes == len(PDF)


def test_scan_is_replaced_and_removed(browser: FlaskClient, settings: Settings) -> None:
    before = set(kept(settings))
    send(browser, PDF)
    paper = only_paper()
    picture = encoded(scene(), "JPEG")
    fields = {
        "state": "claimed",
        "document_number": "9120001234567",
        "scan": (io.BytesIO(picture), "a.jpg"),
    }
    browser.post(f"{HOME}/{paper.id}", data=fields, content_type="multipart/form-data")
    (file,) = set(kept(settings)) - before
    assert (file.suffix, only_paper().scan_format) == (".jpg", "jpg")
    browser.post(f"{HOME}/{paper.id}/pindaian/hapus")
    assert set(kept(settings)) == before
    assert only_paper().scan_name is None
    assert browser.get(f"{HOME}/{paper.id}/pindaian").status_code == 404
    done = [row.action for row in log_of("paper", paper.id)]
    assert done == ["claim", "add_scan", "present", "replace_scan", "remove_scan"]


def test_removed_paper_takes_its_scan_along(browser: FlaskClient, settings: Settings) -> None:
    before = set(kept(settings))
    send(browser, PDF)
    browser.post(f"{HOME}/{only_paper().id}/hapus")
    assert (set(kept(settings)), db.session.query(Paper).count()) == (before, 0)


def test_confirmed_paper_may_still_get_a_scan(browser: FlaskClient, maker: Maker) -> None:
    paper = PaperFactory(maker=maker, state="confirmed")
    db.session.commit()
    fields = {"scan": (io.BytesIO(PDF), "nib.pdf")}
    answer = browser.post(f"{HOME}/{paper.id}", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert (only_paper().scan_format, only_paper().document_number) == ("pdf", "9120001234567")


def test_wrong_scan_keeps_what_was_typed(browser: FlaskClient) -> None:
    answer = send(browser, b"teks biasa", "nib.pdf")
    assert answer.status_code == 422
    assert errors(answer) == ["Kirim PDF atau foto (JPEG, PNG, HEIC, WebP)."]
    assert 'value="9120001234567"' in answer.text


def test_good_scan_beside_a_wrong_number_is_asked_for_again(browser: FlaskClient) -> None:
    fields = {"state": "claimed", "document_number": "1", "scan": (io.BytesIO(PDF), "nib.pdf")}
    answer = browser.post(f"{HOME}/baru/nib", data=fields, content_type="multipart/form-data")
    assert errors(answer) == ["NIB berisi 13 angka; ini 1.", "Pilih berkasnya sekali lagi."]


def test_more_than_10_mb_gets_a_sentence(browser: FlaskClient) -> None:
    head = 'Content-Disposition: form-data; name="scan"; filename="nib.pdf"'
    data = b"%PDF-" + b"0" * MAX_BYTES
    body = b"--batas\r\n" + head.encode() + b"\r\n\r\n" + data + b"\r\n--batas--\r\n"
    answer = browser.post(
        f"{HOME}/baru/nib",
        input_stream=io.BytesIO(body),
        content_length=len(body),
        content_type="multipart/form-data; boundary=batas",
    )
    assert answer.status_code == 422
    assert errors(answer)[-1] == "Berkas ini lebih dari 10 MB. Kirim yang lebih kecil."


def test_lost_file_is_not_found(browser: FlaskClient, settings: Settings) -> None:
    before = set(kept(settings))
    send(browser, PDF)
    (file,) = set(kept(settings)) - before
    file.unlink()
    assert browser.get(f"{HOME}/{only_paper().id}/pindaian").status_code == 404
