"""Who would move if a round were scored by another version of its rubric."""

import hashlib
import json
from dataclasses import dataclass

from curation.models import Round, RubricVersion
from curation.outcomes import Thresholds
from curation.round_lines import Line, round_lines
from curation.standing import thresholds_of
from curation.states import Outcome

DECIMALS = 6


@dataclass(frozen=True, slots=True)
class MovedLine:
    """An entry before and after.

    Attributes:
        before: By the round's own version.
        after: By the other one.
        outcome_before: What its score and gates suggest now.
        outcome_after: What they would suggest.
    """

    before: Line
    after: Line
    outcome_before: Outcome | None
    outcome_after: Outcome | None

    @property
    def moves(self) -> bool:
        """Whether another result would be suggested."""
        return self.outcome_before is not self.outcome_after

    @property
    def figures(self) -> list[object]:
        """What a preview promises of the entry."""
        ranked = [one.ranked for one in (self.before, self.after)]
        adjusted = [None if one is None else round(one.adjusted, DECIMALS) for one in ranked]
        return [self.before.entry_id, adjusted, self.outcome_before, self.outcome_after]


@dataclass(frozen=True, slots=True)
class RubricMove:
    """A whole round before and after.

    Attributes:
        lines: Entries that are scored now, best first by the other version.
        fingerprint: Of everything that the preview shows.
    """

    lines: tuple[MovedLine, ...]
    fingerprint: str

    @property
    def movers(self) -> tuple[MovedLine, ...]:
        """Those for which another result would be suggested."""
        return tuple(one for one in self.lines if one.moves)


def rubric_move(round_: Round, rubric: RubricVersion) -> RubricMove:
    """Work out both, and change nothing.

    Args:
        round_: With its rubric's criteria at hand.
        rubric: The other version, with its criteria.
    """
    thresholds = thresholds_of(round_)
    now = {line.entry_id: line for line in round_lines(round_).lines}
    lines = tuple(
        MovedLine(
            now[line.entry_id],
            line,
            _suggested(now[line.entry_id], thresholds),
            _suggested(line, thresholds),
        )
        for line in round_lines(round_, rubric).lines
        if line.ranked is not None or now[line.entry_id].ranked is not None
    )
    promised = [round_.rubric_id, rubric.id, [one.figures for one in lines]]
    return RubricMove(
        lines=lines,
        fingerprint=hashlib.sha256(json.dumps(promised).encode()).hexdigest(),
    )


def _suggested(line: Line, thresholds: Thresholds) -> Outcome | None:
    suggestion = line.suggestion_at(thresholds)
    return suggestion.outcome if suggestion else None
