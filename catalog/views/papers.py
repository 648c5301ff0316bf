"""The maker's papers."""

from flask import Response, flash, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from accounts.permissions import is_maker
from catalog.loaders import own_maker_or_404
from catalog.models import Maker, Product
from catalog.paper_forms import PaperForm
from catalog.papers import claim_paper
from catalog.queries import products_of
from catalog.views.blueprint import blueprint
from database import db
from web.forms import form_errors
from web.guards import requires
from web.responses import invalid, see_other

EVERY_PRODUCT = 0


def _form(maker: Maker) -> tuple[PaperForm, dict[int, Product]]:
    products = {product.id: product for product in products_of(maker)}
    form = PaperForm()
    form.product.choices = [
        SelectChoice(EVERY_PRODUCT, _("Seluruh usaha")),
        *(SelectChoice(key, product.newest.name_id) for key, product in products.items()),
    ]
    return form, products


@blueprint.route("/perajin-saya/dokumen", methods=["GET", "POST"])
@requires(is_maker)
def papers() -> Response | str:
    """The papers that the business has, and a form for another."""
    maker = own_maker_or_404(current_user)
    form, products = _form(maker)
    if request.method == "GET":
        return render_template("catalog/papers.html", maker=maker, form=form)
    if form.validate():
        with form_errors(form):
            claim_paper(
                maker=maker,
                kind=form.chosen_kind(),
                document_number=form.document_number.data or "",
                expires_on=form.end(),
                product=products.get(form.product.data),
                state=form.chosen_state(),
                actor=current_user,
            )
            db.session.commit()
            flash(_("Dokumen tercatat. Dinas akan mencocokkannya."), "success")
            return see_other("catalog.papers")
    return invalid("catalog/papers.html", maker=own_maker_or_404(current_user), form=form)
