"""An interest declared after scoring, also by the chair: nothing is told by counts or averages."""

import re
from collections.abc import Callable

from curation_rounds import Town, admitted, person_of, ready_product, scored
from flask.testing import FlaskClient
from release_forms import hidden_fields

from accounts.models import User
from curation.entry_models import Assignment, Entry
from curation.operations import declare_conflict, propose_by_thresholds
from curation.operations.remarks import add_remark
from curation.standing import round_standing
from database import db

Browser = Callable[[User], FlaskClient]


def decided(town: Town, value: int) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    return entry


def hidden_and_seen(town: Town) -> tuple[Entry, Entry]:
    """The best entry, in which the chair has an interest, and one that they may see."""
    hidden, seen = decided(town, 5), decided(town, 3)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    declare_conflict(entry=hidden, curator=town.chair, reason="Saya pemasoknya.")
    db.session.commit()
    return hidden, seen


def given_again(town: Town) -> tuple[Entry, User]:
    """An entry given by hand to a curator who has declared an interest in its maker."""
    first, curator = admitted(town), town.curators[0]
    declare_conflict(entry=first, curator=curator, reason="Sepupu saya.")
    later = admitted(town, ready_product(first.product.maker), curators=False)
    db.session.add(Assignment(entry_id=later.id, curator_id=curator.id, is_manual=True))
    admitted(town)
    db.session.commit()
    return later, curator


def test_sheet_of_a_curator_with_an_interest_counts_no_longer(
    town: Town, client_for: Browser
) -> None:
    entry, (first, second) = admitted(town), town.curators
    scored(entry, first, 1)
    scored(entry, second, 4)
    db.session.commit()
    path = f"/kurator/ajuan/{entry.id}/kepentingan"
    assert client_for(first).post(path, data={"reason": "Sepupu saya."}).status_code == 303
    db.session.expire_all()
    [row] = round_standing(town.round).rows
    assert [one.sheet.curator_id for one in row.sheets] == [second.id]
    page = client_for(town.chair).get(f"/ketua/ajuan/{entry.id}").text
    assert (first.name in page, second.name in page) == (False, True)


def test_entry_is_nowhere_on_the_list_of_a_curator_with_an_interest(
    town: Town, client_for: Browser
) -> None:
    entry, curator = given_again(town)
    page = client_for(curator).get(f"/kurator/kurasi/{town.round.id}").text
    assert (str(entry.code) in page, "0 dari 1" in page) == (False, True)


def test_entry_page_is_closed_to_a_curator_with_an_interest(
    town: Town, client_for: Browser
) -> None:
    entry, curator = given_again(town)
    assert client_for(curator).get(f"/kurator/ajuan/{entry.id}").status_code == 404


def test_curators_own_count_leaves_out_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    _entry, curator = given_again(town)
    assert "0 dari 1" in client_for(curator).get("/kurator").text


def test_chair_without_entries_to_score_declares_an_interest(
    town: Town, client_for: Browser
) -> None:
    entry = decided(town, 5)
    db.session.commit()
    browser = client_for(town.chair)
    assert f"/kurator/ajuan/{entry.id}/kepentingan" in browser.get(f"/ketua/ajuan/{entry.id}").text
    path = f"/kurator/ajuan/{entry.id}/kepentingan"
    assert browser.get(path).status_code == 200
    answer = browser.post(path, data={"reason": "Saya pemasoknya."})
    assert (answer.status_code, answer.location) == (303, f"/ketua/kurasi/{town.round.id}")
    assert browser.get(f"/ketua/ajuan/{entry.id}").status_code == 404


def test_chairs_table_counts_and_ranks_without_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    hidden, _seen = hidden_and_seen(town)
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}").text
    falls = page.split('id="chair-falls"')[1].split("</dl>", maxsplit=1)[0]
    assert re.findall(r"<b>(\d+)</b>", falls) == ["0", "0", "1", "0"]
    assert (hidden.revision.name_id in page, "100,0" in page) == (True, False)


def test_chairs_figures_of_curators_are_kept_back_with_an_interest(
    town: Town, client_for: Browser
) -> None:
    hidden_and_seen(town)
    browser, path = client_for(town.chair), f"/ketua/kurasi/{town.round.id}"
    page = browser.get(path).text
    assert "dinilai ganda" not in page
    assert "Perbandingan ini memuat ajuan yang tidak boleh Anda lihat" in page
    whole = client_for(town.office).get(path).text
    assert "dinilai ganda" in whole


def test_progress_leaves_out_what_an_interest_bars(town: Town, client_for: Browser) -> None:
    hidden_and_seen(town)
    path = f"/ketua/kurasi/{town.round.id}"
    page = client_for(town.chair).get(path).text
    assert (page.count("1 dari 1"), "2 dari 2" in page) == (2, False)
    assert client_for(town.office).get(path).text.count("2 dari 2") == 2


def test_chairs_page_of_another_entry_ranks_without_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    hidden, seen = hidden_and_seen(town)
    browser = client_for(town.chair)
    assert browser.get(f"/ketua/ajuan/{hidden.id}").status_code == 404
    page = browser.get(f"/ketua/ajuan/{seen.id}").text
    assert ("dari 1<" in page, "dari 2<" in page) == (True, False)


def test_chairs_page_of_the_entry_is_closed_with_an_interest(
    town: Town, client_for: Browser
) -> None:
    hidden, _seen = hidden_and_seen(town)
    assert client_for(town.chair).get(f"/ketua/ajuan/{hidden.id}").status_code == 404


def test_discussion_is_closed_with_an_interest(town: Town, client_for: Browser) -> None:
    hidden, _seen = hidden_and_seen(town)
    add_remark(entry=hidden, author=town.curators[0], text="Jahitannya rapi.")
    db.session.commit()
    assert client_for(town.chair).get(f"/kurator/ajuan/{hidden.id}/bicara").status_code == 404


def test_preview_of_a_release_shows_nothing_of_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    hidden, seen = hidden_and_seen(town)
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}/pengumuman").text
    sent = hidden_fields(page)["seen"]
    assert (str(hidden.code) in sent, str(seen.code) in sent) == (False, True)
    assert "accepted" not in page


def test_preview_counts_outcomes_without_what_an_interest_bars(
    town: Town, client_for: Browser
) -> None:
    hidden_and_seen(town)
    page = client_for(town.chair).get(f"/ketua/kurasi/{town.round.id}/pengumuman").text
    counts = page.split('<dl class="stats">')[1].split("</dl>", maxsplit=1)[0]
    assert "Lolos" not in counts
