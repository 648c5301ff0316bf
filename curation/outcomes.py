"""What a score and the gates suggest: the outcome that the chair may propose.

The default classes are those of the domain notes, section 1.4: *lolos* from 75 with every gate
green and no criterion at 1; *lolos bersyarat* from 65, or with one gate that can be repaired by a
date; *perlu perbaikan* from 50; *belum lolos* below. No retailer publishes a pass mark, so a
partner can edit them. Gates block acceptance and never change a score.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from curation.states import Outcome


class Reason(StrEnum):
    """Why an outcome is suggested, for the chair's table."""

    SCORE_ACCEPTS = "score_accepts"
    SCORE_CONDITIONAL = "score_conditional"
    SCORE_REVISES = "score_revises"
    SCORE_DECLINES = "score_declines"
    CRITERION_AT_ONE = "criterion_at_one"
    GATE_TO_REPAIR = "gate_to_repair"
    SEVERAL_GATES_TO_REPAIR = "several_gates_to_repair"
    GATE_SHUT = "gate_shut"


# Scores are compared as they are shown, so that a page never says "75,0" and "below 75".
SHOWN_DECIMALS = 1

# A criterion counts as "at 1" when the curators' mean on it rounds to 1.
ROUNDS_TO_ONE_BELOW = 1.5


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The lowest score of each class, in points.

    Raises:
        ValueError: They do not fall from acceptance to revision within 0 to 100.
    """

    accept: float = 75
    conditional: float = 65
    revise: float = 50

    def __post_init__(self) -> None:
        if not 0 <= self.revise <= self.conditional <= self.accept <= 100:  # noqa: PLR2004
            raise ValueError("Thresholds must fall from acceptance to revision within 0 to 100.")


DEFAULT_THRESHOLDS = Thresholds()


class Gate(NamedTuple):
    """A yes/no requirement, such as a paper.

    Attributes:
        key: Which requirement, such as ``nib``.
        green: Whether it is met.
        repairable: Whether the maker can still meet it by a date.
    """

    key: str
    green: bool
    repairable: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested outcome with everything that led to it."""

    outcome: Outcome
    reasons: tuple[Reason, ...]


# From best to worst. A waiting list is the chair's own choice and is never suggested.
BEST_FIRST = (Outcome.ACCEPT, Outcome.CONDITIONAL, Outcome.REVISE, Outcome.DECLINE)


def suggest_outcome(
    *,
    score: float,
    criterion_means: Iterable[float] = (),
    gates: Sequence[Gate] = (),
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
) -> Suggestion:
    """Suggest an outcome: the worst that the score, the criteria and the gates allow.

    Args:
        score: The adjusted score in points.
        criterion_means: The curators' mean on each criterion that applies, 1 to 5.
        gates: The round's requirements for this entry.
        thresholds: The round's classes.
    """
    lowest = min(criterion_means, default=None)
    return suggest_on(grounds_of(score, lowest, tuple(gates)), thresholds)


class Grounds(NamedTuple):
    """What a suggestion rests on; thousands of entries have few of them.

    Attributes:
        shown: The adjusted score in points, as it is shown.
        at_one: Whether a criterion counts as "at 1".
        gates: The round's requirements for the entry.
    """

    shown: float
    at_one: bool
    gates: tuple[Gate, ...]


def grounds_of(score: float, lowest_mean: float | None, gates: tuple[Gate, ...]) -> Grounds:
    """What a suggestion rests on.

    Args:
        score: The adjusted score in points.
        lowest_mean: The lowest of the curators' means on a criterion; None where none applies.
        gates: The round's requirements for the entry.
    """
    at_one = lowest_mean is not None and lowest_mean < ROUNDS_TO_ONE_BELOW
    return Grounds(round(score, SHOWN_DECIMALS), at_one, gates)


def suggest_on(grounds: Grounds, thresholds: Thresholds) -> Suggestion:
    """Suggest an outcome, as ``suggest_outcome`` does."""
    limits = [_limit_by_score(grounds.shown, thresholds)]
    if grounds.at_one:
        limits.append((Outcome.CONDITIONAL, Reason.CRITERION_AT_ONE))
    limits += _limits_by_gates(grounds.gates)
    outcome = max((limit for limit, _ in limits), key=BEST_FIRST.index)
    return Suggestion(outcome=outcome, reasons=tuple(reason for _, reason in limits))


def _limit_by_score(shown: float, thresholds: Thresholds) -> tuple[Outcome, Reason]:
    """Find the class that the score falls in."""
    if shown >= thresholds.accept:
        return Outcome.ACCEPT, Reason.SCORE_ACCEPTS
    if shown >= thresholds.conditional:
        return Outcome.CONDITIONAL, Reason.SCORE_CONDITIONAL
    if shown >= thresholds.revise:
        return Outcome.REVISE, Reason.SCORE_REVISES
    return Outcome.DECLINE, Reason.SCORE_DECLINES


def _limits_by_gates(gates: Sequence[Gate]) -> list[tuple[Outcome, Reason]]:
    """Say how far the gates that are not green let an entry go."""
    shut = [gate for gate in gates if not gate.green]
    if any(not gate.repairable for gate in shut):
        return [(Outcome.DECLINE, Reason.GATE_SHUT)]
    if len(shut) > 1:
        return [(Outcome.REVISE, Reason.SEVERAL_GATES_TO_REPAIR)]
    if shut:
        return [(Outcome.CONDITIONAL, Reason.GATE_TO_REPAIR)]
    return []
