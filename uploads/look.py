"""How a picture looks: shares of the basic colours, and the pattern, as one short vector.

Two pictures look alike as far as the cosine of their vectors goes: a maroon cloth with a dense
lattice is near another maroon cloth with a lattice, whatever their makers wrote. The middle of the
picture counts most, and a plain ground, such as a table or a wall, hardly at all.

Colours are the eleven basic terms of B. Berlin and P. Kay, "Basic Color Terms" (1969); each pixel
belongs to the nearest prototypes in CIE L*a*b*. The pattern is told by the strength of detail in
four octaves, by the directions of edges at two scales, and by local binary patterns that do not
mind turns (T. Ojala, M. Pietikäinen and T. Mäenpää, "Multiresolution gray-scale and rotation
invariant texture classification with local binary patterns", 2002).
"""

from typing import Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

Floats = npt.NDArray[np.float64]

SIDE: Final = 96  # Pixels of the square that is looked at.
# L*, a* and b* of what people point at when they hear the word, dark and light.
PROTOTYPES: Final[dict[str, tuple[tuple[int, int, int], ...]]] = {
    "black": ((5, 0, 0), (20, 0, 0)),
    "white": ((97, 0, 0), (90, 0, 6)),
    "grey": ((38, 0, 0), (56, 0, 0), (74, 0, 0)),
    "red": ((44, 62, 40), (34, 44, 20), (26, 30, 10)),
    "orange": ((66, 38, 62), (58, 48, 58)),
    "brown": ((36, 20, 28), (20, 9, 11), (50, 14, 26), (64, 12, 28)),
    "yellow": ((84, 4, 72), (76, 10, 62), (90, -2, 42)),
    "green": ((46, -44, 34), (30, -18, 10), (68, -36, 34), (56, -14, 24), (70, -12, 10)),
    "blue": ((36, 10, -46), (22, 6, -24), (62, -10, -34), (78, -10, -14), (50, 0, -24)),
    "purple": ((32, 40, -38), (22, 22, -18), (58, 28, -28)),
    "pink": ((64, 44, 4), (80, 22, 6), (54, 60, -6)),
}
COLOURS: Final = tuple(PROTOTYPES)
AXES: Final = np.array((0.6, 1.0, 1.0))  # Lightness tells less of what a colour is called.
NAMED_FROM: Final = 0.16  # Share of the picture from which a colour is named.
GREY_FROM: Final = 0.4  # Shadows and tables are grey too.
MOST_NAMED: Final = 3

EDGE: Final = 5  # Pixels along the border that may show a ground.
SMOOTH_BELOW: Final = 2.5  # Difference to the next pixel, in L*a*b*; a ground is smooth.
GROUND_FROM: Final = 0.6  # Share of the border that is smooth where there is a ground.
GROUND_SAMPLES: Final = 48  # Colours of the border that stand for it; a wall has its shadows.
GROUND_WITHIN: Final = 7.0  # Distance from one of these, in L*a*b*.
GROUND_WEIGHT: Final = 0.04

OCTAVES: Final = 4
DIRECTIONS: Final = 8
RING: Final = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))
LBP_BINS: Final = 10  # Zero to eight brighter neighbours in one piece, and everything else.
LBP_NOISE: Final = 2.0  # Of L*; smaller differences are grain.
FULL_DETAIL: Final = 12.0  # Mean difference of L* within an octave that counts as 1.
WEIGHTS: Final = (1.0, 0.55, 0.35, 0.45)  # Of colours, octaves, directions and binary patterns.
DIMENSIONS: Final = len(COLOURS) + OCTAVES + 2 * DIRECTIONS + LBP_BINS

_NAMES: Final = np.array([COLOURS.index(name) for name, found in PROTOTYPES.items() for _ in found])
_POINTS: Final = np.array([one for found in PROTOTYPES.values() for one in found], dtype=np.float64)
_LAB: Final = ImageCms.buildTransform(
    ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
)


def _lab(picture: Image.Image) -> Floats:
    """The picture as ``SIDE`` x ``SIDE`` x 3 of L* (0 to 100), a* and b*."""
    small = picture.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX, reducing_gap=2.0)
    turned = ImageCms.applyTransform(small, _LAB)
    assert turned is not None  # noqa: S101 - only in-place transforms give None.
    raw = np.asarray(turned, dtype=np.uint8)
    lab = np.empty(raw.shape, dtype=np.float64)
    lab[..., 0] = raw[..., 0] * (100 / 255)
    lab[..., 1:] = raw[..., 1:].view(np.int8)
    return lab


def _apart(pixels: Floats, points: Floats) -> Floats:
    """The square of the distance of each of N pixels from each of M points, N x M."""
    squares = (pixels**2).sum(axis=-1)[:, None] + (points**2).sum(axis=-1)
    apart: Floats = squares - 2 * pixels @ points.T
    return apart


def _ground(lab: Floats) -> npt.NDArray[np.bool_]:
    """Which pixels are like the border, where most of the border is smooth."""
    steps = np.zeros((SIDE, SIDE))
    steps[:, 1:] += np.linalg.norm(np.diff(lab, axis=1), axis=-1)
    steps[1:] += np.linalg.norm(np.diff(lab, axis=0), axis=-1)
    border = np.ones((SIDE, SIDE), dtype=bool)
    border[EDGE:-EDGE, EDGE:-EDGE] = False
    smooth = lab[border & (steps < SMOOTH_BELOW)]
    if len(smooth) < GROUND_FROM * border.sum():
        return np.zeros((SIDE, SIDE), dtype=bool)
    samples = smooth[np.linspace(0, len(smooth) - 1, GROUND_SAMPLES).astype(int)]
    apart = _apart(lab.reshape(-1, 3), samples).min(axis=-1)
    found: npt.NDArray[np.bool_] = (apart < GROUND_WITHIN**2).reshape(SIDE, SIDE)
    return found


def _weights(lab: Floats) -> Floats:
    """How much each pixel counts: the middle most, a plain ground hardly; the sum is 1."""
    line = np.linspace(-1, 1, SIDE)
    weights = np.exp(-(line[:, None] ** 2 + line[None, :] ** 2) * 1.5)
    weights = np.where(_ground(lab), weights * GROUND_WEIGHT, weights)
    found: Floats = weights / weights.sum()
    return found


def _shares(lab: Floats, weights: Floats) -> Floats:
    """The share of each of the ``COLOURS``; together 1."""
    apart = _apart(lab.reshape(-1, 3) * AXES, _POINTS * AXES)
    names = _NAMES[apart.argmin(axis=1)]
    shares = np.bincount(names, weights=weights.ravel(), minlength=len(COLOURS))
    found: Floats = shares / shares.sum()
    return found


def _halved(grey: Floats) -> Floats:
    half = len(grey) // 2
    smaller: Floats = grey[: 2 * half, : 2 * half].reshape(half, 2, half, 2).mean(axis=(1, 3))
    return smaller


def _doubled(grey: Floats) -> Floats:
    return grey.repeat(2, axis=0).repeat(2, axis=1)


def _directions(grey: Floats, weights: Floats) -> Floats:
    """How strong edges are in each of the ``DIRECTIONS`` of half a circle; together 1."""
    down, right = np.gradient(grey)
    strength = np.hypot(down, right) * weights
    angle = np.arctan2(down, right) % np.pi
    bins = np.minimum((angle / np.pi * DIRECTIONS).astype(int), DIRECTIONS - 1)
    found = np.bincount(bins.ravel(), weights=strength.ravel(), minlength=DIRECTIONS)
    shares: Floats = found / max(found.sum(), 1e-9)
    return shares


def _binary_patterns(grey: Floats, weights: Floats) -> Floats:
    """Shares of the patterns of brighter neighbours, the same whichever way they are turned."""
    middle = grey[1:-1, 1:-1]
    size = len(grey)
    bright = np.array(
        [
            grey[1 + down : size - 1 + down, 1 + right : size - 1 + right] > middle + LBP_NOISE
            for down, right in RING
        ]
    )
    changes = (bright != np.roll(bright, 1, axis=0)).sum(axis=0)
    kinds = np.where(changes <= 2, bright.sum(axis=0), LBP_BINS - 1)  # noqa: PLR2004 - one piece.
    found = np.bincount(kinds.ravel(), weights[1:-1, 1:-1].ravel(), minlength=LBP_BINS)
    shares: Floats = found / found.sum()
    return shares


def _pattern(lightness: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
    """The strength of each octave (0 to 1), the edges' directions, and the binary patterns."""
    strengths, directions = [], []
    grey, local = lightness, weights
    for octave in range(OCTAVES):
        smaller = _halved(grey)
        detail = np.abs(grey - _doubled(smaller))
        strengths.append(min(1.0, float((detail * local).sum() / local.sum()) / FULL_DETAIL))
        if octave in {0, 2}:
            directions.append(_directions(grey, local))
        grey, local = smaller, _halved(local)
    return np.array(strengths), np.concatenate(directions), _binary_patterns(lightness, weights)


def look(picture: Image.Image) -> bytes:
    """What a picture looks like, as ``DIMENSIONS`` bytes that stand for 0 to 1.

    The first are the square roots of the shares of the ``COLOURS``, so that a cosine compares them
    as Hellinger's distance does and one large ground does not drown the rest.
    """
    lab = _lab(picture)
    weights = _weights(lab)
    octaves, directions, binary = _pattern(lab[..., 0], weights)
    parts = (_shares(lab, weights), octaves, directions / 2, binary)
    # The octaves are no shares of anything.
    rooted = (part if part is octaves else np.sqrt(part) for part in parts)
    vector = np.concatenate([weight * one for weight, one in zip(WEIGHTS, rooted, strict=True)])
    return bytes(np.round(255 * np.clip(vector, 0, 1)).astype(np.uint8))


def named_colours(seen: bytes) -> tuple[str, ...]:
    """The colours that fill most of a picture, the largest first; at most ``MOST_NAMED``."""
    shares = [(value / 255) ** 2 for value in seen[: len(COLOURS)]]
    found = sorted(zip(shares, COLOURS, strict=True), reverse=True)
    least = {"grey": GREY_FROM}
    return tuple(name for share, name in found if share >= least.get(name, NAMED_FROM))[:MOST_NAMED]
