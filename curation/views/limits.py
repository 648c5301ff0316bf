"""How much a curator of a round takes."""

from flask import Response, abort, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from accounts.models import User
from accounts.permissions import is_curator, is_office
from catalog.categories import categories
from curation.forms import LimitForm
from curation.models import Round
from curation.operations.limits import limit_curator
from curation.queries.assignments import limit_of
from curation.queries.people import curators_of_partner
from curation.queries.rounds import round_for_chair_or_404
from curation.views.blueprint import blueprint
from database import db
from web.errors import StaleVersion
from web.forms import form_errors
from web.guards import requires
from web.languages import language
from web.responses import UNPROCESSABLE, see_other

CONFLICT = 409


def _curator_or_404(round_: Round, curator_id: int) -> User:
    found = {one.id: one for one in curators_of_partner(round_.partner_id)}
    return found.get(curator_id) or abort(404)


def _offered(form: LimitForm, round_: Round) -> LimitForm:
    """The form with the round's kinds of goods."""
    kinds = [one for one in categories() if one.key in round_.categories]
    form.categories.choices = [SelectChoice(one.key, one.label(language())) for one in kinds]
    return form


def _page(round_: Round, curator: User, form: LimitForm, status: int = 200) -> Response:
    page = render_template("curation/curator_limit.html", round=round_, curator=curator, form=form)
    return make_response(page, status)


@blueprint.route("/ketua/kurasi/<int:round_id>/kurator/<int:curator_id>", methods=["GET", "POST"])
@requires(is_curator | is_office)
def curator_limit(round_id: int, curator_id: int) -> Response:
    """See and change how much the curator takes."""
    round_ = round_for_chair_or_404(round_id, current_user)
    curator = _curator_or_404(round_, curator_id)
    if request.method == "POST":
        return _save(round_, curator, _offered(LimitForm(), round_))
    there = limit_of(round_.id, curator.id)
    form = _offered(LimitForm(None, obj=there), round_)
    form.version.data = str(there.version if there else 0)
    return _page(round_, curator, form)


def _save(round_: Round, curator: User, form: LimitForm) -> Response:
    """Keep what was typed."""
    if not form.validate():
        return _page(round_, curator, form, UNPROCESSABLE)
    try:
        with form_errors(form):
            limit_curator(
                round_=round_,
                curator=curator,
                most=form.most.data,
                categories=form.categories.data or [],
                version=form.seen_version,
                actor=current_user,
            )
            db.session.commit()
            flash(_("Batas %(name)s tersimpan. Berlaku saat ajuan dibagikan.", name=curator.name))
            return see_other("curation.assignment", round_id=round_.id)
    except StaleVersion as stale:
        return _stale(round_, curator, form, stale)
    return _page(round_, curator, form, UNPROCESSABLE)


def _stale(round_: Round, curator: User, form: LimitForm, stale: StaleVersion) -> Response:
    """Say what is stored now, beside what was typed."""
    db.session.rollback()
    there = limit_of(round_.id, curator.id)
    form.version.data = str(there.version if there else 0)
    kinds = {one.value: str(one.label) for one in form.categories.choices}
    chosen = ", ".join(kinds[key] for key in there.categories if key in kinds) if there else ""
    form.add_error(None, stale.message)
    form.add_error(
        None,
        _(
            "Yang tersimpan sekarang: paling banyak %(most)s, jenis %(kinds)s.",
            most=there.most if there and there.most is not None else "–",
            kinds=chosen or "–",
        ),
    )
    return _page(round_, curator, form, CONFLICT)
