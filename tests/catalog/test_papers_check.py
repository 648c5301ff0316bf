"""`flask papers check`: one JSON line, and nothing stored."""

import json
from typing import Any

import pytest
from flask import Flask

from catalog.models import Paper
from database import db


def check(app: Flask, *arguments: str) -> dict[str, Any]:
    result = app.test_cli_runner().invoke(args=["papers", "check", *arguments])
    assert result.exit_code == 0, result.output
    (line,) = result.output.splitlines()
    answer: dict[str, Any] = json.loads(line)
    return answer


def test_papers_check_prints_what_the_number_says(app: Flask) -> None:
    answer = check(app, "pirt", "P-IRT No. 2063576010072-29", "--region", "kota")
    assert (answer["accepted"], answer["number"]) == (True, "2063576010072-29")
    assert (answer["codes"], answer["hints"], answer["ends"]) == ([], [], "2029-12-31")
    assert answer["facts"]["region"] == {"value": "3576", "words": "Kota Mojokerto"}
    assert db.session.query(Paper).count() == 0


def test_papers_check_says_why_a_number_is_refused(app: Flask) -> None:
    answer = check(app, "halal", "KH-123")
    assert (answer["accepted"], answer["codes"]) == (False, ["halal-decree"])
    (sentence,) = answer["messages"]
    assert sentence.startswith("Ini nomor ketetapan (KH), bukan nomor sertifikat.")


def test_papers_check_takes_an_edition_of_kbli(app: Flask) -> None:
    nib = check(app, "nib", "9120001234567", "--kbli", "13133", "--kbli-year", "2020")
    alone = check(app, "kbli", "13133", "--kbli-year", "2025")
    assert nib["facts"]["kbli"]["words"] == "13133: kain cetak, termasuk kain bermotif batik"
    assert alone["facts"]["kbli"]["words"].startswith("13133: batik dengan malam")
    assert [one["code"] for one in alone["hints"]] == ["kbli-other-year"]
    assert check(app, "kbli", "13133")["codes"] == ["kbli-year"]


@pytest.mark.parametrize(
    "kind", ["nib", "pirt", "halal", "bpom", "merek", "sni", "batikmark", "npwp", "kbli"]
)
def test_papers_check_refuses_an_empty_number(app: Flask, kind: str) -> None:
    assert check(app, kind, "")["accepted"] is False


def test_papers_check_masks_a_nik(app: Flask) -> None:
    assert check(app, "npwp", "3576011501900001")["number"] == "••••••••••••0001"


def test_papers_check_takes_dates_of_a_trademark(app: Flask) -> None:
    answer = check(app, "MEREK", "IDM000123456", "--registered-on", "2021-02-03")
    assert answer["ends"] == "2031-02-03"


def test_papers_check_forgives_an_application(app: Flask) -> None:
    answer = check(app, "halal", "SH2026-1-1", "--in-process")
    assert (answer["accepted"], answer["hints"][0]["code"]) == (True, "halal-prefix")


@pytest.mark.parametrize(
    "arguments", [["sim", "1"], ["merek", "IDM1", "--registered-on", "kemarin"]]
)
def test_papers_check_names_what_it_takes(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=["papers", "check", *arguments])
    assert (result.exit_code, "Usage" in result.output) == (2, True)
