"""What visitors did with a maker's products in the last seven days, beside the seven before."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from catalog.home_sources import inquiries_since
from catalog.models import Maker, Product
from catalog.visits import today, views_by_day
from web.formats import WIB, in_wib

DAYS: Final = 7


@dataclass(frozen=True, slots=True)
class Numbers:
    """Looks and inquiries of one week, and of the week before it."""

    views: int = 0
    views_before: int = 0
    inquiries: int = 0
    inquiries_before: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """What visitors did.

    Attributes:
        whole: All products together.
        by_product: One product by its key; whoever saw nothing is left out.
        days: Each of the seven days with its looks, today last.
    """

    whole: Numbers
    by_product: dict[int, Numbers]
    days: list[tuple[date, int]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened in both weeks."""
        return self.whole == Numbers()


def _numbers(views: Counter[bool], inquiries: Counter[bool]) -> Numbers:
    """Make numbers of counts by whether they are of this week."""
    return Numbers(views[True], views[False], inquiries[True], inquiries[False])


def week_of(maker: Maker, products: Sequence[Product]) -> Week:
    """Return the last seven days in WIB, today included, in two queries."""
    last = today()
    first = last - timedelta(days=DAYS - 1)
    before = first - timedelta(days=DAYS)
    views = views_by_day([one.id for one in products], before)
    start = datetime.combine(before, datetime.min.time(), WIB)
    asked = [(key, in_wib(moment).date()) for key, moment in inquiries_since(maker, start)]
    seen_of: dict[int, Counter[bool]] = {}
    asked_of: dict[int, Counter[bool]] = {}
    for (key, day), count in views.items():
        seen_of.setdefault(key, Counter())[day >= first] += count
    for key, day in asked:
        asked_of.setdefault(key, Counter())[day >= first] += 1
    by_product = {
        key: _numbers(seen_of.get(key, Counter()), asked_of.get(key, Counter()))
        for key in {*seen_of, *asked_of}
    }
    days = [first + timedelta(days=step) for step in range(DAYS)]
    on_day = Counter[date]()
    for (_key, day), count in views.items():
        on_day[day] += count
    whole = _numbers(sum(seen_of.values(), Counter()), sum(asked_of.values(), Counter()))
    return Week(whole, by_product, [(day, on_day[day]) for day in days])
