"""The scoring page: one entry a screen, saved as the curator goes."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_curator
from catalog.attributes import attribute_rows
from catalog.categories import category
from catalog.models import Paper
from catalog.states import PUBLIC_PAPERS
from catalog.units import unit_label
from catalog.wholesale import option_rows, wholesale_rows
from curation.entry_models import Entry, Scoresheet
from curation.forms import InterestForm, read_answers, read_version
from curation.operations import declare_conflict, finish_scoresheet, save_scoresheet
from curation.operations.scoresheets import NOTE_LENGTH, Answer, criteria_of, unanswered
from curation.queries.entries import (
    AssignedEntry,
    assigned_entries,
    entry_for_curator_or_404,
    entry_to_step_back_from_or_404,
    is_given,
)
from curation.queries.scoresheets import sheet_of
from curation.rules import is_scorable
from curation.states import ScoresheetState
from curation.views.blueprint import blueprint
from database import db, utcnow
from web.errors import RuleViolation, StaleVersion
from web.formats import in_wib, number, rupiah
from web.forms import clean_text, form_errors
from web.guards import requires
from web.languages import language
from web.responses import UNPROCESSABLE, invalid, see_other, wants_json

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entry stands among those of the curator."""

    number: int
    of: int
    finished: int
    before: Entry | None
    after: Entry | None


def _place(entry: Entry, given: list[AssignedEntry]) -> Place:
    """Find the entry's neighbours."""
    at = next(position for position, one in enumerate(given) if one.entry.id == entry.id)
    return Place(
        number=at + 1,
        of=len(given),
        finished=sum(one.state is ScoresheetState.FINAL for one in given),
        before=given[at - 1].entry if at else None,
        after=given[at + 1].entry if at + 1 < len(given) else None,
    )


def answers_on(sheet: Scoresheet | None) -> dict[int, Answer]:
    """What a stored sheet answers, by criterion."""
    rows = sheet.scores if sheet else []
    return {row.criterion_id: Answer(row.value, row.not_applicable, row.note) for row in rows}


def facts_of(entry: Entry) -> list[tuple[str, str]]:
    """What the rubric asks about, in the reader's language."""
    revision, lang = entry.revision, language()
    unit = unit_label(revision.unit, lang)
    facts = [
        (row.label, row.value)
        for row in attribute_rows(revision.category, revision.attributes, lang)
    ]
    if revision.price_rupiah is not None:
        facts.append((_("Harga eceran"), f"{rupiah(revision.price_rupiah)} / {unit}"))
    facts += [*wholesale_rows(revision, lang), *option_rows(revision)]
    if revision.capacity_per_month is not None:
        each = _("%(count)s / bulan", count=number(revision.capacity_per_month))
        facts.append((_("Kapasitas"), each))
    if revision.lead_time_days is not None:
        days = ngettext("%(num)s hari", "%(num)s hari", revision.lead_time_days)
        facts.append((_("Lama pengerjaan"), days))
    return facts


def papers_of(entry: Entry) -> list[Paper]:
    """The confirmed papers that hold for the product today and that curators may know."""
    today = in_wib(utcnow()).date()
    return [
        paper
        for paper in entry.product.maker.papers
        if paper.kind in PUBLIC_PAPERS
        and paper.product_id in (None, entry.product_id)
        and paper.is_valid_on(today)
    ]


def _page(entry: Entry, status: int = 200, **changes: Any) -> Response:  # noqa: ANN401 - template names.
    """Render the scoring page."""
    sheet = sheet_of(entry, current_user)
    context: dict[str, Any] = {
        "entry": entry,
        "round": entry.round,
        "sheet": sheet,
        "version": sheet.version if sheet else 0,
        "criteria": criteria_of(entry),
        "answers": answers_on(sheet),
        "private_note": sheet.private_note if sheet else "",
        "facts": facts_of(entry),
        "papers": papers_of(entry),
        "category": category(entry.revision.category),
        "place": _place(entry, assigned_entries(entry.round, current_user)),
        "is_open": is_scorable(entry, utcnow()),
        "note_length": NOTE_LENGTH,
        "error": None,
    }
    return make_response(
        render_template("curation/score_entry.html", **{**context, **changes}), status
    )


@blueprint.get("/kurator/ajuan/<int:entry_id>")
@requires(is_curator)
def score_entry(entry_id: int) -> Response:
    """Photos and facts beside the criteria with all their sentences."""
    return _page(entry_for_curator_or_404(entry_id, current_user))


def _save(entry: Entry) -> Scoresheet:
    """Save the sheet as it was typed."""
    return save_scoresheet(
        entry=entry,
        curator=current_user,
        answers=read_answers(request.form, criteria_of(entry)),
        private_note=clean_text(request.form.get("private_note", "")) or "",
        version=read_version(request.form),
    )


def _state(entry: Entry, sheet: Scoresheet) -> dict[str, object]:
    """What the page's script needs to know after a save."""
    missing = unanswered(entry, sheet)
    return {
        "version": sheet.version,
        "state": sheet.state.value,
        "answered": len(criteria_of(entry)) - len(missing),
        "of": len(criteria_of(entry)),
    }


@blueprint.post("/kurator/ajuan/<int:entry_id>/simpan")
@requires(is_curator)
def save_sheet(entry_id: int) -> Response:
    """Save; our script gets JSON, a plain form its page back."""
    entry = entry_for_curator_or_404(entry_id, current_user)
    try:
        sheet = _save(entry)
        db.session.commit()
    except StaleVersion as stale:
        return _stale(entry, stale)
    except RuleViolation as broken:
        return _broken(entry, broken)
    if wants_json():
        return jsonify(_state(entry, sheet))
    flash(_("Lembar nilai tersimpan."), "success")
    return see_other("curation.score_entry", entry_id=entry.id)


@blueprint.post("/kurator/ajuan/<int:entry_id>/selesai")
@requires(is_curator)
def finish_sheet(entry_id: int) -> Response:
    """Save, make the sheet final, and go on to the next entry that waits."""
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
        answers = read_answers(request.form, criteria_of(entry))
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
    return _page(entry, UNPROCESSABLE, error=broken, **typed)


def _stale(entry: Entry, stale: StaleVersion) -> Response:
    """Both versions beside each other; saving again overwrites knowingly."""
    db.session.rollback()
    if wants_json():
        answer = jsonify(
            error=str(stale.message),
            address=url_for("curation.score_entry", entry_id=entry.id),
        )
        return make_response(answer, CONFLICT)
    stored = answers_on(sheet_of(entry, current_user))
    typed = _typed(entry)
    return _page(entry, CONFLICT, error=stale, stored=stored, **typed)


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
