"""A round's figures from arrays: the same as from its rows, and as the chair's table shows them."""

import math

import numpy as np
import pytest
from curation_rounds import (
    Town,
    admitted,
    all_scored,
    answers,
    give_nib,
    release_all,
    scored,
    small_town,
)
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from curation import kept_answers
from curation.agreement import Metric, alpha_of_arrays, krippendorff_alpha
from curation.arrays import Ints
from curation.entry_models import Entry, Scoresheet
from curation.figures import RoundFigures, round_figures
from curation.kept_answers import KeptAnswers
from curation.kept_lines import KeptLines
from curation.marks import Mark, sheet_score
from curation.operations import propose_by_thresholds, save_scoresheet, withdraw_entry
from curation.operations.scoresheets import Answer, criteria_of
from curation.queries.figures import counted_sheet_numbers, packed_answers
from curation.queries.numbers import whole_numbers
from curation.standing import round_standing, thresholds_of
from database import db

RATINGS = st.lists(st.tuples(st.integers(1, 6), st.none() | st.integers(0, 5)), max_size=30)


@pytest.fixture
def town(app: Flask) -> Town:
    return small_town(curators=3, gates=True)


def mixed(entry: Entry, value: int) -> dict[int, Answer]:
    """An answer that does not apply, one that only carries a note, and values."""
    first, second, *_ = criteria_of(entry)
    return {
        **answers(entry, value),
        first.id: Answer(None, not_applicable=True),
        second.id: Answer(None, note="Lihat jahitannya."),
    }


def lived_in(town: Town) -> list[Entry]:
    """Entries that are scored fully, partly, not at all, proposed and changed since."""
    entries = [all_scored(town, value) for value in (5, 4, 2)]
    give_nib(entries[0].product.maker)
    partly, alone = admitted(town), admitted(town)
    admitted(town)
    save_scoresheet(entry=partly, curator=town.curators[0], answers=mixed(partly, 3), version=0)
    for curator, value in zip(town.curators, (5, 3, 4), strict=True):
        given = {
            **answers(alone, value),
            criteria_of(alone)[0].id: Answer(None, not_applicable=True),
        }
        scored(alone, curator, value, given)
    propose_by_thresholds(round_=town.round, actor=town.chair)
    save_scoresheet(
        entry=entries[1], curator=town.curators[2], answers=answers(entries[1], 1), version=2
    )
    db.session.commit()
    return entries


def figures_of(town: Town) -> RoundFigures:
    entries = db.session.scalars(select(Entry).filter_by(round_id=town.round.id))
    return round_figures(town.round, {one.id: one.revision.category for one in entries})


@given(RATINGS, st.sampled_from(Metric))
def test_alpha_of_arrays_is_alpha(ratings: list[tuple[int, int | None]], metric: Metric) -> None:
    units = np.array([unit for unit, _ in ratings], dtype=np.int64)
    values = np.array([math.nan if v is None else v for _, v in ratings], dtype=np.float64)
    found, known = alpha_of_arrays(units, values, metric), krippendorff_alpha(ratings, metric)
    assert (found.reason, found.units, found.values) == (known.reason, known.units, known.values)
    assert found.value == (None if known.value is None else pytest.approx(known.value, abs=1e-9))


def test_alpha_of_arrays_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        alpha_of_arrays(np.array([1, 1]), np.array([3.0, math.inf]))


def test_sheets_score_as_their_rows_say(town: Town) -> None:
    lived_in(town)
    figures = figures_of(town)
    sheets = {one.id: one for one in db.session.scalars(select(Scoresheet))}
    assert len(figures.scores) == 12
    for key, score in zip(figures.sheets[:, 0].tolist(), figures.scores.tolist(), strict=True):
        given = [one for one in sheets[key].scores if one.value or one.not_applicable]
        assert score == sheet_score(Mark(one.criterion.weight, one.value) for one in given)


def test_means_leave_out_what_does_not_apply(town: Town) -> None:
    entry = admitted(town)
    first, second, *others = criteria_of(entry)
    for curator, value in zip(town.curators, (1, 3, 5), strict=True):
        given = {**answers(entry, 4), first.id: Answer(None, not_applicable=True)}
        scored(entry, curator, 4, {**given, second.id: Answer(value)})
    db.session.commit()
    figures = figures_of(town)
    assert figures.means_by_entry() == {
        entry.id: {second.id: 3.0} | {one.id: 4.0 for one in others}
    }
    assert figures.lowest_means() == {entry.id: 3.0}
    assert figures.criterion_alphas[first.id].value is None
    assert [one[first.id] for one in figures.values_by_sheet()] == [None, None, None]


def test_table_shows_what_a_release_would_rest_on(town: Town) -> None:
    lived_in(town)
    standing, lines = round_standing(town.round), KeptLines().of(town.round)
    assert [
        (
            *(row.entry.id, row.ranked, tuple(one.score for one in row.sheets)),
            *(min(row.criterion_means.values(), default=None), row.gates, row.has_enough_sheets),
            *(row.proposal.outcome if row.proposal else None, row.is_stale, row.suggestion),
        )
        for row in standing.rows
    ] == [
        (
            *(line.entry_id, line.ranked, line.scores, line.lowest_mean, line.gates),
            *(line.has_enough_sheets, line.proposed, line.is_stale),
            line.suggestion_at(thresholds_of(town.round)),
        )
        for line in lines.lines
    ]
    assert sorted(row.is_stale for row in standing.rows) == [False] * 5 + [True]
    assert {gate.green for row in standing.rows for gate in row.gates} == {True, False}
    assert (lines.ranking, lines.alpha) == (standing.ranking, standing.alpha)
    assert lines.criterion_alphas == standing.criterion_alphas
    assert lines.names == {key: one.name for key, one in standing.curators.items()}


def test_answers_of_another_round_between_do_not_count(town: Town) -> None:
    first = all_scored(town, 4)
    other = small_town()
    all_scored(other, 1)
    second = all_scored(town, 2)
    db.session.commit()
    figures = figures_of(town)
    means = figures.means_by_entry()
    assert set(means) == {first.id, second.id}
    assert (set(means[first.id].values()), set(means[second.id].values())) == ({4.0}, {2.0})


def test_entry_that_stands_no_more_counts_no_more(town: Town) -> None:
    entry, other = all_scored(town, 4), all_scored(town, 2)
    withdraw_entry(entry=entry, actor=town.makers[entry.product.maker_id])
    db.session.commit()
    assert set(counted_sheet_numbers(town.round.id)[:, 1].tolist()) == {other.id}


def test_kept_answers_are_those_that_the_database_has(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries, kept, read = lived_in(town), KeptAnswers(), []

    def counted(sheets: Ints) -> Ints:
        read.append(len(sheets))
        return packed_answers(sheets)

    monkeypatch.setattr(kept_answers, "packed_answers", counted)

    def assert_same() -> None:
        db.session.commit()
        sheets = counted_sheet_numbers(town.round.id)
        assert kept.of(sheets).tolist() == packed_answers(sheets[:, 0]).tolist()

    def score_again(value: int, version: int) -> None:
        entry, curator = entries[0], town.curators[0]
        given = answers(entry, value)
        save_scoresheet(entry=entry, curator=curator, answers=given, version=version)

    assert_same()
    assert_same()
    score_again(2, version=2)
    assert_same()
    assert read == [12, 1]
    monkeypatch.setattr(kept_answers, "FEW_SHEETS", 0)
    score_again(3, version=3)
    assert_same()
    assert read == [12, 1, 12]


def test_released_entries_stand_as_they_did(town: Town) -> None:
    all_scored(town, 5)
    release_all(town)
    [line] = KeptLines().of(town.round).lines
    assert (line.scores, line.proposed, line.is_stale) == ((100.0, 100.0, 100.0), None, False)


def test_round_without_a_sheet_has_no_figures(town: Town) -> None:
    admitted(town)
    db.session.commit()
    figures = figures_of(town)
    assert (figures.ranking.entries, figures.alpha.value) == ((), None)
    assert (figures.means_by_entry(), figures.lowest_means()) == ({}, {})
    [line] = KeptLines().of(town.round).lines
    assert (line.ranked, line.scores, line.has_enough_sheets) == (None, (), False)


def test_whole_numbers_of_nothing_keep_their_columns(town: Town) -> None:
    nothing: Ints = whole_numbers(select(Scoresheet.id, Scoresheet.entry_id))
    assert nothing.shape == (0, 2)
