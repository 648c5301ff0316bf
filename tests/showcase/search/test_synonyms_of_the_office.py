"""The office's synonyms: what they do to searches, and what cannot be said."""

import time
from collections.abc import Callable

import pytest
from factories import listed_product, office_user
from flask import Flask
from flask.testing import FlaskClient
from meilisearch_server import Meili, point
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from accounts.models import LogEntry, User
from database import db
from showcase.models import SearchSynonym
from showcase.search import synonyms as module
from showcase.search.query import search
from showcase.search.request import read_request
from showcase.search.synonyms import OwnRule, built_in, forbidden, with_own
from showcase.states import SynonymKind
from web.tasks import run_everything

Browsers = Callable[[User], FlaskClient]
PATH = "/dinas/pencarian/padanan"
EQUAL, LEADS, OFF = SynonymKind


@pytest.fixture
def office(client_for: Browsers, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.0)
    user = office_user()
    db.session.commit()
    return client_for(user)


def say(office: FlaskClient, kind: str, word: str, others: str = "") -> tuple[int, str]:
    answer = office.post(PATH, data={"kind": kind, "word": word, "others": others})
    return answer.status_code, answer.get_data(as_text=True)


def said() -> list[tuple[str, str, list[str]]]:
    db.session.rollback()
    rows = db.session.scalars(select(SearchSynonym).order_by(SearchSynonym.id))
    return [(row.kind.value, row.word, row.others) for row in rows]


def test_equals_find_each_other_and_leads_go_one_way() -> None:
    found = with_own(
        {"a": ["b"], "b": ["a"]},
        [OwnRule(EQUAL, "x", ("y", "z")), OwnRule(LEADS, "a", ("q",)), OwnRule(LEADS, "n", ("a",))],
    )
    assert found == {
        "a": ["b", "q"],
        "b": ["a"],
        "x": ["y", "z"],
        "y": ["x", "z"],
        "z": ["x", "y"],
        "n": ["a"],
    }


def test_what_is_taken_off_finds_nothing_and_is_not_found_by_it() -> None:
    found = with_own({"a": ["b"], "b": ["a"], "c": ["b", "a"]}, [OwnRule(OFF, "a")])
    assert found == {"c": ["b"]}


def test_what_comes_with_etalase_breaks_none_of_its_own_rules() -> None:
    assert forbidden(built_in()) is None


def test_words_are_tidied_saved_logged_and_taken_back(office: FlaskClient) -> None:
    assert say(office, "equal", "  Udeng  Batik ", "Iket,\nBLANGKON lembut, iket")[0] == 303
    assert said() == [("equal", "udeng batik", ["iket", "blangkon lembut"])]
    page = office.get(PATH).get_data(as_text=True)
    assert "iket, blangkon lembut" in page
    rule = db.session.scalars(select(SearchSynonym)).one()
    assert office.post(f"{PATH}/{rule.id}/hapus").status_code == 303
    assert said() == []
    assert office.post(f"{PATH}/{rule.id}/hapus").status_code == 404
    actions = select(LogEntry.action).where(LogEntry.subject_kind == "synonym")
    assert list(db.session.scalars(actions.order_by(LogEntry.id))) == ["add", "remove"]
    assert "Menambah padanan kata" in office.get("/dinas/catatan").get_data(as_text=True)


@pytest.mark.parametrize(
    ("kind", "word", "others", "sentence"),
    [
        ("equal", "", "b", "Bagian ini perlu diisi."),
        ("equal", "iket", "", "Tulis paling sedikit satu kata lain."),
        ("equal", "iket", "iket, IKET", "Tulis paling sedikit satu kata lain."),
        ("off", "kata tak dikenal", "", "tidak punya padanan bawaan"),
        ("equal", "iket", ",".join(f"k{n}" for n in range(13)), "Paling banyak 12 kata"),
        ("equal", "iket", "x" * 61, "Paling banyak 12 kata"),
        ("equal", "kulit", "kulit sintetis", "tidak boleh disodori"),
        ("leads", "leather", "bahan oscar", "tidak boleh disodori"),
        ("equal", "batik canting", "batik printing", "tidak boleh disodori"),
    ],
)
def test_what_cannot_be_said_gets_a_sentence_and_keeps_the_words(
    office: FlaskClient, kind: str, word: str, others: str, sentence: str
) -> None:
    status, page = say(office, kind, word, others)
    assert status == 422
    assert sentence in page
    assert f'value="{word}"' in page
    assert others in page
    assert said() == []


def test_a_word_has_one_rule_of_a_kind(office: FlaskClient) -> None:
    assert say(office, "leads", "iket", "udeng batik")[0] == 303
    status, page = say(office, "leads", "Iket", "blangkon")
    assert (status, "Hapus dulu yang lama" in page) == (422, True)
    assert say(office, "equal", "iket", "blangkon")[0] == 303


def test_an_unknown_kind_is_refused(office: FlaskClient) -> None:
    assert say(office, "semua", "iket", "udeng")[0] == 422


@pytest.mark.search
@pytest.mark.timeout(120)
def test_a_rule_finds_after_the_worker_looked_without_a_rebuild(
    app: Flask, office: FlaskClient, own_meili: Meili
) -> None:
    listed_product(name_id="Tas anyam pandan")
    db.session.commit()
    run_everything(app)

    def found(words: str) -> int:
        result = search(read_request(MultiDict({"q": words}), "id"))
        assert not result.limited
        return result.total

    assert found("jinjingan") == 0
    assert say(office, "leads", "jinjingan", "tas anyam")[0] == 303
    run_everything(app)
    assert found("jinjingan") == 1
    rule = db.session.scalars(select(SearchSynonym)).one()
    office.post(f"{PATH}/{rule.id}/hapus")
    run_everything(app)
    assert found("jinjingan") == 0
    point(app, None)


def test_a_rule_with_the_key_of_a_removed_one_is_seen(office: FlaskClient) -> None:
    for word in ("iketku", "udengku"):
        assert say(office, "leads", word, "blangkon")[0] == 303
        assert module.synonyms()[word] == ["blangkon"]
        rule = db.session.scalars(select(SearchSynonym)).one()
        office.post(f"{PATH}/{rule.id}/hapus")


def test_others_are_read_again_only_after_a_while(
    app: Flask, client_for: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "iketku" not in module.synonyms()
    db.session.add(SearchSynonym(kind=LEADS, word="iketku", others=["udeng"]))
    db.session.commit()
    assert "iketku" not in module.synonyms()
    later = time.monotonic() + module.LOOK_SECONDS
    monkeypatch.setattr("showcase.search.synonyms.time.monotonic", lambda: later)
    assert module.synonyms()["iketku"] == ["udeng"]
