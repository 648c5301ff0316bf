"""What is done with the photos of a draft.

Photos are named by their own key, which stays the same when a draft is copied from a
frozen revision.
"""

from flask_babel import lazy_gettext as _l

from catalog.models import Product, ProductRevision, RevisionPhoto
from catalog.products import open_draft
from catalog.rules import ALT_LENGTH, MAX_PHOTOS
from database import db
from uploads.models import Photo
from web.errors import RuleViolation


def _placed(draft: ProductRevision, photo_id: int) -> RevisionPhoto | None:
    return next((one for one in draft.photos if one.photo_id == photo_id), None)


def _number(draft: ProductRevision) -> None:
    """Give the photos positions from zero, in the order in which they stand."""
    for position, one in enumerate(draft.photos):
        one.position = position
    db.session.flush()


def attach_photo(
    *, product: Product, photo: Photo, alt_id: str = "", alt_en: str = ""
) -> RevisionPhoto:
    """Put a photo at the end of the draft; one that is there already stays where it is.

    Raises:
        RuleViolation: When the product has all the photos it may have, or the photo
            belongs to another maker.
    """
    if photo.maker_id != product.maker_id:
        raise RuleViolation(_l("Foto ini bukan milik usaha Anda."), "photo")
    draft = open_draft(product=product)
    known = _placed(draft, photo.id)
    if known is not None:
        return known
    if len(draft.photos) >= MAX_PHOTOS:
        raise RuleViolation(
            _l("Paling banyak %(count)s foto untuk satu produk.", count=MAX_PHOTOS), "photo"
        )
    placed = RevisionPhoto(photo=photo, position=len(draft.photos), alt_id=alt_id, alt_en=alt_en)
    draft.photos.append(placed)
    db.session.flush()
    return placed


def reorder_photos(*, product: Product, photo_ids: list[int]) -> None:
    """Set the order of the draft's photos; the first is the cover.

    Keys that the draft does not have are passed over, and photos that are not named
    keep their order behind the others: two people at once lose nothing.
    """
    draft = open_draft(product=product)
    wanted = {photo_id: place for place, photo_id in enumerate(photo_ids)}
    behind = len(wanted)
    draft.photos.sort(key=lambda one: (wanted.get(one.photo_id, behind), one.position))
    _number(draft)


def replace_photo(*, product: Product, photo_id: int, photo: Photo) -> RevisionPhoto:
    """Put another photo, such as one that was cut, where a photo of the draft stands.

    Frozen revisions keep the one that they were frozen with.

    Raises:
        RuleViolation: When the photo is gone, or the other one stands there already.
    """
    draft = open_draft(product=product)
    known = _placed(draft, photo_id)
    if known is None:
        raise RuleViolation(_l("Foto ini sudah dihapus."), "photo")
    if photo.id != photo_id and _placed(draft, photo.id) is not None:
        raise RuleViolation(_l("Foto yang sama sudah ada di produk ini."), "photo")
    known.photo = photo
    db.session.flush()
    return known


def remove_photo(*, product: Product, photo_id: int) -> None:
    """Take a photo out of the draft; frozen revisions keep it, and so does the store."""
    draft = open_draft(product=product)
    known = _placed(draft, photo_id)
    if known is not None:
        draft.photos.remove(known)
        _number(draft)


def set_alt(*, product: Product, photo_id: int, alt_id: str, alt_en: str) -> None:
    """Say in words what a photo shows.

    Raises:
        RuleViolation: For more than ``ALT_LENGTH`` characters, or a photo that is gone.
    """
    if max(len(alt_id), len(alt_en)) > ALT_LENGTH:
        raise RuleViolation(_l("Keterangan foto terlalu panjang; persingkat sedikit."), "alt_id")
    known = _placed(open_draft(product=product), photo_id)
    if known is None:
        raise RuleViolation(_l("Foto ini sudah dihapus."))
    known.alt_id, known.alt_en = alt_id, alt_en
    db.session.flush()
