"""Forgotten passwords."""

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from accounts.forms import ForgottenForm, NewPasswordForm
from accounts.links import request_reset, reset_password
from accounts.queries import usable_link
from accounts.views.blueprint import blueprint
from database import db
from web.context import settings
from web.forms import form_errors
from web.guards import public
from web.limits import sign_in_limit
from web.responses import invalid, see_other


@blueprint.route("/lupa-sandi", methods=["GET", "POST"])
@public
@sign_in_limit
def forgotten() -> Response | str:
    """Ask for a reset link; the answer is the same whoever it is."""
    form = ForgottenForm()
    if request.method == "GET":
        return render_template("accounts/forgotten.html", form=form)
    if not form.validate():
        return invalid("accounts/forgotten.html", form=form)
    address = settings().public_url + url_for("accounts.reset", token="TOKEN")  # noqa: S106
    request_reset(identifier=form.identifier.data, address=address.replace("TOKEN", "{token}"))
    db.session.commit()
    flash(_("Kalau nomor atau email itu terdaftar, tautannya sudah kami kirim."), "success")
    return see_other("accounts.sign_in")


@blueprint.route("/atur-sandi/<token>", methods=["GET", "POST"])
@public
@sign_in_limit
def reset(token: str) -> Response | str:
    """Set a new password with a link from a message."""
    form = NewPasswordForm()
    usable = usable_link(token, "reset") is not None
    if request.method == "GET" or not usable:
        page = render_template("accounts/reset.html", form=form, usable=usable)
        return page if usable else Response(page, 404)
    if form.validate():
        with form_errors(form):
            reset_password(token=token, password=form.password.data)
            db.session.commit()
            flash(_("Kata sandi baru tersimpan. Silakan masuk."), "success")
            return see_other("accounts.sign_in")
    return invalid("accounts/reset.html", form=form, usable=usable)
