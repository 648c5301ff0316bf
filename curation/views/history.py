"""The maker's history, and whether the office may help."""

from flask import Response, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.facilitation import CONSENT_DAYS, allow_help, end_help
from accounts.permissions import is_maker, is_own_maker
from accounts.queries import consent_of, help_for
from catalog.loaders import own_maker_or_404
from curation.forms import HelpForm, PlainForm
from curation.history import history_of
from curation.views.blueprint import blueprint
from database import db
from web.forms import Form, form_errors
from web.guards import requires
from web.responses import invalid, see_other


def _context(form: Form) -> dict[str, object]:
    maker = own_maker_or_404(current_user)
    return {
        "maker": maker,
        "lines": history_of(maker.id),
        "consent": consent_of(maker.id),
        "helpers": help_for(maker.id),
        "is_own": is_own_maker(current_user),
        "form": form,
    }


@blueprint.get("/perajin-saya/riwayat")
@requires(is_maker)
def history() -> str:
    """Who did what with the business, its products and papers."""
    form = HelpForm(days=CONSENT_DAYS[0])
    return render_template("curation/history.html", **_context(form))


@blueprint.post("/perajin-saya/bantuan")
@requires(is_own_maker)
def help_allow() -> Response | str:
    """Let the office fill in, for some days."""
    maker, form = own_maker_or_404(current_user), HelpForm()
    if form.validate():
        with form_errors(form):
            allow_help(maker_id=maker.id, actor=current_user, days=form.days.data)
            db.session.commit()
            flash(_("Dinas sekarang boleh membantu mengisi. Anda bisa mengakhirinya kapan saja."))
            return see_other("curation.history")
    return invalid("curation/history.html", **_context(form))


@blueprint.post("/perajin-saya/bantuan/akhiri")
@requires(is_own_maker)
def help_end() -> Response | str:
    """Take the help back at once."""
    maker, form = own_maker_or_404(current_user), PlainForm()
    with form_errors(form):
        end_help(maker_id=maker.id, actor=current_user)
        db.session.commit()
        flash(_("Bantuan diakhiri. Dinas tidak bisa lagi mengubah isi Anda."), "success")
    return see_other("curation.history")
