"""Confirming papers."""

from flask import Response, abort, flash
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from catalog.models import Paper
from catalog.papers import confirm_paper, paper_name
from database import db
from office.forms import ConfirmForm
from office.views.blueprint import blueprint
from web.forms import form_errors
from web.guards import requires
from web.responses import see_other


def paper_or_404(paper_id: int) -> Paper:
    """Any paper, for the office."""
    found = db.session.get(Paper, paper_id)
    if found is None:
        abort(404)
    return found


@blueprint.post("/dokumen/<int:paper_id>/cocok")
@requires(is_office)
def paper_confirm(paper_id: int) -> Response:
    """Say that the paper was seen and is right."""
    found, form = paper_or_404(paper_id), ConfirmForm()
    maker_id = found.maker_id
    with form_errors(form):
        confirm_paper(paper=found, actor=current_user)
        db.session.commit()
        flash(_("%(paper)s sudah dicocokkan.", paper=paper_name(found.kind)), "success")
        return see_other("office.maker", maker_id=maker_id)
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.maker", maker_id=maker_id)
