"""Which photos have arrived, by the keys that devices give them: nothing is taken twice."""

import re
from typing import Final

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog.models import Product
from database import Model, Timestamped, db
from uploads.models import Photo

KEY: Final = re.compile(r"[0-9a-f]{16,32}")


class PhotoReceipt(Model, Timestamped):
    """A photo of a product that arrived, and what the device that sent it called it.

    The answer to an upload can be lost on the way. The device then sends the photo once more,
    perhaps after the maker has cut it or taken it away from another device.
    """

    __tablename__ = "photo_receipt"
    __table_args__ = (UniqueConstraint("product_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(32))
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))

    photo: Mapped[Photo] = relationship()


def device_key(told: str) -> str:
    """What a device calls a photo, or nothing where it is no key of ours."""
    return told if KEY.fullmatch(told) else ""


def receipt_of(product: Product, key: str) -> PhotoReceipt | None:
    """The receipt of a photo that has arrived under this key, or None."""
    if not key:
        return None
    return db.session.scalar(
        select(PhotoReceipt).where(PhotoReceipt.product_id == product.id, PhotoReceipt.key == key)
    )


def note_arrival(*, product: Product, key: str, photo: Photo) -> None:
    """Write down that a photo has arrived; the same key at the same moment counts once."""
    if not key:
        return
    try:
        with db.session.begin_nested():
            db.session.add(PhotoReceipt(product_id=product.id, key=key, photo_id=photo.id))
    except IntegrityError:
        return
