"""Signing in, up and out."""

from flask import Response, make_response, redirect, render_template, request
from flask_login import current_user, login_user, logout_user

from accounts.forms import SignInForm, SignUpForm
from accounts.models import User
from accounts.operations import authenticate, sign_up
from accounts.permissions import signed_in
from accounts.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import public, requires
from web.languages import language
from web.limits import sign_in_limit
from web.navigation import home_endpoint
from web.responses import invalid, is_local_path, see_other


def _onward() -> Response:
    """Go where the person wanted to go, or home."""
    target = request.args.get("next")
    if target and is_local_path(target):
        return make_response(redirect(target, 303))
    return see_other(home_endpoint(current_user))


@blueprint.route("/masuk", methods=["GET", "POST"])
@public
@sign_in_limit
def sign_in() -> Response | str:
    """Sign in by number or e-mail address."""
    form = SignInForm()
    if request.method == "GET":
        if current_user.is_authenticated:
            return _onward()
        return render_template("accounts/sign_in.html", form=form)
    if form.validate():
        with form_errors(form):
            user = authenticate(identifier=form.identifier.data, password=form.password.data)
            login_user(user, remember=form.remember.data)
            return _onward()
    return invalid("accounts/sign_in.html", form=form)


@blueprint.route("/daftar", methods=["GET", "POST"])
@public
@sign_in_limit
def sign_up_page() -> Response | str:
    """Make an account and go on signed in."""
    form = SignUpForm()
    if request.method == "GET":
        return render_template("accounts/sign_up.html", form=form)
    if form.validate():
        with form_errors(form):
            # Made on a phone of one's own: closing the browser there is no signing out.
            login_user(_new_person(form), remember=True)
            return _onward()
    return invalid("accounts/sign_up.html", form=form)


def _new_person(form: SignUpForm) -> User:
    user = sign_up(
        name=form.name.data,
        identifier=form.identifier.data,
        password=form.password.data,
        language=language(),
    )
    db.session.commit()
    return user


@blueprint.post("/keluar")
@requires(signed_in)
def sign_out() -> Response:
    """Sign out here."""
    logout_user()
    return make_response(redirect(request.script_root + "/", 303))


@blueprint.get("/beranda-saya")
@requires(signed_in)
def home() -> Response:
    """Send the person to the pages of their role."""
    return see_other(home_endpoint(current_user))
