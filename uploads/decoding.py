"""From the bytes of a file to one upright sRGB picture, within bounds of memory.

A picture is decoded once and made smaller band by band, so that apart from the decoder's own
buffer no full-size copy ever exists. Several people's pictures share one allowance of memory.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, Final

import pillow_heif
from PIL import Image
from PIL.Image import Transpose

from uploads.avif import decode_apart
from uploads.bands import LONGEST_SIDE, reduced, reducing
from uploads.colour import is_plain, to_srgb
from uploads.memory import (
    AVIF_BYTES,
    MEMORY,
    MODE_BYTES,
    decoder_bytes,
    fit,
    give_memory_back,
    heif_bytes,
    peak,
)
from uploads.refusals import PhotoRefused, Reason
from uploads.sniffing import Kind

MAX_PIXELS: Final = 60_000_000
MAX_SIDE: Final = 65_535  # Pixels; as many as a JPEG can have.

EXIF_ORIENTATION: Final = 0x0112
UPRIGHT: Final[dict[int, Transpose]] = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS: Final = frozenset(UPRIGHT[orientation] for orientation in (5, 6, 7, 8))

# Decoders tell of damage by whatever exception is nearest to where they met it.
DAMAGE: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    RuntimeError,
    AttributeError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture ready to be kept.

    Attributes:
        picture: RGB, sRGB, upright, longest side at most ``LONGEST_SIDE``.
        width: pixels across the upright original.
        height: pixels down the upright original.
    """

    picture: Image.Image
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Raw:
    """A picture made small, before it is turned upright and brought to sRGB."""

    small: Image.Image
    profile: object
    turn: Transpose | None
    size: tuple[int, int]


def _refuse_beyond_limits(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise PhotoRefused(Reason.DAMAGED)
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PhotoRefused(Reason.TOO_MANY_PIXELS)


def _memory(image: Image.Image, kind: Kind, pixels: int) -> int:
    """Bytes that taking the opened, perhaps drafted, picture in needs at its peak."""
    resting = image.width * image.height * MODE_BYTES.get(image.mode, 4)
    decoder = decoder_bytes(image, kind, pixels, resting)
    return peak(decoder, resting, image.size, direct=is_plain(image))


def _orientation(image: Image.Image) -> int:
    """EXIF's orientation, 1 to 8; broken EXIF is no reason to refuse a good picture."""
    try:
        told = image.getexif().get(EXIF_ORIENTATION, 1)
    except DAMAGE:
        return 1
    return told if isinstance(told, int) else 1


def _small(image: Image.Image) -> Image.Image:
    """A loaded picture made small, without another of its size where that can be."""
    width, height = image.size
    if is_plain(image) and reducing(width, height) == 1:
        return image.resize(fit(width, height, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return reduced(lambda top, bottom: image.crop((0, top, width, bottom)), width, height)


def _open_with_pillow(stream: IO[bytes], kind: Kind, held: ExitStack) -> _Raw:
    with Image.open(stream, formats=[kind.name]) as image:
        width, height = image.size
        _refuse_beyond_limits(width, height)
        if kind is Kind.JPEG:
            # The decoder itself can halve a much larger JPEG, which saves most of the work.
            image.draft(None, fit(width, height, LONGEST_SIDE))
        held.enter_context(MEMORY.holding(_memory(image, kind, width * height)))
        if kind is Kind.AVIF:
            small = decode_apart(stream, AVIF_BYTES * width * height)
        else:
            image.load()
            small = _small(image)
        # Asked last: a PNG may say which way up it is behind its pixels.
        turn = UPRIGHT.get(_orientation(image))
        size = (height, width) if turn in SIDEWAYS else (width, height)
        return _Raw(small, image.info.get("icc_profile"), turn, size)


def _open_heif(stream: IO[bytes], held: ExitStack) -> _Raw:
    """Decode a HEIF without Pillow's own copy; libheif turns it upright by itself."""
    image = pillow_heif.open_heif(stream, convert_hdr_to_8bit=True)
    _refuse_beyond_limits(*image.size)
    held.enter_context(MEMORY.holding(peak(*heif_bytes(image), image.size, direct=False)))
    samples = image.data
    (width, height), stride, mode = image.size, image.stride, image.mode

    def band(top: int, bottom: int) -> Image.Image:
        rows = samples[top * stride : bottom * stride]
        return Image.frombuffer(mode, (width, bottom - top), rows, "raw", mode, stride, 1)

    small = reduced(band, width, height)
    return _Raw(small, image.info.get("icc_profile"), None, (width, height))


def _finished(raw: _Raw) -> Decoded:
    """The small picture at the master's size, turned upright, in sRGB."""
    size = fit(*raw.small.size, LONGEST_SIDE)
    picture = raw.small
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    if raw.turn is not None:
        picture = picture.transpose(raw.turn)
    profile = raw.profile if isinstance(raw.profile, bytes) else None
    return Decoded(to_srgb(picture, profile), *raw.size)


def _decode(stream: IO[bytes], kind: Kind, held: ExitStack) -> Decoded:
    try:
        if kind is Kind.HEIF:
            return _finished(_open_heif(stream, held))
        return _finished(_open_with_pillow(stream, kind, held))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
        raise PhotoRefused(Reason.TOO_MANY_PIXELS) from bomb
    except DAMAGE as damage:
        raise PhotoRefused(Reason.DAMAGED) from damage


@contextmanager
def decoded(stream: IO[bytes], kind: Kind) -> Iterator[Decoded]:
    """Decode a picture once: upright, sRGB, without transparency, no larger than the master.

    Of an animation the first frame is taken. The picture's share of memory is held until the
    block ends, so that waiting uploads do not pile up.

    Raises:
        PhotoRefused: for damage, and for more pixels than memory allows.
    """
    give_memory_back()
    stream.seek(0)
    with ExitStack() as held:
        yield _decode(stream, kind, held)
