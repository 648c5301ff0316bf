"""How much memory taking a picture in needs at its peak, estimated from its header.

The figures for each pixel were measured with pictures of 24 megapixels; tests hold the whole
process under 400 MB for the largest picture of each kind.
"""

import ctypes
from functools import cache
from typing import Final

from PIL import Image, JpegImagePlugin
from pillow_heif import HeifFile

from uploads.allowance import Allowance
from uploads.bands import LONGEST_SIDE, reducing
from uploads.sniffing import Kind

# What all intakes of a process may take together: an RGB picture of 60 megapixels, just. With
# the app itself (about 130 MB) and an uploaded file (25 MB) it keeps the process under 400 MB.
MEMORY: Final = Allowance(268_000_000)

MODE_BYTES: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2}  # Of each pixel in Pillow; 4 otherwise.
COEFFICIENT_BYTES: Final = 2  # libjpeg keeps those of a whole progressive picture.
WEBP_BYTES: Final = 17  # libwebp keeps two frames, Pillow a third and a fourth.
AVIF_BYTES: Final = 12
AVIF_PROCESS_BYTES: Final = 48_000_000  # Its decoder's own process with nothing decoded yet.
HEIF_SPARE_BYTES: Final = 0.4
# The master while it is made: shrunk, turned, brought to sRGB, encoded.
FINISHING_COPIES: Final = 4

# From malloc.h of glibc. Left alone, glibc keeps freed blocks of up to 32 MiB for later, which
# for pictures adds up to a tenth of the allowance in each thread.
M_MMAP_THRESHOLD: Final = -3
GIVE_BACK_FROM: Final = 1024 * 1024  # Bytes.


@cache
def give_memory_back() -> None:
    """Have glibc return large blocks to the system at once when they are freed; once a process."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, GIVE_BACK_FROM)


def fit(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size with its longest side at most ``longest`` pixels, never larger than it was."""
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _jpeg_bytes(image: JpegImagePlugin.JpegImageFile, pixels: int, resting: int) -> int:
    if "progressive" not in image.info:
        return resting
    widest = max(layer[1] for layer in image.layer) * max(layer[2] for layer in image.layer)
    samples = sum(layer[1] * layer[2] for layer in image.layer) / max(1, widest)
    return resting + int(COEFFICIENT_BYTES * samples * pixels)


def decoder_bytes(image: Image.Image, kind: Kind, pixels: int, resting: int) -> int:
    """What Pillow and its decoder hold while they decode.

    Args:
        image: the opened picture, perhaps drafted to a smaller size.
        kind: what kind it is.
        pixels: how many its header declares.
        resting: bytes of the decoded picture.
    """
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return _jpeg_bytes(image, pixels, resting)
    if kind is Kind.PNG:
        return resting
    if kind is Kind.AVIF:
        return AVIF_PROCESS_BYTES + pixels * AVIF_BYTES
    return pixels * WEBP_BYTES


def heif_bytes(image: HeifFile) -> tuple[int, int]:
    """What libheif holds while it decodes, and the bytes of the decoded picture.

    It decodes to planes (with halved colour in 4:2:0) and interleaves them; more than 8 bits a
    sample take twice as much for the planes and once more for the conversion.
    """
    pixels = image.size[0] * image.size[1]
    channels = len(image.mode)
    alpha = 1 if image.has_alpha else 0
    planes = channels if image.info.get("chroma") == 444 else 1.5 + alpha  # noqa: PLR2004
    depth = 1 if image.info.get("bit_depth", 8) == 8 else 3  # noqa: PLR2004
    return int(pixels * (channels + planes * depth + HEIF_SPARE_BYTES)), pixels * channels


def peak(decoder: int, resting: int, size: tuple[int, int], *, direct: bool) -> int:
    """Bytes at the peak: decoding, reducing, or finishing, whichever takes most.

    Args:
        decoder: what is held while decoding.
        resting: bytes of the decoded picture.
        size: width and height of the decoded picture.
        direct: whether it can be shrunk without being converted first.
    """
    width, height = size
    factor = reducing(width, height)
    across, down = fit(width, height, LONGEST_SIDE)
    master = 4 * across * down
    reduced = master if direct and factor == 1 else 4 * (width // factor) * (height // factor)
    return max(decoder, resting + reduced, reduced + FINISHING_COPIES * master)
