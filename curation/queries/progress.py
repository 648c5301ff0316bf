"""How far the curators of a round are."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from curation.arrays import Bools, Ints
from curation.entry_models import Assignment, Entry
from curation.models import Round
from curation.queries.figures import CURATORS, counted_sheet_numbers
from curation.queries.numbers import large, whole_numbers
from curation.queries.standing import names_of_people
from curation.rules import STANDING
from curation.states import AssignmentState, EntryState


@dataclass(frozen=True, slots=True)
class CuratorProgress:
    """How far a curator is with a round."""

    curator_id: int
    name: str
    given: int
    finished: int


@dataclass(frozen=True, slots=True, eq=False)
class GivenOut:
    """What curators were given in a round.

    Attributes:
        entries: The entry of each assignment; shape (A,).
        curators: Its curator; shape (A,).
        finished: Whether their sheet for the entry is finished; shape (A,).
        names: What the curators are called, by key.
    """

    entries: Ints
    curators: Ints
    finished: Bools
    names: dict[int, str]

    def progress(self, besides: Collection[int] = ()) -> list[CuratorProgress]:
        """How far each curator is, those with the most left first.

        Args:
            besides: Keys of entries that are left out.
        """
        shown = ~np.isin(self.entries, list(besides))
        people, of = np.unique(self.curators[shown], return_inverse=True)
        given = np.bincount(of, minlength=len(people))
        finished = np.bincount(of[self.finished[shown]], minlength=len(people))
        counts = zip(people.tolist(), given.tolist(), finished.tolist(), strict=True)
        progress = [CuratorProgress(key, self.names[key], all_, done) for key, all_, done in counts]
        return sorted(
            progress, key=lambda one: (one.finished - one.given, one.name, one.curator_id)
        )


def given_out(round_id: int, sheets: Ints, states: Collection[EntryState] = STANDING) -> GivenOut:
    """Read who was given what.

    Args:
        round_id: Whose entries.
        sheets: Those that count, as ``counted_sheet_numbers`` gives them.
        states: Those of the entries that are looked at.
    """
    query = (
        select(Assignment.entry_id * large(CURATORS) + Assignment.curator_id)
        .select_from(Assignment)
        .join(Entry, Entry.id == Assignment.entry_id)
        .where(
            Entry.round_id == round_id,
            Entry.state.in_(states),
            Assignment.state == AssignmentState.ASSIGNED,
        )
    )
    pairs = whole_numbers(query)[:, 0]
    entries, curators = pairs // CURATORS, pairs % CURATORS
    finished = np.isin(pairs, sheets[:, 1] * CURATORS + sheets[:, 2])
    names = names_of_people(np.unique(curators).tolist())
    return GivenOut(entries, curators, finished, names)


def progress_of_round(
    round_: Round,
    *,
    besides: Collection[int] = (),
    states: Collection[EntryState] = STANDING,
) -> list[CuratorProgress]:
    """How far each curator is with what they were given, those with the most left first.

    Args:
        round_: The round.
        besides: Keys of entries that are left out.
        states: Those of the entries that are counted.
    """
    return given_out(round_.id, counted_sheet_numbers(round_.id), states).progress(besides)
