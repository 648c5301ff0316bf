"""The banner of who fills in for a maker, and what happens when that is over."""

from flask import Response, flash, g, request, session
from flask_babel import gettext as _
from flask_login import current_user

from accounts.facilitation import FACILITATION
from accounts.queries import members_of_maker
from accounts.sessions import is_makers_page
from catalog.queries import maker_by_id
from catalog.views.blueprint import blueprint
from web.errors import SHOWING_ERROR
from web.navigation import home_endpoint
from web.responses import see_other, wants_json


@blueprint.app_context_processor
def errand_banner() -> dict[str, object]:
    """Say on every page for whom this browser fills in, if for anybody."""
    # An error page must not need what is broken.
    errand = None if g.get(SHOWING_ERROR) else getattr(current_user, "open_errand", None)
    maker = maker_by_id(errand.maker_id) if errand else None
    if maker is None:
        return {"helping": None}
    return {"helping": {"maker": maker, "has_people": bool(members_of_maker(maker.id))}}


@blueprint.before_app_request
def errand_is_over() -> Response | None:
    """Tell who comes back to a maker's page after the time is up, or after the hand-over."""
    if not is_makers_page(request.path) or FACILITATION not in session or wants_json():
        return None
    if current_user.is_authenticated and current_user.open_errand is not None:
        return None
    session.pop(FACILITATION)
    if not current_user.is_authenticated:
        return None
    flash(_("Waktu mengisi sudah berakhir: habis, diakhiri, atau akunnya diambil alih."), "warning")
    return see_other(home_endpoint(current_user))
