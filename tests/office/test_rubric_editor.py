"""A partner's rubric: versions, the editor's checks, two at once, and moving a round."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from curation_rounds import Town, admitted, all_scored, answers, release_all, scored, small_town
from factories import PartnerFactory
from flask import Flask
from flask.testing import FlaskClient
from form_values import filled
from html_pages import main_part, words

from accounts.models import LogEntry, User
from curation.models import RubricVersion
from curation.operations import propose_by_thresholds
from curation.operations.rubrics import data_of
from curation.operations.scoresheets import Answer
from curation.rubric_data import default_rubric
from curation.standing import round_standing
from database import db

Browsers = Callable[[User], FlaskClient]
Values = dict[str, object]


@pytest.fixture
def town(app: Flask) -> Town:
    made = small_town()
    db.session.commit()
    return made


@pytest.fixture
def office(town: Town, client_for: Browsers) -> FlaskClient:
    return client_for(town.office)


def editor(town: Town) -> str:
    return f"/dinas/mitra/{town.partner.id}/rubrik/ubah/kriya"


def typed(office: FlaskClient, town: Town, **values: object) -> Values:
    """What a browser would send of the editor, with some fields changed; None takes one out."""
    page = office.get(editor(town)).text
    form: Values = {**filled(page), **sentences(page), **values}
    return {key: value for key, value in form.items() if value is not None}


def sentences(page: str) -> Values:
    """The text areas, which ``filled`` does not read."""
    found = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(text).strip() for name, text in found}


def send(office: FlaskClient, town: Town, **values: object) -> tuple[int, str]:
    answer = office.post(editor(town), data=typed(office, town, **values))
    db.session.expire_all()
    return answer.status_code, answer.text


def versions(town: Town) -> list[RubricVersion]:
    query = db.session.query(RubricVersion).filter_by(partner_id=town.partner.id)
    return query.order_by(RubricVersion.number).all()


def heavier_packaging() -> Values:
    """Twenty points from the first criterion to the one for packaging."""
    kriya = default_rubric().categories["kriya"]
    at = next(place for place, one in enumerate(kriya) if one.key == "packaging")
    heavy = next(place for place, one in enumerate(kriya) if one.weight > 20)
    return {f"k{at}-weight": kriya[at].weight + 20, f"k{heavy}-weight": kriya[heavy].weight - 20}


NEW = {
    "name_id": "Cerita perajin",
    "name_en": "Maker's story",
    "weight": "10",
    "place": "1",
    "must_score": "y",
    **{f"level{value}_{lang}": f"{lang} {value}" for value in range(1, 6) for lang in ("id", "en")},
}


def test_untouched_page_makes_no_version(office: FlaskClient, town: Town) -> None:
    assert send(office, town)[0] == 303
    assert len(versions(town)) == 1
    assert "Tidak ada yang berubah." in office.get(f"/dinas/mitra/{town.partner.id}/rubrik").text


def test_change_makes_a_version_and_leaves_the_rest_and_the_round(
    office: FlaskClient, town: Town
) -> None:
    before = data_of(versions(town)[0])
    assert send(office, town, **heavier_packaging())[0] == 303
    old, new = versions(town)
    assert data_of(old) == before
    assert data_of(new).categories["batik"] == before.categories["batik"]
    weights = {one.key: one.weight for one in data_of(new).categories["kriya"]}
    assert sum(weights.values()) == 100
    assert (
        weights["packaging"]
        == 20 + {one.key: one.weight for one in before.categories["kriya"]}["packaging"]
    )
    assert town.round.rubric_id == old.id
    logged = db.session.query(LogEntry).filter_by(action="adopt_rubric").all()
    assert logged[-1].data == {"rubric": new.id, "number": 2}


def test_criterion_is_added_in_its_place_with_a_key_of_its_own(
    office: FlaskClient, town: Town
) -> None:
    kriya = default_rubric().categories["kriya"]
    last = len(kriya)
    heavy = next(place for place, one in enumerate(kriya) if one.weight > 10)
    added = {f"k{last}-{name}": value for name, value in NEW.items()}
    lighter = {f"k{heavy}-weight": kriya[heavy].weight - 10, "k0-place": "2"}
    assert send(office, town, **added, **lighter)[0] == 303
    first = data_of(versions(town)[1]).categories["kriya"][0]
    assert (first.key, first.name_id, first.weight) == ("maker_s_story", "Cerita perajin", 10)
    assert [one.sentence_en for one in first.levels] == [f"en {value}" for value in range(1, 6)]


def test_criterion_is_removed(office: FlaskClient, town: Town) -> None:
    kriya = default_rubric().categories["kriya"]
    gone = kriya[0]
    values = {"k0-remove": "y", "k1-weight": kriya[1].weight + gone.weight}
    assert send(office, town, **values)[0] == 303
    assert gone.key not in {one.key for one in data_of(versions(town)[1]).categories["kriya"]}


def test_removed_criterion_lends_its_key_to_no_other(office: FlaskClient, town: Town) -> None:
    kriya = default_rubric().categories["kriya"]
    gone, last = kriya[0], len(kriya) - 1
    send(office, town, **{"k0-remove": "y", "k1-weight": kriya[1].weight + gone.weight})
    again = {**NEW, "name_en": gone.key, "weight": gone.weight}
    added = {f"k{last}-{name}": value for name, value in again.items()}
    assert send(office, town, **added, **{"k0-weight": kriya[1].weight})[0] == 303
    keys = {one.name_id: one.key for one in data_of(versions(town)[2]).categories["kriya"]}
    assert keys["Cerita perajin"] == f"{gone.key}_2"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"k0-weight": "99"}, "Jumlah bobot harus 100; sekarang"),
        ({"k0-weight": "banyak"}, "Isi dengan angka bulat."),
        ({"k0-weight": "0"}, "Isi angka dari 1 sampai 100."),
        ({"k0-name_id": " "}, "Bagian ini perlu diisi."),
        ({"k0-level3_en": ""}, "Bagian ini perlu diisi."),
        ({"k0-name_id": "Sama", "k1-name_id": "SAMA"}, "Ada dua kriteria bernama “sama”."),
        ({"k8-name_id": "Cerita"}, "Bagian ini perlu diisi."),
        ({f"k{at}-remove": "y" for at in range(12)}, "Rubrik perlu paling sedikit satu kriteria."),
    ],
)
def test_what_curators_could_not_score_by_is_refused_and_kept(
    office: FlaskClient, town: Town, values: Values, sentence: str
) -> None:
    status, page = send(office, town, **{"k1-hint_en": "Kept as typed", **values})
    assert (status, len(versions(town))) == (422, 1)
    assert sentence in page
    assert 'value="Kept as typed"' in page


def test_form_without_blocks_is_a_sentence(office: FlaskClient, town: Town) -> None:
    answer = office.post(editor(town), data={"base": "1"})
    assert (answer.status_code, "paling sedikit satu kriteria" in answer.text) == (422, True)


def test_stale_editor_shows_both_and_keeps_what_was_typed(office: FlaskClient, town: Town) -> None:
    mine = {**typed(office, town, **heavier_packaging()), "k1-hint_id": "Ketikan saya"}
    assert send(office, town, **{"k1-hint_id": "Tersimpan lebih dulu"})[0] == 303
    answer = office.post(editor(town), data=mine)
    text = words(main_part(answer))
    assert answer.status_code == 409
    assert "“Ketikan saya”; tersimpan" in text
    assert "“Tersimpan lebih dulu”" in text
    again = {**filled(answer.text), **sentences(answer.text)}
    assert office.post(editor(town), data=again).status_code == 303
    db.session.expire_all()
    assert data_of(versions(town)[2]).categories["kriya"][1].hint_id == "Ketikan saya"


def test_partner_without_a_rubric_begins_with_the_default_one_once(
    office: FlaskClient, town: Town
) -> None:
    partner = PartnerFactory()
    db.session.commit()
    path = f"/dinas/mitra/{partner.id}/rubrik"
    assert "Pakai rubrik baku" in office.get(path).text
    assert office.get(f"{path}/ubah/kriya").status_code == 303
    for _ in range(2):
        assert office.post(path).status_code == 303
    assert db.session.query(RubricVersion).filter_by(partner_id=partner.id).count() == 1


def test_version_is_read_with_every_sentence(office: FlaskClient, town: Town) -> None:
    page = office.get(f"/dinas/mitra/{town.partner.id}/rubrik/1").text
    for criterion in default_rubric().categories["kriya"]:
        for level in criterion.levels:
            assert level.sentence_id in words(page)
    for path in ("rubrik/2", "rubrik/ubah/sepeda"):
        assert office.get(f"/dinas/mitra/{town.partner.id}/{path}").status_code == 404


def poorly_packed(town: Town) -> None:
    """One entry stands just above the limit, and loses by a heavier packaging."""
    entry = admitted(town)
    for curator in town.curators:
        scored(entry, curator, 4, answers(entry, 4, packaging=Answer(1)))
    all_scored(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()


def test_preview_says_who_moves_and_the_round_moves_as_it_said(
    office: FlaskClient, town: Town
) -> None:
    poorly_packed(town)
    send(office, town, **heavier_packaging())
    path = f"/dinas/kurasi/{town.round.id}/rubrik"
    preview = office.get(path)
    assert "1 dari 2 ajuan pindah hasil" in preview.text
    before = round_standing(town.round)
    assert office.post(path, data=filled(preview.text)).status_code == 303
    db.session.expire_all()
    assert town.round.rubric.number == 2
    after = round_standing(town.round)
    assert [row.is_stale for row in after.rows] == [True, True]
    assert before.rows[1].ranked is not None
    assert after.rows[1].ranked is not None
    assert after.rows[1].ranked.adjusted < before.rows[1].ranked.adjusted
    logged = db.session.query(LogEntry).filter_by(action="move_rubric").one()
    assert logged.data == {"before": 1, "after": 2, "moved": 1}
    assert "Ini versi yang terbaru." in office.get(path).text


def test_change_since_the_preview_stops_the_move(office: FlaskClient, town: Town) -> None:
    poorly_packed(town)
    send(office, town, **heavier_packaging())
    path = f"/dinas/kurasi/{town.round.id}/rubrik"
    seen = filled(office.get(path).text)
    all_scored(town, 3)
    db.session.commit()
    answer = office.post(path, data=seen)
    assert (answer.status_code, "Ada yang berubah sejak" in answer.text) == (409, True)
    db.session.expire_all()
    assert town.round.rubric.number == 1
    assert office.post(path, data=filled(answer.text)).status_code == 303


def test_round_with_results_keeps_its_rubric(office: FlaskClient, town: Town) -> None:
    all_scored(town, 5)
    release_all(town)
    send(office, town, **heavier_packaging())
    path = f"/dinas/kurasi/{town.round.id}/rubrik"
    page = office.get(path)
    assert "rubriknya tidak berubah lagi" in page.text
    assert "fingerprint" not in page.text
    assert office.post(path, data={"fingerprint": "x"}).status_code == 422


def test_pages_are_the_offices_alone(town: Town, client_for: Browsers) -> None:
    curator = client_for(town.chair)
    paths = (editor(town), f"/dinas/mitra/{town.partner.id}/rubrik")
    assert {curator.get(path).status_code for path in paths} <= {403, 404}
    assert curator.post(editor(town), data={"base": "1"}).status_code in {403, 404}
    assert curator.get(f"/dinas/kurasi/{town.round.id}/rubrik").status_code in {403, 404}
