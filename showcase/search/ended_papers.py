"""Papers run out by the mere passing of time: each morning their products are looked at again."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from catalog.models import Paper, Product
from catalog.papers import today_here
from catalog.states import PaperState
from database import db
from showcase.search.staleness import mark_stale
from web.tasks import sweep

A_MINUTE: Final = 60.0
LOOK_BACK: Final = timedelta(days=7)  # Older ones were seen, or are found by the nightly check.
_last_day: date | None = None


def mark_ended(today: date) -> int:
    """Mark the products whose papers ran out in the last days; give how many. Does not commit."""
    query = (
        select(Product.id)
        .join(Paper, Paper.maker_id == Product.maker_id)
        .where(
            Paper.state == PaperState.CONFIRMED,
            Paper.expires_on >= today - LOOK_BACK,
            Paper.expires_on < today,
        )
        .distinct()
    )
    ids = db.session.scalars(query).all()
    if ids:
        mark_stale(ids)
    return len(ids)


@sweep("search.ended_papers", seconds=A_MINUTE)
def mark_ended_today() -> None:
    """Once a day, and once when the worker starts."""
    global _last_day  # noqa: PLW0603 - the day that this process has looked at.
    today = today_here()
    if today == _last_day:
        return
    mark_ended(today)
    db.session.commit()
    _last_day = today
