"""Making a picture smaller band by band, so that no second copy of its full size ever exists."""

from collections.abc import Callable
from typing import Final

from PIL import Image

from uploads.colour import plain

LONGEST_SIDE: Final = 2560  # Pixels; of the master. Larger than any screen we serve.
BAND_PIXELS: Final = 125_000

Band = Callable[[int, int], Image.Image]


def reducing(width: int, height: int) -> int:
    """By which whole number a picture can be reduced and stay large enough for a master."""
    return max(1, max(width, height) // LONGEST_SIDE)


def reduced(band: Band, width: int, height: int) -> Image.Image:
    """The picture as plain colours, reduced towards the master's size.

    Args:
        band: gives the rows from the first number up to the second.
        width: pixels across.
        height: pixels down.

    Raises:
        ValueError: for a picture without rows.
    """
    factor = reducing(width, height)
    rows = factor * max(1, BAND_PIXELS // (width * factor))
    small: Image.Image | None = None
    for top in range(0, height, rows):
        part = plain(band(top, min(height, top + rows)))
        if small is None:
            small = Image.new(part.mode, (-(-width // factor), -(-height // factor)), None)
        if factor > 1:
            part = part.reduce(factor)
        small.paste(part, (0, top // factor))
    if small is None:
        raise ValueError("a picture without rows")
    return small
