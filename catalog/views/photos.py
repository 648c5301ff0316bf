"""The photos of a product: added one request each, put in order, described, taken away."""

from flask import Response, flash, jsonify, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from accounts.permissions import is_maker
from catalog.forms import AltForm
from catalog.loaders import editable_product_or_404
from catalog.models import Product, RevisionPhoto
from catalog.photo_receipts import device_key, note_arrival, receipt_of
from catalog.photo_words import suggested_alt
from catalog.photos import attach_photo, remove_photo, reorder_photos, set_alt
from catalog.products import open_draft
from catalog.rules import MAX_PHOTOS, WANTED_PHOTOS
from catalog.views.blueprint import blueprint
from catalog.views.photo_studio import photo_card
from database import db
from uploads.forms import read_upload
from uploads.operations import store_photo
from uploads.refusals import PhotoRefused
from web.errors import RuleViolation
from web.guards import requires
from web.responses import see_other, wants_json

CREATED, CONFLICT = 201, 409


def _page(
    product: Product, error: str = "", status: int = 200, alt: tuple[int, AltForm] | None = None
) -> Response:
    page = render_template(
        "catalog/product_photos.html",
        product=product,
        revision=product.newest,
        photos=product.newest.photos,
        suggested=suggested_alt,
        wanted=WANTED_PHOTOS,
        most=MAX_PHOTOS,
        error=error,
        alt_of=alt[0] if alt else None,
        alt=alt[1] if alt else None,
    )
    return Response(page, status)


@blueprint.get("/perajin-saya/produk/<int:product_id>/foto")
@requires(is_maker)
def product_photos(product_id: int) -> Response:
    """The photos of the draft, and the place to add more."""
    return _page(editable_product_or_404(product_id, current_user))


def _take(product_id: int, upload: FileStorage | None, key: str = "") -> RevisionPhoto:
    """Take one photo in and attach it.

    Decoding takes a second of a processor; no transaction is open meanwhile, so that
    others can write.

    Raises:
        RuleViolation: For a file that is no photo, or one photo too many.
    """
    maker_id = editable_product_or_404(product_id, current_user).maker_id
    db.session.rollback()
    intake = read_upload(upload)
    product = editable_product_or_404(product_id, current_user)
    photo = store_photo(intake=intake, maker_id=maker_id, uploaded_by=current_user)
    placed = attach_photo(product=product, photo=photo)
    note_arrival(product=product, key=key, photo=photo)
    db.session.commit()
    return placed


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto")
@requires(is_maker)
def photo_add(product_id: int) -> Response | tuple[Response, int]:
    """Add photos: one for our script, which gets its card as HTML, several for a plain form."""
    if wants_json():
        return _add_one(product_id)
    refused = ""
    uploads: list[FileStorage | None] = [*request.files.getlist("photo")[:MAX_PHOTOS]]
    for upload in uploads or [None]:
        try:
            _take(product_id, upload)
        except RuleViolation as broken:
            db.session.rollback()
            refused = refused or str(broken.message)
    if refused:
        return _page(editable_product_or_404(product_id, current_user), refused, 422)
    return see_other("catalog.product_photos", product_id=product_id)


def _arrived(product_id: int, key: str) -> dict[str, object] | None:
    """The answer to a photo that came before under this key, or None.

    What became of it since, such as a cut, or its removal, is not undone.
    """
    product = editable_product_or_404(product_id, current_user)
    receipt = receipt_of(product, key)
    if receipt is None:
        return None
    for placed in product.newest.photos:
        if receipt.photo_id in {placed.photo_id, placed.photo.made_from_id}:
            return {"photo_id": placed.photo_id, "html": photo_card(placed)}
    return {"photo_id": None, "html": ""}


def _add_one(product_id: int) -> tuple[Response, int]:
    """Add the photo that a device sends from its queue; ``key`` is what the device calls it."""
    # Somebody else may have signed in on this device since the photo was chosen.
    if request.form.get("person", str(current_user.id)) != str(current_user.id):
        return jsonify(error=_("Masuk dulu sebagai pemilik foto ini.")), CONFLICT
    key = device_key(request.form.get("key", ""))
    known = _arrived(product_id, key)
    if known is not None:
        return jsonify(known), CREATED
    try:
        placed = _take(product_id, request.files.get("photo"), key)
    except RuleViolation as broken:
        db.session.rollback()
        status = broken.status if isinstance(broken, PhotoRefused) else 422
        return jsonify(error=str(broken.message)), status
    return jsonify(photo_id=placed.photo_id, html=photo_card(placed)), CREATED


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto/<int:photo_id>/hapus")
@requires(is_maker)
def photo_remove(product_id: int, photo_id: int) -> Response:
    """Take a photo out of the draft."""
    product = editable_product_or_404(product_id, current_user)
    remove_photo(product=product, photo_id=photo_id)
    db.session.commit()
    flash(_("Foto dihapus."), "success")
    return see_other("catalog.product_photos", product_id=product_id)


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto/<int:photo_id>/geser")
@requires(is_maker)
def photo_move(product_id: int, photo_id: int) -> Response:
    """Move a photo: ``to`` says "cover", "earlier" or "later"."""
    product = editable_product_or_404(product_id, current_user)
    order = [one.photo_id for one in open_draft(product=product).photos]
    if photo_id in order:
        place = order.index(photo_id)
        places = {"cover": 0, "earlier": max(0, place - 1), "later": place + 1}
        order.remove(photo_id)
        order.insert(places.get(request.form.get("to", ""), place), photo_id)
        reorder_photos(product=product, photo_ids=order)
    db.session.commit()
    return see_other("catalog.product_photos", product_id=product_id)


@blueprint.post("/perajin-saya/produk/<int:product_id>/foto/<int:photo_id>/keterangan")
@requires(is_maker)
def photo_alt(product_id: int, photo_id: int) -> Response | tuple[Response, int]:
    """Say in words what a photo shows; ``take`` takes our suggestion."""
    product = editable_product_or_404(product_id, current_user)
    form = AltForm()
    if "take" in request.form:
        _suggest(product, photo_id, form)
    elif not form.validate():
        return _refused_words(product, photo_id, form)
    set_alt(
        product=product,
        photo_id=photo_id,
        alt_id=form.alt_id.data or "",
        alt_en=form.alt_en.data or "",
    )
    db.session.commit()
    if wants_json():
        return jsonify(alt_id=form.alt_id.data or "", alt_en=form.alt_en.data or ""), 200
    flash(_("Keterangan foto tersimpan."), "success")
    return see_other("catalog.product_photos", product_id=product_id)


def _suggest(product: Product, photo_id: int, form: AltForm) -> None:
    """Fill the form with what a photo in that place probably shows."""
    for position, placed in enumerate(product.newest.photos):
        if placed.photo_id == photo_id:
            form.alt_id.data, form.alt_en.data = suggested_alt(product.newest, position)


def _refused_words(
    product: Product, photo_id: int, form: AltForm
) -> Response | tuple[Response, int]:
    if wants_json():
        return jsonify(errors={one.name: str(one.errors[0]) for one in form if one.errors}), 422
    return _page(product, status=422, alt=(photo_id, form))
