"""Verifying businesses."""

from collections.abc import Callable

from flask import Response, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from accounts.queries import consent_of, help_for, members_of_maker
from catalog.makers import send_back_maker, suspend_maker, verify_maker
from catalog.models import Maker
from catalog.papers import today_here
from catalog.states import MAKER_TRANSITIONS, MakerState
from curation.history import history_of
from database import db
from office.forms import ConfirmForm, ReasonForm
from office.queries import PAGE, maker_with_products, makers_by_state
from office.queries import makers as makers_page
from office.views.blueprint import blueprint
from web.forms import Form, form_errors
from web.guards import requires
from web.paging import page_number
from web.responses import invalid, see_other


def maker_or_404(maker_id: int) -> Maker:
    """Any maker, for the office."""
    found = maker_with_products(maker_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/perajin")
@requires(is_office)
def makers() -> str:
    """All makers by state."""
    asked = request.args.get("status", "")
    state = MakerState(asked) if asked in set(MakerState) else None
    page = page_number()
    found = makers_page(state, page)
    return render_template(
        "office/makers.html",
        makers=found,
        state=state,
        states=list(MakerState),
        numbers=makers_by_state(),
        page=page,
        has_more=len(found) == PAGE,
    )


def _maker_page(maker: Maker, reason_form: Form) -> dict[str, object]:
    actions = [action for (state, action) in MAKER_TRANSITIONS if state is maker.state]
    return {
        "maker": maker,
        "actions": actions,
        "reason_form": reason_form,
        "people": members_of_maker(maker.id),
        "consent": consent_of(maker.id),
        "helpers": help_for(maker.id),
        "lines": history_of(maker.id),
        "today": today_here(),
    }


@blueprint.get("/perajin/<int:maker_id>")
@requires(is_office)
def maker(maker_id: int) -> str:
    """One maker with everything that the office needs to decide."""
    return render_template("office/maker.html", **_maker_page(maker_or_404(maker_id), ReasonForm()))


@blueprint.post("/perajin/<int:maker_id>/verifikasi")
@requires(is_office)
def maker_verify(maker_id: int) -> Response:
    """Confirm that the business is real and in the city."""
    found, form = maker_or_404(maker_id), ConfirmForm()
    with form_errors(form):
        verify_maker(maker=found, actor=current_user)
        db.session.commit()
        flash(_("%(name)s sudah diverifikasi.", name=found.name), "success")
        return see_other("office.maker", maker_id=maker_id)
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.maker", maker_id=maker_id)


def _with_reason(maker_id: int, operation: Callable[..., None], said: str) -> Response | str:
    found, form = maker_or_404(maker_id), ReasonForm()
    if form.validate():
        with form_errors(form):
            operation(maker=found, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(said, "success")
            return see_other("office.maker", maker_id=maker_id)
    return invalid("office/maker.html", **_maker_page(maker_or_404(maker_id), form))


@blueprint.post("/perajin/<int:maker_id>/kembalikan")
@requires(is_office)
def maker_send_back(maker_id: int) -> Response | str:
    """Ask the maker to put something right first."""
    return _with_reason(maker_id, send_back_maker, _("Perajin sudah diberi tahu."))


@blueprint.post("/perajin/<int:maker_id>/tangguhkan")
@requires(is_office)
def maker_suspend(maker_id: int) -> Response | str:
    """Take the business off the showcase."""
    return _with_reason(maker_id, suspend_maker, _("Usaha ini tidak tampil lagi."))
