"""Where somebody stands, and how far makers are from there."""

import math
import re
from typing import Final, NamedTuple

EARTH_KM: Final = 6371.0  # Its mean radius.
DECIMALS: Final = 3  # Of a degree, some hundred metres: enough to walk by, too little for a door.

_SPOT: Final = re.compile(
    r"\s*(-?\d{1,2}(?:\.\d{1,12})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,12})?)\s*", re.ASCII
)


class Spot(NamedTuple):
    """A place on the earth, in degrees."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        """As an address says it, such as ``-7.472,112.434``."""
        return f"{self.latitude:.{DECIMALS}f},{self.longitude:.{DECIMALS}f}"

    def kilometres_to(self, place: "Spot | None") -> float | None:
        """How far a place is as the crow flies; None for no place.

        Source: the haversine formula on a sphere, wrong by half a per cent at most.
        """
        if place is None:
            return None
        here, there = math.radians(self.latitude), math.radians(place.latitude)
        across = math.radians(place.longitude - self.longitude) / 2
        share = (
            math.sin((there - here) / 2) ** 2
            + math.cos(here) * math.cos(there) * math.sin(across) ** 2
        )
        return 2 * EARTH_KM * math.asin(math.sqrt(min(share, 1.0)))


def spot_text(latitude: float, longitude: float) -> str:
    """A maker's place as documents say it, to a metre."""
    return f"{latitude:.5f},{longitude:.5f}"


def spot_of(text: str | None) -> Spot | None:
    """A maker's place out of a document; None where it says none."""
    latitude, comma, longitude = (text or "").partition(",")
    return Spot(float(latitude), float(longitude)) if comma else None


def read_spot(text: str | None) -> Spot | None:
    """A place out of an address; None where it says none."""
    match = _SPOT.fullmatch(text or "")
    if match is None:
        return None
    latitude, longitude = (round(float(part), DECIMALS) for part in match.groups())
    inside = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees.
    return Spot(latitude, longitude) if inside else None
