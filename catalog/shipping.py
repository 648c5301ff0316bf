"""Which goods are never sent to another city."""

from collections.abc import Mapping
from typing import Any, Final

from catalog.categories import subcategory
from catalog.models import ProductRevision

SHELF_LIFE: Final = "shelf_life_days"
"""The question that asks how many days a product keeps."""

TOO_SHORT_DAYS: Final = 2
"""What keeps two days or less is stale before a parcel arrives: fresh onde-onde hardens after 16
hours and expires after two days (suaramojokerto)."""

SHORT_DAYS: Final = 7
"""A parcel to another island takes up to a week; what keeps no longer needs a warning."""


def shelf_life(revision: ProductRevision) -> int | None:
    """Return how many days a product keeps, where its kind says it."""
    return shelf_life_in(revision.attributes)


def shelf_life_in(attributes: Mapping[str, Any]) -> int | None:
    """Return the same from a product's answers."""
    return whole_days(attributes.get(SHELF_LIFE))


def whole_days(value: object) -> int | None:
    """Return what was answered if it is a number of days."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def is_never_shipped(revision: ProductRevision) -> bool:
    """Say whether the product goes stale on the way, whatever its maker ticks."""
    days = shelf_life(revision)
    return days is not None and days <= TOO_SHORT_DAYS


def barely_keeps(revision: ProductRevision) -> bool:
    """Say whether the product may go stale on a long way."""
    days = shelf_life(revision)
    return days is not None and TOO_SHORT_DAYS < days <= SHORT_DAYS


def ships_at_first(subcategory_key: str) -> bool:
    """Say whether a new product of this kind starts as one that can be sent."""
    found = subcategory(subcategory_key)
    return found is None or not found.fresh
