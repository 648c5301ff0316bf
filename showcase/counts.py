"""How much the showcase holds, counted so that the front page stays cheap."""

import time
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app
from sqlalchemy import func, select

from catalog.models import Maker, Product, ProductRevision
from catalog.states import Listing, MakerState
from database import db
from showcase.queries import shows_something

# Counting by category reads every listed product: 0.2 s at 100,000. Fewer than this are counted
# each time and are always right; from here on nobody sees that a number is a minute old.
REMEMBERED_FROM: Final = 2_000
REMEMBERED_SECONDS: Final = 60.0
_KEY: Final = "showcase_counts"
_WARDS_KEY: Final = "showcase_counts_by_ward"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the showcase holds: listed products, by category, and their makers."""

    products: int
    makers: int
    by_category: dict[str, int]


def shown_makers() -> int:
    """Count the verified makers that show something, without reading their products."""
    query = select(func.count(Maker.id))
    shown = query.where(Maker.state == MakerState.VERIFIED, shows_something())
    return db.session.scalar(shown) or 0


def _by_category() -> dict[str, int]:
    rows = db.session.execute(
        select(ProductRevision.category, func.count())
        .join(Product, Product.listed_revision_id == ProductRevision.id)
        .join(Maker, Maker.id == Product.maker_id)
        .where(Product.listing == Listing.LISTED, Maker.state == MakerState.VERIFIED)
        .group_by(ProductRevision.category)
    )
    return {category: number for category, number in rows}  # noqa: C416 - rows, not pairs.


def _remembered(key: str) -> Any:  # noqa: ANN401 - each caller knows what it keeps.
    """What was counted within the last minute, or None."""
    until, kept = current_app.extensions.get(key, (0.0, None))
    return kept if time.monotonic() < until else None


def _remember(key: str, found: object) -> None:
    current_app.extensions[key] = (time.monotonic() + REMEMBERED_SECONDS, found)


def goods_by_ward() -> dict[int, dict[str, int]]:
    """Count the public products of each category by the makers' kelurahan."""
    known: dict[int, dict[str, int]] | None = _remembered(_WARDS_KEY)
    if known is not None:
        return known
    rows = db.session.execute(
        select(Maker.kelurahan_id, ProductRevision.category, func.count())
        .join(Product, Product.maker_id == Maker.id)
        .join(ProductRevision, ProductRevision.id == Product.listed_revision_id)
        .where(Product.listing == Listing.LISTED, Maker.state == MakerState.VERIFIED)
        .group_by(Maker.kelurahan_id, ProductRevision.category)
    )
    found: dict[int, dict[str, int]] = {}
    for ward, category, number in rows:
        if ward is not None:
            found.setdefault(ward, {})[category] = number
    if sum(sum(one.values()) for one in found.values()) >= REMEMBERED_FROM:
        _remember(_WARDS_KEY, found)
    return found


def counts(*, remembered_from: int = REMEMBERED_FROM) -> Counts:
    """Count public products and their makers; a large number of products once a minute.

    Args:
        remembered_from: From how many products on a count is good for a minute.
    """
    known: Counts | None = _remembered(_KEY)
    if known is not None:
        return known
    by_category = _by_category()
    found = Counts(sum(by_category.values()), shown_makers(), by_category)
    if found.products >= remembered_from:
        _remember(_KEY, found)
    return found
