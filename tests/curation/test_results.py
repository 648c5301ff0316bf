"""What a maker gets after a release: page, sheet and certificate, and never anybody else's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from curation_rounds import (
    Town,
    admitted,
    all_scored,
    answers,
    person_of,
    release_all,
    scored,
    small_town,
)
from flask import Flask
from flask.testing import FlaskClient
from html_pages import words

from accounts.models import User
from catalog.city_help import helper_for
from curation.entry_models import Entry
from curation.operations import Answer
from curation.operations.steps import take_step
from curation.queries.decisions import newest_released
from curation.results import resubmit_until
from database import db, utcnow

Browsers = Callable[[User], FlaskClient]
NOTE = "Tepi anyaman masih kasar."
PAGES = ("", "/lembar", "/sertifikat")


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def page_of(town: Town, entry: Entry, client_for: Browsers, part: str = "") -> str:
    maker = person_of(town, entry.product.maker)
    answer = client_for(maker).get(f"/perajin-saya/ajuan/{entry.id}{part}")
    assert answer.status_code == 200
    return answer.text


def with_a_weak_point(town: Town) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        given = answers(entry, 4, packaging=Answer(2, note=NOTE))
        scored(entry, curator, 4, given)
    return entry


@pytest.mark.parametrize("part", ["", "/lembar"])
def test_result_says_what_was_reached_what_is_next_and_who_helps(
    town: Town, client_for: Browsers, part: str
) -> None:
    entry = with_a_weak_point(town)
    release_all(town)
    page = words(page_of(town, entry, client_for, part))
    packaging = next(
        one for one in town.round.rubric.criteria_for("kriya") if one.key == "packaging"
    )
    helper = helper_for("criterion.packaging")
    assert helper is not None
    assert packaging.levels[1].sentence_id in page
    assert packaging.levels[2].sentence_id in page
    assert NOTE in page
    assert helper.in_words() in page


def test_result_draws_the_means_and_says_them_in_words(town: Town, client_for: Browsers) -> None:
    entry = with_a_weak_point(town)
    release_all(town)
    page = page_of(town, entry, client_for, "/lembar")
    assert page.count('<circle class="mark-dot"') == 8
    row = page.partition("Kemasan dan label</th>")[2].partition("</tr>")[0]
    assert "2,0" in words(row)


@pytest.mark.parametrize("part", PAGES)
def test_result_names_no_curator_and_no_other_maker(
    town: Town, client_for: Browsers, part: str
) -> None:
    entry, other = all_scored(town, 5), all_scored(town, 2)
    for number, curator in enumerate(town.curators):
        curator.name = f"Kurator Rahasia {number}"
    other.product.maker.name = "Perajin Pesaing"
    release_all(town)
    page = page_of(town, entry, client_for, part)
    secret = ["Kurator Rahasia", "Perajin Pesaing", str(other.code)]
    assert [word for word in secret if word in page] == []
    assert [one.email for one in town.curators if str(one.email) in page] == []


@pytest.mark.parametrize("part", PAGES)
def test_result_is_nobody_elses(town: Town, client_for: Browsers, part: str) -> None:
    entry, other = all_scored(town, 5), all_scored(town, 5)
    release_all(town)
    path = f"/perajin-saya/ajuan/{entry.id}{part}"
    others = [person_of(town, other.product.maker), town.curators[0], town.chair]
    assert [client_for(one).get(path).status_code for one in others] == [404, 404, 404]


@pytest.mark.parametrize("part", PAGES[1:])
def test_result_cannot_be_printed_before_release_nor_while_taken_up_again(
    town: Town, client_for: Browsers, part: str
) -> None:
    entry = all_scored(town, 5)
    maker = client_for(person_of(town, entry.product.maker))
    db.session.commit()
    path = f"/perajin-saya/ajuan/{entry.id}{part}"
    assert maker.get(path).status_code == 404
    release_all(town)
    assert maker.get(path).status_code == 200
    take_step(entry=entry, action="reopen", actor=town.office, reason="Label tertukar.")
    db.session.commit()
    assert maker.get(path).status_code == 404


def test_only_an_acceptance_has_a_certificate(town: Town, client_for: Browsers) -> None:
    good, weak = all_scored(town, 5), all_scored(town, 2)
    release_all(town)
    codes = [newest_released(one) for one in (good, weak)]
    assert [bool(one and one.proof_code) for one in codes] == [True, False]
    maker = client_for(person_of(town, weak.product.maker))
    assert maker.get(f"/perajin-saya/ajuan/{weak.id}/sertifikat").status_code == 404
    assert "/sertifikat" not in page_of(town, weak, client_for)
    assert f"/perajin-saya/ajuan/{good.id}/sertifikat" in page_of(town, good, client_for)


def test_resubmit_until_is_the_end_of_scoring_and_only_for_what_is_to_be_revised(
    town: Town, client_for: Browsers
) -> None:
    entry, weak = all_scored(town, 3), all_scored(town, 1)
    release_all(town)
    assert (entry.state, weak.state) == ("revise", "declined")
    end = town.round.scoring_ends_at
    assert resubmit_until(entry, utcnow()) == end
    assert resubmit_until(entry, end + timedelta(seconds=1)) is None
    assert resubmit_until(weak, utcnow()) is None
    assert "Perbaiki lalu ajukan lagi sampai" in page_of(town, entry, client_for)
