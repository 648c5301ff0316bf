"""The page behind a hand-over link, opened on the maker's own phone."""

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user, login_user

from accounts.forms import ConfirmForm, SignUpForm
from accounts.handover import SHUT, LinkState, link_state, refusal_for
from accounts.models import OneTimeLink, User
from accounts.operations import sign_up
from accounts.queries import handover_of
from catalog.queries import maker_by_id, products_of
from catalog.takeover import take_over_maker
from catalog.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import public
from web.languages import language
from web.limits import sign_in_limit
from web.responses import UNPROCESSABLE, see_other

GONE = 404


def _page(link: OneTimeLink | None, form: SignUpForm | ConfirmForm, status: int = 200) -> Response:
    """Render the page: what there is to take over, or why not."""
    state = link_state(link)
    maker = maker_by_id(link.maker_id) if link and link.maker_id else None
    if maker is None or state is not LinkState.OPEN:
        shut = SHUT[LinkState.UNKNOWN if state is LinkState.OPEN else state]
        return make_response(render_template("catalog/take_over.html", shut=shut), GONE)
    person = current_user if current_user.is_authenticated else None
    page = render_template(
        "catalog/take_over.html",
        shut="",
        maker=maker,
        products=len(products_of(maker)),
        refusal=refusal_for(person, maker.id) if person else None,
        form=form,
        here=request.path,
    )
    return make_response(page, status)


def _form(link: OneTimeLink | None) -> SignUpForm | ConfirmForm:
    """The three things of an account, with what the office knows, or a mere button."""
    if current_user.is_authenticated:
        return ConfirmForm()
    form = SignUpForm()
    maker = maker_by_id(link.maker_id) if link and link.maker_id else None
    if request.method == "GET" and maker is not None:
        form.name.data = maker.owner_name
        form.identifier.data = f"+{maker.whatsapp}" if maker.whatsapp else maker.owner_email
    return form


def _person(form: SignUpForm | ConfirmForm) -> User:
    """Whoever is signed in, or a new account."""
    if isinstance(form, SignUpForm):
        return sign_up(
            name=form.name.data,
            identifier=form.identifier.data,
            password=form.password.data,
            language=language(),
        )
    person: User = current_user._get_current_object()  # noqa: SLF001 - the proxy's own way.
    return person


@blueprint.route("/ambil-alih/<token>", methods=["GET", "POST"])
@public
@sign_in_limit
def take_over(token: str) -> Response:
    """Take the account over: with a new password, or as the person who is signed in."""
    link = handover_of(token)
    form = _form(link)
    if request.method == "GET" or link_state(link) is not LinkState.OPEN:
        return _page(link, form)
    if form.validate():
        with form_errors(form):
            person = _person(form)
            maker = take_over_maker(token=token, user=person)
            db.session.commit()
            login_user(person)
            flash(_("%(maker)s sekarang milik Anda. Periksa isinya.", maker=maker.name), "success")
            return see_other("catalog.maker_home")
    return _page(handover_of(token), form, UNPROCESSABLE)
