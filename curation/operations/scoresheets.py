"""Scoring: drafts that save as they go, and sheets that are finished."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.entry_models import Entry, Score, Scoresheet, ScoresheetVersion
from curation.marks import HIGHEST_VALUE, LOWEST_VALUE
from curation.models import Criterion
from curation.queries.criteria import matching_criteria
from curation.queries.scoresheets import open_assignments, sheet_of
from curation.rules import is_scorable
from curation.states import ScoresheetState
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion

NOTE_LENGTH = 600  # Characters; longer notes are not read beside a score.


@dataclass(frozen=True, slots=True)
class Seen:
    """What a device knew when it saved.

    Attributes:
        version: Of the sheet that it had; 0 when there was none yet.
        key: Names this save; empty where the page names none.
        unanswered: Keys of this device's earlier saves whose answers never arrived.
    """

    version: int
    key: str = ""
    unanswered: Collection[str] = ()

    def is_newest(self, sheet: "Scoresheet | None") -> bool:
        """Whether nobody but this device saved since."""
        if sheet is None:
            return self.version == 0
        return sheet.version == self.version or sheet.save_key in self.unanswered


@dataclass(frozen=True, slots=True)
class Answer:
    """What a curator gave on one criterion.

    Attributes:
        value: 1 to 5; None when it is missing or does not apply.
        not_applicable: The curator said that the criterion does not apply.
        note: For the maker.
    """

    value: int | None = None
    not_applicable: bool = False
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether the criterion was answered, be it with "not applicable"."""
        return self.value is not None or self.not_applicable


def criteria_of(entry: Entry) -> list[Criterion]:
    """The criteria on which the entry is scored, in the order of the sheet."""
    return entry.round.rubric.criteria_for(entry.revision.category)


def answers_on(sheet: Scoresheet | None, matching: Mapping[int, int]) -> dict[int, Answer]:
    """What a stored sheet answers, by the criterion that stands for it in the round's rubric."""
    rows = sheet.scores if sheet else []
    return {
        matching[row.criterion_id]: Answer(row.value, row.not_applicable, row.note)
        for row in rows
        if row.criterion_id in matching
    }


def save_scoresheet(
    *,
    entry: Entry,
    curator: User,
    answers: Mapping[int, Answer],
    private_note: str = "",
    version: int | Seen,
    now: datetime | None = None,
    writer: User | None = None,
) -> Scoresheet:
    """Save a whole sheet as it stands; what it said before is kept.

    A final sheet stays final as long as it is complete. Saving the same again changes nothing.

    Args:
        entry: An entry that was given to the curator.
        curator: Who scores.
        answers: By criterion; a criterion that is left out counts as missing.
        private_note: For the other curators and the chair.
        version: The version that the curator saw, 0 when there was no sheet yet; or what their
            device knew of the sheet and of its own saves.
        now: The server's clock; the present moment unless a test says otherwise.
        writer: Who types it for the curator; the curator unless told.

    Raises:
        StaleVersion: Somebody saved since, from another tab; ``current`` is the stored sheet.
        RuleViolation: Scoring is over, the entry was not given to the curator, the sheet was
            excluded, or an answer is none.
    """
    # One save of an entry at a time, and none while its decision is being released.
    db.session.refresh(entry, attribute_names=["state", "version"], with_for_update=True)
    sheet = _checked_sheet(entry, curator, now or utcnow())
    _check_answers(entry, answers, private_note)
    seen = version if isinstance(version, Seen) else Seen(version)
    if sheet and content_of(sheet) == _content(answers, private_note):
        return sheet
    if not seen.is_newest(sheet):
        raise StaleVersion(_l("Lembar nilai ini sudah berubah di tempat lain."), sheet)
    if sheet:
        _keep_version(sheet)
    sheet = sheet or _new_sheet(entry, curator)
    _write(sheet, answers, private_note)
    sheet.save_key = seen.key or None
    _reopen_if_incomplete(entry, sheet, writer or curator)
    db.session.flush()
    return sheet


def _new_sheet(entry: Entry, curator: User) -> Scoresheet:
    """Start an empty sheet."""
    sheet = Scoresheet(
        entry_id=entry.id,
        revision_id=entry.revision_id,
        curator_id=curator.id,
        state=ScoresheetState.DRAFT,
        private_note="",
    )
    db.session.add(sheet)
    return sheet


def _checked_sheet(entry: Entry, curator: User, now: datetime) -> Scoresheet | None:
    """Find the curator's sheet, if the curator may write on it now."""
    if not is_scorable(entry, now):
        raise RuleViolation(_l("Penilaian ajuan ini sudah ditutup."))
    if not open_assignments(curator, [entry.id]):
        raise RuleViolation(_l("Ajuan ini tidak ditugaskan kepada Anda."))
    sheet = sheet_of(entry, curator)
    if sheet is not None and sheet.state is ScoresheetState.EXCLUDED:
        raise RuleViolation(_l("Lembar nilai ini tidak dihitung lagi."))
    return sheet


def _check_answers(entry: Entry, answers: Mapping[int, Answer], private_note: str) -> None:
    """Refuse answers to other criteria, and what is no answer."""
    known = {criterion.id for criterion in criteria_of(entry)}
    if not set(answers) <= known:
        raise RuleViolation(_l("Kriteria ini bukan bagian dari lembar nilai."))
    for criterion_id, answer in answers.items():
        if answer.value is not None and (
            answer.not_applicable or not LOWEST_VALUE <= answer.value <= HIGHEST_VALUE
        ):
            raise RuleViolation(_l("Pilih nilai 1 sampai 5."), f"c{criterion_id}")
        if len(answer.note) > NOTE_LENGTH:
            raise RuleViolation(_l("Catatan paling banyak 600 huruf."), f"note{criterion_id}")
    if len(private_note) > NOTE_LENGTH:
        raise RuleViolation(_l("Catatan paling banyak 600 huruf."), "private_note")


def content_of(sheet: Scoresheet) -> dict[str, Any]:
    """What a sheet says, as JSON; equal for sheets that say the same."""
    return {
        "private_note": sheet.private_note,
        "scores": {
            str(score.criterion_id): [score.value, score.not_applicable, score.note]
            for score in sorted(sheet.scores, key=lambda score: score.criterion_id)
        },
    }


def _content(answers: Mapping[int, Answer], private_note: str) -> dict[str, Any]:
    """What a sheet with these answers would say, in the shape of ``content_of``."""
    return {
        "private_note": private_note,
        "scores": {
            str(key): [answer.value, answer.not_applicable, answer.note]
            for key, answer in sorted(answers.items())
            if answer.is_given or answer.note
        },
    }


def _keep_version(sheet: Scoresheet) -> None:
    """Keep what the sheet said until now."""
    db.session.add(
        ScoresheetVersion(scoresheet_id=sheet.id, number=sheet.version, content=content_of(sheet))
    )


def _write(sheet: Scoresheet, answers: Mapping[int, Answer], private_note: str) -> None:
    """Make the sheet say what was given."""
    rows = {score.criterion_id: score for score in sheet.scores}
    for criterion_id, answer in answers.items():
        row = rows.pop(criterion_id, None)
        if row is None and not (answer.is_given or answer.note):
            continue
        if row is None:
            row = Score(criterion_id=criterion_id)
            sheet.scores.append(row)
        elif not (answer.is_given or answer.note):
            sheet.scores.remove(row)
            continue
        row.value = answer.value
        row.not_applicable = answer.not_applicable
        row.note = answer.note
    for row in rows.values():
        sheet.scores.remove(row)
    sheet.private_note = private_note
    # The version counts changes of the row itself, and scores are rows of their own.
    sheet.updated_at = utcnow()


def unanswered(entry: Entry, sheet: Scoresheet | None) -> list[Criterion]:
    """Required criteria without a value and without "not applicable", in the sheet's order."""
    matching = matching_criteria(entry.round)
    given = {
        matching.get(score.criterion_id)
        for score in (sheet.scores if sheet else [])
        if score.value is not None or score.not_applicable
    }
    return [one for one in criteria_of(entry) if one.required and one.id not in given]


def _reopen_if_incomplete(entry: Entry, sheet: Scoresheet, writer: User) -> None:
    """Turn a final sheet that lost an answer back into a draft."""
    if sheet.state is ScoresheetState.FINAL and unanswered(entry, sheet):
        _make_draft(sheet, writer)


def _make_draft(sheet: Scoresheet, writer: User) -> None:
    """Take back that a sheet is final."""
    sheet.state = ScoresheetState.DRAFT
    sheet.finished_at = None
    _log(sheet, writer, "reopen", ScoresheetState.FINAL)


def finish_scoresheet(
    *, entry: Entry, curator: User, now: datetime | None = None, writer: User | None = None
) -> Scoresheet:
    """Make the curator's sheet final, in the name of the writer; only final sheets count.

    Raises:
        RuleViolation: A required criterion has no answer (on its field), nothing was scored, or
            scoring is over.
    """
    moment = now or utcnow()
    sheet = _checked_sheet(entry, curator, moment)
    missing = unanswered(entry, sheet)
    if missing:
        raise RuleViolation(
            _l("Masih ada %(count)d kriteria yang belum dinilai.", count=len(missing)),
            f"c{missing[0].id}",
        )
    if sheet is None or all(score.value is None for score in sheet.scores):
        raise RuleViolation(_l("Beri nilai paling sedikit pada satu kriteria."))
    if sheet.state is not ScoresheetState.FINAL:
        sheet.state = ScoresheetState.FINAL
        sheet.finished_at = moment
        _log(sheet, writer or curator, "finish", ScoresheetState.DRAFT)
        db.session.flush()
    return sheet


def reopen_scoresheet(*, entry: Entry, curator: User, now: datetime | None = None) -> None:
    """Make the curator's final sheet a draft again, which does not count until it is finished.

    Raises:
        RuleViolation: Scoring is over, or the entry is not theirs to score.
    """
    sheet = _checked_sheet(entry, curator, now or utcnow())
    if sheet is not None and sheet.state is ScoresheetState.FINAL:
        _make_draft(sheet, curator)
        db.session.flush()


def _log(sheet: Scoresheet, writer: User, action: str, before: ScoresheetState) -> None:
    """Write a sheet's step to the log."""
    record(
        actor=writer,
        subject=("scoresheet", sheet.id),
        action=action,
        before=before.value,
        after=sheet.state.value,
    )
