"""The photo studio: turning, cutting and putting photos in order."""

from flask import Response, abort, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from accounts.permissions import is_maker
from catalog.loaders import editable_product_or_404
from catalog.models import Product, RevisionPhoto
from catalog.photo_forms import asked_cut, asked_order
from catalog.photo_words import suggested_alt
from catalog.photos import reorder_photos, replace_photo
from catalog.products import open_draft
from catalog.views.blueprint import blueprint
from database import db
from uploads.editing import edit
from uploads.operations import store_edited
from web.errors import RuleViolation
from web.guards import requires
from web.responses import see_other, wants_json

UNPROCESSABLE = 422


def photo_card(placed: RevisionPhoto) -> str:
    """The card of one photo, for our scripts to put into the page."""
    return render_template(
        "catalog/photo_card.html",
        product=placed.revision.product,
        placed=placed,
        suggested=suggested_alt,
        alt=None,
        alt_of=None,
    )


def _placed_or_404(product: Product, photo_id: int) -> RevisionPhoto:
    found = [one for one in product.newest.photos if one.photo_id == photo_id]
    return found[0] if found else abort(404)


def _edit(product_id: int, photo_id: int) -> RevisionPhoto:
    """Make the picture that is asked for and put it where the photo stands.

    No transaction is open while pixels are moved, so that others can write.

    Raises:
        RuleViolation: When the photo is gone, or the same picture stands there already.
    """
    placed = _placed_or_404(editable_product_or_404(product_id, current_user), photo_id)
    asked, name = asked_cut(placed.photo, request.form), placed.photo.source.name
    db.session.rollback()
    intake = edit(name, asked)
    product = editable_product_or_404(product_id, current_user)
    source = _placed_or_404(product, photo_id).photo.source
    photo = store_edited(source=source, asked=asked, intake=intake, edited_by=current_user)
    placed = replace_photo(product=product, photo_id=photo_id, photo=photo)
    db.session.commit()
    return placed


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto/<int:photo_id>/olah")
@requires(is_maker)
def photo_edit(product_id: int, photo_id: int) -> Response | tuple[Response, int]:
    """Turn or cut a photo, always from the one that was uploaded; our script gets its card."""
    try:
        placed = _edit(product_id, photo_id)
    except RuleViolation as broken:
        db.session.rollback()
        if wants_json():
            return jsonify(error=str(broken.message)), UNPROCESSABLE
        flash(str(broken.message), "warning")
        return see_other("catalog.product_photos", product_id=product_id)
    if wants_json():
        return jsonify(photo_id=placed.photo_id, html=photo_card(placed))
    flash(_("Foto sudah diolah. Foto aslinya tetap tersimpan."), "success")
    return see_other("catalog.product_photos", product_id=product_id)


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto/urutan")
@requires(is_maker)
def photo_order(product_id: int) -> Response:
    """Put the photos in order: ``order`` holds their keys, the cover's first."""
    product = editable_product_or_404(product_id, current_user)
    reorder_photos(product=product, photo_ids=asked_order(request.form.get("order", "")))
    order = [one.photo_id for one in open_draft(product=product).photos]
    db.session.commit()
    if wants_json():
        return jsonify(order=order)
    return see_other("catalog.product_photos", product_id=product_id)
