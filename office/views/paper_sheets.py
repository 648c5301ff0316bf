"""Scores from paper: printing sheets, filling a spreadsheet, typing a sheet for its curator."""

from typing import Any

from flask import Response, abort, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from flask_wtf.file import FileField

from accounts.permissions import is_office
from catalog.sheets.jobs import SHEET_BYTES
from catalog.views.sheet_answers import sheet_answer
from curation.forms import read_answers, read_version
from curation.models import Round
from curation.operations.scoresheets import NOTE_LENGTH, Answer, answers_on, criteria_of
from curation.queries.criteria import matching_criteria
from curation.queries.progress import progress_of_round
from curation.queries.rounds import round_for_office_or_404
from curation.queries.scoresheets import sheet_of
from database import db, utcnow
from office.paper_sheets.queries import Place, places_of, sheets_at
from office.paper_sheets.reading import PaperScores, read_paper_scores
from office.paper_sheets.template import curator_labels, template_file
from office.paper_sheets.typing import plan_sheets, type_sheet
from office.paper_sheets.waiting import packed, save_packed
from office.views.blueprint import blueprint
from web.bodies import takes_up_to
from web.errors import RuleViolation, StaleVersion
from web.forms import Form, clean_text, form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, invalid, see_other

CONFLICT = 409
FORM_BYTES = 1024 * 1024
MOST_TOLD = 100
"""Faults and changes that a page lists."""


class ScoresForm(Form):
    """A spreadsheet of scores."""

    sheet = FileField()


def _hub(round_: Round, form: ScoresForm, curator_id: int = 0) -> dict[str, Any]:
    """What the page of a round's paper sheets shows, with the list of one curator."""
    places = places_of(round_, current_user)
    people = {one.curator.id: one.curator for one in places}
    chosen = [one for one in places if one.curator.id == curator_id]
    return {
        "round": round_,
        "form": form,
        "is_open": round_.is_scored_at(utcnow()),
        "progress": [one for one in progress_of_round(round_) if one.curator_id in people],
        "names": curator_labels(list(people.values())),
        "chosen": chosen,
        "sheets": sheets_at(round_, {one.entry.id for one in chosen}),
    }


@blueprint.get("/kurasi/<int:round_id>/kertas")
@requires(is_office)
def paper_sheets(round_id: int) -> str:
    """Print, fill, type: everything about scores on paper."""
    round_ = round_for_office_or_404(round_id, current_user)
    return render_template("office/paper_sheets.html", **_hub(round_, ScoresForm()))


@blueprint.get("/kurasi/<int:round_id>/kertas.xlsx")
@requires(is_office)
def paper_template(round_id: int) -> Response:
    """The spreadsheet with a row for every value that is asked for."""
    round_ = round_for_office_or_404(round_id, current_user)
    file = template_file(round_, places_of(round_, current_user))
    return sheet_answer(file, f"{round_.slug}-kertas")


def _places_or_404(round_: Round, curator_id: int) -> list[Place]:
    places = places_of(round_, current_user)
    return [one for one in places if one.curator.id == curator_id] or abort(404)


@blueprint.get("/kurasi/<int:round_id>/kertas/<int:curator_id>")
@requires(is_office)
def paper_list(round_id: int, curator_id: int) -> str:
    """The same page with the entries of one curator."""
    round_ = round_for_office_or_404(round_id, current_user)
    _places_or_404(round_, curator_id)
    return render_template("office/paper_sheets.html", **_hub(round_, ScoresForm(), curator_id))


@blueprint.get("/kurasi/<int:round_id>/kertas/<int:curator_id>/cetak")
@requires(is_office)
def paper_print(round_id: int, curator_id: int) -> str:
    """A curator's sheets to be filled by hand, one entry after another."""
    round_ = round_for_office_or_404(round_id, current_user)
    places = _places_or_404(round_, curator_id)
    return render_template(
        "office/paper_print.html", round=round_, places=places, criteria_of=criteria_of
    )


@blueprint.post("/kurasi/<int:round_id>/kertas/periksa")
@requires(is_office)
@takes_up_to(SHEET_BYTES + FORM_BYTES)
def paper_check(round_id: int) -> Response | str:
    """Read a spreadsheet and show what it would do; nothing is saved."""
    round_ = round_for_office_or_404(round_id, current_user)
    form = ScoresForm()
    places = places_of(round_, current_user)
    with form_errors(form):
        scores = read_paper_scores(form.sheet.data or None, places)
        if scores.faults or not scores.given:
            return _refused(round_, form, scores)
        plans = plan_sheets(round_, places, scores.given)
        return render_template(
            "office/paper_check.html",
            round=round_,
            plans=plans,
            names=curator_labels([one.place.curator for one in plans]),
            criteria={one.id: one for one in round_.rubric.criteria},
            waiting=packed(round_, current_user, plans),
            most=MOST_TOLD,
        )
    return invalid("office/paper_sheets.html", **_hub(round_, form))


def _refused(round_: Round, form: ScoresForm, scores: PaperScores) -> Response:
    """The page again, with every row that was not understood."""
    words = _("Belum ada nilai di berkas ini.")
    if scores.faults:
        words = ngettext(
            "%(num)s baris perlu diperbaiki. Belum ada yang disimpan.",
            "%(num)s baris perlu diperbaiki. Belum ada yang disimpan.",
            len(scores.faults),
        )
    form.sheet.errors = [words]
    faults = {"faults": scores.faults[:MOST_TOLD], "faults_left": len(scores.faults) - MOST_TOLD}
    return invalid("office/paper_sheets.html", **_hub(round_, form), **faults)


@blueprint.post("/kurasi/<int:round_id>/kertas/simpan")
@requires(is_office)
def paper_save(round_id: int) -> Response:
    """Save what was previewed, all of it or nothing."""
    round_ = round_for_office_or_404(round_id, current_user)
    try:
        count = save_packed(request.form.get("waiting", ""), round_, current_user)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        form = ScoresForm(formdata=None)
        form.sheet.errors = [str(broken.message), _("Belum ada yang disimpan.")]
        status = CONFLICT if isinstance(broken, StaleVersion) else UNPROCESSABLE
        page = render_template("office/paper_sheets.html", **_hub(round_, form))
        return make_response(page, status)
    said = ngettext("%(num)s lembar tersimpan.", "%(num)s lembar tersimpan.", count)
    flash(said, "success")
    return see_other("office.paper_sheets", round_id=round_.id)


def _place_or_404(round_: Round, curator_id: int, entry_id: int) -> Place:
    places = _places_or_404(round_, curator_id)
    found = [one for one in places if one.entry.id == entry_id]
    return found[0] if found else abort(404)


@blueprint.get("/kurasi/<int:round_id>/kertas/<int:curator_id>/<int:entry_id>")
@requires(is_office)
def paper_type(round_id: int, curator_id: int, entry_id: int) -> Response:
    """One sheet, to be typed for its curator."""
    round_ = round_for_office_or_404(round_id, current_user)
    return _type_page(_place_or_404(round_, curator_id, entry_id))


@blueprint.post("/kurasi/<int:round_id>/kertas/<int:curator_id>/<int:entry_id>")
@requires(is_office)
def paper_typed(round_id: int, curator_id: int, entry_id: int) -> Response:
    """Save one sheet, and go on to the curator's list."""
    round_ = round_for_office_or_404(round_id, current_user)
    place = _place_or_404(round_, curator_id, entry_id)
    answers: dict[int, Answer] = {}
    try:
        answers = read_answers(
            request.form, criteria_of(place.entry), matching_criteria(place.entry.round)
        )
        type_sheet(
            place=place,
            answers=answers,
            private_note=clean_text(request.form.get("private_note", "")) or "",
            version=read_version(request.form),
            writer=current_user,
        )
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return _type_again(place, broken, answers)
    flash(_("Lembar %(code)s tersimpan.", code=place.entry.code), "success")
    return see_other("office.paper_list", round_id=round_.id, curator_id=curator_id)


def _type_again(place: Place, broken: RuleViolation, answers: dict[int, Answer]) -> Response:
    """What was typed, beside what is stored when somebody saved meanwhile."""
    typed: dict[str, Any] = {
        "answers": answers,
        "private_note": request.form.get("private_note", ""),
        "error": broken,
    }
    if not isinstance(broken, StaleVersion):
        return _type_page(place, UNPROCESSABLE, **typed, version=read_version(request.form))
    sheet = sheet_of(place.entry, place.curator)
    stored = answers_on(sheet, matching_criteria(place.entry.round))
    return _type_page(place, CONFLICT, **typed, stored=stored)


def _type_page(place: Place, status: int = 200, **changes: Any) -> Response:  # noqa: ANN401 - template names.
    sheet = sheet_of(place.entry, place.curator)
    context: dict[str, Any] = {
        "round": place.entry.round,
        "entry": place.entry,
        "curator": place.curator,
        "criteria": criteria_of(place.entry),
        "answers": answers_on(sheet, matching_criteria(place.entry.round)),
        "private_note": sheet.private_note if sheet else "",
        "version": sheet.version if sheet else 0,
        "is_open": place.entry.round.is_scored_at(utcnow()),
        "note_length": NOTE_LENGTH,
        "error": None,
        "stored": None,
    }
    return make_response(
        render_template("office/paper_type.html", **{**context, **changes}), status
    )
