"""Tables of rounds, each part of them kept until something that it rests on changes.

Working out 10,000 entries with five sheets each takes most of a second; moving a threshold, turning
a page or proposing one outcome must not. What is kept is only ever shown: proposing and releasing
work everything out anew.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from curation.kept_answers import KeptAnswers
from curation.models import Round
from curation.queries.progress import given_out
from curation.queries.round_state import round_state
from curation.queries.standing import standing_rows
from curation.round_lines import RoundLines, entry_figures, put_together
from curation.standing import today

ROUNDS_KEPT = 4  # Each of the largest takes some 20 MB in every web process.

Part = TypeVar("Part")


class KeptLines:
    """The newest lines of the rounds that were looked at last; one for each web process."""

    def __init__(self) -> None:
        self._rounds: OrderedDict[int, _Parts] = OrderedDict()
        self._lock = Lock()

    def of(self, round_: Round) -> RoundLines:
        """The round's lines as of now.

        Args:
            round_: With its rubric's criteria at hand.
        """
        now, parts = round_state(round_, today()), self._parts_of(round_.id)
        rows = parts.part("rows", now.entries, partial(standing_rows, round_.id))
        scored = (now.scale, now.entries, now.sheets)
        figures = parts.part(
            "figures", scored, partial(entry_figures, round_, rows, answers_of=parts.answers.of)
        )
        finished = (now.entries, now.sheets, now.given)
        given = parts.part("given", finished, partial(given_out, round_.id, figures.finished))
        return parts.part("lines", now, partial(put_together, round_, rows, figures, given))

    def _parts_of(self, round_id: int) -> "_Parts":
        with self._lock:
            parts = self._rounds.setdefault(round_id, _Parts())
            self._rounds.move_to_end(round_id)
            while len(self._rounds) > ROUNDS_KEPT:
                self._rounds.popitem(last=False)
            return parts


class _Parts:
    """What is kept of one round, each with the state that it was worked out in."""

    def __init__(self) -> None:
        self.answers = KeptAnswers()
        self._kept: dict[str, tuple[object, Any]] = {}

    def part(self, name: str, state: object, work: Callable[[], Part]) -> Part:
        """What was worked out in the same state; else work it out."""
        known = self._kept.get(name)
        if known is not None and known[0] == state:
            found: Part = known[1]
            return found
        made = work()
        self._kept[name] = (state, made)
        return made
