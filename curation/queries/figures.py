"""What a round's figures are made of: its sheets that count, and the answers on them."""

from collections.abc import Mapping

import numpy as np
from sqlalchemy import and_, func, or_, select

from curation.arrays import Bools, Ints
from curation.entry_models import Entry, Score, Scoresheet
from curation.queries.numbers import large, whole_numbers
from curation.rules import STANDING
from curation.states import ScoresheetState

NOT_APPLICABLE = 0
"""Stands for the value of an answer that says so."""

VALUES = 8  # Whole numbers that a value, or "not applicable", is one of.
# More than there will ever be of each, so that two numbers go into one.
CRITERIA = 2**24
CURATORS = 2**32
VERSIONS = 2**24

FEW_SHEETS = 500  # That are looked up each by itself.


def counted_sheet_numbers(round_id: int) -> Ints:
    """The final sheets for the revisions that are entered now, of entries that stand.

    Returns:
        Their key, entry, curator and version, in the order of their keys; shape (S, 4).
    """
    query = (
        select(
            # Two large numbers come faster than four small ones.
            Scoresheet.id * large(VERSIONS) + Scoresheet.version,
            Scoresheet.entry_id * large(CURATORS) + Scoresheet.curator_id,
        )
        .select_from(Scoresheet)
        .join(Entry, Entry.id == Scoresheet.entry_id)
        .where(
            Entry.round_id == round_id,
            Entry.state.in_(STANDING),
            Scoresheet.revision_id == Entry.revision_id,
            Scoresheet.state == ScoresheetState.FINAL,
        )
    )
    sheet, who = whole_numbers(query).T
    columns = (sheet // VERSIONS, who // CURATORS, who % CURATORS, sheet % VERSIONS)
    return np.column_stack(columns)[np.argsort(sheet)]


def packed_answers(sheets: Ints) -> Ints:
    """Every answer on some sheets: sheet, criterion and value in one number each.

    Args:
        sheets: Their keys in ascending order; shape (S,).

    Returns:
        In ascending order, maybe with answers on other sheets among them. An answer with neither
        a value nor "not applicable" only carries a note, and is left out. Shape (A,).
    """
    if not len(sheets):
        return np.empty(0, dtype=np.int64)
    # The answers between the first and the last of many sheets, without looking up each: what
    # other rounds wrote meanwhile is left out by whoever unpacks them.
    few = len(sheets) <= FEW_SHEETS
    chosen = (
        Score.scoresheet_id.in_(sheets.tolist())
        if few
        else Score.scoresheet_id.between(int(sheets[0]), int(sheets[-1]))
    )
    packed = (Score.scoresheet_id * large(CRITERIA) + Score.criterion_id) * VALUES
    query = select(packed + func.coalesce(Score.value, NOT_APPLICABLE)).where(
        chosen, or_(Score.value.is_not(None), and_(Score.not_applicable, Score.value.is_(None)))
    )
    return np.sort(whole_numbers(query)[:, 0], kind="stable")  # Quick where they came in order.


def without_sheets(packed: Ints, sheets: Ints) -> Ints:
    """Leave the answers on some sheets out."""
    return packed[~np.isin(packed // (VALUES * CRITERIA), sheets)]


def answer_numbers(packed: Ints, sheets: Ints, matching: Mapping[int, int]) -> Ints:
    """Unpack the answers on some sheets.

    Args:
        packed: As ``packed_answers`` gives them; shape (A,).
        sheets: Keys in ascending order; shape (S,).
        matching: The round's criterion for each that was answered; what has none does not count.

    Returns:
        The position of the answer's sheet, its criterion in the round's rubric, and its value or
        ``NOT_APPLICABLE``; in the order of sheets and criteria. Shape (A, 3).
    """
    if not len(sheets) or not matching:
        return np.empty((0, 3), dtype=np.int64)
    keys, answered = packed // (VALUES * CRITERIA), packed // VALUES % CRITERIA
    starts = np.flatnonzero(np.diff(keys, prepend=-1))  # Each sheet's answers are side by side.
    places = np.minimum(np.searchsorted(sheets, keys[starts]), len(sheets) - 1)
    at = np.repeat(places, np.diff(starts, append=len(keys)))
    counted: Bools = (sheets[at] == keys) & np.isin(answered, list(matching))
    return np.column_stack((at, _translated(answered, matching), packed % VALUES))[counted]


def _translated(answered: Ints, matching: Mapping[int, int]) -> Ints:
    """The criterion that each stands for; any number for what stands for none."""
    known = np.array(sorted(matching), dtype=np.int64)
    stands_for = np.array([matching[key] for key in known.tolist()], dtype=np.int64)
    found: Ints = stands_for[np.minimum(np.searchsorted(known, answered), len(known) - 1)]
    return found
