"""Taking over the default rubric and opening a round."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories import PartnerFactory, UserFactory, curator_user
from flask import Flask

from curation.models import Partner
from curation.operations import RoundPlan, adopt_rubric, open_round
from curation.rubric_data import RubricData, default_rubric
from database import db, utcnow
from web.errors import RuleViolation


@pytest.fixture
def partner(app: Flask) -> Partner:
    made: Partner = PartnerFactory()
    return made


def plan() -> RoundPlan:
    now = utcnow()
    return RoundPlan(
        slug="kurasi-uji",
        name_id="Kurasi uji",
        opens_at=now,
        closes_at=now + timedelta(days=1),
        scoring_ends_at=now + timedelta(days=2),
    )


def test_adopt_rubric_copies_every_sentence_and_counts_versions(partner: Partner) -> None:
    first = adopt_rubric(partner=partner, actor=None)
    second = adopt_rubric(partner=partner, actor=None)
    assert (first.number, second.number) == (1, 2)
    db.session.expire_all()
    whole = default_rubric().categories
    assert {
        category: [(one.key, one.weight, one.hint_id, len(one.levels)) for one in criteria]
        for category, criteria in whole.items()
    } == {
        category: [
            (one.key, one.weight, one.hint_id, len(one.levels))
            for one in second.criteria_for(category)
        ]
        for category in whole
    }


def test_open_round_takes_entries_from_its_first_second(partner: Partner) -> None:
    rubric = adopt_rubric(partner=partner, actor=None)
    given = plan()
    round_ = open_round(partner=partner, rubric=rubric, plan=given, chair=None, actor=None)
    assert round_.is_open_at(given.opens_at)
    assert not round_.is_open_at(given.closes_at)
    assert round_.is_scored_at(given.closes_at)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"closes_at": utcnow() - timedelta(days=1)}, "closes_at"),
        ({"scoring_ends_at": utcnow() + timedelta(hours=1)}, "scoring_ends_at"),
        ({"sheets_wanted": 0}, "sheets_wanted"),
        ({"categories": ("mebel",)}, "categories"),
    ],
)
def test_open_round_refuses_what_does_not_fit(
    partner: Partner, change: dict[str, object], field: str
) -> None:
    rubric = adopt_rubric(partner=partner, actor=None)
    wrong = replace(plan(), **change)  # type: ignore[arg-type]
    with pytest.raises(RuleViolation) as broken:
        open_round(partner=partner, rubric=rubric, plan=wrong, chair=None, actor=None)
    assert broken.value.field == field


def test_open_round_refuses_another_partners_rubric_and_chair(partner: Partner) -> None:
    other = PartnerFactory()
    data = RubricData("Uji", "Test", {"kriya": default_rubric().categories["kriya"]})
    given = replace(plan(), categories=("kriya",))
    foreign = adopt_rubric(partner=other, actor=None, data=data)
    with pytest.raises(RuleViolation, match="mitra lain"):
        open_round(partner=partner, rubric=foreign, plan=given, chair=None, actor=None)
    own = adopt_rubric(partner=partner, actor=None, data=data)
    for chair in (UserFactory(), curator_user(other)):
        with pytest.raises(RuleViolation, match="Ketua harus kurator"):
            open_round(partner=partner, rubric=own, plan=given, chair=chair, actor=None)


def test_open_round_refuses_an_address_that_is_taken(partner: Partner) -> None:
    rubric = adopt_rubric(partner=partner, actor=None)
    open_round(partner=partner, rubric=rubric, plan=plan(), chair=None, actor=None)
    with pytest.raises(RuleViolation, match="sudah dipakai"):
        open_round(partner=partner, rubric=rubric, plan=plan(), chair=None, actor=None)
