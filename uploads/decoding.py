"""From the bytes of a file to one upright sRGB picture, within bounds of memory.

A picture is decoded once and made smaller band by band, so that apart from the decoder's own
buffer no full-size copy ever exists. Several people's pictures share one allowance of memory.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Final

import pillow_heif
from PIL import Image, JpegImagePlugin
from PIL.Image import Transpose

from uploads.allowance import Allowance
from uploads.colour import plain, to_srgb
from uploads.refusals import PhotoRefused, Reason
from uploads.sniffing import Kind

LONGEST_SIDE: Final = 2560  # Pixels; of the master. Larger than any screen we serve.
MAX_PIXELS: Final = 60_000_000
MAX_SIDE: Final = 65_535  # Pixels; as many as a JPEG can have.
BAND_PIXELS: Final = 2_000_000

# What decoding may take at once in one process. With the app itself (about 105 MB) and the
# finished pictures this keeps the process under 400 MB.
MEMORY: Final = Allowance(245_000_000)

# Bytes for each pixel that the decoder of a kind holds at its peak, measured with 24-megapixel
# pictures: libwebp and libavif each keep several whole frames.
WEBP_BYTES: Final = 17
AVIF_BYTES: Final = 12

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

Band = Callable[[int, int], Image.Image]


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


def fit(width: int, height: int, longest: int) -> tuple[int, int]:
    """The size with its longest side at most ``longest`` pixels, never larger than it was."""
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _refuse_beyond_limits(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise PhotoRefused(Reason.DAMAGED)
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PhotoRefused(Reason.TOO_MANY_PIXELS)


def _jpeg_bytes(image: JpegImagePlugin.JpegImageFile, pixels: int) -> int:
    """Bytes for a JPEG: the picture, and all its coefficients when it is progressive."""
    picture = image.width * image.height * (1 if image.mode == "L" else 4)
    if "progressive" not in image.info:
        return picture
    across = max(layer[1] for layer in image.layer)
    down = max(layer[2] for layer in image.layer)
    samples = sum(layer[1] * layer[2] for layer in image.layer) / max(1, across * down)
    return picture + int(2 * samples * pixels)


def _pillow_bytes(image: Image.Image, kind: Kind, pixels: int) -> int:
    """Bytes that decoding the opened picture takes at its peak."""
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        return _jpeg_bytes(image, pixels)
    if kind is Kind.PNG:
        return pixels * {"1": 1, "L": 1, "P": 1, "I;16": 2}.get(image.mode, 4)
    return pixels * (WEBP_BYTES if kind is Kind.WEBP else AVIF_BYTES)


def _heif_bytes(image: pillow_heif.HeifFile, pixels: int) -> int:
    """Bytes for a HEIF: interleaved samples, the planes they come from, and a little more."""
    channels = len(image.mode)
    planes = channels if image.info.get("chroma") == 444 else 1.5 + (channels == 4)  # noqa: PLR2004
    depth = 1 if image.info.get("bit_depth", 8) == 8 else 3  # noqa: PLR2004
    return int(pixels * (channels + planes * depth + 0.4))


def _shrunk(band: Band, width: int, height: int) -> Image.Image:
    """The picture with its longest side at most ``LONGEST_SIDE``, taken band by band."""
    factor = max(1, max(width, height) // LONGEST_SIDE)
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
        raise PhotoRefused(Reason.DAMAGED)
    return small.resize(fit(width, height, LONGEST_SIDE), Image.Resampling.LANCZOS)


def _orientation(image: Image.Image) -> object:
    """EXIF's orientation, 1 to 8; broken EXIF is no reason to refuse a good picture."""
    try:
        return image.getexif().get(EXIF_ORIENTATION, 1)
    except DAMAGE:
        return 1


def _open_with_pillow(stream: IO[bytes], kind: Kind) -> _Raw:
    with Image.open(stream, formats=[kind.name]) as image:
        width, height = image.size
        _refuse_beyond_limits(width, height)
        if kind is Kind.JPEG:
            # The decoder itself can halve a much larger JPEG, which saves most of the work.
            image.draft(None, fit(width, height, LONGEST_SIDE))
        with MEMORY.holding(_pillow_bytes(image, kind, width * height)):
            image.load()
            orientation = _orientation(image)
            small = _shrunk(
                lambda top, bottom: image.crop((0, top, image.width, bottom)), *image.size
            )
            profile = image.info.get("icc_profile")
    turn = UPRIGHT.get(orientation) if isinstance(orientation, int) else None
    return _Raw(small, profile, turn, (height, width) if turn in SIDEWAYS else (width, height))


def _open_heif(stream: IO[bytes]) -> _Raw:
    """Decode a HEIF without Pillow's own copy; libheif turns it upright by itself."""
    image = pillow_heif.open_heif(stream, convert_hdr_to_8bit=True)
    _refuse_beyond_limits(*image.size)
    with MEMORY.holding(_heif_bytes(image, image.size[0] * image.size[1])):
        samples = image.data
        (width, height), stride, mode = image.size, image.stride, image.mode

        def band(top: int, bottom: int) -> Image.Image:
            rows = samples[top * stride : bottom * stride]
            return Image.frombuffer(mode, (width, bottom - top), rows, "raw", mode, stride, 1)

        small = _shrunk(band, width, height)
        return _Raw(small, image.info.get("icc_profile"), None, (width, height))


def _finished(raw: _Raw) -> Decoded:
    """The small picture turned upright, in sRGB."""
    turned = raw.small if raw.turn is None else raw.small.transpose(raw.turn)
    profile = raw.profile if isinstance(raw.profile, bytes) else None
    return Decoded(to_srgb(turned, profile), *raw.size)


def decode(stream: IO[bytes], kind: Kind) -> Decoded:
    """Decode a picture once: upright, sRGB, without transparency, no larger than the master.

    Of an animation the first frame is taken.

    Raises:
        PhotoRefused: for damage, and for more pixels than memory allows.
    """
    stream.seek(0)
    try:
        if kind is Kind.HEIF:
            return _finished(_open_heif(stream))
        return _finished(_open_with_pillow(stream, kind))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
        raise PhotoRefused(Reason.TOO_MANY_PIXELS) from bomb
    except DAMAGE as damage:
        raise PhotoRefused(Reason.DAMAGED) from damage
