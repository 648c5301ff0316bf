"""What a maker reads of a released decision: levels reached, the next one up, and the notes.

Everything comes from the decision's sealed snapshot; curators do not appear in it.
"""

from dataclasses import dataclass
from datetime import datetime

from catalog.city_help import helper_for
from curation.entry_models import Decision, Entry
from curation.marks import HIGHEST_VALUE
from curation.models import Criterion
from curation.queries.criteria import criteria_with_levels
from curation.rules import SENT_BACK
from curation.states import EntryState, Outcome
from web.languages import localised

# Criteria below this value come with what to do next.
GOOD_FROM = 4


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion as the maker reads it.

    Attributes:
        name: In the reader's language.
        weight: Per cent of the sheet.
        mean: The curators' mean, 1 to 5; None when it did not apply.
        reached: The level that the mean rounds to; None when it did not apply.
        levels: The five sentences in the reader's language.
        notes: What curators wrote for the maker.
        help: Who in the city helps with it, in words; empty where nobody is known.
    """

    name: str
    weight: int
    mean: float | None
    reached: int | None
    levels: tuple[str, ...]
    notes: tuple[str, ...]
    help: str

    @property
    def wants_work(self) -> bool:
        """Whether the next level is worth a line on the to-do list."""
        return self.reached is not None and self.reached < GOOD_FROM

    @property
    def next_level(self) -> str:
        """The sentence one level up; empty at the top."""
        if self.reached is None or self.reached >= HIGHEST_VALUE:
            return ""
        return self.levels[self.reached]


@dataclass(frozen=True, slots=True)
class Result:
    """A released decision for its maker."""

    outcome: Outcome
    reason: str
    raw: float | None
    adjusted: float | None
    criteria: tuple[CriterionResult, ...]
    open_gates: tuple[str, ...]
    accept_from: int

    @property
    def to_do(self) -> list[CriterionResult]:
        """What would lift the score most: weak criteria, the heaviest first."""
        weak = [one for one in self.criteria if one.wants_work]
        return sorted(weak, key=lambda one: (-one.weight, one.reached))


def result_of(decision: Decision) -> Result:
    """Read a released decision for the maker of its entry.

    Its criteria are those of the rubric by which it was decided, whatever the round uses now.
    """
    snapshot = decision.snapshot
    notes: dict[int, list[str]] = {}
    for criterion_id, text in snapshot["notes"]:
        notes.setdefault(criterion_id, []).append(text)
    known = criteria_with_levels([one["id"] for one in snapshot["criteria"]])
    return Result(
        outcome=decision.outcome,
        reason=decision.reason,
        raw=snapshot["standing"]["raw"],
        adjusted=snapshot["standing"]["adjusted"],
        criteria=tuple(
            _criterion(known[one["id"]], one["mean"], notes.get(one["id"], []))
            for one in snapshot["criteria"]
        ),
        open_gates=tuple(key for key, green, _ in snapshot["gates"] if not green),
        accept_from=snapshot["thresholds"]["accept"],
    )


def _criterion(criterion: Criterion, mean: float | None, notes: list[str]) -> CriterionResult:
    """Put one criterion into the maker's words."""
    return CriterionResult(
        name=localised(criterion, "name"),
        weight=criterion.weight,
        mean=mean,
        # Half a level up counts as reached; the mean itself stands beside it.
        reached=None if mean is None else int(mean + 0.5),
        levels=tuple(localised(level, "sentence") for level in criterion.levels),
        notes=tuple(notes),
        help=help_with(
            f"criterion.{criterion.key}.{criterion.category}", f"criterion.{criterion.key}"
        ),
    )


def help_with(*topics: str) -> str:
    """Who in the city helps with the first of these topics that anybody helps with, in words."""
    helpers = (helper_for(topic) for topic in topics)
    found = next((one for one in helpers if one is not None), None)
    return found.in_words() if found else ""


def resubmit_until(entry: Entry, now: datetime) -> datetime | None:
    """Until when the maker may send the same entry in again; None when they may not, or not now."""
    if entry.state not in SENT_BACK or entry.state is EntryState.NEEDS_FIX:
        return None
    return entry.round.scoring_ends_at if entry.round.is_scored_at(now) else None
