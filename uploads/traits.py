"""What a picture says about itself: its mat, placeholder, difference hash and quality hints."""

import base64
import io
from enum import StrEnum
from typing import Final

import numpy as np
from PIL import Image

# Mats, as docs/design-system.md has them: 12 hues 30 degrees apart, quiet (0-11) and full (12-23).
HUES: Final = 12
WARM_NEUTRAL, COOL_NEUTRAL = 1, 7
# Chroma of the average colour, of 1. HSL's saturation would call a pale product photo colourful,
# since it divides by the little room that a light colour leaves.
FULL_ABOVE: Final = 0.25
MAT_SIDE: Final = 48  # Pixels; enough for a dominant colour.
COLOURED_CHROMA: Final = 0.12  # Of 1; below it an eye calls a colour grey.
COLOURED_SHARE: Final = 0.05  # Of the pixels; below it the picture counts as neutral.

PLACEHOLDER_SIDE: Final = 16  # Pixels.
PLACEHOLDER_CHARACTERS: Final = 400
PLACEHOLDER_QUALITIES: Final = (50, 25, 0)

SHARPNESS_SIDE: Final = 768  # Pixels; sharpness is judged at the size of a phone's screen.
BLURRED_BELOW: Final = 12.0  # Variance of the Laplacian of 8-bit grey at that size.
DARK_GREY_BELOW: Final = 55.0  # Mean of 8-bit grey.
SMALL_BELOW: Final = 800  # Pixels, longest side.


class Hint(StrEnum):
    """Advice on a photo; it never blocks."""

    TOO_DARK = "too-dark"
    TOO_BLURRED = "too-blurred"
    TOO_SMALL = "too-small"


def _small(picture: Image.Image, longest: int) -> Image.Image:
    scale = min(1.0, longest / max(picture.size))
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return picture.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)


def mat(picture: Image.Image) -> str:
    """The CSS class of the mat: ``mat-i`` for the dominant hue, quiet or full.

    Each pixel votes with its chroma for its hue in HSL, and half for both hues beside it, so
    that a colour on the border between two classes is not split. Pictures without colour take
    a warm or a cool quiet mat.
    """
    colours = np.asarray(_small(picture, MAT_SIDE), dtype=np.float64).reshape(-1, 3) / 255
    average = colours.mean(axis=0)
    chroma = colours.max(axis=1) - colours.min(axis=1)
    coloured = chroma > COLOURED_CHROMA
    if coloured.mean() < COLOURED_SHARE:
        return f"mat-{WARM_NEUTRAL if average[0] >= average[2] else COOL_NEUTRAL}"
    red, green, blue = colours[coloured].T
    angle = np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue)
    classes = np.round(np.degrees(angle) / (360 / HUES)).astype(int) % HUES
    votes = np.bincount(classes, weights=chroma[coloured], minlength=HUES)
    smooth = votes + (np.roll(votes, 1) + np.roll(votes, -1)) / 2
    full = HUES if average.max() - average.min() > FULL_ABOVE else 0
    return f"mat-{int(smooth.argmax()) + full}"


def placeholder(picture: Image.Image) -> str:
    """A data URI of the picture at 16 px, at most ``PLACEHOLDER_CHARACTERS`` long."""
    tiny = _small(picture, PLACEHOLDER_SIDE)
    uri = ""
    for quality in PLACEHOLDER_QUALITIES:
        out = io.BytesIO()
        tiny.save(out, "WEBP", quality=quality, method=4)
        uri = "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode("ascii")
        if len(uri) <= PLACEHOLDER_CHARACTERS:
            break
    return uri


def difference_hash(picture: Image.Image) -> str:
    """64 bits as 16 hexadecimal digits: whether each cell of an 8 x 8 grid is darker than the next.

    Near-identical pictures differ in few bits, whatever their size or compression. Source: the
    dHash of N. Krawetz, "Kind of Like That" (2013).
    """
    grey = picture.convert("L").resize((9, 8), Image.Resampling.BOX, reducing_gap=2.0)
    cells = np.asarray(grey, dtype=np.int16)
    return np.packbits(cells[:, 1:] > cells[:, :-1]).tobytes().hex()


def sharpness(picture: Image.Image) -> float:
    """The variance of the Laplacian of the grey picture, at most 768 px long; higher is sharper."""
    grey = np.asarray(_small(picture, SHARPNESS_SIDE).convert("L"), dtype=np.float32)
    if min(grey.shape) < 3:  # noqa: PLR2004 - a Laplacian needs a neighbour on each side.
        return 0.0
    centre = grey[1:-1, 1:-1]
    around = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:]
    return float((around - 4 * centre).var())


def hints(picture: Image.Image, longest: int) -> tuple[Hint, ...]:
    """What to advise on a picture whose original was ``longest`` pixels on its longest side."""
    grey = np.asarray(_small(picture, MAT_SIDE).convert("L"), dtype=np.float32)
    found = {
        Hint.TOO_DARK: float(grey.mean()) < DARK_GREY_BELOW,
        Hint.TOO_BLURRED: sharpness(picture) < BLURRED_BELOW,
        Hint.TOO_SMALL: longest < SMALL_BELOW,
    }
    return tuple(hint for hint, holds in found.items() if holds)
