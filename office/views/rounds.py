"""Rounds: the list, opening a new one, and changing one that is open."""

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from curation.models import Partner, Round, RubricVersion
from curation.operations.round_changes import change_round
from curation.operations.rounds import adopt_rubric, open_round
from curation.queries.rounds import newest_rubric, round_for_office_or_404
from database import db
from office.forms import RoundChangeForm, RoundForm
from office.queries import rounds as all_rounds
from office.round_forms import (
    NEWEST,
    change_form,
    chosen_chair,
    differences,
    new_round_form,
    stored_form,
)
from office.views.blueprint import blueprint
from web.errors import RuleViolation, StaleVersion
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, invalid, see_other

OK, CONFLICT = 200, 409


@blueprint.get("/kurasi")
@requires(is_office)
def rounds() -> str:
    """All rounds with how their entries stand."""
    return render_template("office/rounds.html", rounds=all_rounds())


def _rubric(form: RoundForm, partner: Partner) -> RubricVersion:
    """The rubric that was chosen, or the partner's newest: the default one at first."""
    if form.rubric.data != NEWEST:
        return db.session.get_one(RubricVersion, form.rubric.data)
    return newest_rubric(partner.id) or adopt_rubric(partner=partner, actor=current_user)


def _open(form: RoundForm) -> Round:
    """Open the round of the form."""
    partner = db.session.get_one(Partner, form.partner.data)
    rubric = _rubric(form, partner)
    try:
        return open_round(
            partner=partner,
            rubric=rubric,
            plan=form.plan(),
            chair=chosen_chair(form),
            actor=current_user,
        )
    except RuleViolation as broken:
        field = "name_id" if broken.field == "slug" else broken.field
        raise RuleViolation(broken.message, field) from None


@blueprint.route("/kurasi/baru", methods=["GET", "POST"])
@requires(is_office)
def round_new() -> Response | str:
    """Open a round with a partner."""
    return _round_page(None)


@blueprint.route("/kurasi/<int:round_id>/salin", methods=["GET", "POST"])
@requires(is_office)
def round_copy(round_id: int) -> Response | str:
    """Open a round that begins as another one did; nothing is made before the button."""
    return _round_page(round_for_office_or_404(round_id, current_user))


def _round_page(like: Round | None) -> Response | str:
    form = new_round_form(like)
    if request.method == "GET":
        return render_template("office/round_new.html", form=form, like=like)
    if form.validate():
        with form_errors(form):
            _open(form)
            db.session.commit()
            flash(_("Kurasi sudah dibuat."), "success")
            return see_other("office.rounds")
    return invalid("office/round_new.html", form=form, like=like)


@blueprint.route("/kurasi/<int:round_id>/ubah", methods=["GET", "POST"])
@requires(is_office)
def round_change(round_id: int) -> Response:
    """Change the settings of a round that is open already."""
    round_ = round_for_office_or_404(round_id, current_user)
    form = change_form(round_)
    if request.method == "GET":
        return _change_page(round_, form, OK)
    if not form.validate():
        return _change_page(round_, form, UNPROCESSABLE)
    try:
        with form_errors(form):
            changed = change_round(
                round_=round_,
                plan=form.plan(),
                chair=chosen_chair(form),
                version=form.seen_version,
                actor=current_user,
            )
            db.session.commit()
            words = _("Perubahan tersimpan.") if changed else _("Tidak ada yang berubah.")
            flash(words, "success" if changed else "info")
            return see_other("office.rounds")
    except StaleVersion as stale:
        db.session.rollback()
        both = differences(form, stored_form(round_))
        form.version.data = str(round_.version)
        return _change_page(round_, form, CONFLICT, stale=stale.message, both=both)
    return _change_page(round_, form, UNPROCESSABLE)


def _change_page(round_: Round, form: RoundChangeForm, status: int, **more: object) -> Response:
    page = render_template("office/round_new.html", form=form, like=None, changing=round_, **more)
    return make_response(page, status)
