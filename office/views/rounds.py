"""Rounds: the list, and opening a new one."""

from datetime import datetime
from typing import Any, Final

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from accounts.models import User
from accounts.permissions import is_office
from catalog.categories import categories
from catalog.slugs import slugify
from curation.gates import GateKey, default_gates
from curation.models import Partner, Round, RubricVersion
from curation.operations.rounds import RoundPlan, adopt_rubric, open_round
from curation.outcomes import Thresholds
from curation.queries.rounds import newest_rubric, round_for_office_or_404
from curation.wording import gate_in_words
from database import db
from office.forms import RoundForm
from office.queries import curators_with_partners, partners, rubric_versions
from office.queries import rounds as all_rounds
from office.round_copy import copied_settings
from office.views.blueprint import blueprint
from web.errors import RuleViolation
from web.formats import WIB
from web.forms import form_errors
from web.guards import requires
from web.languages import language
from web.responses import invalid, see_other

# Keys of rows begin at 1, so 0 is free to stand for what is no row.
OFFICE_CHAIRS: Final = 0
NEWEST: Final = 0


@blueprint.get("/kurasi")
@requires(is_office)
def rounds() -> str:
    """All rounds with how their entries stand."""
    return render_template("office/rounds.html", rounds=all_rounds())


def _round_form(like: Round | None) -> RoundForm:
    """The form as it opens: everything but name, partner and times is there, or a year-old round.

    Args:
        like: A round to be copied.
    """
    limits = Thresholds()
    asked = default_gates()
    usual: dict[str, Any] = {
        "categories": [one.key for one in categories()],
        "entries_per_maker": 5,
        "sheets_wanted": 2,
        "is_blind": True,
        "chair": OFFICE_CHAIRS,
        "rubric": NEWEST,
        "accept_from": int(limits.accept),
        "conditional_from": int(limits.conditional),
        "revise_from": int(limits.revise),
        **{f"gate_{key.value}": [one for one in asked if key in asked[one]] for key in GateKey},
    }
    form = RoundForm(**usual | (copied_settings(like) if like else {}))
    _offer_choices(form)
    return form


def _offer_choices(form: RoundForm) -> None:
    """Put in what can be chosen now; names of people and rubrics say whose they are."""
    form.partner.choices = [SelectChoice(one.id, one.name) for one in partners()]
    of_goods = [SelectChoice(one.key, one.label(language())) for one in categories()]
    form.categories.choices = of_goods
    for key, field in form.gate_fields().items():
        field.label.text = gate_in_words(key)
        field.choices = of_goods
    form.chair.choices = [SelectChoice(OFFICE_CHAIRS, _("Dinas"))] + [
        SelectChoice(user.id, f"{user.name} · {partner.name}")
        for user, partner in curators_with_partners()
    ]
    form.rubric.choices = [SelectChoice(NEWEST, _("Terbaru milik mitra"))] + [
        SelectChoice(
            one.id, _("%(partner)s · versi %(number)s", partner=one.partner.name, number=one.number)
        )
        for one in rubric_versions()
    ]


def _on_wib(moment: datetime) -> datetime:
    return moment.replace(tzinfo=WIB)


def _plan(form: RoundForm) -> RoundPlan:
    """What was typed, as a plan; times were typed on the clock of WIB."""
    return RoundPlan(
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
        gates=form.gates(),
        thresholds=Thresholds(
            form.accept_from.data, form.conditional_from.data, form.revise_from.data
        ),
    )


def _rubric(form: RoundForm, partner: Partner) -> RubricVersion:
    """The rubric that was chosen, or the partner's newest: the default one at first."""
    if form.rubric.data != NEWEST:
        return db.session.get_one(RubricVersion, form.rubric.data)
    return newest_rubric(partner.id) or adopt_rubric(partner=partner, actor=current_user)


def _open(form: RoundForm) -> Round:
    """Open the round of the form."""
    partner = db.session.get_one(Partner, form.partner.data)
    chair = None if form.chair.data == OFFICE_CHAIRS else db.session.get_one(User, form.chair.data)
    rubric = _rubric(form, partner)
    try:
        return open_round(
            partner=partner, rubric=rubric, plan=_plan(form), chair=chair, actor=current_user
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
    form = _round_form(like)
    if request.method == "GET":
        return render_template("office/round_new.html", form=form, like=like)
    if form.validate():
        with form_errors(form):
            _open(form)
            db.session.commit()
            flash(_("Kurasi sudah dibuat."), "success")
            return see_other("office.rounds")
    return invalid("office/round_new.html", form=form, like=like)
