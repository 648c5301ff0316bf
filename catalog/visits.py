"""How often products are looked at: counted in memory, written for many at once, read by week."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Flask
from sqlalchemy import func, select

from catalog.models import Product
from catalog.states import Listing
from catalog.visit_models import ProductViews
from config import Settings
from database import db, utcnow
from web.counting import CountBuffer, add_counts, keep_counting, waiting_time
from web.formats import in_wib

Counts = Mapping[tuple[int, date], int]
"""How many looks, by product and day."""


def today() -> date:
    """Return the day in WIB."""
    return in_wib(utcnow()).date()


def add_views(counts: Counts) -> None:
    """Add looks to the counters; products that are not public are left out."""
    keys = {key for key, _ in counts}
    shown = select(Product.id).where(Product.id.in_(keys), Product.listing == Listing.LISTED)
    known = set(db.session.scalars(shown))
    rows: list[dict[str, object]] = [
        {"product_id": key, "day": day, "count": count}
        for (key, day), count in sorted(counts.items())
        if key in known and count > 0
    ]
    add_counts(ProductViews, ("product_id", "day"), rows, "count")


class VisitBuffer(CountBuffer[tuple[int, date]]):
    """Looks that wait to be written."""

    def __init__(self, app: Flask, *, seconds: float | None) -> None:
        super().__init__(app, add_views, seconds=seconds)

    def note(self, product_id: int) -> None:
        """Count one look now."""
        self.count((product_id, today()))


def init_visits(app: Flask, settings: Settings) -> None:
    """Give the app its buffer."""
    keep_counting(app, settings, "visits", VisitBuffer(app, seconds=waiting_time(settings)))


def views_by_day(product_ids: Sequence[int], since: date) -> dict[tuple[int, date], int]:
    """Return the looks at products since a day, by product and day."""
    rows = db.session.execute(
        select(ProductViews.product_id, ProductViews.day, func.sum(ProductViews.count))
        .where(ProductViews.product_id.in_(product_ids), ProductViews.day >= since)
        .group_by(ProductViews.product_id, ProductViews.day)
    )
    return {(key, day): int(count) for key, day, count in rows}
