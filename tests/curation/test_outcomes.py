"""Outcomes suggested by score, criteria and gates."""

import pytest

from curation.outcomes import Gate, Reason, Thresholds, suggest_outcome
from curation.states import Outcome

RED = Gate("halal", green=False)
SHUT = Gate("address_in_city", green=False, repairable=False)
GREEN = Gate("nib", green=True)


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        (100, Outcome.ACCEPT),
        (75, Outcome.ACCEPT),
        (74.96, Outcome.ACCEPT),  # Shown as 75,0.
        (74.94, Outcome.CONDITIONAL),
        (65, Outcome.CONDITIONAL),
        (64.9, Outcome.REVISE),
        (50, Outcome.REVISE),
        (49.9, Outcome.DECLINE),
        (-3, Outcome.DECLINE),
    ],
)
def test_suggest_outcome_follows_the_thresholds(score: float, outcome: Outcome) -> None:
    assert suggest_outcome(score=score, gates=[GREEN]).outcome == outcome


def test_suggest_outcome_accepts_nothing_with_a_criterion_at_one() -> None:
    suggestion = suggest_outcome(score=90, criterion_means=[5, 5, 1])
    assert suggestion.outcome == Outcome.CONDITIONAL
    assert suggestion.reasons == (Reason.SCORE_ACCEPTS, Reason.CRITERION_AT_ONE)


@pytest.mark.parametrize(
    ("mean", "outcome"), [(1.49, Outcome.CONDITIONAL), (1.5, Outcome.ACCEPT), (2, Outcome.ACCEPT)]
)
def test_suggest_outcome_rounds_a_criterion_mean_to_one(mean: float, outcome: Outcome) -> None:
    assert suggest_outcome(score=80, criterion_means=[mean]).outcome == outcome


def test_suggest_outcome_lets_a_repairable_gate_through_on_a_condition() -> None:
    suggestion = suggest_outcome(score=90, gates=[GREEN, RED])
    assert suggestion.outcome == Outcome.CONDITIONAL
    assert suggestion.reasons == (Reason.SCORE_ACCEPTS, Reason.GATE_TO_REPAIR)


def test_suggest_outcome_asks_for_revision_with_several_gates_to_repair() -> None:
    suggestion = suggest_outcome(score=90, gates=[RED, Gate("pirt", green=False)])
    assert suggestion.outcome == Outcome.REVISE


def test_suggest_outcome_declines_at_a_gate_that_cannot_be_repaired() -> None:
    assert suggest_outcome(score=90, gates=[SHUT]).outcome == Outcome.DECLINE


@pytest.mark.parametrize(("score", "outcome"), [(60, Outcome.REVISE), (40, Outcome.DECLINE)])
def test_suggest_outcome_is_never_raised_by_a_gate(score: float, outcome: Outcome) -> None:
    assert suggest_outcome(score=score, gates=[RED]).outcome == outcome
    assert suggest_outcome(score=score, gates=[GREEN]).outcome == outcome


def test_suggest_outcome_follows_a_partners_own_classes() -> None:
    strict = Thresholds(accept=90, conditional=80, revise=70)
    assert suggest_outcome(score=85, thresholds=strict).outcome == Outcome.CONDITIONAL


@pytest.mark.parametrize("classes", [(50, 65, 75), (101, 65, 50), (75, 65, -1)])
def test_thresholds_refuse_classes_out_of_order(classes: tuple[float, float, float]) -> None:
    accept, conditional, revise = classes
    with pytest.raises(ValueError, match="Thresholds"):
        Thresholds(accept=accept, conditional=conditional, revise=revise)
