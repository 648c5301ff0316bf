"""Rounds: the list, and opening a new one."""

from datetime import datetime

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from accounts.permissions import is_office
from catalog.categories import categories
from catalog.slugs import slugify
from curation.models import Partner, Round
from curation.operations.rounds import RoundPlan, adopt_rubric, open_round
from curation.queries.rounds import newest_rubric
from database import db
from office.forms import RoundForm
from office.queries import partners
from office.queries import rounds as all_rounds
from office.views.blueprint import blueprint
from web.errors import RuleViolation
from web.formats import WIB
from web.forms import form_errors
from web.guards import requires
from web.languages import language
from web.responses import invalid, see_other


@blueprint.get("/kurasi")
@requires(is_office)
def rounds() -> str:
    """All rounds with how their entries stand."""
    return render_template("office/rounds.html", rounds=all_rounds())


def _round_form() -> RoundForm:
    form = RoundForm(
        categories=[one.key for one in categories()],
        entries_per_maker=5,
        sheets_wanted=2,
        is_blind=True,
    )
    form.partner.choices = [SelectChoice(one.id, one.name) for one in partners()]
    form.categories.choices = [SelectChoice(one.key, one.label(language())) for one in categories()]
    return form


def _on_wib(moment: datetime) -> datetime:
    return moment.replace(tzinfo=WIB)


def _open(form: RoundForm) -> Round:
    """Open the round of the form on the partner's newest rubric, the default one at first."""
    partner = db.session.get_one(Partner, form.partner.data)
    rubric = newest_rubric(partner.id) or adopt_rubric(partner=partner, actor=current_user)
    plan = RoundPlan(
        slug=slugify(form.name_id.data, "kurasi"),
        name_id=form.name_id.data,
        name_en=form.name_en.data or "",
        opens_at=_on_wib(form.opens_at.data),
        closes_at=_on_wib(form.closes_at.data),
        scoring_ends_at=_on_wib(form.scoring_ends_at.data),
        categories=tuple(form.categories.data),
        entries_per_maker=form.entries_per_maker.data,
        sheets_wanted=form.sheets_wanted.data,
        is_blind=form.is_blind.data,
    )
    try:
        return open_round(partner=partner, rubric=rubric, plan=plan, chair=None, actor=current_user)
    except RuleViolation as broken:
        field = "name_id" if broken.field == "slug" else broken.field
        raise RuleViolation(broken.message, field) from None


@blueprint.route("/kurasi/baru", methods=["GET", "POST"])
@requires(is_office)
def round_new() -> Response | str:
    """Open a round with a partner."""
    form = _round_form()
    if request.method == "GET":
        return render_template("office/round_new.html", form=form)
    if form.validate():
        with form_errors(form):
            _open(form)
            db.session.commit()
            flash(_("Kurasi sudah dibuat."), "success")
            return see_other("office.rounds")
    return invalid("office/round_new.html", form=form)
