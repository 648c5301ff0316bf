"""Who gets which page of a round; everybody else learns nothing but 404."""

import re
from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, person_of, scored, small_town, submitted
from factories import MakerFactory, PartnerFactory, UserFactory, curator_user, maker_user
from flask import Flask
from flask.testing import FlaskClient

from accounts.models import User
from curation.entry_models import Entry
from curation.operations import (
    declare_conflict,
    propose_by_thresholds,
    propose_outcome,
    release_decisions,
    take_back_proposal,
)
from curation.snapshots import release_preview
from curation.standing import round_standing
from curation.states import Outcome
from database import db

Browser = Callable[[User], FlaskClient]

CURATOR_PAGES = ("/kurator/ajuan/{entry}", "/kurator/ajuan/{entry}/kepentingan")
CURATOR_ROUND = ("/kurator/kurasi/{round}",)
CHAIR_PAGES = (
    "/ketua/kurasi/{round}",
    "/ketua/kurasi/{round}/pembagian",
    "/ketua/kurasi/{round}/pengumuman",
    "/ketua/ajuan/{entry}",
)
MAKER_PAGES = ("/perajin-saya/ajuan/{entry}",)
OFFICE_PAGES = ("/dinas/kurasi/{round}/ajuan",)
POSTS = (
    "/kurator/ajuan/{entry}/simpan",
    "/kurator/ajuan/{entry}/selesai",
    "/kurator/ajuan/{entry}/buka-lagi",
    "/kurator/ajuan/{entry}/kepentingan",
    "/ketua/kurasi/{round}/usulkan",
    "/ketua/kurasi/{round}/pembagian",
    "/ketua/kurasi/{round}/pengumuman",
    "/ketua/ajuan/{entry}/usulkan",
    "/ketua/ajuan/{entry}/batal-usul",
    "/perajin-saya/ajuan/{entry}/tarik",
    "/dinas/kurasi/{round}/ajuan/terima-semua",
    "/dinas/ajuan/{entry}/terima",
    "/dinas/ajuan/{entry}/kembalikan",
    "/dinas/ajuan/{entry}/tolak",
)
ALLOWED = {
    "curator": {*CURATOR_PAGES, *CURATOR_ROUND},
    # A chair who scores nothing may still have an interest.
    "chair": {*CURATOR_ROUND, *CHAIR_PAGES, "/kurator/ajuan/{entry}/kepentingan"},
    "maker": {*MAKER_PAGES},
    "office": {*CHAIR_PAGES, *OFFICE_PAGES},
    "rival": set[str](),
    "other_curator": set[str](),
    "nobody": set[str](),
}


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def personas(town: Town, entry: Entry) -> dict[str, User]:
    people: dict[str, User] = {
        "curator": town.curators[0],
        "chair": town.chair,
        "maker": person_of(town, entry.product.maker),
        "office": town.office,
        "rival": maker_user(MakerFactory()),
        "other_curator": curator_user(PartnerFactory()),
        "nobody": UserFactory(),
    }
    db.session.commit()
    return people


WAITING = ("/perajin-saya/ajuan/{entry}", "/perajin-saya/ajuan", "/perajin-saya/produk/{p}/ajukan")


def test_entry_on_the_waiting_list_tells_nothing_of_the_next_proposal(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    for curator in town.curators:
        scored(entry, curator, 5)
    maker = client_for(person_of(town, entry.product.maker))
    propose_outcome(entry=entry, outcome=Outcome.WAITLIST, actor=town.chair)
    seen = release_preview(round_standing(town.round)).fingerprint
    release_decisions(round_=town.round, actor=town.chair, fingerprint=seen)
    db.session.commit()

    def pages() -> list[str]:
        paths = [one.format(entry=entry.id, p=entry.product_id) for one in WAITING]
        return [without_tokens(maker.get(path).text) for path in paths]

    before = pages()
    assert ["Daftar tunggu" in page for page in before] == [True, True, True]
    propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.chair)
    db.session.commit()
    assert pages() == before
    take_back_proposal(entry=entry, actor=town.chair)
    db.session.commit()
    assert pages() == before


def without_tokens(page: str) -> str:
    """A page without what differs each time it is made."""
    return re.sub(r'(content|value)="[^"]*\.[^"]*\.[^"]*"', "", page)


def fill(path: str, entry: Entry) -> str:
    return path.format(entry=entry.id, round=entry.round_id)


@pytest.mark.parametrize("persona", ALLOWED)
def test_pages_open_for_those_whose_they_are_and_nobody_else(
    town: Town, client_for: Browser, persona: str
) -> None:
    entry = admitted(town)
    browser = client_for(personas(town, entry)[persona])
    pages = [*CURATOR_PAGES, *CURATOR_ROUND, *CHAIR_PAGES, *MAKER_PAGES, *OFFICE_PAGES]
    seen = {path: browser.get(fill(path, entry)).status_code for path in pages}
    assert seen == {path: 200 if path in ALLOWED[persona] else 404 for path in pages}


@pytest.mark.parametrize("persona", ["rival", "other_curator", "nobody"])
@pytest.mark.parametrize("path", POSTS)
def test_changes_are_refused_to_strangers(
    town: Town, client_for: Browser, persona: str, path: str
) -> None:
    entry = admitted(town)
    browser = client_for(personas(town, entry)[persona])
    before = (entry.state, entry.version)
    assert browser.post(fill(path, entry)).status_code == 404
    db.session.expire_all()
    assert (entry.state, entry.version) == before


@pytest.mark.parametrize("path", [*CURATOR_PAGES, *CHAIR_PAGES, *MAKER_PAGES, *OFFICE_PAGES])
def test_pages_send_whoever_is_not_signed_in_to_the_door(
    town: Town, client: FlaskClient, path: str
) -> None:
    entry = admitted(town)
    db.session.commit()
    answer = client.get(fill(path, entry))
    assert answer.status_code == 303
    assert answer.location.startswith("/masuk?next=")


def test_score_entry_closes_for_a_curator_who_stepped_back(town: Town, client_for: Browser) -> None:
    entry = admitted(town)
    declare_conflict(entry=entry, curator=town.curators[0], reason="Sepupu.")
    db.session.commit()
    browser = client_for(town.curators[0])
    assert browser.get(f"/kurator/ajuan/{entry.id}").status_code == 404
    assert str(entry.code) not in browser.get(f"/kurator/kurasi/{entry.round_id}").text


def test_score_entry_is_closed_before_the_office_has_checked(
    town: Town, client_for: Browser
) -> None:
    entry = submitted(town)
    db.session.commit()
    assert client_for(town.curators[0]).get(f"/kurator/ajuan/{entry.id}").status_code == 404


def test_round_table_hides_scores_from_a_chair_with_an_interest(
    town: Town, client_for: Browser
) -> None:
    entry = admitted(town)
    for curator in town.curators:
        scored(entry, curator, 4)
    declare_conflict(entry=entry, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    browser = client_for(town.chair)
    page = browser.get(f"/ketua/kurasi/{entry.round_id}").text
    assert "Disembunyikan karena kepentingan Anda" in page
    assert "75,0" not in page
    assert entry.revision.name_id not in page
    assert browser.get(f"/ketua/ajuan/{entry.id}").status_code == 404


def test_entry_tells_its_maker_nothing_of_a_proposal(town: Town, client_for: Browser) -> None:
    entry, other = admitted(town), admitted(town)
    for curator in town.curators:
        scored(entry, curator, 5)
    maker = person_of(town, entry.product.maker)
    rival = person_of(town, other.product.maker)
    db.session.commit()
    path = f"/perajin-saya/ajuan/{entry.id}"
    before = without_tokens(client_for(maker).get(path).text)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    db.session.commit()
    assert without_tokens(client_for(maker).get(path).text) == before
    assert "Sedang dinilai" in before
    assert client_for(rival).get(path).status_code == 404
