"""Proposing, previewing and releasing decisions."""

from collections.abc import Callable

import pytest
from curation_rounds import (
    Town,
    admitted,
    answers,
    give_nib,
    person_of,
    ready_product,
    scored,
    small_town,
)
from flask import Flask
from sqlalchemy import func, select

from accounts.models import OutgoingMessage
from catalog.states import Listing, MakerState
from curation.entry_models import Decision, Entry
from curation.operations import (
    Answer,
    propose_by_thresholds,
    propose_outcome,
    release_decisions,
    save_scoresheet,
    take_back_proposal,
    withdraw_entry,
)
from curation.snapshots import release_preview
from curation.standing import round_standing
from curation.states import EntryState, Outcome
from database import db
from web.errors import RuleViolation, StaleVersion


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def scored_entry(town: Town, value: int) -> Entry:
    entry = admitted(town)
    person_of(town, entry.product.maker)
    for curator in town.curators:
        scored(entry, curator, value)
    return entry


def fingerprint(town: Town) -> str:
    return release_preview(round_standing(town.round)).fingerprint


def release(town: Town) -> list[Decision]:
    return release_decisions(round_=town.round, actor=town.chair, fingerprint=fingerprint(town))


def test_round_standing_ranks_entries_with_their_suggestion(town: Town) -> None:
    weak, strong = scored_entry(town, 2), scored_entry(town, 5)
    waiting = admitted(town)
    rows = round_standing(town.round).rows
    assert [row.entry.id for row in rows] == [strong.id, weak.id, waiting.id]
    assert [row.ranked and row.ranked.raw for row in rows] == [100.0, 25.0, None]
    assert [row.suggestion and row.suggestion.outcome for row in rows] == [
        Outcome.ACCEPT,
        Outcome.DECLINE,
        None,
    ]


def test_propose_by_thresholds_proposes_what_has_enough_sheets(town: Town) -> None:
    strong, thin = scored_entry(town, 5), admitted(town)
    scored(thin, town.curators[0], 5)
    [decision] = propose_by_thresholds(round_=town.round, actor=town.chair)
    assert (decision.entry_id, decision.outcome) == (strong.id, Outcome.ACCEPT)
    assert (strong.state, thin.state) == (EntryState.PROPOSED, EntryState.IN_REVIEW)
    assert propose_by_thresholds(round_=town.round, actor=town.chair) == []


def test_propose_by_thresholds_leaves_what_the_chair_decided_by_hand(town: Town) -> None:
    entry = scored_entry(town, 5)
    propose_outcome(entry=entry, outcome=Outcome.WAITLIST, actor=town.chair)
    assert propose_by_thresholds(round_=town.round, actor=town.chair) == []
    assert db.session.scalars(select(Decision.outcome)).all() == [Outcome.WAITLIST]


def test_propose_outcome_with_too_few_sheets_needs_a_reason(town: Town) -> None:
    entry = admitted(town)
    scored(entry, town.curators[0], 4)
    with pytest.raises(RuleViolation) as broken:
        propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.chair)
    assert broken.value.field == "reason"
    decision = propose_outcome(
        entry=entry, outcome=Outcome.ACCEPT, actor=town.chair, reason="Kurator kedua sakit."
    )
    assert decision.is_override


def test_propose_outcome_is_for_the_chair(town: Town) -> None:
    entry = scored_entry(town, 5)
    with pytest.raises(RuleViolation, match="ketua"):
        propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.curators[0])


def test_propose_outcome_refuses_acceptance_with_a_gate_open(app: Flask) -> None:
    town = small_town(gates=True)
    entry = scored_entry(town, 5)
    [row] = round_standing(town.round).rows
    assert row.suggestion is not None
    assert row.suggestion.outcome == Outcome.CONDITIONAL
    with pytest.raises(RuleViolation, match="syarat"):
        propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.chair)
    give_nib(entry.product.maker)
    db.session.expire_all()
    propose_outcome(entry=entry, outcome=Outcome.ACCEPT, actor=town.chair)
    assert entry.state == EntryState.PROPOSED


def test_take_back_proposal_puts_the_entry_back_into_review(town: Town) -> None:
    entry = scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    take_back_proposal(entry=entry, actor=town.chair)
    assert entry.state == EntryState.IN_REVIEW
    assert db.session.scalar(select(func.count(Decision.id))) == 0


def test_release_decisions_moves_lists_and_tells_at_once(town: Town) -> None:
    strong, weak = scored_entry(town, 5), scored_entry(town, 2)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    decisions = release(town)
    assert (strong.state, weak.state) == (EntryState.ACCEPTED, EntryState.DECLINED)
    assert strong.product.listing == Listing.LISTED
    assert strong.product.listed_revision_id == strong.revision_id
    assert strong.product.curation_score == 100.0
    assert weak.product.listing == Listing.UNLISTED
    recipients = db.session.scalars(select(OutgoingMessage.user_id).order_by("user_id")).all()
    assert recipients == sorted(person.id for person in town.makers.values())
    assert {decision.snapshot["outcome"] for decision in decisions} == {"accepted", "declined"}


def test_release_decisions_seals_every_input_in_the_snapshot(town: Town) -> None:
    entry = admitted(town)
    first, second = town.curators
    quality = town.round.rubric.criteria_for("kriya")[0]
    scored(entry, first, 3, answers(entry, 3, quality=Answer(5, note="Anyamannya rapat.")))
    scored(entry, second, 3)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    [decision] = release(town)
    snapshot = decision.snapshot
    # One sheet with 5 on a quarter of the weight: 50 + 25·2/4 = 62.5; the mean with 50 is 56.25.
    assert snapshot["standing"]["raw"] == 56.25
    assert [sheet["score"] for sheet in snapshot["sheets"]] == [62.5, 50.0]
    assert snapshot["criteria"][0]["mean"] == 4.0
    assert snapshot["notes"] == [[quality.id, "Anyamannya rapat."]]
    assert snapshot["rubric"] == {"id": town.round.rubric_id, "number": 1}
    assert sum(snapshot["standing"]["offsets"].values()) == pytest.approx(0)


def change_a_score(town: Town, entry: Entry) -> None:
    given = answers(entry, 5)
    given[min(given)] = Answer(4)
    save_scoresheet(entry=entry, curator=town.curators[0], answers=given, version=2)


def change_the_outcome(town: Town, entry: Entry) -> None:
    propose_outcome(entry=entry, outcome=Outcome.REVISE, actor=town.chair)


def change_the_set(town: Town, entry: Entry) -> None:
    withdraw_entry(entry=entry, actor=person_of(town, entry.product.maker))


@pytest.mark.parametrize("change", [change_a_score, change_the_outcome, change_the_set])
def test_release_decisions_stops_when_anything_changed_since_the_preview(
    town: Town, change: Callable[[Town, Entry], None]
) -> None:
    entry, other = scored_entry(town, 5), scored_entry(town, 2)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    seen = fingerprint(town)
    change(town, entry)
    with pytest.raises(StaleVersion):
        release_decisions(round_=town.round, actor=town.chair, fingerprint=seen)
    assert other.state == EntryState.PROPOSED
    assert db.session.scalar(select(func.count(OutgoingMessage.id))) == 0


def test_release_decisions_refuses_a_score_edited_after_the_proposal(town: Town) -> None:
    entry = scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    change_a_score(town, entry)
    assert round_standing(town.round).rows[0].is_stale
    with pytest.raises(RuleViolation, match=f"diusulkan pada: {entry.code}"):
        release(town)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    assert release(town)[0].entry_id == entry.id


def test_save_scoresheet_is_refused_after_release(town: Town) -> None:
    entry = scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    release(town)
    with pytest.raises(RuleViolation, match="sudah ditutup"):
        change_a_score(town, entry)


def test_release_decisions_leaves_nothing_when_one_product_cannot_be_listed(town: Town) -> None:
    good, bad = scored_entry(town, 5), scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    bad.product.maker.state = MakerState.SUSPENDED
    db.session.commit()
    with pytest.raises(RuleViolation, match=str(bad.code)):
        release(town)
    db.session.rollback()
    assert (good.state, good.product.listing) == (EntryState.PROPOSED, Listing.UNLISTED)
    assert db.session.scalar(select(func.count(OutgoingMessage.id))) == 0


def test_release_decisions_refuses_an_empty_release(town: Town) -> None:
    scored_entry(town, 5)
    with pytest.raises(RuleViolation, match="Belum ada usulan"):
        release(town)


def test_release_decisions_again_sends_nothing_again(town: Town) -> None:
    scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    seen = fingerprint(town)
    release(town)
    with pytest.raises(StaleVersion):
        release_decisions(round_=town.round, actor=town.chair, fingerprint=seen)
    assert db.session.scalar(select(func.count(OutgoingMessage.id))) == 1


def test_release_decisions_refuses_a_curator_who_does_not_chair(town: Town) -> None:
    scored_entry(town, 5)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    with pytest.raises(RuleViolation, match="ketua"):
        release_decisions(round_=town.round, actor=town.curators[0], fingerprint=fingerprint(town))


def test_withdrawn_product_stays_withdrawn_through_a_release(town: Town) -> None:
    product = ready_product()
    entry = admitted(town, product)
    for curator in town.curators:
        scored(entry, curator, 5)
    product.listing = Listing.WITHDRAWN
    product.listed_revision_id = entry.revision_id
    propose_by_thresholds(round_=town.round, actor=town.chair)
    release(town)
    assert product.listing == Listing.WITHDRAWN
