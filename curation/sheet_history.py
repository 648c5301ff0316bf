"""A curator's own sheet through time: what each save changed, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from curation.entry_models import Entry, Scoresheet
from curation.operations.scoresheets import content_of, criteria_of
from curation.queries.criteria import criteria_with_levels, matching_criteria
from curation.queries.scoresheets import versions_of
from web.languages import localised

NOTHING: list[Any] = [None, False, ""]


@dataclass(frozen=True, slots=True)
class Step:
    """One save: when, and a sentence for each thing that it changed."""

    at: datetime
    changes: list[str]


def steps_of(entry: Entry, sheet: Scoresheet) -> list[Step]:
    """Every save of a sheet, the newest first."""
    kept = versions_of(sheet)
    matching = matching_criteria(entry.round)
    contents = [
        _as_of_now(content, matching)
        for content in (*(row.content for row in kept), content_of(sheet))
    ]
    names = _names(entry, contents)
    # A row holds when its content was replaced, which is when the next one was saved.
    moments = [sheet.created_at, *(row.saved_at for row in kept)]
    before: dict[str, Any] = {"scores": {}, "private_note": ""}
    steps = []
    for moment, content in zip(moments, contents, strict=True):
        steps.append(Step(moment, _changes(before, content, names)))
        before = content
    return [step for step in reversed(steps) if step.changes]


def _as_of_now(content: Mapping[str, Any], matching: Mapping[int, int]) -> dict[str, Any]:
    """What a sheet said, on the criteria that stand for those of its time."""
    scores = {
        str(matching.get(int(key), int(key))): score for key, score in content["scores"].items()
    }
    return {**content, "scores": scores}


def _names(entry: Entry, contents: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Names of the sheet's criteria in its order, then of those that are gone from the rubric."""
    names = {str(one.id): localised(one, "name") for one in criteria_of(entry)}
    gone = {int(key) for content in contents for key in content["scores"] if key not in names}
    for key, one in criteria_with_levels(gone).items():
        names[str(key)] = localised(one, "name")
    return names


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[str, str]
) -> list[str]:
    """What differs between two contents, in the order of the sheet."""
    said = []
    for key, name in names.items():
        was, now = (content["scores"].get(key, NOTHING) for content in (before, after))
        if was[:2] != now[:2]:
            said.append(f"{name}: {_given(was)} → {_given(now)}")
        if was[2] != now[2]:
            said.append(_note(_("Catatan pada %(criterion)s", criterion=name), now[2]))
    if before["private_note"] != after["private_note"]:
        said.append(_note(_("Catatan pribadi"), after["private_note"]))
    return said


def _given(score: list[Any]) -> str:
    """An answer as a person reads it."""
    value, not_applicable, _text = score
    if not_applicable:
        return str(_("tidak dinilai"))
    return str(value) if value is not None else "–"


def _note(what: str, text: str) -> str:
    return f"{what}: “{text}”" if text else str(_("%(what)s dihapus", what=what))
