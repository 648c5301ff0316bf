"""The office checks the papers of what was submitted."""

from collections.abc import Callable

from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from accounts.permissions import is_office
from curation.entry_models import Entry
from curation.forms import PlainForm, ReasonForm
from curation.gates import gates_of
from curation.models import Round
from curation.operations import admit_entry, refuse_entry, return_entry_for_fix
from curation.queries.entries import entries_of_round, entry_for_office_or_404
from curation.queries.history import submitted_for_maker
from curation.queries.rounds import round_for_office_or_404
from curation.states import EntryState
from curation.views.blueprint import blueprint
from database import db, utcnow
from web.formats import in_wib
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other

SEEN_BY_OFFICE = frozenset(EntryState) - {EntryState.DRAFT}


def _page(
    round_: Round, status: int = 200, form: ReasonForm | None = None, chosen: int | None = None
) -> Response:
    """Render the entries of a round: those that wait, then the others."""
    today = in_wib(utcnow()).date()
    entries = entries_of_round(round_.id, SEEN_BY_OFFICE)
    waiting = [entry for entry in entries if entry.state is EntryState.SUBMITTED]
    page = render_template(
        "curation/admission.html",
        round=round_,
        waiting=[(entry, gates_of(entry, today)) for entry in waiting],
        on_behalf=submitted_for_maker([entry.id for entry in waiting]),
        others=[entry for entry in entries if entry.state is not EntryState.SUBMITTED],
        form=form or ReasonForm(),
        plain=PlainForm(),
        chosen=chosen,
    )
    return make_response(page, status)


@blueprint.get("/dinas/kurasi/<int:round_id>/ajuan")
@requires(is_office)
def admission(round_id: int) -> Response:
    """What was submitted in a round, with its papers."""
    return _page(round_for_office_or_404(round_id, current_user))


@blueprint.post("/dinas/kurasi/<int:round_id>/ajuan/terima-semua")
@requires(is_office)
def admit_complete(round_id: int) -> Response:
    """Let in everything whose papers are complete."""
    round_ = round_for_office_or_404(round_id, current_user)
    today = in_wib(utcnow()).date()
    complete = [
        entry
        for entry in entries_of_round(round_.id, {EntryState.SUBMITTED})
        if all(gate.green for gate in gates_of(entry, today))
    ]
    for entry in complete:
        admit_entry(entry=entry, actor=current_user)
    db.session.commit()
    flash(
        ngettext("%(num)d ajuan diteruskan.", "%(num)d ajuan diteruskan.", len(complete)),
        "success" if complete else "info",
    )
    return see_other("curation.admission", round_id=round_.id)


@blueprint.post("/dinas/ajuan/<int:entry_id>/terima")
@requires(is_office)
def admit(entry_id: int) -> Response:
    """The papers were checked: curators may score."""
    entry = entry_for_office_or_404(entry_id, current_user)
    admit_entry(entry=entry, actor=current_user)
    db.session.commit()
    flash(_("%(code)s diteruskan ke kurator.", code=entry.code), "success")
    return see_other("curation.admission", round_id=entry.round_id)


def _with_reason(entry_id: int, step: Callable[..., None], done: str) -> Response:
    """Take a step that needs a reason."""
    entry: Entry = entry_for_office_or_404(entry_id, current_user)
    form = ReasonForm()
    if form.validate():
        with form_errors(form):
            step(entry=entry, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(done, "success")
            return see_other("curation.admission", round_id=entry.round_id)
    round_ = round_for_office_or_404(entry.round_id, current_user)
    return _page(round_, UNPROCESSABLE, form, entry_id)


@blueprint.post("/dinas/ajuan/<int:entry_id>/kembalikan")
@requires(is_office)
def send_back(entry_id: int) -> Response:
    """Ask the maker to put something right."""
    done = _("Ajuan dikembalikan, dan perajin diberi tahu.")
    return _with_reason(entry_id, return_entry_for_fix, done)


@blueprint.post("/dinas/ajuan/<int:entry_id>/tolak")
@requires(is_office)
def refuse(entry_id: int) -> Response:
    """Say that the entry does not belong in the round."""
    return _with_reason(entry_id, refuse_entry, _("Ajuan ditolak, dan perajin diberi tahu."))
