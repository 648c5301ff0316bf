"""Scoring: one entry a screen, saved as the curator goes."""

from typing import Any

from flask import Response, flash, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_curator
from curation.entry_models import Entry, Scoresheet
from curation.forms import InterestForm, read_answers, read_seen_sheet
from curation.operations import (
    declare_conflict,
    finish_scoresheet,
    reopen_scoresheet,
    save_scoresheet,
)
from curation.operations.scoresheets import answers_on, criteria_of, unanswered
from curation.queries.criteria import matching_criteria
from curation.queries.entries import (
    assigned_entries,
    entry_for_curator_or_404,
    entry_to_step_back_from_or_404,
    is_given,
)
from curation.queries.scoresheets import sheet_of
from curation.sheet_history import steps_of
from curation.states import ScoresheetState
from curation.views.blueprint import blueprint
from curation.views.score_page import score_page, stored_fields
from database import db
from web.errors import RuleViolation, StaleVersion
from web.forms import clean_text, form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, invalid, see_other, wants_json

UNAUTHORISED = 401
CONFLICT = 409


@blueprint.get("/kurator/ajuan/<int:entry_id>")
@requires(is_curator)
def score_entry(entry_id: int) -> Response:
    """Photos and facts beside the criteria with all their sentences."""
    return score_page(entry_for_curator_or_404(entry_id, current_user))


def _of_somebody_else() -> bool:
    """Whether the page that sends was opened by somebody else: a shared tablet keeps pages."""
    return request.form.get("person", str(current_user.id)) != str(current_user.id)


def _not_theirs(entry_id: int) -> Response:
    """Nothing is saved under a name that is not the writer's."""
    words = _("Halaman itu dibuka dengan akun lain; isiannya tidak dikirim atas nama Anda.")
    if wants_json():
        return make_response(jsonify(error=words), UNAUTHORISED)
    flash(words, "warning")
    return see_other("curation.score_entry", entry_id=entry_id)


def _save(entry: Entry) -> Scoresheet:
    """Save the sheet as it was typed."""
    return save_scoresheet(
        entry=entry,
        curator=current_user,
        answers=read_answers(request.form, criteria_of(entry), matching_criteria(entry.round)),
        private_note=clean_text(request.form.get("private_note", "")) or "",
        version=read_seen_sheet(request.form),
    )


def _grant_wish(entry: Entry) -> str:
    """Finish the sheet or open it again, as the page asks; why not, where it cannot be finished."""
    wish = request.form.get("wish")
    if wish == "reopen":
        reopen_scoresheet(entry=entry, curator=current_user)
    elif wish == "finish":
        try:
            finish_scoresheet(entry=entry, curator=current_user)
        except RuleViolation as missing:
            return str(missing.message)
    return ""


def _state(entry: Entry, sheet: Scoresheet, left: str) -> dict[str, object]:
    """What the page's script needs to know after a save."""
    missing = unanswered(entry, sheet)
    return {
        "version": sheet.version,
        "state": sheet.state.value,
        "answered": len(criteria_of(entry)) - len(missing),
        "of": len(criteria_of(entry)),
        "left": left,
    }


@blueprint.post("/kurator/ajuan/<int:entry_id>/simpan")
@requires(is_curator)
def save_sheet(entry_id: int) -> Response:
    """Save; our script gets JSON, a plain form its page back."""
    if _of_somebody_else():
        return _not_theirs(entry_id)
    entry = entry_for_curator_or_404(entry_id, current_user)
    try:
        sheet = _save(entry)
        left = _grant_wish(entry)
        db.session.commit()
    except StaleVersion as stale:
        return _stale(entry, stale)
    except RuleViolation as broken:
        return _broken(entry, broken)
    if wants_json():
        return jsonify(_state(entry, sheet, left))
    flash(_("Lembar nilai tersimpan."), "success")
    return see_other("curation.score_entry", entry_id=entry.id)


@blueprint.post("/kurator/ajuan/<int:entry_id>/selesai")
@requires(is_curator)
def finish_sheet(entry_id: int) -> Response:
    """Save, make the sheet final, and go on to the next entry that waits."""
    if _of_somebody_else():
        return _not_theirs(entry_id)
    entry = entry_for_curator_or_404(entry_id, current_user)
    try:
        _save(entry)
        db.session.commit()  # What was typed is kept, even when something is still missing.
        finish_scoresheet(entry=entry, curator=current_user)
        db.session.commit()
    except StaleVersion as stale:
        return _stale(entry, stale)
    except RuleViolation as broken:
        return _broken(entry, broken)
    waiting = _next_waiting(entry)
    if waiting is None:
        flash(_("Semua ajuan Anda di kurasi ini sudah dinilai. Terima kasih!"), "success")
        return see_other("curation.curator_round", round_id=entry.round_id)
    return see_other("curation.score_entry", entry_id=waiting.id)


@blueprint.post("/kurator/ajuan/<int:entry_id>/buka-lagi")
@requires(is_curator)
def reopen_sheet(entry_id: int) -> Response:
    """Take back that the sheet is final: it does not count until it is finished again."""
    if _of_somebody_else():
        return _not_theirs(entry_id)
    entry = entry_for_curator_or_404(entry_id, current_user)
    try:
        _save(entry)
        reopen_scoresheet(entry=entry, curator=current_user)
        db.session.commit()
    except StaleVersion as stale:
        return _stale(entry, stale)
    except RuleViolation as broken:
        return _broken(entry, broken)
    flash(_("Lembar ini menjadi draf lagi. Tekan Selesai bila sudah yakin."), "info")
    return see_other("curation.score_entry", entry_id=entry.id)


@blueprint.get("/kurator/ajuan/<int:entry_id>/riwayat")
@requires(is_curator)
def sheet_history(entry_id: int) -> str:
    """What the curator's own sheet said before, and when it changed."""
    entry = entry_for_curator_or_404(entry_id, current_user)
    sheet = sheet_of(entry, current_user)
    steps = steps_of(entry, sheet) if sheet else []
    return render_template("curation/sheet_history.html", entry=entry, steps=steps)


def _next_waiting(entry: Entry) -> Entry | None:
    """The next entry without a final sheet: those after this one first, then from the start."""
    given = assigned_entries(entry.round, current_user)
    at = next((p for p, one in enumerate(given) if one.entry.id == entry.id), -1)
    return next(
        (o.entry for o in given[at + 1 :] + given[:at] if o.state is not ScoresheetState.FINAL),
        None,
    )


def _typed(entry: Entry) -> dict[str, Any]:
    """What was typed, for a page that has to show it again."""
    try:
        answers = read_answers(request.form, criteria_of(entry), matching_criteria(entry.round))
    except RuleViolation:
        answers = {}
    return {"answers": answers, "private_note": request.form.get("private_note", "")}


def _broken(entry: Entry, broken: RuleViolation) -> Response:
    """The page again with what was typed and what is wrong."""
    db.session.rollback()
    if wants_json():
        answer = jsonify(error=str(broken.message), field=broken.field)
        return make_response(answer, UNPROCESSABLE)
    typed = _typed(entry)
    return score_page(entry, UNPROCESSABLE, error=broken, **typed)


def _stale(entry: Entry, stale: StaleVersion) -> Response:
    """Both versions beside each other; saving again overwrites knowingly."""
    db.session.rollback()
    sheet = sheet_of(entry, current_user)
    if wants_json():
        answer = jsonify(error=str(stale.message), stored=stored_fields(entry, sheet))
        return make_response(answer, CONFLICT)
    typed = _typed(entry)
    stored = answers_on(sheet, matching_criteria(entry.round))
    return score_page(entry, CONFLICT, error=stale, stored=stored, **typed)


@blueprint.route("/kurator/ajuan/<int:entry_id>/kepentingan", methods=["GET", "POST"])
@requires(is_curator)
def declare_interest(entry_id: int) -> Response | str:
    """Step back from an entry, and from all others of its maker."""
    entry = entry_to_step_back_from_or_404(entry_id, current_user)
    scores, form = is_given(entry, current_user), InterestForm()
    if request.method == "GET":
        return render_template(
            "curation/declare_interest.html", form=form, entry=entry, scores=scores
        )
    if form.validate():
        with form_errors(form):
            declare_conflict(entry=entry, curator=current_user, reason=form.reason.data)
            db.session.commit()
            flash(_("Terima kasih. Ajuan perajin ini tidak lagi Anda nilai."), "success")
            after = "curation.curator_round" if scores else "curation.round_table"
            return see_other(after, round_id=entry.round_id)
    return invalid("curation/declare_interest.html", form=form, entry=entry, scores=scores)
