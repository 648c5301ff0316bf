"""What a draft can be told."""

from typing import Any, TypedDict


class RevisionChanges(TypedDict, total=False):
    """What a draft can be told; every key may be left out."""

    category: str
    subcategory: str
    name_id: str
    name_en: str
    description_id: str
    description_en: str
    story_id: str
    story_en: str
    price_rupiah: int | None
    unit: str
    wholesale_tiers: list[dict[str, int]]
    wholesale_per_kodi: bool
    minimum_order: int | None
    lead_time_days: int | None
    capacity_per_month: int | None
    made_to_order: bool
    shippable: bool
    attributes: dict[str, Any]
    keywords: list[str]
    options: list[dict[str, Any]]
