"""What is sent from the photo studio: how to cut and turn a photo, and the photos' order."""

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from uploads.editing import WHOLE, Cut, cut, square
from uploads.models import Photo

MANY: Final = 100  # More keys than a product has photos, or than anybody would send.
KEY: Final = re.compile(r"[0-9]{1,10}")
SHARES: Final = ("left", "top", "width", "height")

# The buttons that work without a script; each goes on from how the photo stands now.
PRESSED: Final[dict[str, Callable[[Photo], Cut]]] = {
    "left": lambda photo: cut_of(photo).turned(3),
    "right": lambda photo: cut_of(photo).turned(1),
    "square": lambda photo: square(photo.turn, photo.source.width, photo.source.height),
    "original": lambda _photo: Cut(),
}


def cut_of(photo: Photo) -> Cut:
    """What was done to a photo so far."""
    return cut(photo.turn, photo.box or WHOLE)


def _number(told: str) -> float:
    try:
        return float(told)
    except ValueError:
        return math.nan


def asked_cut(photo: Photo, told: Mapping[str, str]) -> Cut:
    """What is asked of a photo: by one of the buttons, or by the numbers of the cutting tool.

    Args:
        photo: as it stands now.
        told: ``do`` with a button's name, or ``turn`` with the shares ``left``, ``top``,
            ``width`` and ``height``; what cannot be read leaves that part as it is.
    """
    press = PRESSED.get(told.get("do", ""))
    if press is not None:
        return press(photo)
    now = cut_of(photo)
    turn = _number(told.get("turn", ""))
    shares = [_number(told.get(name, "")) for name in SHARES]
    if not all(math.isfinite(share) for share in shares):
        return now
    return cut(int(turn) if abs(turn) < MANY else now.turn, shares)


def asked_order(told: str) -> list[int]:
    """The keys in a text such as ``12,7,9``; what is no key is passed over."""
    return [int(part) for part in told.split(",")[:MANY] if KEY.fullmatch(part)]
