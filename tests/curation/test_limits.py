"""How much a curator takes: numbers and kinds, kept by sharing out, by hand or not."""

from collections.abc import Callable

import pytest
from curation_rounds import Town, admitted, ready_product, small_town
from factories import PartnerFactory, curator_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import LogEntry, User
from curation.balancing import balance
from curation.entry_models import Assignment
from curation.operations import assign_curators
from curation.operations.limits import limit_curator
from curation.queries.assignments import limit_of
from database import db
from web.errors import RuleViolation

Browser = Callable[[User], FlaskClient]


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town(curators=3)


def limit(town: Town, curator: User, most: int | None, *kinds: str) -> None:
    there = limit_of(town.round.id, curator.id)
    limit_curator(
        round_=town.round,
        curator=curator,
        most=most,
        categories=kinds,
        version=there.version if there else 0,
        actor=town.chair,
    )


def given_to(curator: User) -> int:
    return db.session.query(Assignment).filter_by(curator_id=curator.id).count()


def test_balance_keeps_limits_and_evens_out_the_others() -> None:
    plan = balance(entries=range(1, 13), curators=[1, 2, 3, 4], wanted=2, limits={1: 2, 2: 0})
    assert (plan.loads[1], plan.loads[2]) == (2, 0)
    assert abs(plan.loads[3] - plan.loads[4]) <= 1
    assert plan.missing == {}


def test_balance_says_what_limits_leave_without_curators() -> None:
    plan = balance(entries=[1, 2, 3], curators=[1, 2], wanted=2, limits={2: 1})
    assert (plan.loads, sum(plan.missing.values())) == ({1: 3, 2: 1}, 2)


def test_balance_leaves_what_was_given_beyond_a_limit() -> None:
    plan = balance(
        entries=[1, 2, 3], curators=[1, 2], wanted=1, limits={1: 1}, kept={1: [1], 2: [1]}
    )
    assert plan.loads == {1: 2, 2: 1}


def test_sharing_out_keeps_to_numbers_and_kinds(town: Town) -> None:
    first, second = town.curators[:2]
    limit(town, first, 1)
    limit(town, second, None, "batik")
    for _ in range(4):
        admitted(town, curators=False)
    assign_curators(round_=town.round, actor=town.chair)
    assert (given_to(first), given_to(second)) == (1, 0)
    assert given_to(town.curators[2]) + given_to(town.chair) == 7


def test_limit_is_refused_where_it_cannot_be(town: Town) -> None:
    stranger = curator_user(PartnerFactory())
    db.session.flush()
    with pytest.raises(RuleViolation, match="bukan kurator mitra"):
        limit(town, stranger, 1)
    with pytest.raises(RuleViolation, match="tidak ada di kurasi ini"):
        limit(town, town.curators[0], 1, "mamin")


def test_page_saves_shows_and_logs(town: Town, client_for: Browser) -> None:
    admitted(town, ready_product(), curators=False)
    db.session.commit()
    chair, curator = client_for(town.chair), town.curators[0]
    path = f"/ketua/kurasi/{town.round.id}/kurator/{curator.id}"
    data = {"most": "2", "categories": ["kriya"], "version": "0"}
    assert chair.post(path, data=data).status_code == 303
    table = words(main_part(chair.get(f"/ketua/kurasi/{town.round.id}/pembagian")))
    assert f"{curator.name} 0 0 1 paling banyak 2, Kriya" in table
    page = chair.get(path).text
    assert ('value="2"' in page, page.count("checked")) == (True, 1)
    logged = db.session.query(LogEntry).filter_by(action="limit").one()
    assert logged.data == {"curator": curator.id, "most": 2, "categories": ["kriya"]}


def test_stale_page_shows_what_is_stored_and_keeps_what_was_typed(
    town: Town, client_for: Browser
) -> None:
    db.session.commit()
    chair, curator = client_for(town.chair), town.curators[0]
    path = f"/ketua/kurasi/{town.round.id}/kurator/{curator.id}"
    chair.post(path, data={"most": "2", "categories": ["kriya"], "version": "0"})
    answer = chair.post(path, data={"most": "5", "version": "0"})
    assert answer.status_code == 409
    assert "Yang tersimpan sekarang: paling banyak 2, jenis Kriya." in answer.text
    assert 'value="5"' in answer.text
    assert chair.post(path, data={"most": "5", "version": "1"}).status_code == 303


@pytest.mark.parametrize("most", ["-1", "banyak", "100000"])
def test_wrong_number_is_a_sentence(town: Town, client_for: Browser, most: str) -> None:
    db.session.commit()
    path = f"/ketua/kurasi/{town.round.id}/kurator/{town.curators[0].id}"
    answer = client_for(town.chair).post(path, data={"most": most, "version": "0"})
    assert answer.status_code == 422
    assert f'value="{most}"' in answer.text


def test_limits_are_the_chairs_alone(town: Town, client_for: Browser) -> None:
    stranger = curator_user(PartnerFactory())
    db.session.commit()
    path = f"/ketua/kurasi/{town.round.id}/kurator"
    curator = client_for(town.curators[0])
    assert curator.get(f"{path}/{town.curators[0].id}").status_code == 404
    assert client_for(town.chair).get(f"{path}/{stranger.id}").status_code == 404
