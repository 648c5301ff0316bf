"""Taking up an invitation to a role."""

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.forms import ConfirmForm
from accounts.links import accept_invitation
from accounts.permissions import signed_in
from accounts.queries import usable_link
from accounts.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import public, requires
from web.navigation import home_endpoint
from web.responses import invalid, see_other


@blueprint.get("/undangan/<token>")
@public
def invitation(token: str) -> Response | str:
    """Say what the invitation is for, and ask to sign in or to accept."""
    link = usable_link(token, "invitation")
    if link is not None and link.maker_id is not None:
        return see_other("catalog.take_over", token=token)
    page = render_template(
        "accounts/invitation.html",
        link=link,
        form=ConfirmForm(),
        here=request.full_path.rstrip("?"),
    )
    return page if link else make_response(page, 404)


@blueprint.post("/undangan/<token>")
@requires(signed_in)
def accept(token: str) -> Response | str:
    """Take the role of the invitation."""
    form = ConfirmForm()
    with form_errors(form):
        accept_invitation(token=token, user=current_user)
        db.session.commit()
        flash(_("Selamat bergabung. Peran baru Anda sudah aktif."), "success")
        return see_other(home_endpoint(current_user))
    return invalid("accounts/invitation.html", link=None, form=form, here=request.path)
