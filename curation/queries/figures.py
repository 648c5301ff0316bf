"""What a round's figures are made of: its sheets that count, and the answers on them."""

from collections.abc import Mapping

import numpy as np
from sqlalchemy import BigInteger, and_, cast, func, or_, select

from curation.arrays import Bools, Ints
from curation.entry_models import Entry, Score, Scoresheet
from curation.queries.numbers import whole_numbers
from curation.rules import STANDING
from curation.states import ScoresheetState

NOT_APPLICABLE = 0
"""Stands for the value of an answer that says so."""

VALUES = 8  # Whole numbers that a value, or "not applicable", is one of.
CRITERIA = 2**24  # More than there will ever be.


def counted_sheet_numbers(round_id: int) -> Ints:
    """The final sheets for the revisions that are entered now, of entries that stand.

    Returns:
        Their key, entry, curator and version, in the order of their keys; shape (S, 4).
    """
    query = (
        select(Scoresheet.id, Scoresheet.entry_id, Scoresheet.curator_id, Scoresheet.version)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(
            Entry.round_id == round_id,
            Entry.state.in_(STANDING),
            Scoresheet.revision_id == Entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
    )
    sheets = whole_numbers(query)
    return sheets[np.argsort(sheets[:, 0])]


def answer_numbers(sheets: Ints, matching: Mapping[int, int]) -> Ints:
    """Every answer on some sheets.

    Args:
        sheets: Their keys in ascending order; shape (S,).
        matching: The round's criterion for each that was answered; what has none does not count.

    Returns:
        The position of the answer's sheet, its criterion in the round's rubric, and its value or
        ``NOT_APPLICABLE``; in the order of sheets and criteria. Shape (A, 3). An answer with
        neither only carries a note, and is left out.
    """
    if not len(sheets) or not matching:
        return np.empty((0, 3), dtype=np.int64)
    # The answers between the first and the last sheet, without looking up the sheet of each: what
    # other rounds wrote meanwhile falls out below.
    packed = (cast(Score.scoresheet_id, BigInteger) * CRITERIA + Score.criterion_id) * VALUES
    query = select((packed + func.coalesce(Score.value, NOT_APPLICABLE)).label("answer")).where(
        Score.scoresheet_id.between(int(sheets[0]), int(sheets[-1])),
        or_(Score.value.is_not(None), and_(Score.not_applicable, Score.value.is_(None))),
    )
    answers = np.sort(whole_numbers(query)[:, 0])
    keys, answered = answers // (VALUES * CRITERIA), answers // VALUES % CRITERIA
    at = np.searchsorted(sheets, keys)
    counted: Bools = (sheets[at] == keys) & np.isin(answered, list(matching))
    return np.column_stack((at, _translated(answered, matching), answers % VALUES))[counted]


def _translated(answered: Ints, matching: Mapping[int, int]) -> Ints:
    """The criterion that each stands for; any number for what stands for none."""
    known = np.array(sorted(matching), dtype=np.int64)
    stands_for = np.array([matching[key] for key in known.tolist()], dtype=np.int64)
    found: Ints = stands_for[np.minimum(np.searchsorted(known, answered), len(known) - 1)]
    return found
