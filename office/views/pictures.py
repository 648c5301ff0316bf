"""Pictures that two makers have: looked at beside each other, and dismissed with a reason."""

from flask import Response, abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from database import db
from office.forms import ReasonForm
from office.pictures import same_pictures
from office.views.blueprint import blueprint
from uploads.matching import dismiss_match
from uploads.models import PhotoMatch
from web.forms import form_errors
from web.guards import requires
from web.responses import see_other

UNPROCESSABLE = 422
LARGEST_KEY = 2**31 - 1


def _page(sent: tuple[int, ReasonForm] | None = None) -> str:
    pairs = same_pictures()
    forms = {one.match.id: _form(one.match.id, sent=False) for one in pairs}
    return render_template(
        "office/pictures.html", pairs=pairs, forms={**forms, **dict([sent] if sent else [])}
    )


def _form(match_id: int, *, sent: bool) -> ReasonForm:
    prefix = f"m{match_id}"
    return ReasonForm(prefix=prefix) if sent else ReasonForm(prefix=prefix, formdata=None)


@blueprint.get("/foto-sama")
@requires(is_office)
def pictures() -> str:
    """All pairs that wait."""
    return _page()


@blueprint.post("/foto-sama/<int:match_id>/selesai")
@requires(is_office)
def picture_dismiss(match_id: int) -> Response:
    """Take a pair off the list, with the reason."""
    match = db.session.get(PhotoMatch, match_id) if match_id <= LARGEST_KEY else None
    if match is None:
        abort(404)
    form = _form(match_id, sent=True)
    if form.validate():
        with form_errors(form):
            dismiss_match(match=match, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(_("Dicatat. Pasangan foto ini tidak ditanyakan lagi."), "success")
            return see_other("office.pictures")
    return Response(_page((match_id, form)), UNPROCESSABLE)
