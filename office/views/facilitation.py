"""Filling a maker's account with them, and handing it over."""

from urllib.parse import quote

from flask import Response, flash, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from accounts.facilitation import FACILITATION, end_facilitation, start_facilitation
from accounts.handover import issue_handover, link_state
from accounts.models import Facilitation
from accounts.permissions import is_office
from accounts.queries import members_of_maker, newest_handover
from catalog.models import Maker
from catalog.queries import all_kelurahan, all_places, maker_by_id
from database import db
from office.facilitation import invitation_text, mail_handover, register_for_owner
from office.forms import ConfirmForm, RegisterMakerForm
from office.views.blueprint import blueprint
from office.views.makers import maker_or_404
from web.context import settings
from web.forms import Form, form_errors
from web.guards import requires
from web.qr import qr_code
from web.responses import invalid, see_other


@blueprint.route("/perajin/baru", methods=["GET", "POST"])
@requires(is_office)
def maker_new() -> Response | str:
    """Register a business for its owner and begin to fill it in."""
    form = RegisterMakerForm()
    form.offer(all_kelurahan(), all_places())
    if request.method == "GET":
        form.shows_whatsapp.data = True
        return render_template("office/maker_new.html", form=form)
    if form.validate():
        with form_errors(form):
            _close_open_one()
            session[FACILITATION] = register_for_owner(
                profile=form.profile(), owner_email=form.owner_email.data or "", actor=current_user
            )
            db.session.commit()
            flash(_("%(name)s terdaftar. Isi bersama pemiliknya.", name=form.name.data), "success")
            return see_other("catalog.maker_home")
    return invalid("office/maker_new.html", form=form)


def _close_open_one() -> None:
    """End what this browser has open: one maker at a time."""
    known = db.session.get(Facilitation, session.pop(FACILITATION, 0))
    if known is not None and known.helper_id == current_user.id:
        end_facilitation(facilitation=known, actor=current_user)


@blueprint.post("/perajin/<int:maker_id>/isi")
@requires(is_office)
def facilitation_start(maker_id: int) -> Response:
    """Open the maker's own pages, on their behalf."""
    found, form = maker_or_404(maker_id), ConfirmForm()
    errand = current_user.open_errand
    with form_errors(form):
        if errand is None or errand.maker_id != found.id:
            _close_open_one()
        session[FACILITATION] = start_facilitation(maker_id=found.id, helper=current_user).id
        db.session.commit()
        return see_other("catalog.maker_home")
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.maker", maker_id=maker_id)


@blueprint.post("/mengisi/selesai")
@requires(is_office)
def facilitation_end() -> Response:
    """Finish; the maker's pages close for this browser."""
    errand = current_user.open_errand
    _close_open_one()
    db.session.commit()
    if errand is None:
        return see_other("office.makers")
    flash(_("Selesai mengisi. Halaman perajin tertutup lagi bagi Anda."), "success")
    return see_other("office.maker", maker_id=errand.maker_id)


def _handover_page(maker: Maker, form: Form, **more: object) -> dict[str, object]:
    link = newest_handover(maker.id)
    return {
        "maker": maker,
        "people": members_of_maker(maker.id),
        "link": link,
        "state": link_state(link).value if link else "",
        "form": form,
        **more,
    }


@blueprint.get("/perajin/<int:maker_id>/serah-terima")
@requires(is_office)
def handover(maker_id: int) -> str:
    """Whether the account was handed over, and a link to do so."""
    page = _handover_page(maker_or_404(maker_id), ConfirmForm())
    return render_template("office/handover.html", **page)


def _link_to(token: str) -> str:
    """The address for the owner, in Indonesian whatever the office reads."""
    return settings().public_url + url_for("catalog.take_over", token=token).removeprefix("/en")


@blueprint.post("/perajin/<int:maker_id>/serah-terima")
@requires(is_office)
def handover_link(maker_id: int) -> Response | str:
    """Make a link and show it once: as a QR code, for WhatsApp, and by mail."""
    found, form = maker_or_404(maker_id), ConfirmForm()
    with form_errors(form):
        token, link = issue_handover(maker_id=found.id, actor=current_user)
        address = _link_to(token)
        text = invitation_text(found, address, link.expires_at)
        mailed = mail_handover(maker=found, link=link, text=text)
        db.session.commit()
        shown = {
            "address": address,
            "text": text,
            "whatsapp": f"https://wa.me/{found.whatsapp or ''}?text={quote(text)}",
            "qr": qr_code(address),
            "mailed": found.owner_email if mailed else "",
        }
        return render_template("office/handover.html", **_handover_page(found, form, **shown))
    again = maker_by_id(maker_id) or found
    return invalid("office/handover.html", **_handover_page(again, form))
