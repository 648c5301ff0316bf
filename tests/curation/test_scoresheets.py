"""Saving, finishing and stepping back from a sheet."""

from datetime import timedelta

import pytest
from curation_rounds import Town, admitted, answers, ready_product, scored, small_town
from factories import PartnerFactory, curator_user
from flask import Flask
from sqlalchemy import func, select

from curation.entry_models import Assignment, Score, ScoresheetVersion
from curation.operations import (
    Answer,
    declare_conflict,
    finish_scoresheet,
    reopen_scoresheet,
    save_scoresheet,
)
from curation.operations.scoresheets import Seen, criteria_of
from curation.standing import round_standing
from curation.states import AssignmentState, ScoresheetState
from database import db
from web.errors import RuleViolation, StaleVersion


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town()


def test_save_scoresheet_keeps_a_draft_that_counts_for_nothing(town: Town) -> None:
    entry = admitted(town)
    first = criteria_of(entry)[0].id
    sheet = save_scoresheet(
        entry=entry,
        curator=town.curators[0],
        answers={first: Answer(4, note="Rapikan tepinya.")},
        version=0,
    )
    assert (sheet.state, sheet.version) == (ScoresheetState.DRAFT, 1)
    [score] = sheet.scores
    assert (score.value, score.not_applicable, score.note) == (4, False, "Rapikan tepinya.")
    assert round_standing(town.round).rows[0].sheets == ()


def test_save_scoresheet_counts_up_and_keeps_what_it_said(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    first = criteria_of(entry)[0].id
    sheet = save_scoresheet(entry=entry, curator=curator, answers={first: Answer(2)}, version=0)
    sheet = save_scoresheet(entry=entry, curator=curator, answers={first: Answer(5)}, version=1)
    assert sheet.version == 2
    [kept] = db.session.scalars(select(ScoresheetVersion))
    assert (kept.number, kept.content["scores"]) == (1, {str(first): [2, False, ""]})


def test_save_scoresheet_does_nothing_for_the_same_again(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    given = answers(entry, 3)
    save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    # A retry after a lost answer still carries the old version.
    sheet = save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    assert sheet.version == 1
    assert db.session.scalar(select(func.count(ScoresheetVersion.id))) == 0


def test_save_scoresheet_refuses_a_second_tabs_stale_version(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    first = criteria_of(entry)[0].id
    save_scoresheet(entry=entry, curator=curator, answers={first: Answer(2)}, version=0)
    with pytest.raises(StaleVersion) as stale:
        save_scoresheet(entry=entry, curator=curator, answers={first: Answer(5)}, version=0)
    assert stale.value.current.scores[0].value == 2  # type: ignore[attr-defined]


def test_save_scoresheet_takes_an_answer_away_again(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    first, second = (criterion.id for criterion in criteria_of(entry)[:2])
    given = {first: Answer(2), second: Answer(3)}
    save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    save_scoresheet(entry=entry, curator=curator, answers={second: Answer(3)}, version=1)
    assert list(db.session.scalars(select(Score.criterion_id))) == [second]


def test_save_scoresheet_is_over_when_scoring_ends(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    end = town.round.scoring_ends_at
    save_scoresheet(
        entry=entry, curator=curator, answers={}, version=0, now=end - timedelta(seconds=1)
    )
    with pytest.raises(RuleViolation, match="sudah ditutup"):
        save_scoresheet(entry=entry, curator=curator, answers={}, version=1, now=end)


def test_save_scoresheet_refuses_a_curator_without_the_entry(town: Town) -> None:
    entry = admitted(town)
    with pytest.raises(RuleViolation, match="tidak ditugaskan"):
        save_scoresheet(entry=entry, curator=town.chair, answers={}, version=0)
    other = curator_user(town.partner)
    db.session.flush()
    with pytest.raises(RuleViolation, match="tidak ditugaskan"):
        finish_scoresheet(entry=entry, curator=other)


@pytest.mark.parametrize("answer", [Answer(0), Answer(6), Answer(3, not_applicable=True)])
def test_save_scoresheet_refuses_what_is_no_answer(town: Town, answer: Answer) -> None:
    entry = admitted(town)
    first = criteria_of(entry)[0].id
    with pytest.raises(RuleViolation) as broken:
        save_scoresheet(entry=entry, curator=town.curators[0], answers={first: answer}, version=0)
    assert broken.value.field == f"c{first}"


def test_save_scoresheet_refuses_another_categorys_criterion(town: Town) -> None:
    entry = admitted(town)
    foreign = town.round.rubric.criteria_for("batik")[0].id
    with pytest.raises(RuleViolation, match="bukan bagian"):
        save_scoresheet(
            entry=entry, curator=town.curators[0], answers={foreign: Answer(3)}, version=0
        )


def test_finish_scoresheet_names_the_first_criterion_that_is_missing(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    criteria = criteria_of(entry)
    given = {one.id: Answer(3) for one in criteria if one.key not in {"design", "brand"}}
    save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    with pytest.raises(RuleViolation, match="ada 2 kriteria") as broken:
        finish_scoresheet(entry=entry, curator=curator)
    assert broken.value.field == f"c{criteria[1].id}"


def test_finish_scoresheet_tells_missing_from_not_applicable(town: Town) -> None:
    entry = admitted(town)
    sheet = scored(entry, town.curators[0], 3, answers(entry, 3, brand=Answer(not_applicable=True)))
    assert sheet.state == ScoresheetState.FINAL
    [row] = round_standing(town.round).rows
    assert row.sheets[0].score == 50.0
    assert len(row.criterion_means) == len(criteria_of(entry)) - 1


def test_finish_scoresheet_needs_one_value(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    given = {one.id: Answer(not_applicable=True) for one in criteria_of(entry)}
    save_scoresheet(entry=entry, curator=curator, answers=given, version=0)
    with pytest.raises(RuleViolation, match="paling sedikit"):
        finish_scoresheet(entry=entry, curator=curator)


def test_save_scoresheet_reopens_a_final_sheet_that_loses_an_answer(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    sheet = scored(entry, curator, 4)
    given = answers(entry, 4)
    save_scoresheet(
        entry=entry, curator=curator, answers={**given, min(given): Answer(5)}, version=2
    )
    assert sheet.state == ScoresheetState.FINAL
    given.pop(min(given))
    save_scoresheet(entry=entry, curator=curator, answers=given, version=3)
    assert (sheet.state, sheet.finished_at) == (ScoresheetState.DRAFT, None)


def test_declare_conflict_steps_back_from_all_entries_of_the_maker(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    sibling = admitted(town, ready_product(entry.product.maker))
    stranger = admitted(town)
    sheet = scored(entry, curator, 5)
    declare_conflict(entry=entry, curator=curator, reason="Sepupu saya.")
    assert sheet.state == ScoresheetState.EXCLUDED
    mine = select(Assignment.entry_id, Assignment.state).where(Assignment.curator_id == curator.id)
    assert dict(list(db.session.execute(mine))) == {
        entry.id: AssignmentState.RECUSED,
        sibling.id: AssignmentState.RECUSED,
        stranger.id: AssignmentState.ASSIGNED,
    }
    assert [row.sheets for row in round_standing(town.round).rows] == [(), (), ()]
    with pytest.raises(RuleViolation, match="tidak ditugaskan"):
        save_scoresheet(entry=entry, curator=curator, answers={}, version=sheet.version)


def test_declare_conflict_needs_a_reason_and_is_declared_once(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    with pytest.raises(RuleViolation) as broken:
        declare_conflict(entry=entry, curator=curator, reason=" ")
    assert broken.value.field == "reason"
    declare_conflict(entry=entry, curator=curator, reason="Sepupu.")
    with pytest.raises(RuleViolation, match="sudah Anda sampaikan"):
        declare_conflict(entry=entry, curator=curator, reason="Sepupu.")


def test_declare_conflict_is_for_the_partners_curators(town: Town) -> None:
    entry, stranger = admitted(town), curator_user(PartnerFactory())
    with pytest.raises(RuleViolation, match="tidak ditugaskan"):
        declare_conflict(entry=entry, curator=stranger, reason="Ingin tahu.")


def test_save_scoresheet_refuses_a_sheet_that_counts_no_longer(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    sheet = scored(entry, curator, 4)
    sheet.state, sheet.excluded_reason = ScoresheetState.EXCLUDED, "Kurator berhenti."
    db.session.flush()
    with pytest.raises(RuleViolation, match="tidak dihitung lagi"):
        save_scoresheet(entry=entry, curator=curator, answers={}, version=sheet.version)


def test_save_scoresheet_bounds_the_private_note(town: Town) -> None:
    entry = admitted(town)
    with pytest.raises(RuleViolation) as broken:
        save_scoresheet(
            entry=entry, curator=town.curators[0], answers={}, private_note="x" * 601, version=0
        )
    assert broken.value.field == "private_note"


def test_save_of_the_device_that_saved_last_is_no_clash_though_its_answer_was_lost(
    town: Town,
) -> None:
    entry, curator = admitted(town), town.curators[0]
    lost, other = "a" * 32, "b" * 32
    save_scoresheet(
        entry=entry, curator=curator, answers=answers(entry, 2), version=Seen(0, key=lost)
    )
    again = Seen(0, key=other, unanswered=[lost])
    sheet = save_scoresheet(entry=entry, curator=curator, answers=answers(entry, 3), version=again)
    assert (sheet.version, sheet.save_key) == (2, other)
    with pytest.raises(StaleVersion):  # Somebody else saved since: the old key is nobody's now.
        save_scoresheet(entry=entry, curator=curator, answers=answers(entry, 4), version=again)


def test_reopened_sheet_counts_no_longer_until_it_is_finished_again(town: Town) -> None:
    entry, curator = admitted(town), town.curators[0]
    sheet = scored(entry, curator, 4)
    reopen_scoresheet(entry=entry, curator=curator)
    assert (sheet.state, sheet.finished_at) == (ScoresheetState.DRAFT, None)
    assert finish_scoresheet(entry=entry, curator=curator).state == ScoresheetState.FINAL
