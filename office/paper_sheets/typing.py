"""Writing what was on paper into the curators' sheets, in the curators' names.

A value on paper takes the place of what the sheet said; what the paper leaves empty stays. A sheet
with all its answers becomes final, as on the screen, and what it said before is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accounts.log import record
from accounts.models import User
from curation.entry_models import Scoresheet
from curation.models import Round
from curation.operations.scoresheets import (
    Answer,
    answers_on,
    criteria_of,
    finish_scoresheet,
    save_scoresheet,
    unanswered,
)
from curation.queries.criteria import matching_criteria
from curation.queries.scoresheets import sheet_of
from curation.states import ScoresheetState
from office.paper_sheets.queries import Place, SheetKey, sheets_at

Given = Mapping[SheetKey, Mapping[int, Answer]]


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that the paper replaces."""

    place: Place
    criterion_id: int
    before: Answer
    after: Answer


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """A sheet as it would be saved.

    Attributes:
        place: Whose, and of what.
        version: Of the sheet that it rests on; 0 for none.
        answers: All of them, by key of the criterion.
        missing: How many required criteria still have none.
        changes: What of the sheet would be replaced.
        is_new: Whether it says anything that the sheet does not.
    """

    place: Place
    version: int
    answers: Mapping[int, Answer]
    missing: int
    changes: tuple[Change, ...]
    is_new: bool


def plan_sheets(round_: Round, places: Sequence[Place], given: Given) -> list[PlannedSheet]:
    """Lay what was on paper over the sheets that there are; nothing is saved.

    Args:
        round_: With its rubric's criteria at hand.
        places: The sheets that the round's curators are asked for.
        given: What was on paper, for some of these.
    """
    stored = sheets_at(round_, {entry_id for entry_id, _curator in given})
    matching = matching_criteria(round_)
    by_key = {(one.entry.id, one.curator.id): one for one in places}
    return [
        _planned(by_key[key], stored.get(key), matching, answers) for key, answers in given.items()
    ]


def _planned(
    place: Place, sheet: Scoresheet | None, matching: Mapping[int, int], given: Mapping[int, Answer]
) -> PlannedSheet:
    before = answers_on(sheet, matching)
    after = before | {key: _laid_over(before.get(key), one) for key, one in given.items()}
    changed = {key for key in after if after[key] != before.get(key, Answer())}
    required = [one for one in criteria_of(place.entry) if one.required]
    return PlannedSheet(
        place=place,
        version=sheet.version if sheet else 0,
        answers=after,
        missing=sum(not after.get(one.id, Answer()).is_given for one in required),
        changes=tuple(
            Change(place, key, before[key], after[key]) for key in changed if key in before
        ),
        is_new=bool(changed),
    )


def _laid_over(before: Answer | None, paper: Answer) -> Answer:
    """A note alone keeps the value, and a value alone keeps the note."""
    if before is None:
        return paper
    value, not_applicable = (
        (paper.value, paper.not_applicable)
        if paper.is_given
        else (before.value, before.not_applicable)
    )
    return Answer(value, not_applicable, paper.note or before.note)


def type_sheet(
    *,
    place: Place,
    answers: Mapping[int, Answer],
    private_note: str | None,
    version: int,
    writer: User,
) -> Scoresheet:
    """Save a sheet that a curator filled on paper, and make it final when nothing is missing.

    Args:
        place: Who scored what.
        answers: The whole sheet, by key of the criterion.
        private_note: For the chair; None to leave it as it is.
        version: Of the sheet that the writer saw; 0 for none.
        writer: Who types; the log names them, and the sheet its curator.

    Raises:
        StaleVersion: The sheet was saved since; ``current`` is the stored one.
        RuleViolation: As for a sheet that the curator saves.
    """
    entry, curator = place.entry, place.curator
    known = sheet_of(entry, curator)
    before, note = (known.version, known.private_note) if known else (0, "")
    sheet = save_scoresheet(
        entry=entry,
        curator=curator,
        answers=answers,
        private_note=note if private_note is None else private_note,
        version=version,
        writer=writer,
    )
    if sheet.version != before:
        _record(sheet, writer)
    scored = any(one.value is not None for one in sheet.scores)
    if scored and sheet.state is ScoresheetState.DRAFT and not unanswered(entry, sheet):
        finish_scoresheet(entry=entry, curator=curator, writer=writer)
    return sheet


def _record(sheet: Scoresheet, writer: User) -> None:
    """Say in the log who typed whose sheet."""
    record(
        actor=writer,
        subject=("scoresheet", sheet.id),
        action="type",
        after=sheet.state.value,
        data={"curator": sheet.curator_id},
    )
