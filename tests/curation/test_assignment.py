"""Giving entries to curators of a real round."""

import pytest
from curation_rounds import Town, admitted, scored, small_town, submitted
from flask import Flask
from sqlalchemy import select

from accounts.models import LogEntry, Membership, User
from accounts.operations import revoke_role
from accounts.states import Role
from curation.entry_models import Assignment, Entry
from curation.operations import assign_curators, declare_conflict, plan_assignment
from curation.states import AssignmentState
from database import db


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town(curators=3)


def given(town: Town) -> dict[int, set[int]]:
    rows = db.session.scalars(
        select(Assignment).where(Assignment.state == AssignmentState.ASSIGNED)
    )
    by_curator: dict[int, set[int]] = {}
    for row in rows:
        by_curator.setdefault(row.curator_id, set()).add(row.entry_id)
    return by_curator


def test_assign_curators_levels_the_loads(town: Town) -> None:
    for _ in range(6):
        admitted(town, curators=False)
    plan = assign_curators(round_=town.round, actor=town.chair)
    # Four curators, the chair among them, share twelve sheets.
    assert sorted(len(entries) for entries in given(town).values()) == [3, 3, 3, 3]
    assert (plan.missing, plan.components) == ({}, 1)


def test_assign_curators_leaves_out_what_the_office_has_not_admitted(town: Town) -> None:
    submitted(town)
    assign_curators(round_=town.round, actor=town.chair)
    assert given(town) == {}


def test_assign_curators_adds_only_what_is_missing(town: Town) -> None:
    admitted(town, curators=False)
    assign_curators(round_=town.round, actor=town.chair)
    before = given(town)
    admitted(town, curators=False)
    assign_curators(round_=town.round, actor=town.chair)
    after = given(town)
    assert {curator: entries <= after[curator] for curator, entries in before.items()} == (
        dict.fromkeys(before, True)
    )
    assert sum(len(entries) for entries in after.values()) == 4


def test_assign_curators_replaces_whoever_stepped_back(town: Town) -> None:
    entry = admitted(town, curators=False)
    assign_curators(round_=town.round, actor=town.chair)
    first = min(given(town))
    person = next(one for one in [*town.curators, town.chair] if one.id == first)
    declare_conflict(entry=entry, curator=person, reason="Tetangga.")
    assign_curators(round_=town.round, actor=town.chair)
    assert len(given(town)) == 2
    assert first not in given(town)


def test_plan_assignment_changes_nothing(town: Town) -> None:
    admitted(town, curators=False)
    assert sum(plan_assignment(town.round).loads.values()) == 2
    assert given(town) == {}


def leave(person: User) -> None:
    revoke_role(membership=person.memberships[0], actor=None, reason="Pindah kota.")
    db.session.flush()
    db.session.expire_all()


def test_assign_curators_hands_on_what_somebody_who_left_did_not_score(town: Town) -> None:
    for _ in range(4):
        admitted(town, curators=False)
    assign_curators(round_=town.round, actor=town.chair)
    person = town.curators[0]
    first, second = sorted(given(town)[person.id])
    scored(db.session.get_one(Entry, first), person, 4)
    leave(person)
    plan = assign_curators(round_=town.round, actor=town.chair)
    # The sheet that was finished still counts and fills its place; the other place is given on.
    assert given(town)[person.id] == {first}
    assert (plan.missing, len(plan.given[first]), len(plan.given[second])) == ({}, 2, 2)
    assert person.id not in plan.given[second]
    assert sum(len(entries) for entries in given(town).values()) == 8


def test_assign_curators_gives_somebody_who_came_back_a_place_again(town: Town) -> None:
    entry = admitted(town, curators=False)
    town.round.sheets_wanted = 4
    assign_curators(round_=town.round, actor=town.chair)
    person = town.curators[0]
    leave(person)
    assert assign_curators(round_=town.round, actor=town.chair).missing == {entry.id: 1}
    assert person.id not in given(town)
    db.session.add(Membership(user=person, role=Role.CURATOR, partner_id=town.partner.id))
    db.session.flush()
    assert assign_curators(round_=town.round, actor=town.chair).missing == {}
    assert given(town)[person.id] == {entry.id}
    data = db.session.scalars(
        select(LogEntry.data).where(LogEntry.action == "assign").order_by(LogEntry.id)
    ).all()
    assert [(one["added"], one["taken"], one["put_back"]) for one in data] == [
        (4, 0, 0),
        (0, 1, 0),
        (0, 0, 1),
    ]
