"""A round's answers, of which only those on changed sheets are read again."""

from collections.abc import Callable

import numpy as np

from curation.arrays import Ints
from curation.queries.figures import FEW_SHEETS, VERSIONS, packed_answers, without_sheets

AnswersOf = Callable[[Ints], Ints]
"""Gives the packed answers on some sheets, which come as ``counted_sheet_numbers`` gives them."""


def read_anew(sheets: Ints) -> Ints:
    """Read all of them."""
    return packed_answers(sheets[:, 0])


class KeptAnswers:
    """The answers on the sheets that were looked at last.

    A sheet's version counts every change of its answers, so that what it said is known until its
    version is another one.
    """

    def __init__(self) -> None:
        nothing = np.empty(0, dtype=np.int64)
        # Sheets with their versions, and their answers; together, so that threads cannot mix them.
        self._kept = (nothing, nothing)

    def of(self, sheets: Ints) -> Ints:
        """The packed answers on some sheets; maybe with those on others among them.

        Args:
            sheets: As ``counted_sheet_numbers`` gives them.
        """
        known, packed = self._kept
        seen = sheets[:, 0] * VERSIONS + sheets[:, 3]
        changed = sheets[~np.isin(seen, known), 0]
        if len(changed) > FEW_SHEETS:
            packed = read_anew(sheets)
        elif len(changed):
            rest = without_sheets(packed, changed)
            packed = np.sort(np.concatenate((rest, packed_answers(changed))))
        self._kept = (seen, packed)
        return packed
