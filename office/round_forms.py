"""The forms of a round, with what can be chosen now."""

from datetime import datetime
from typing import Any, Final

from flask_babel import gettext as _
from wtforms import Field
from wtforms.fields.choices import SelectChoice

from accounts.models import User
from catalog.categories import categories
from curation.gates import GateKey, default_gates
from curation.models import Round
from curation.outcomes import Thresholds
from curation.states import Visibility
from curation.wording import gate_in_words
from database import db
from office.forms import RoundChangeForm, RoundForm
from office.queries import curators_with_partners, partners, rubric_versions
from office.round_settings import copied_settings, settings_of
from web.formats import WIB, moment_text
from web.languages import language

# Keys of rows begin at 1, so 0 is free to stand for what is no row.
OFFICE_CHAIRS: Final = 0
NEWEST: Final = 0


def new_round_form(like: Round | None) -> RoundForm:
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
        "visibility": Visibility.NEVER.value,
        "chair": OFFICE_CHAIRS,
        "rubric": NEWEST,
        "accept_from": int(limits.accept),
        "conditional_from": int(limits.conditional),
        "revise_from": int(limits.revise),
        **{f"gate_{key.value}": [one for one in asked if key in asked[one]] for key in GateKey},
    }
    form = RoundForm(**usual | (copied_settings(like) if like else {}))
    offer_choices(form)
    return form


def offer_choices(form: RoundForm) -> None:
    """Put in what can be chosen now; names of people and rubrics say whose they are."""
    of_goods = [SelectChoice(one.key, one.label(language())) for one in categories()]
    form.categories.choices = of_goods
    for key, field in form.gate_fields().items():
        field.label.text = gate_in_words(key)
        field.choices = of_goods
    form.visibility.choices = [
        SelectChoice(Visibility.NEVER.value, _("tidak pernah")),
        SelectChoice(Visibility.AFTER_OWN.value, _("setelah lembarnya sendiri selesai")),
        SelectChoice(Visibility.ALWAYS.value, _("selalu")),
    ]
    form.chair.choices = [SelectChoice(OFFICE_CHAIRS, _("Dinas"))] + [
        SelectChoice(user.id, f"{user.name} · {partner.name}")
        for user, partner in curators_with_partners()
    ]
    if form.partner is None or form.rubric is None:
        return
    form.partner.choices = [SelectChoice(one.id, one.name) for one in partners()]
    form.rubric.choices = [SelectChoice(NEWEST, _("Terbaru milik mitra"))] + [
        SelectChoice(
            one.id, _("%(partner)s · versi %(number)s", partner=one.partner.name, number=one.number)
        )
        for one in rubric_versions()
    ]


def change_form(round_: Round) -> RoundChangeForm:
    """The form as the round is now, or as it was typed."""
    form = RoundChangeForm(**{"chair": OFFICE_CHAIRS} | settings_of(round_))
    offer_choices(form)
    if not form.is_submitted():
        form.version.data = str(round_.version)
    return form


def stored_form(round_: Round) -> RoundChangeForm:
    """The form as the round is now, whatever was typed."""
    form = RoundChangeForm(None, **{"chair": OFFICE_CHAIRS} | settings_of(round_))
    offer_choices(form)
    return form


def chosen_chair(form: RoundForm) -> User | None:
    """The curator who was chosen; None for the office."""
    if form.chair.data == OFFICE_CHAIRS:
        return None
    return db.session.get_one(User, form.chair.data)


def differences(mine: RoundChangeForm, theirs: RoundChangeForm) -> list[tuple[str, str, str]]:
    """What two forms do not agree on: a field's name, what is typed, what is stored."""
    return [
        (str(field.label.text), field_in_words(field), field_in_words(theirs[field.name]))
        for field in mine
        if field.name not in {"version", "csrf_token"} and field.data != theirs[field.name].data
    ]


def field_in_words(field: Field) -> str:
    """A field's value as a person reads it."""
    choices = getattr(field, "choices", None)
    if choices:
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(str(one.label) for one in choices if one.value in chosen) or "–"
    if isinstance(field.data, bool):
        return str(_("ya")) if field.data else str(_("tidak"))
    if isinstance(field.data, datetime):
        return moment_text(field.data.replace(tzinfo=WIB))
    return str(field.data if field.data not in (None, "") else "–")
