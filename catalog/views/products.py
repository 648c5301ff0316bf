"""A maker's products: the list, a new one, the overview, and what is done with a whole one."""

import secrets

from flask import Response, abort, current_app, flash, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from accounts.permissions import is_maker
from catalog.attributes import attribute_rows
from catalog.categories import Category, categories, category, subcategory
from catalog.checklist import checklist_of
from catalog.forms import ProductKindForm
from catalog.listings import (
    is_sent_back,
    pending_change,
    restore_listing,
    submit_change,
    withdraw_listing,
)
from catalog.loaders import editable_product_or_404, own_maker_or_404
from catalog.models import Product
from catalog.products import copy_product, create_product
from catalog.progress import product_line, product_lines
from catalog.queries import products_of
from catalog.readiness import is_ready, readiness
from catalog.rules import is_frozen
from catalog.units import unit_label
from catalog.views.blueprint import blueprint
from catalog.wholesale import option_rows, wholesale_rows
from database import db
from web.forms import form_errors
from web.guards import requires
from web.languages import language
from web.responses import invalid, see_other


@blueprint.get("/perajin-saya/produk")
@requires(is_maker)
def products() -> str:
    """All products of the maker."""
    maker = own_maker_or_404(current_user)
    lines = product_lines(products_of(maker))
    return render_template("catalog/products.html", maker=maker, lines=lines)


@blueprint.get("/perajin-saya/produk/baru")
@requires(is_maker)
def product_new() -> str:
    """Choose the category of a new product."""
    own_maker_or_404(current_user)
    return render_template("catalog/product_new.html", categories=categories())


@blueprint.route("/perajin-saya/produk/baru/<category_key>", methods=["GET", "POST"])
@requires(is_maker)
def product_kind(category_key: str) -> Response | str:
    """Choose the kind, name the product, and start its draft."""
    own_maker_or_404(current_user)
    found = category(category_key) or abort(404)
    form = ProductKindForm()
    form.offer(found)
    if request.method == "GET":
        form.client_key.data = secrets.token_hex(16)
        return render_template("catalog/product_kind.html", form=form, category=found)
    if form.validate():
        with form_errors(form):
            product = _begin(found, form)
            return see_other("catalog.product_photos", product_id=product.id)
    return invalid("catalog/product_kind.html", form=form, category=found)


def _begin(found: Category, form: ProductKindForm) -> Product:
    """Start the product once, however often its form arrives, also twice in one moment."""
    try:
        return _create(found, form)
    except IntegrityError:
        db.session.rollback()
        return _create(found, form)


def _create(found: Category, form: ProductKindForm) -> Product:
    product = create_product(
        maker=own_maker_or_404(current_user),
        category_key=found.key,
        subcategory_key=form.subcategory.data,
        name=form.name_id.data,
        actor=current_user,
        client_key=form.key(),
    )
    db.session.commit()
    return product


def _entry_url(product: Product) -> str:
    """Return where a product is entered for curation, which is no page of this package."""
    endpoint = "curation.entry_new"
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, product_id=product.id)


@blueprint.get("/perajin-saya/produk/<int:product_id>")
@requires(is_maker)
def product(product_id: int) -> str:
    """What a product says, what is missing, and what can be done with it."""
    found = editable_product_or_404(product_id, current_user)
    revision = found.newest
    checks = readiness(found)
    return render_template(
        "catalog/product.html",
        product=found,
        revision=revision,
        kind=subcategory(revision.subcategory),
        rows=attribute_rows(revision.category, revision.attributes, language()),
        line=product_line(found),
        needed=checklist_of([check for check in checks if check.blocks], found),
        advised=checklist_of([check for check in checks if not check.blocks], found),
        ready=is_ready(found),
        edited=not is_frozen(revision),
        pending=pending_change(found),
        sent_back=is_sent_back(found),
        unit=unit_label(revision.unit, language()),
        terms=[*wholesale_rows(revision, language()), *option_rows(revision)],
        entry_url=_entry_url(found),
    )


def _after(product_id: int, message: str) -> Response:
    db.session.commit()
    flash(message, "success")
    return see_other("catalog.product", product_id=product_id)


@blueprint.post("/perajin-saya/produk/<int:product_id>/salin")
@requires(is_maker)
def product_copy(product_id: int) -> Response:
    """Start a new product from this one."""
    found = editable_product_or_404(product_id, current_user)
    copy = copy_product(product=found, actor=current_user)
    db.session.commit()
    flash(_("Salinan siap. Ubah nama dan yang berbeda saja."), "success")
    return see_other("catalog.product_details", product_id=copy.id, salinan=1)


@blueprint.post("/perajin-saya/produk/<int:product_id>/tarik")
@requires(is_maker)
def product_withdraw(product_id: int) -> Response:
    """Take a product off the showcase at once."""
    found = editable_product_or_404(product_id, current_user)
    withdraw_listing(product=found, actor=current_user)
    return _after(product_id, _("Produk ditarik. Pembeli tidak melihatnya lagi."))


@blueprint.post("/perajin-saya/produk/<int:product_id>/tayangkan")
@requires(is_maker)
def product_restore(product_id: int) -> Response:
    """Put a withdrawn product back."""
    found = editable_product_or_404(product_id, current_user)
    restore_listing(product=found, actor=current_user)
    return _after(product_id, _("Produk tayang lagi."))


@blueprint.post("/perajin-saya/produk/<int:product_id>/kirim-perubahan")
@requires(is_maker)
def product_send_change(product_id: int) -> Response:
    """Send the edits of a listed product to the office."""
    found = editable_product_or_404(product_id, current_user)
    submit_change(product=found, actor=current_user)
    return _after(
        product_id, _("Perubahan terkirim ke dinas. Sampai disetujui, pembeli melihat yang lama.")
    )
