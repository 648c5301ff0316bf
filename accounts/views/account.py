"""The page of one's own account."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user, login_user

from accounts.forms import ChangePasswordForm, ConfirmForm
from accounts.operations import change_password, sign_out_everywhere
from accounts.permissions import signed_in
from accounts.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import requires
from web.limits import sign_in_limit
from web.responses import invalid, see_other


@blueprint.get("/akun")
@requires(signed_in)
def account() -> str:
    """Who one is here, and the roles that one has."""
    return render_template("accounts/account.html", form=ConfirmForm())


@blueprint.route("/akun/kata-sandi", methods=["GET", "POST"])
@requires(signed_in)
@sign_in_limit
def change_password_page() -> Response | str:
    """Change the password; other devices have to sign in again."""
    form = ChangePasswordForm()
    if request.method == "GET":
        return render_template("accounts/change_password.html", form=form)
    if form.validate():
        with form_errors(form):
            user = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way.
            change_password(user=user, current=form.current.data, password=form.password.data)
            db.session.commit()
            login_user(user)
            flash(_("Kata sandi diganti. Perangkat lain sudah dikeluarkan."), "success")
            return see_other("accounts.account")
    return invalid("accounts/change_password.html", form=form)


@blueprint.post("/akun/keluar-semua")
@requires(signed_in)
def sign_out_everywhere_action() -> Response:
    """End every session, this one included."""
    sign_out_everywhere(user=current_user)
    db.session.commit()
    flash(_("Anda sudah keluar dari semua perangkat."), "success")
    return see_other("accounts.sign_in")
