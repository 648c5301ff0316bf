"""Near-identical pictures: found by their difference hashes, confirmed by their pixels.

Two hashes of 64 bits that differ in at most seven differ in at most one bit in one of their four
quarters of 16. So every photo is kept under its four quarters, and sought under its own and those
that are one bit away: 4 x 17 look-ups in an index, however many photos there are.
"""

import io
from typing import Final

import numpy as np
from PIL import Image, ImageFilter

Grey = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

MOST_BITS: Final = 7  # In which hashes may differ.
QUARTERS: Final = 4
QUARTER_BITS: Final = 16
QUARTER_MASK: Final = (1 << QUARTER_BITS) - 1

SIDE: Final = 64  # Pixels of the grey pictures that are laid on each other.
BROAD: Final = 3  # Pixels of those; broader forms, such as a cloth on a rod, are left out.
FLAT_BELOW: Final = 3.0  # Standard deviation of what remains; the sample pictures have 11 and more.
# Correlation. The sample pictures, shrunk, brightened or blurred, have 0.98 with themselves and at
# most 0.71 with each other.
ALIKE_FROM: Final = 0.85


def bands(dhash: str) -> list[int]:
    """The four quarters of a hash of 16 hexadecimal digits, each with its number in front."""
    bits = int(dhash, 16)
    return [
        (place << QUARTER_BITS) | (bits >> (QUARTER_BITS * place)) & QUARTER_MASK
        for place in range(QUARTERS)
    ]


def neighbours(dhash: str) -> list[int]:
    """The quarters of a hash, and all that differ from one of them in a single bit."""
    return [
        band ^ flipped
        for band in bands(dhash)
        for flipped in (0, *(1 << bit for bit in range(QUARTER_BITS)))
    ]


def bits_apart(one: str, other: str) -> int:
    """In how many bits two hashes differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def detail(data: bytes) -> Grey:
    """The finer forms of a JPEG of ours, as 64 x 64 differences from their surroundings.

    Raises:
        OSError: when it cannot be decoded.
    """
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
        picture.draft("L", (SIDE * 2, SIDE * 2))
        small = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    broad = small.filter(ImageFilter.BoxBlur(BROAD))
    return np.asarray(small, dtype=np.float64) - np.asarray(broad, dtype=np.float64)


def is_flat(found: Grey) -> bool:
    """Whether there is too little in a picture to know it again."""
    return bool(found.std() < FLAT_BELOW)


def alike(one: Grey, other: Grey) -> bool:
    """Whether two pictures that are not flat show the same, brighter or darker."""
    return bool(np.corrcoef(one.ravel(), other.ravel())[0, 1] >= ALIKE_FROM)
