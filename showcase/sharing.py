"""The picture that a shared product shows in a message: photo, name, badge and city."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from config import ROOT

SIZE: Final = (1200, 630)  # Pixels, as Open Graph's readers expect.
PHOTO: Final = (504, 630)  # 4:5, at the left edge.
MARGIN: Final = 56
QUALITY: Final = 84
NAME_SIZES: Final = (68, 58, 50, 42, 36)  # Pixels; the largest that fits in its lines is taken.
MOST_LINES: Final = 4
LEADING: Final = 1.12

PAPER, INK, QUIET = (251, 248, 242), (35, 26, 18), (90, 75, 61)
TERRACOTTA, INDIGO = (162, 63, 38), (42, 58, 110)

RAYS: Final = 8
# One ray, pointing up, in hundredths of the mark.
RAY: Final = ((0, -20), (5, -27), (6, -34), (4, -42), (0, -48), (-4, -42), (-6, -34), (-5, -27))

FONTS: Final = ROOT / "static" / "vendor" / "fonts"
SERIF: Final = FONTS / "fraunces-latin-opsz-normal.woff2"
SANS: Final = FONTS / "plus-jakarta-sans-latin-wght-normal.woff2"

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Shared:
    """What the picture says.

    Attributes:
        name: of the product, in the reader's language.
        maker: who makes it, and where.
        price: with its unit.
        badge: by whom it was accepted; empty where by nobody.
        site: the site's name and its city.
        photo: the cover's JPEG, or nothing.
    """

    name: str
    maker: str
    price: str
    badge: str
    site: str
    photo: bytes


@cache
def _font(path: Path, size: int, *axes: float) -> Font:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes(list(axes))
    return font


def _serif(size: int) -> Font:
    return _font(SERIF, size, 72, 560)


def _sans(size: int, weight: int) -> Font:
    return _font(SANS, size, weight)


def _lines(text: str, font: Font, width: int) -> list[str]:
    """The text in lines of a width in pixels; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _fitted(text: str, width: int) -> tuple[Font, list[str]]:
    """The name as large as it fits, at last cut with an ellipsis."""
    for size in NAME_SIZES:
        font = _serif(size)
        lines = _lines(text, font, width)
        if len(lines) <= MOST_LINES and all(font.getlength(one) <= width for one in lines):
            return font, lines
    kept = [_cut(one, font, width) for one in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        kept[-1] = _cut(f"{kept[-1]}…", font, width)
    return font, kept


def _cut(line: str, font: Font, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    kept = line.rstrip("…")
    while kept and font.getlength(f"{kept}…") > width:
        kept = kept[:-1]
    return f"{kept}…"


def _mark(size: int) -> Image.Image:
    """The eight-rayed Surya Majapahit, as in components/icons.html, in a square."""
    large = 4 * size
    drawn_mark, ray = Image.new("L", (large, large)), Image.new("L", (large, large))

    def at(x: float, y: float) -> tuple[float, float]:
        return (50 + x) * large / 100, (50 + y) * large / 100

    ImageDraw.Draw(ray).polygon([at(x, y) for x, y in RAY], fill=255)
    for turn in range(RAYS):
        drawn_mark.paste(255, mask=ray.rotate(turn * 360 / RAYS))
    ImageDraw.Draw(drawn_mark).ellipse([at(-13, -13), at(13, 13)], fill=255)
    return drawn_mark.resize((size, size), Image.Resampling.LANCZOS)


def _photo(data: bytes) -> Image.Image:
    """The cover, filling its place; our mark on sand where there is none."""
    if data:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            picture.draft("RGB", PHOTO)
            cover = picture.convert("RGB")
        scale = max(PHOTO[0] / cover.width, PHOTO[1] / cover.height)
        large = cover.resize(
            (round(cover.width * scale), round(cover.height * scale)), Image.Resampling.LANCZOS
        )
        left, top = (large.width - PHOTO[0]) // 2, (large.height - PHOTO[1]) // 2
        return large.crop((left, top, left + PHOTO[0], top + PHOTO[1]))
    plain = Image.new("RGB", PHOTO, (244, 238, 226))
    mark = _mark(220)
    plain.paste(TERRACOTTA, ((PHOTO[0] - 220) // 2, (PHOTO[1] - 220) // 2), mark)
    return plain


def _badge(draw: ImageDraw.ImageDraw, text: str, left: int, top: int, width: int) -> int:
    """The badge, if there is one; gives where the next thing begins."""
    if not text:
        return top
    font = _sans(24, 700)
    text = _cut(text, font, width - 36)
    right = left + font.getlength(text) + 36
    draw.rounded_rectangle([left, top, right, top + 48], 8, fill=INDIGO)
    draw.text((left + 18, top + 24), text, font=font, fill="white", anchor="lm")
    return top + 48 + 30


def drawn(shared: Shared) -> bytes:
    """The picture as a JPEG of ``SIZE``.

    Raises:
        OSError: for a cover that is no JPEG.
    """
    picture = Image.new("RGB", SIZE, PAPER)
    picture.paste(_photo(shared.photo), (0, 0))
    left, width = PHOTO[0] + MARGIN, SIZE[0] - PHOTO[0] - 2 * MARGIN
    _write(ImageDraw.Draw(picture), shared, left, width)
    picture.paste(TERRACOTTA, (left, SIZE[1] - MARGIN - 44), _mark(44))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _write(draw: ImageDraw.ImageDraw, shared: Shared, left: int, width: int) -> None:
    """All the words, from the top to the site's name at the foot."""
    top = _badge(draw, shared.badge, left, MARGIN, width)
    font, lines = _fitted(shared.name, width)
    for line in lines:
        draw.text((left, top), line, font=font, fill=INK, anchor="lt")
        top += round(font.size * LEADING)
    for words, drop, small, ink in (
        (shared.maker, 18, _sans(28, 500), QUIET),
        (shared.price, 66, _sans(34, 700), INK),
    ):
        line = _cut(words, small, width)
        draw.text((left, top + drop), line, font=small, fill=ink, anchor="lt")
    foot, site = SIZE[1] - MARGIN - 22, _sans(26, 600)
    draw.text(
        (left + 60, foot), _cut(shared.site, site, width - 60), font=site, fill=INK, anchor="lm"
    )
