"""Changes of listed products that wait for the office."""

from flask import Response, abort, flash, render_template
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_office
from catalog.comparison import differences
from catalog.listings import list_revision, send_back_change, withdraw_listing
from catalog.models import Product, ProductRevision
from catalog.queries import listed_products
from database import db
from office.forms import ConfirmForm, ReasonForm
from office.pictures import same_pictures
from office.queries import PAGE, products_with_changes, waiting_change
from office.views.blueprint import blueprint
from web.forms import form_errors
from web.guards import requires
from web.paging import page_number
from web.responses import invalid, see_other


def waiting_change_or_404(product_id: int) -> ProductRevision:
    """The change of a product that waits for the office."""
    found = waiting_change(product_id)
    if found is None:
        abort(404)
    return found


@blueprint.get("/produk")
@requires(is_office)
def products() -> str:
    """Waiting changes first, then what is listed."""
    page = page_number()
    listed = listed_products(limit=PAGE, offset=(page - 1) * PAGE)
    return render_template(
        "office/products.html",
        waiting=products_with_changes(),
        listed=listed,
        page=page,
        has_more=len(listed) == PAGE,
    )


@blueprint.get("/produk/<int:product_id>/perubahan")
@requires(is_office)
def product_change(product_id: int) -> str:
    """The public revision beside the one that waits."""
    waiting = waiting_change_or_404(product_id)
    return render_template("office/product_change.html", form=ReasonForm(), **_compared(waiting))


def _compared(waiting: ProductRevision) -> dict[str, object]:
    """What the comparison shows."""
    product = waiting.product
    return {
        "product": product,
        "before": product.listed_revision,
        "after": waiting,
        "differences": differences(product.listed_revision, waiting),
        "same": same_pictures(product.id),
    }


@blueprint.post("/produk/<int:product_id>/perubahan/kembalikan")
@requires(is_office)
def product_change_return(product_id: int) -> Response | str:
    """Send the waiting change back with the reason."""
    waiting, form = waiting_change_or_404(product_id), ReasonForm()
    if form.validate():
        with form_errors(form):
            send_back_change(
                product=waiting.product,
                revision=waiting,
                actor=current_user,
                reason=form.reason.data,
            )
            db.session.commit()
            flash(_("Perubahan dikembalikan. Perajin membaca alasannya."), "success")
            return see_other("office.products")
    return invalid("office/product_change.html", form=form, **_compared(waiting))


@blueprint.post("/produk/<int:product_id>/perubahan")
@requires(is_office)
def product_change_approve(product_id: int) -> Response:
    """Show the waiting change to visitors."""
    waiting, form = waiting_change_or_404(product_id), ConfirmForm()
    with form_errors(form):
        list_revision(product=waiting.product, revision=waiting, actor=current_user)
        db.session.commit()
        flash(_("Perubahan sudah tayang."), "success")
        return see_other("office.products")
    flash(str(form.form_errors[0]), "danger")
    return see_other("office.products")


@blueprint.route("/produk/<int:product_id>/turunkan", methods=["GET", "POST"])
@requires(is_office)
def product_withdraw(product_id: int) -> Response | str:
    """Take a product off the showcase, with the reason."""
    found, form = db.session.get(Product, product_id), ReasonForm()
    if found is None:
        abort(404)
    if form.is_submitted() and form.validate():
        with form_errors(form):
            withdraw_listing(product=found, actor=current_user, reason=form.reason.data)
            db.session.commit()
            flash(_("Produk tidak tayang lagi."), "success")
            return see_other("office.products")
    if form.is_submitted():
        return invalid("office/product_withdraw.html", product=found, form=form, same=())
    same = same_pictures(product_id)
    return render_template("office/product_withdraw.html", product=found, form=form, same=same)
