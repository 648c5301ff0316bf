"""What visitors look for, and which words mean the same in this town."""

from typing import Any, Final

from flask import Response, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from accounts.permissions import is_office
from database import db
from office.synonyms import (
    LONGEST_WORD,
    add_synonym,
    read_others,
    remove_synonym,
    synonym_rules,
    tidy,
)
from office.views.blueprint import blueprint
from showcase.models import SearchSynonym
from showcase.search.synonyms import built_in
from showcase.sought import sought
from showcase.states import SynonymKind
from web.forms import Form, form_errors
from web.guards import requires
from web.responses import invalid, see_other
from web.validators import at_most, required, single_line

PERIODS: Final = (7, 30, 365)  # Days.
LONGEST_TEXT: Final = 1000  # Letters of all the other words together.


class SynonymForm(Form):
    """What is said of a word."""

    word = StringField(_l("Kata"), [required(), at_most(LONGEST_WORD), single_line])
    kind = RadioField(
        _l("Aturannya"),
        choices=[
            SelectChoice(SynonymKind.EQUAL.value, _l("Sama arti: semua kata ini saling menemukan")),
            SelectChoice(
                SynonymKind.LEADS.value, _l("Satu arah: kata ini ikut menemukan kata lain")
            ),
            SelectChoice(
                SynonymKind.OFF.value, _l("Padanan bawaan untuk kata ini salah, jangan dipakai")
            ),
        ],
        default=SynonymKind.EQUAL.value,
    )
    others = TextAreaField(_l("Kata lain"), [at_most(LONGEST_TEXT)])


@blueprint.get("/pencarian/dicari")
@requires(is_office)
def sought_words() -> str:
    """What was looked for and not found, and what is looked for most."""
    asked = request.args.get("hari", "")
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[1]
    return render_template(
        "office/sought.html",
        days=days,
        periods=PERIODS,
        in_vain=sought(days, only_in_vain=True),
        most=sought(days, only_in_vain=False),
    )


@blueprint.route("/pencarian/padanan", methods=["GET", "POST"])
@requires(is_office)
def synonyms() -> Response | str:
    """The office's rules, those that come with Etalase, and a form for another."""
    form = SynonymForm()
    if request.method == "GET":
        form.word.data = tidy(request.args.get("kata", ""))[:LONGEST_WORD]
        return render_template("office/synonyms.html", **_rules(form))
    if form.validate():
        with form_errors(form):
            add_synonym(
                kind=SynonymKind(form.kind.data),
                word=tidy(form.word.data or ""),
                others=read_others(form.others.data or ""),
                actor=current_user,
            )
            db.session.commit()
            flash(_("Aturan disimpan. Pencarian memakainya dalam beberapa detik."), "success")
            return see_other("office.synonyms")
    return invalid("office/synonyms.html", **_rules(form))


def _rules(form: SynonymForm) -> dict[str, Any]:
    return {"form": form, "rules": synonym_rules(), "built_in": sorted(built_in().items())}


@blueprint.post("/pencarian/padanan/<int:rule_id>/hapus")
@requires(is_office)
def synonym_remove(rule_id: int) -> Response:
    """Take a rule back."""
    rule = db.session.get(SearchSynonym, rule_id)
    if rule is None:
        abort(404)
    remove_synonym(rule, actor=current_user)
    db.session.commit()
    flash(_("Aturan untuk “%(word)s” dihapus.", word=rule.word), "success")
    return see_other("office.synonyms")
