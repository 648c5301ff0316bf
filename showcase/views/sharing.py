"""The picture of a shared product, drawn when somebody's messenger asks for it."""

import hashlib
from dataclasses import astuple, replace

from flask import Response, request
from flask_babel import gettext as _

from catalog.models import Product, ProductRevision
from catalog.units import unit_label
from showcase.queries import accepted_by
from showcase.sharing import Shared, drawn
from showcase.views.blueprint import blueprint
from showcase.views.product import public_product_or_404
from uploads.models import Photo
from uploads.states import FALLBACK_WIDTH, Format, PhotoFile, widths_for
from uploads.storage import photo_store
from web.context import settings
from web.formats import rupiah
from web.guards import public
from web.languages import language, localised

SHAPE = "1"  # Raised whenever the drawing changes.
A_DAY = "public, max-age=86400"


def _facts(product: Product, revision: ProductRevision) -> Shared:
    """What the picture says, without its photo."""
    maker, rounds = product.maker, accepted_by(product)
    where = [maker.name, maker.kelurahan.name if maker.kelurahan else ""]
    badge = _("Lolos kurasi %(partner)s", partner=rounds[0].partner.name) if rounds else ""
    price, unit = revision.price_rupiah, unit_label(revision.unit, language())
    return Shared(
        name=localised(revision, "name"),
        maker=" · ".join(one for one in where if one),
        price=f"{rupiah(price)} / {unit}" if price is not None else "",
        badge=str(badge),
        site=" · ".join(one for one in ("Etalase", settings().city_name) if one),
        photo=b"",
    )


def _jpeg(photo: Photo) -> bytes:
    """A middling file of a photo; nothing where it is gone."""
    sizes = [width for width in widths_for(photo.width) if width <= FALLBACK_WIDTH]
    file = PhotoFile(photo.name, max(sizes), Format.JPEG) if photo.is_derived else photo.master
    try:
        return photo_store().get(file)
    except FileNotFoundError:
        return b""


@blueprint.get("/produk/<slug>/bagikan.jpg")
@public
def shared_picture(slug: str) -> Response:
    """1200 x 630: the cover, what it is called, who made it, by whom it was accepted."""
    product = public_product_or_404(slug)
    revision = product.listed_revision
    assert revision is not None  # noqa: S101 - the loader has checked it.
    facts = _facts(product, revision)
    cover = revision.cover.photo if revision.cover else None
    told = repr((SHAPE, astuple(facts), cover and cover.name))
    response = Response(mimetype="image/jpeg")
    response.headers["Cache-Control"] = A_DAY
    response.set_etag(hashlib.sha256(told.encode()).hexdigest()[:32])
    response.make_conditional(request)
    if response.status_code == 200:  # noqa: PLR2004 - nobody has it yet.
        response.set_data(drawn(replace(facts, photo=_jpeg(cover) if cover else b"")))
    return response
