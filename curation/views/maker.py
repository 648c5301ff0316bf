"""The maker's side: entering a product, following it, reading the result."""

from flask import Response, flash, make_response, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.checklist import checklist_of
from catalog.loaders import editable_product_or_404
from catalog.models import Product
from catalog.queries import maker_of, products_of
from catalog.readiness import blocking, readiness
from curation.forms import PlainForm, SubmitForm
from curation.operations import submit_entry, withdraw_entry
from curation.queries.decisions import newest_released
from curation.queries.entries import (
    entries_of_makers,
    entry_for_maker_or_404,
)
from curation.queries.history import submitted_for_maker
from curation.queries.rounds import open_round_or_404, open_rounds
from curation.results import help_with, resubmit_until, result_of
from curation.round_readiness import rounds_for
from curation.rules import RESULT_SHOWN, SENT_BACK, state_for_maker
from curation.states import ENTRY_TRANSITIONS
from curation.views.blueprint import blueprint
from database import db, utcnow
from web.errors import RuleViolation
from web.forms import form_errors
from web.guards import requires
from web.responses import UNPROCESSABLE, see_other


@blueprint.get("/perajin-saya/ajuan")
@requires(is_maker)
def entries() -> str:
    """The maker's entries, the rounds that are open, and what could be entered."""
    maker = maker_of(current_user)
    products = products_of(maker) if maker else []
    return render_template(
        "curation/entries.html",
        entries=entries_of_makers(current_user.maker_ids()),
        rounds=open_rounds(utcnow()),
        ready=[product for product in products if not blocking(product)],
    )


def _rounds_page(
    product: Product, form: SubmitForm, status: int = 200, chosen: int | None = None
) -> Response:
    """Render the rounds for a product."""
    offers = rounds_for(product, utcnow())
    # A round that closed meanwhile has no place left on the page for its error.
    gone = chosen is not None and chosen not in {offer.round.id for offer in offers}
    page = render_template(
        "curation/entry_new.html",
        product=product,
        revision=product.newest,
        checklist=checklist_of([one for one in readiness(product) if one.blocks], product),
        offers=offers,
        lost=form.form_errors[0] if gone and form.form_errors else "",
        form=form,
        chosen=chosen,
    )
    return make_response(page, status)


@blueprint.get("/perajin-saya/produk/<int:product_id>/ajukan")
@requires(is_maker)
def entry_new(product_id: int) -> Response:
    """The rounds that a product can be entered in."""
    return _rounds_page(editable_product_or_404(product_id, current_user), SubmitForm())


@blueprint.post("/perajin-saya/produk/<int:product_id>/ajukan/<int:round_id>")
@requires(is_maker)
def submit(product_id: int, round_id: int) -> Response:
    """Enter the product; its revision is frozen with its photos."""
    product = editable_product_or_404(product_id, current_user)
    round_ = open_round_or_404(round_id)
    form = SubmitForm()
    if form.validate():
        with form_errors(form):
            entry = submit_entry(
                round_=round_,
                product=product,
                actor=current_user,
                consents_to_listing=form.consents_to_listing.data,
            )
            db.session.commit()
            flash(_("Produk diajukan. Dinas memeriksa dokumennya dulu."), "success")
            return see_other("curation.entry", entry_id=entry.id)
    product = editable_product_or_404(product_id, current_user)
    return _rounds_page(product, form, UNPROCESSABLE, round_id)


@blueprint.get("/perajin-saya/ajuan/<int:entry_id>")
@requires(is_maker)
def entry(entry_id: int) -> Response:
    """One entry: where it stands, and its result once there is one."""
    return _entry_page(entry_id)


def _entry_page(entry_id: int, status: int = 200, error: object = None) -> Response:
    """Render the maker's page of an entry."""
    found = entry_for_maker_or_404(entry_id, current_user)
    decision = newest_released(found)
    page = render_template(
        "curation/entry.html",
        entry=found,
        round=found.round,
        decision=decision,
        result=result_of(decision) if decision and state_for_maker(found) in RESULT_SHOWN else None,
        help_with=help_with,
        resubmit_until=resubmit_until(found, utcnow()),
        on_behalf=submitted_for_maker([found.id]).get(found.id, ""),
        can_withdraw=(found.state, "withdraw") in ENTRY_TRANSITIONS,
        can_resubmit=found.state in SENT_BACK and found.round.is_scored_at(utcnow()),
        form=PlainForm(),
        error=error,
    )
    return make_response(page, status)


@blueprint.post("/perajin-saya/ajuan/<int:entry_id>/tarik")
@requires(is_maker)
def withdraw(entry_id: int) -> Response:
    """Take the entry out of its round."""
    found = entry_for_maker_or_404(entry_id, current_user)
    try:
        withdraw_entry(entry=found, actor=current_user)
        db.session.commit()
    except RuleViolation as broken:
        db.session.rollback()
        return _entry_page(entry_id, UNPROCESSABLE, broken.message)
    flash(_("Ajuan ditarik."), "success")
    return see_other("curation.entry", entry_id=entry_id)
