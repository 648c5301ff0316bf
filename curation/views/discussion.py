"""Talking about an entry: curators who have scored it, the chair and the office."""

from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_curator, is_office
from curation.entry_models import Entry
from curation.forms import RemarkForm
from curation.operations.remarks import add_remark
from curation.queries.remarks import entry_to_discuss_or_404, remarks_on, still_owes_sheet
from curation.rules import may_chair
from curation.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other


def _page(entry: Entry, form: RemarkForm, status: int = 200) -> Response:
    """Render the discussion; whoever still has to score sees that they must, and nothing else."""
    waits = still_owes_sheet(current_user, entry)
    page = render_template(
        "curation/discussion.html",
        entry=entry,
        round=entry.round,
        remarks=[] if waits else remarks_on(entry),
        waits=waits,
        chairs=may_chair(current_user, entry.round),
        form=form,
    )
    return make_response(page, status)


@blueprint.get("/kurator/ajuan/<int:entry_id>/bicara")
@requires(is_curator | is_office)
def discussion(entry_id: int) -> Response:
    """What was said about an entry."""
    return _page(entry_to_discuss_or_404(entry_id, current_user), RemarkForm())


@blueprint.post("/kurator/ajuan/<int:entry_id>/bicara")
@requires(is_curator | is_office)
def say(entry_id: int) -> Response:
    """Say something about an entry."""
    entry = entry_to_discuss_or_404(entry_id, current_user)
    form = RemarkForm()
    if still_owes_sheet(current_user, entry):
        return _page(entry, form, UNPROCESSABLE)
    if form.validate():
        with form_errors(form):
            add_remark(entry=entry, author=current_user, text=form.text.data or "")
            db.session.commit()
            flash(_("Pendapat Anda tersimpan."), "success")
            return see_other("curation.discussion", entry_id=entry.id)
    return _page(entry, form, UNPROCESSABLE)
