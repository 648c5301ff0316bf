"""Rounds so small or so even that arithmetic has nothing to say: no NaN anywhere."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from curation_rounds import Town, admitted, person_of, scored
from flask import Flask
from flask.testing import FlaskClient
from release_forms import hidden_fields
from sqlalchemy import select

from accounts.models import User
from curation.entry_models import Decision, Entry
from database import db

Browser = Callable[[User], FlaskClient]

# What Python, JavaScript and careless templates write where there is no number.
NO_NUMBER = re.compile(r"\b(?:nan|inf|infinity|none|undefined)\b", re.IGNORECASE)
HEAD = "curator,entry,score\n"


def analysed(app: Flask, folder: Path, rows: str) -> dict[str, Any]:
    """What the command answers, read as strictly as JSON is defined."""
    path = folder / "scores.csv"
    path.write_text(HEAD + rows)
    result = app.test_cli_runner().invoke(args=["curation", "analyse", str(path), "--json"])
    assert (result.exit_code, result.stderr) == (0, "")

    def refuse(constant: str) -> None:
        pytest.fail(f"{constant} is no JSON")

    answer: dict[str, Any] = json.loads(result.stdout, parse_constant=refuse)
    return answer


def words(page: str) -> str:
    """What a page says to people and to scripts, without tags' own words such as none."""
    body = page.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0]
    values = " ".join(re.findall(r'(?:value|d|points|style|cx|cy|x|y)="([^"]*)"', body))
    return re.sub(r"<[^>]*>", " ", body) + " " + values


def pages_without_nonsense(town: Town, client_for: Browser, entries: list[Entry]) -> str:
    """Walk the round to its end; give the chair's table as it stood before the release."""
    db.session.commit()
    chair, table = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    seen = {path: chair.get(path).text for path in (table, f"{table}/pembagian")}
    seen |= {path: chair.get(path).text for path in (f"/ketua/ajuan/{e.id}" for e in entries)}
    chair.post(f"{table}/usulkan")
    preview = chair.get(f"{table}/pengumuman").text
    assert chair.post(f"{table}/pengumuman", data=hidden_fields(preview)).status_code == 303
    for entry in entries:
        path = f"/perajin-saya/ajuan/{entry.id}"
        seen[path] = client_for(person_of(town, entry.product.maker)).get(path).text
    wrong = {
        path: found for path, page in seen.items() if (found := NO_NUMBER.findall(words(page)))
    }
    assert wrong == {}
    sealed = [
        json.dumps(one, allow_nan=False) for one in db.session.scalars(select(Decision.snapshot))
    ]
    assert len(sealed) == len(entries)
    return seen[table]


def entry_with(town: Town, *values: int) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator, value in zip(town.curators, values, strict=False):
        scored(entry, curator, value)
    return entry


def test_one_curator_has_no_agreement_and_no_spread(
    app: Flask, town: Town, client_for: Browser, tmp_path: Path
) -> None:
    answer = analysed(app, tmp_path, "A,x,60\nA,y,70\n")
    assert set(answer["alpha"].values()) == {None}
    assert {one["spread"] for one in answer["entries"]} == {None}
    town.round.sheets_wanted = 1
    table = pages_without_nonsense(town, client_for, [entry_with(town, 3), entry_with(town, 4)])
    assert "belum ada produk yang juga dinilai kurator lain" in table


def test_one_entry_stands_alone(
    app: Flask, town: Town, client_for: Browser, tmp_path: Path
) -> None:
    answer = analysed(app, tmp_path, "A,x,60\nB,x,80\n")
    assert [(one["rank"], one["adjusted"]) for one in answer["entries"]] == [(1, 70.0)]
    assert answer["alpha"]["interval"] == 0.0
    pages_without_nonsense(town, client_for, [entry_with(town, 3, 4)])


def test_identical_scores_say_nothing_of_agreement_and_tie(
    app: Flask, town: Town, client_for: Browser, tmp_path: Path
) -> None:
    answer = analysed(app, tmp_path, "A,x,60\nB,x,60\nA,y,60\nB,y,60\n")
    assert {why["code"] for why in answer["alpha_reasons"].values()} == {"no_variation"}
    assert [(one["rank"], one["tied"]) for one in answer["entries"]] == [(1, True), (1, True)]
    assert [one["offset"] for one in answer["curators"]] == [0.0, 0.0]
    table = pages_without_nonsense(town, client_for, [entry_with(town, 4, 4) for _ in range(2)])
    assert "Seri yang belum diurutkan" in table


def test_curators_who_share_nothing_are_compared_by_raw_scores(
    app: Flask, town: Town, client_for: Browser, tmp_path: Path
) -> None:
    # B is mild beside A, so x falls below z once corrected; but z belongs to another group.
    rows = "A,w,40\nB,w,80\nB,x,80\nC,z,75\n"
    answer = analysed(app, tmp_path, rows)
    assert answer["components"] == 2
    assert [one["entry"] for one in answer["entries"]] == ["x", "z", "w"]
    x, z, _w = answer["entries"]
    assert x["adjusted"] < z["adjusted"]
    town.round.sheets_wanted = 1
    first, second = admitted(town), admitted(town)
    for entry, curator in zip((first, second), town.curators, strict=True):
        person_of(town, entry.product.maker)
        scored(entry, curator, 4)
    table = pages_without_nonsense(town, client_for, [first, second])
    assert "Ada 2 kelompok kurator" in table
