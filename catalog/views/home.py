"""The maker's home and business profile."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker, signed_in
from catalog.forms import MakerForm, differences
from catalog.home_sources import further_steps
from catalog.loaders import own_maker_or_404
from catalog.makers import (
    needs_office,
    register_maker,
    submit_maker_for_verification,
    update_maker,
)
from catalog.models import Maker
from catalog.progress import next_steps, product_lines
from catalog.queries import all_kelurahan, all_places, maker_of, products_of
from catalog.rules import is_frozen
from catalog.views.blueprint import blueprint
from catalog.week import week_of
from database import db
from web.errors import StaleVersion
from web.forms import form_errors
from web.guards import requires
from web.responses import invalid, see_other

CONFLICT = 409


def _form() -> MakerForm:
    form = MakerForm()
    form.offer(all_kelurahan(), all_places())
    return form


@blueprint.get("/perajin-saya")
@requires(is_maker)
def maker_home() -> str:
    """What to do next, what visitors did, and every product with its state in one line."""
    maker = own_maker_or_404(current_user)
    products = products_of(maker)
    return render_template(
        "catalog/maker_home.html",
        maker=maker,
        steps=[*further_steps(maker), *next_steps(maker, products)],  # People wait; forms do not.
        lines=product_lines(products),
        week=week_of(maker, products),
        entered=any(is_frozen(one.newest) or len(one.revisions) > 1 for one in products),
    )


@blueprint.route("/perajin-saya/daftar", methods=["GET", "POST"])
@requires(signed_in)
def maker_new() -> Response | str:
    """Register a business and send it to the office in one go."""
    if maker_of(current_user) is not None:
        return see_other("catalog.maker_home")
    form = _form()
    if request.method == "GET":
        form.whatsapp.data = f"+{current_user.phone}" if current_user.phone else ""
        form.owner_name.data = current_user.name
        form.shows_whatsapp.data = True
        return render_template("catalog/maker_new.html", form=form)
    if form.validate():
        with form_errors(form):
            maker = register_maker(user=current_user, profile=form.profile(), actor=current_user)
            submit_maker_for_verification(maker=maker, actor=current_user)
            db.session.commit()
            flash(_("Profil usaha Anda terkirim ke dinas. Sambil menunggu, isi produk pertama."))
            return see_other("catalog.product_new")
    return invalid("catalog/maker_new.html", form=form)


@blueprint.route("/perajin-saya/profil", methods=["GET", "POST"])
@requires(is_maker)
def maker_profile() -> Response | str:
    """Change the business profile; ``send`` also sends it to the office."""
    maker = own_maker_or_404(current_user)
    form = _form()
    if request.method == "GET":
        form.show(maker)
        return render_template("catalog/maker_profile.html", form=form, maker=maker)
    if form.validate():
        try:
            with form_errors(form):
                return _save_profile(maker, form)
        except StaleVersion:
            return _stale_profile(own_maker_or_404(current_user), form)
    return invalid("catalog/maker_profile.html", form=form, maker=maker)


def _save_profile(maker: Maker, form: MakerForm) -> Response:
    update_maker(maker=maker, profile=form.profile(), actor=current_user, version=form.seen())
    sending = "send" in request.form and needs_office(maker)
    if sending:
        submit_maker_for_verification(maker=maker, actor=current_user)
    db.session.commit()
    flash(_("Profil terkirim ke dinas.") if sending else _("Profil tersimpan."), "success")
    return see_other("catalog.maker_home" if sending else "catalog.maker_profile")


def _stale_profile(maker: Maker, form: MakerForm) -> Response:
    """Show what was typed beside what is stored; saving again overwrites it knowingly."""
    stored = _form()
    stored.show(maker)
    form.version.data = stored.version.data
    page = render_template(
        "catalog/maker_profile.html", form=form, maker=maker, stored=differences(form, stored)
    )
    return Response(page, CONFLICT)
