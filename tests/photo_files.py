"""Real files to take in, made on the spot."""

import io
import struct
import zipfile
import zlib
from typing import Any

import numpy as np
import pillow_heif
from PIL import ExifTags, Image, ImageDraw

RED, GREEN, BLUE, YELLOW = (200, 40, 40), (40, 160, 60), (40, 60, 200), (220, 200, 40)
CORNERS = ((0, 0, RED), (1, 0, GREEN), (0, 1, BLUE), (1, 1, YELLOW))  # Right, down, colour.

D50 = (0.9642, 1.0, 0.8249)
# Primaries adapted to D50, as in the profiles that Adobe and Apple publish.
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)


def corners(width: int = 120, height: int = 80) -> Image.Image:
    """A picture of which each quarter has its own colour, so that every turn shows."""
    picture = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(picture)
    for right, down, colour in CORNERS:
        left, top = right * width // 2, down * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return picture


def scene(width: int = 640, height: int = 480, seed: int = 1) -> Image.Image:
    """A picture with broad forms and fine grain, as a photo has them."""
    chance = np.random.default_rng(seed)
    coarse = chance.integers(0, 255, (max(2, height // 80), max(2, width // 80), 3), dtype=np.uint8)
    fine = chance.integers(0, 60, (max(2, height // 3), max(2, width // 3)), dtype=np.uint8)
    base = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))
    grain = np.asarray(Image.fromarray(fine).resize((width, height), Image.Resampling.BICUBIC))
    mixed = base.astype(np.int16) * 3 // 4 + grain[..., None]
    return Image.fromarray(np.clip(mixed, 0, 255).astype(np.uint8))


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:  # noqa: ANN401 - whatever the format takes.
    """The picture as a file of a kind that Pillow or pillow-heif writes."""
    out = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    picture.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file, decoded."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def phone_exif(orientation: int) -> Image.Exif:
    """What a phone writes: which way up, its make, and where the maker lives."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Ponsel"
    exif[ExifTags.IFD.GPSInfo] = {
        ExifTags.GPS.GPSLatitudeRef: "S",
        ExifTags.GPS.GPSLatitude: (7.0, 28.0, 20.0),
        ExifTags.GPS.GPSLongitudeRef: "E",
        ExifTags.GPS.GPSLongitude: (112.0, 26.0, 1.0),
    }
    return exif


def colours_of(picture: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middles of the four quarters, in the order of ``CORNERS``."""
    rgb = picture.convert("RGB")
    points = [
        ((1 + 2 * right) * rgb.width // 4, (1 + 2 * down) * rgb.height // 4)
        for right, down, _ in CORNERS
    ]
    return [tuple(rgb.getpixel(point)) for point in points]  # type: ignore[arg-type]


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """The largest difference in any channel."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def worst_corner(picture: Image.Image) -> int:
    """How far the worst quarter is from its own colour."""
    found = colours_of(picture)
    return max(distance(seen, corner[2]) for seen, corner in zip(found, CORNERS, strict=True))


def _fixed(numbers: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def icc_profile(primaries: tuple[tuple[float, ...], ...], gamma: float = 2.2) -> bytes:
    """A matrix profile for RGB by ICC.1:2001-04: header, tag table, white, primaries, curves."""
    name = b"Test\x00"
    curve = b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
    xyz = [b"XYZ " + bytes(4) + _fixed(numbers) for numbers in (D50, *primaries)]
    desc = b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(8 + 3 + 67)
    tags = [
        (b"desc", desc + bytes(-len(desc) % 4)),
        (b"cprt", b"text" + bytes(4) + b"CC0\x00"),
        *zip((b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ"), xyz, strict=True),
        *((tag, curve) for tag in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, body, offset = b"", b"", 128 + 4 + 12 * len(tags)
    for tag, data in tags:
        table += tag + struct.pack(">II", offset + len(body), len(data))
        body += data
    size = offset + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    date = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    header += date + b"acsp" + bytes(28) + _fixed(D50)
    return header.ljust(128, b"\x00") + struct.pack(">I", len(tags)) + table + body


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flat_png(width: int, height: int, *, colour_type: int = 2, rows: int | None = None) -> bytes:
    """A black PNG of any size, written without ever holding its pixels.

    Args:
        width: pixels across.
        height: pixels down, as its header says.
        colour_type: 2 for RGB, 6 for RGBA.
        rows: how many rows of pixels follow; all of them when None.
    """
    channels = {2: 3, 6: 4}[colour_type]
    header = struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0)
    squeeze = zlib.compressobj(1)
    row = bytes(1 + width * channels)
    body = b"".join(squeeze.compress(row) for _ in range(height if rows is None else rows))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", body + squeeze.flush())
        + _png_chunk(b"IEND", b"")
    )


def deep_png(colours: list[tuple[int, int, int]]) -> bytes:
    """A PNG of 16 bits a sample: one row of squares of 16 px, one for each colour."""
    row = b"".join(struct.pack(">3H", *colour) * 16 for colour in colours)
    header = struct.pack(">IIBBBBB", 16 * len(colours), 16, 16, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _png_chunk(b"IHDR", header)
        + _png_chunk(b"IDAT", zlib.compress((b"\x00" + row) * 16))
        + _png_chunk(b"IEND", b"")
    )


def zip_file() -> bytes:
    """A small ZIP."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("secret.txt", "inside")
    return out.getvalue()


def understated_avif(picture: Image.Image, width: int, height: int) -> bytes:
    """An AVIF whose container says that its coded picture is smaller than it is.

    The size stands in the property ``ispe`` (ISO/IEC 23008-12 section 6.5.3).
    """
    data = bytearray(encoded(picture, "AVIF", speed=10))
    at = data.index(b"ispe") + 8
    data[at : at + 8] = struct.pack(">II", width, height)
    return bytes(data)
