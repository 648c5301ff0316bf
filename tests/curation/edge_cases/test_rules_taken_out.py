"""Every edge case of curation, the rule that handles it, and the test that notices its absence.

The table below is the list of edge cases of the design. Each row names a test of this folder and
the one piece of code that is the rule; here that piece is really taken out of the running program,
and the test must then fail.
"""

import inspect
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask
from rules_taken_out import Rule, taken_out

FOLDER = Path(__file__).parent
SHEETS = "curation.operations.scoresheets"
ENTRIES = "curation.queries.entries"
# A test that notices a rule's absence does so by what it says, not because the code broke.
BROKEN = (NameError, SyntaxError, TypeError, AttributeError, ImportError)


class Edge(NamedTuple):
    """One edge case."""

    case: str
    test: str
    rule: Rule


TABLE = [
    Edge(
        "score edited after proposal",
        "test_edge_sheets.test_score_edited_after_its_proposal_marks_it_stale",
        Rule("curation.round_lines:_Lines._line", "!= self._basis(row)", "== 0"),
    ),
    Edge(
        "score edited after proposal",
        "test_edge_sheets.test_stale_proposal_is_not_released",
        Rule("curation.standing:EntryStanding.is_stale", "!= self.basis", "== 0"),
    ),
    Edge(
        "score edited after proposal",
        "test_edge_sheets.test_stale_proposal_is_not_released",
        Rule("curation.operations.release:_check", "if preview.stale:", "if False:"),
    ),
    Edge(
        "score edited after release",
        "test_edge_sheets.test_score_edited_after_release_is_refused",
        Rule("curation.rules:is_scorable", "entry.state in SCORABLE and ", ""),
    ),
    Edge(
        "two tabs",
        "test_edge_sheets.test_second_tab_does_not_overwrite_the_first",
        Rule(f"{SHEETS}:save_scoresheet", "if not seen.is_newest(sheet):", "if False:"),
    ),
    Edge(
        "double submit",
        "test_edge_sheets.test_sheet_sent_twice_is_saved_once",
        Rule(
            f"{SHEETS}:save_scoresheet",
            "if sheet and content_of(sheet) == _content(answers, private_note):",
            "if False:",
        ),
    ),
    Edge(
        "double submit",
        "test_edge_sheets.test_product_sent_twice_is_entered_once",
        Rule(
            "curation.operations.entries:_check_round",
            "if found is not None and found.state not in SENT_BACK | {EntryState.DRAFT}:",
            "if False:",
        ),
    ),
    Edge(
        "double submit",
        "test_edge_sheets.test_proposing_twice_proposes_once",
        Rule(
            "curation.operations.decisions:propose_by_thresholds",
            "known = row.proposal is not None and ",
            "known = False and ",
        ),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_missing_answer_keeps_a_sheet_from_counting",
        Rule(f"{SHEETS}:finish_scoresheet", "if missing:", "if False:"),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_not_applicable_is_left_out_and_never_counts_as_low",
        Rule(
            "curation.marks:sheet_scores",
            "applies = ~np.isnan(values)",
            "applies, values = np.isfinite(weights), np.nan_to_num(values, nan=1.0)",
        ),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_lowest_score_is_a_score_of_zero_points",
        Rule(
            "curation/round_table.html",
            "points(row.ranked.adjusted) if row.ranked else",
            "points(row.ranked.adjusted) if row.ranked and row.ranked.adjusted else",
        ),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_zero_is_no_answer",
        Rule(
            f"{SHEETS}:_check_answers",
            "not LOWEST_VALUE <= answer.value <= HIGHEST_VALUE",
            "False",
        ),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_curator_who_stepped_back_is_neither_missing_nor_low",
        Rule(
            "curation.operations.conflicts:declare_conflict",
            "assignment.state = AssignmentState.RECUSED",
            "pass",
        ),
    ),
    Edge(
        "missing, not applicable, zero, recused",
        "test_edge_sheets.test_four_kinds_of_silence_look_different_to_the_chair",
        Rule(
            "curation/chair_entry.html",
            '_("t.d.") if answer and answer.not_applicable',
            '"1" if answer and answer.not_applicable',
        ),
    ),
    Edge(
        "conflict declared after scoring",
        "test_edge_conflicts.test_sheet_of_a_curator_with_an_interest_counts_no_longer",
        Rule("curation.operations.conflicts:declare_conflict", "_exclude(sheet, curator)", "pass"),
    ),
    Edge(
        "conflict declared after scoring",
        "test_edge_conflicts.test_entry_is_nowhere_on_the_list_of_a_curator_with_an_interest",
        Rule(f"{ENTRIES}:assigned_entries", "~conflict_of(curator.id),", ""),
    ),
    Edge(
        "conflict declared after scoring",
        "test_edge_conflicts.test_entry_page_is_closed_to_a_curator_with_an_interest",
        Rule(f"{ENTRIES}:_entry_curated_or_404", "if has_conflict(user, entry):", "if False:"),
    ),
    Edge(
        "conflict declared after scoring",
        "test_edge_conflicts.test_curators_own_count_leaves_out_what_an_interest_bars",
        Rule("curation.queries.rounds:workloads_of_curator", "& ~conflict_of(user.id)", ""),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_chair_without_entries_to_score_declares_an_interest",
        Rule(
            f"{ENTRIES}:entry_to_step_back_from_or_404",
            " and not may_chair(user, entry.round)",
            "",
        ),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_chairs_table_counts_and_ranks_without_what_an_interest_bars",
        Rule("curation.chair_table:chair_table", "if row.entry_id not in hidden", "if True"),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_chairs_figures_of_curators_are_kept_back_with_an_interest",
        Rule("curation.views.table:_about_curators", "if hidden:", "if False:"),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_progress_leaves_out_what_an_interest_bars",
        Rule("curation.queries.progress:GivenOut.progress", "list(besides)", "[]"),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_chairs_page_of_another_entry_ranks_without_what_an_interest_bars",
        Rule("curation.views.chair:_place_of", " and row.entry.id not in hidden", ""),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_chairs_page_of_the_entry_is_closed_with_an_interest",
        Rule(f"{ENTRIES}:entry_for_chair_or_404", "if has_conflict(user, entry):", "if False:"),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_discussion_is_closed_with_an_interest",
        Rule(
            "curation.queries.remarks:entry_to_discuss_or_404", "has_conflict(user, entry) or ", ""
        ),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_preview_of_a_release_shows_nothing_of_what_an_interest_bars",
        Rule(
            "curation.release_comparison:seen_now", "if one.row.entry.id not in hidden", "if True"
        ),
    ),
    Edge(
        "conflict declared after scoring, by the chair",
        "test_edge_conflicts.test_preview_counts_outcomes_without_what_an_interest_bars",
        Rule("curation.views.release:_counts", "if one.row.entry.id not in hidden", "if True"),
    ),
    Edge(
        "deadline race to the second, in WIB",
        "test_edge_deadlines.test_product_is_entered_until_the_last_second_and_not_later",
        Rule("curation.models:Round.is_open_at", " < self.closes_at", ""),
    ),
    Edge(
        "deadline race to the second, in WIB",
        "test_edge_deadlines.test_closing_time_is_told_in_western_indonesian_time",
        Rule("web.formats:in_wib", "moment.astimezone(WIB)", "moment"),
    ),
    Edge(
        "deadline race to the second, in WIB",
        "test_edge_deadlines.test_sheet_is_saved_until_the_last_second_and_not_later",
        Rule("curation.models:Round.is_scored_at", " < self.scoring_ends_at", ""),
    ),
    Edge(
        "one curator",
        "test_edge_figures.test_one_curator_has_no_agreement_and_no_spread",
        Rule("curation.ranking:_figures", "counts > 1, ", "counts > 0, "),
    ),
    Edge(
        "one entry",
        "test_edge_figures.test_one_entry_stands_alone",
        Rule(
            "curation.agreement:_disagreements",
            "(np.bincount(unit_of) - 1)",
            "(len(set(unit_of)) - 1)",
        ),
    ),
    Edge(
        "identical scores",
        "test_edge_figures.test_identical_scores_say_nothing_of_agreement_and_tie",
        Rule("curation.agreement:_why_undefined", "if values.min() == values.max():", "if False:"),
    ),
    Edge(
        "disconnected graph",
        "test_edge_figures.test_curators_who_share_nothing_are_compared_by_raw_scores",
        Rule(
            "curation.placing:places_of",
            "_places_by_component(component, between)",
            "_places_by_component(component, inside)",
        ),
    ),
    Edge(
        "release retried",
        "test_edge_release.test_release_sent_twice_tells_makers_once",
        Rule(
            "curation.operations.release:release_decisions",
            "if preview.fingerprint != fingerprint:",
            "if False:",
        ),
    ),
    Edge(
        "release retried",
        "test_edge_release.test_message_of_one_occasion_is_written_once",
        Rule("accounts.messages:send_to", "if found is not None:", "if False:"),
    ),
    Edge(
        "release failing half-way",
        "test_edge_release.test_release_that_fails_half_way_leaves_nothing",
        Rule(
            "curation.views.release:release_now",
            "except RuleViolation as broken:\n        db.session.rollback()",
            "except RuleViolation as broken:\n        db.session.commit()",
        ),
    ),
    Edge(
        "blind fields absent",
        "test_edge_blind.test_scoring_page_of_a_blind_round_names_no_maker",
        Rule("curation/score_entry.html", "{% if not round.is_blind %}", "{% if True %}"),
    ),
    Edge(
        "blind fields absent",
        "test_edge_blind.test_chairs_pages_of_a_blind_round_name_no_maker",
        Rule("curation/round_table.html", "{% if not round.is_blind %}", "{% if True %}"),
    ),
    Edge(
        "blind fields absent from photos",
        "test_edge_blind.test_photo_tells_nothing_of_who_took_it",
        Rule(
            "uploads.intake:_master",
            "picture.info.clear()",
            'picture.info.update(comment=b"Anyaman Bu Ratmi")',
        ),
    ),
    Edge(
        "withdrawal during scoring",
        "test_edge_changes.test_withdrawn_entry_takes_its_proposal_along",
        Rule("curation.operations.entries:withdraw_entry", "drop_proposal(entry)", "pass"),
    ),
    Edge(
        "withdrawal during scoring",
        "test_edge_changes.test_withdrawn_entry_is_scored_no_longer",
        Rule(f"{ENTRIES}:_entry_curated_or_404", "entry.state not in STANDING", "False"),
    ),
    Edge(
        "product edits during scoring",
        "test_edge_changes.test_product_edited_while_it_is_scored_changes_nothing_that_is_scored",
        Rule(
            "curation.operations.entries:submit_entry",
            "freeze_revision(product=product, actor=actor)",
            "product.newest",
        ),
    ),
    Edge(
        "product edits during scoring",
        "test_edge_changes.test_release_lists_what_was_scored_and_not_what_was_edited_since",
        Rule(
            "curation.operations.release:_list",
            "revision=entry.revision",
            "revision=entry.product.newest",
        ),
    ),
]


@pytest.mark.parametrize("edge", TABLE, ids=lambda edge: edge.test.partition(".test_")[2])
def test_edge_case_fails_when_its_rule_is_taken_out(
    app: Flask, request: pytest.FixtureRequest, edge: Edge
) -> None:
    module, _, name = edge.test.partition(".")
    test = getattr(import_module(module), name)
    wanted = inspect.signature(test).parameters
    given = {fixture: request.getfixturevalue(fixture) for fixture in wanted}
    with taken_out(app, edge.rule):
        try:
            test(**given)
        except BROKEN:
            raise
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever it says, it noticed.
            return
    pytest.fail(f"{name} passes without its rule in {edge.rule.where}")
