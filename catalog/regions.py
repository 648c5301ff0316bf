"""The city and the regency around it, as official numbers write them."""

from dataclasses import dataclass

from catalog.states import Region
from web.context import settings


@dataclass(frozen=True, slots=True)
class RegionCode:
    """A city or regency: its four digits (province and city, Kemendagri) and its name."""

    region: Region
    code: str
    name: str


def region_codes() -> dict[Region, RegionCode]:
    """The city and the regency, from the settings."""
    chosen = settings()
    return {
        Region.CITY: RegionCode(Region.CITY, chosen.city_code, chosen.city_name),
        Region.REGENCY: RegionCode(Region.REGENCY, chosen.regency_code, chosen.regency_name),
    }
