"""Writing a product's draft: details and terms, saved by a press or as they are typed."""

from typing import Final

from flask import Response, abort, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.categories import Need, category
from catalog.details_form import DetailsForm, details_form
from catalog.forms import differences
from catalog.loaders import editable_product_or_404
from catalog.models import Product
from catalog.products import save_draft, stamp
from catalog.revision_changes import RevisionChanges
from catalog.terms_form import TermsForm
from catalog.views.blueprint import blueprint
from database import db
from web.errors import StaleVersion
from web.forms import form_errors
from web.guards import requires
from web.responses import see_other

CONFLICT = 409
DETAILS: Final = "rincian"
TERMS: Final = "harga"

Draft = DetailsForm | TermsForm


def _details(product: Product, *, sent: bool) -> DetailsForm:
    return details_form(product.newest) if sent else details_form(product.newest, formdata=None)


def _terms(product: Product, *, sent: bool) -> TermsForm:
    form = TermsForm() if sent else TermsForm(formdata=None)
    form.offer(category(product.newest.category) or abort(404), product.newest)
    if not sent:
        form.show(product.newest)
    return form


def _form(part: str, product: Product, *, sent: bool) -> Draft:
    make = {DETAILS: _details, TERMS: _terms}
    return make[part](product, sent=sent)


def _changes(form: Draft, product: Product) -> RevisionChanges:
    if isinstance(form, DetailsForm):
        return form.changes(product.newest)
    return form.changes()


def _page(part: str, product: Product, form: Draft, **more: object) -> str:
    template = "catalog/product_details.html" if part == DETAILS else "catalog/product_terms.html"
    return render_template(
        template, product=product, revision=product.newest, form=form, Need=Need, **more
    )


def _write(part: str, product_id: int, onward: str) -> Response | str:
    """Show a part of the draft, or save it; ``keep`` saves what is there, complete or not."""
    product = editable_product_or_404(product_id, current_user)
    if request.method == "GET":
        return _page(part, product, _form(part, product, sent=False))
    form = _form(part, product, sent=True)
    keep = "keep" in request.form
    sound = form.check(draft=keep)
    try:
        with form_errors(form):
            if sound:
                save_draft(
                    product=product, changes=_changes(form, product), seen=form.version.data or ""
                )
                db.session.commit()
                flash(_("Draf tersimpan."), "success")
                return see_other("catalog.product" if keep else onward, product_id=product_id)
    except StaleVersion:
        return _stale(part, product_id, form)
    product = editable_product_or_404(product_id, current_user)
    return Response(_page(part, product, form), 422)


def _stale(part: str, product_id: int, form: Draft) -> Response:
    """Show what was typed beside what is stored; saving again overwrites it knowingly."""
    product = editable_product_or_404(product_id, current_user)
    stored = _form(part, product, sent=False)
    form.version.data = stamp(product.newest)
    return Response(_page(part, product, form, stored=differences(form, stored)), CONFLICT)


@blueprint.route("/perajin-saya/produk/<int:product_id>/rincian", methods=["GET", "POST"])
@requires(is_maker)
def product_details(product_id: int) -> Response | str:
    """Name, description and attributes."""
    return _write(DETAILS, product_id, "catalog.product_terms")


@blueprint.route("/perajin-saya/produk/<int:product_id>/harga", methods=["GET", "POST"])
@requires(is_maker)
def product_terms(product_id: int) -> Response | str:
    """Price and terms."""
    return _write(TERMS, product_id, "catalog.product")


@blueprint.post("/perajin-saya/produk/<int:product_id>/<any(rincian, harga):part>/simpan")
@requires(is_maker)
def product_autosave(product_id: int, part: str) -> tuple[Response, int]:
    """Save what is right of a form while it is typed; answer with what is not.

    JSON: ``version`` is the new stamp, ``errors`` a sentence by field that was not saved.
    """
    product = editable_product_or_404(product_id, current_user)
    form = _form(part, product, sent=True)
    form.check(draft=True)
    errors = {field.id: str(field.errors[0]) for field in form if field.errors}
    try:
        draft = save_draft(
            product=product, changes=_changes(form, product), seen=form.version.data or ""
        )
    except StaleVersion as stale:
        db.session.rollback()
        return jsonify(error=str(stale.message)), CONFLICT
    db.session.commit()
    return jsonify(version=stamp(draft), errors=errors), 200
