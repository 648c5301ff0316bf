"""Partners and their curators."""

from flask import Response, abort, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from accounts.links import invite
from accounts.models import Membership
from accounts.operations import revoke_role
from accounts.permissions import is_office
from accounts.states import Role
from curation.models import Partner
from database import db
from office.forms import PartnerForm, ReasonForm
from office.partners import add_partner
from office.queries import memberships_of_partner
from office.queries import partners as all_partners
from office.views.blueprint import blueprint
from web.context import settings
from web.forms import form_errors
from web.guards import requires
from web.responses import invalid, see_other


def partner_or_404(partner_id: int) -> Partner:
    """A partner, for the office."""
    found = db.session.get(Partner, partner_id)
    if found is None:
        abort(404)
    return found


@blueprint.route("/mitra", methods=["GET", "POST"])
@requires(is_office)
def partners() -> Response | str:
    """All partners, and a form for another."""
    form = PartnerForm()
    if request.method == "GET":
        return render_template("office/partners.html", partners=all_partners(), form=form)
    if form.validate():
        with form_errors(form):
            partner = add_partner(
                name=form.name.data,
                city=form.city.data or "",
                description_id=form.description_id.data or "",
                description_en=form.description_en.data or "",
                actor=current_user,
            )
            db.session.commit()
            return see_other("office.partner", partner_id=partner.id)
    return invalid("office/partners.html", partners=all_partners(), form=form)


@blueprint.get("/mitra/<int:partner_id>")
@requires(is_office)
def partner(partner_id: int) -> str:
    """A partner and its curators."""
    return render_template(
        "office/partner.html",
        partner=partner_or_404(partner_id),
        memberships=memberships_of_partner(partner_id),
        form=ReasonForm(),
    )


@blueprint.post("/mitra/<int:partner_id>/undang")
@requires(is_office)
def curator_invite(partner_id: int) -> str:
    """Make a one-time link for a new curator and show it once."""
    found = partner_or_404(partner_id)
    token = invite(role=Role.CURATOR, invited_by=current_user, partner_id=found.id)
    db.session.commit()
    return render_template(
        "office/partner.html",
        partner=found,
        memberships=memberships_of_partner(partner_id),
        form=ReasonForm(),
        link=settings().public_url + url_for("accounts.invitation", token=token),
    )


@blueprint.post("/mitra/<int:partner_id>/kurator/<int:membership_id>/cabut")
@requires(is_office)
def curator_remove(partner_id: int, membership_id: int) -> Response | str:
    """Take the curator's role away; their sessions end."""
    found = partner_or_404(partner_id)
    membership = db.session.get(Membership, membership_id)
    if membership is None or membership.partner_id != found.id:
        abort(404)
    form = ReasonForm()
    if form.validate():
        with form_errors(form):
            revoke_role(membership=membership, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(_("Peran kurator sudah dicabut."), "success")
            return see_other("office.partner", partner_id=partner_id)
    return invalid(
        "office/partner.html",
        partner=found,
        memberships=memberships_of_partner(partner_id),
        form=form,
    )
