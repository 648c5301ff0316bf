"""How often products are looked at: counted in memory, written for many at once, read by week."""

import atexit
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from threading import Lock, Timer
from typing import Final

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import SQLAlchemyError

from catalog.models import Product
from catalog.states import Listing
from catalog.visit_models import ProductViews
from config import Settings
from database import db, utcnow, writing
from web.formats import in_wib

FLUSH_SECONDS: Final = 10.0
"""How long counts wait in memory: what a killed process loses, and how often it writes at most."""

Counts = Mapping[tuple[int, date], int]
"""How many looks, by product and day."""

_log = logging.getLogger(__name__)


def today() -> date:
    """Return the day in WIB."""
    return in_wib(utcnow()).date()


def add_views(counts: Counts) -> None:
    """Add looks to the counters; products that are not public are left out."""
    keys = {key for key, _ in counts}
    shown = select(Product.id).where(Product.id.in_(keys), Product.listing == Listing.LISTED)
    known = set(db.session.scalars(shown))
    rows = [
        {"product_id": key, "day": day, "count": count}
        for (key, day), count in sorted(counts.items())
        if key in known and count > 0
    ]
    if not rows:
        return
    on_postgres = db.engine.dialect.name == "postgresql"
    statement = (postgres_insert if on_postgres else sqlite_insert)(ProductViews)
    more = ProductViews.count + statement.excluded.count
    db.session.execute(
        statement.on_conflict_do_update(index_elements=["product_id", "day"], set_={"count": more}),
        rows,
    )


class VisitBuffer:
    """Looks that wait to be written, in one short transaction for all of them."""

    def __init__(self, app: Flask, *, seconds: float | None) -> None:
        self._app = app
        self._seconds = seconds
        self._lock = Lock()
        self._counts: Counter[tuple[int, date]] = Counter()
        self._timer: Timer | None = None

    def note(self, product_id: int) -> None:
        """Count one look now."""
        with self._lock:
            self._counts[product_id, today()] += 1
            if self._timer is None and self._seconds is not None:
                self._timer = Timer(self._seconds, self.flush)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what waits; what the database does not take now is written with the next."""
        with self._lock:
            counts, self._counts, self._timer = self._counts, Counter(), None
        if not counts:
            return
        try:
            with self._app.app_context(), writing():
                add_views(counts)
                db.session.commit()
        except SQLAlchemyError:
            _log.warning("%s looks at products wait for the database", counts.total())
            with self._lock:
                self._counts.update(counts)


def init_visits(app: Flask, settings: Settings) -> None:
    """Give the app its buffer; tests write by themselves."""
    seconds = None if settings.environment == "test" else FLUSH_SECONDS
    buffer = VisitBuffer(app, seconds=seconds)
    app.extensions["visits"] = buffer
    if seconds is not None:
        atexit.register(buffer.flush)


def views_by_day(product_ids: Sequence[int], since: date) -> dict[tuple[int, date], int]:
    """Return the looks at products since a day, by product and day."""
    rows = db.session.execute(
        select(ProductViews.product_id, ProductViews.day, func.sum(ProductViews.count))
        .where(ProductViews.product_id.in_(product_ids), ProductViews.day >= since)
        .group_by(ProductViews.product_id, ProductViews.day)
    )
    return {(key, day): int(count) for key, day, count in rows}
