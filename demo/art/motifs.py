"""Batik motifs of the city as repeating tiles: geometry, drawn with wax-line and isen dots."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

Circle = tuple[float, float, float]


@dataclass(frozen=True)
class Dyes:
    """The colours of one cloth: its ground, the wax line, the filled parts and the isen dots."""

    ground: str
    line: str
    fill: str
    dot: str
    second: str = "#8a5a34"


@dataclass(frozen=True)
class Tile:
    """One repeat of a motif, `width` by `height` canvas units."""

    svg: str
    width: float
    height: float


def pattern(name: str, tile: Tile, scale: float = 1.0, turn: float = 0.0) -> str:
    """Give the tile as an SVG pattern called `name`."""
    return (
        f'<pattern id="{name}" width="{tile.width}" height="{tile.height}" '
        f'patternUnits="userSpaceOnUse" patternTransform="rotate({turn}) scale({scale})">'
        f"{tile.svg}</pattern>"
    )


def at(x: float, y: float, turn: float, scale: float, drawing: str) -> str:
    """Give the drawing moved to (x, y), turned by degrees and scaled."""
    return (
        f'<g transform="translate({x:.1f},{y:.1f}) rotate({turn:.1f}) scale({scale:.3f})">'
        f"{drawing}</g>"
    )


def ring(count: int, drawing: str, start: float = 0.0) -> str:
    """Give `count` copies of the drawing turned evenly about the origin."""
    step = 360 / count
    return "".join(
        f'<g transform="rotate({start + k * step:.1f})">{drawing}</g>' for k in range(count)
    )


def petal(inner: float, outer: float, half: float, paint: str) -> str:
    """Give a pointed petal that stands on the y axis between two radii."""
    belly = inner + (outer - inner) * 0.35
    tip = inner + (outer - inner) * 0.75
    return (
        f'<path d="M0,{-inner:.1f} C{half:.1f},{-belly:.1f} {half * 0.7:.1f},{-tip:.1f} '
        f"0,{-outer:.1f} C{-half * 0.7:.1f},{-tip:.1f} {-half:.1f},{-belly:.1f} "
        f'0,{-inner:.1f}Z" {paint}/>'
    )


def disc(r: float, paint: str, x: float = 0.0, y: float = 0.0) -> str:
    """Give a circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.2f}" {paint}/>'


def isen(
    size: tuple[float, float], step: float, colour: str, r: float, avoid: Iterable[Circle] = ()
) -> str:
    """Give the small filling dots of batik over a tile, leaving the `avoid` circles free."""
    rng, kept = Random(7), []
    holes = list(avoid)
    rows = round(size[1] / (step * 0.87) / 2) * 2
    columns = round(size[0] / step)
    for row in range(rows):
        for column in range(columns):
            x = (column + 0.25 + 0.5 * (row % 2)) * size[0] / columns
            y = (row + 0.5) * size[1] / rows
            if all((x - a) ** 2 + (y - b) ** 2 > c * c for a, b, c in holes):
                x, y = x + rng.uniform(-1.4, 1.4), y + rng.uniform(-1.4, 1.4)
                kept.append(disc(r * rng.uniform(0.75, 1.2), "", x, y))
    return f'<g fill="{colour}">{"".join(kept)}</g>'


def surya(r: float, dyes: Dyes) -> str:
    """Give the eight-rayed sun of Majapahit, radius `r`, about the origin."""
    thin = f'stroke="{dyes.line}" stroke-width="{r * 0.019:.2f}"'
    filled, hollow = f'fill="{dyes.fill}" {thin}', f'fill="none" {thin}'
    dot = f'fill="{dyes.dot}"'
    ray = petal(r * 0.46, r, r * 0.18, filled) + (
        f'<path d="M0,{-r * 0.55:.1f} V{-r * 0.86:.1f}" {thin}/>'
        f'<path d="M0,{-r * 0.62:.1f} l{r * 0.06:.1f},{-r * 0.05:.1f} M0,{-r * 0.62:.1f} '
        f"l{-r * 0.06:.1f},{-r * 0.05:.1f} M0,{-r * 0.7:.1f} l{r * 0.05:.1f},{-r * 0.05:.1f} "
        f'M0,{-r * 0.7:.1f} l{-r * 0.05:.1f},{-r * 0.05:.1f}" {thin}/>'
    )
    between = petal(r * 0.46, r * 0.74, r * 0.1, hollow)
    between += disc(r * 0.028, dot, 0, -r * 0.82) + disc(r * 0.018, dot, 0, -r * 0.9)
    heart = disc(r * 0.44, f'fill="{dyes.ground}" {thin}') + disc(r * 0.37, filled)
    heart += ring(24, disc(r * 0.012, dot, 0, -r * 0.405))
    heart += ring(8, petal(0, r * 0.33, r * 0.13, hollow)) + disc(r * 0.07, f'fill="{dyes.line}"')
    return ring(8, ray) + ring(8, between, 22.5) + heart


def vine(dyes: Dyes) -> str:
    """Give a small curling tendril with leaves, about 140 wide, about the origin."""
    return (
        f'<g fill="none" stroke="{dyes.line}" stroke-width="3.4" stroke-linecap="round">'
        f'<path fill="{dyes.fill}" stroke-width="2.6" d="M-52,14 q-22,-6 -18,-26 q20,2 18,26 '
        'M-6,-22 q-2,24 20,30 q8,-22 -20,-30 M44,0 q10,20 32,18 q-2,-22 -32,-18"/>'
        '<path d="M-70,40 C-30,-40 40,-40 70,30 M-20,-12 C-30,-44 -6,-56 6,-40 C14,-28 0,-18 -6,-28'
        ' M34,-6 C40,-40 66,-40 66,-20 C66,-8 52,-6 52,-16"/></g>'
    )


def _ground(size: tuple[float, float], dyes: Dyes) -> str:
    return f'<rect width="{size[0]}" height="{size[1]}" fill="{dyes.ground}"/>'


def _corners(size: tuple[float, float]) -> list[tuple[float, float]]:
    w, h = size
    return [(0, 0), (w, 0), (0, h), (w, h)]


def surya_tile(dyes: Dyes) -> Tile:
    """Give Surya Majapahit: great suns, small suns between them, tendrils and dots."""
    size = (300.0, 300.0)
    avoid = [(150.0, 150.0, 118.0)] + [(x, y, 72.0) for x, y in _corners(size)]
    body = _ground(size, dyes) + isen(size, 11, dyes.dot, 1.6, avoid)
    body += at(150, 150, 0, 1, surya(118, dyes))
    body += "".join(at(x, y, 22.5, 1, surya(66, dyes)) for x, y in _corners(size))
    for x, y, turn in ((150, 8, 0), (150, 292, 180), (8, 150, 270), (292, 150, 90)):
        body += at(x, y, turn, 0.42, vine(dyes))
    return Tile(body, *size)


def mrico_tile(dyes: Dyes) -> Tile:
    """Give Mrico Bolong: hollow peppercorns in rosettes, joined by strings of small corns."""
    size = (220.0, 220.0)
    line = f'stroke="{dyes.line}" stroke-width="2.2"'
    corn = disc(12, f'fill="{dyes.line}"') + disc(5.2, f'fill="{dyes.ground}"')
    small = disc(5.4, f'fill="{dyes.line}"') + disc(2.2, f'fill="{dyes.ground}"')
    rosette = disc(26, f'fill="none" {line}') + disc(18, f'fill="{dyes.line}"')
    rosette += disc(8.5, f'fill="{dyes.ground}"') + ring(8, at(0, -45, 0, 1, corn))
    rosette += ring(16, disc(2.0, f'fill="{dyes.dot}"', 0, -64), 11.25)
    spots = [(110.0, 110.0), *_corners(size)]
    avoid = [(x, y, 74.0) for x, y in spots]
    body = _ground(size, dyes) + isen(size, 10, dyes.dot, 1.25, avoid)
    body += "".join(at(x, y, 0, 1, rosette) for x, y in spots)
    for x, y in ((110, 0), (110, 220), (0, 110), (220, 110)):
        star = ring(4, petal(8, 34, 9, f'fill="{dyes.fill}" {line}'))
        body += at(x, y, 0, 1, disc(30, f'fill="{dyes.ground}"') + star + at(0, 0, 0, 1.4, small))
        body += ring(4, "") + at(x, y, 45, 1, ring(4, at(0, -24, 0, 0.8, small)))
    return Tile(body, *size)


def gringsing_tile(dyes: Dyes) -> Tile:
    """Give Sisik Gringsing: interlocking fish scales, each with its inner arc and a seed."""
    w, h = 64.0, 32.0
    line = f'stroke="{dyes.line}"'
    scale = (
        f'<path d="M{-w / 2},0 A{w / 2},{w / 2} 0 0 0 {w / 2},0" '
        f'fill="{dyes.fill}" {line} stroke-width="3.4"/>'
        f'<path d="M{-w * 0.36},0 A{w * 0.36},{w * 0.36} 0 0 0 {w * 0.36},0" fill="{dyes.ground}" '
        f'{line} stroke-width="1.5"/>'
    )
    scale += disc(5.0, f'fill="{dyes.line}"', 0, 10) + disc(1.9, f'fill="{dyes.ground}"', 0, 10)
    for k in range(-3, 4):
        a = math.radians(90 + k * 22)
        scale += disc(1.5, f'fill="{dyes.dot}"', 27.4 * math.cos(a), 27.4 * math.sin(a))
    rows = []
    for row in range(8, -3, -1):
        rows += [at(c * w + w / 2 * (row % 2), row * h, 0, 1, scale) for c in range(-1, 6)]
    size = (w * 4, h * 6)
    return Tile(_ground(size, dyes) + "".join(rows), *size)


def matahari_tile(dyes: Dyes) -> Tile:
    """Give Matahari: round suns with many flame rays on a lattice of lozenges."""
    size = (260.0, 260.0)
    line = f'stroke="{dyes.line}" stroke-width="2.4"'
    flame = (
        f'<path d="M-11,-58 C-14,-76 4,-82 -4,-104 C14,-92 16,-74 11,-58Z" '
        f'fill="{dyes.fill}" {line}/>'
    )
    spike = f'<path d="M-7,-60 L0,-88 L7,-60Z" fill="{dyes.dot}"/>'
    sun = ring(12, flame) + ring(12, spike, 15) + disc(58, f'fill="{dyes.line}"')
    sun += disc(52, f'fill="{dyes.second}"') + ring(20, disc(2.6, f'fill="{dyes.dot}"', 0, -44))
    sun += ring(10, petal(10, 37, 9, f'fill="{dyes.fill}" {line}')) + disc(10, f'fill="{dyes.dot}"')
    lattice = (
        f'<path d="M0,130 L130,0 L260,130 L130,260Z" fill="none" {line}/>'
        f'<path d="M0,130 L130,0 L260,130 L130,260Z" fill="none" stroke="{dyes.dot}" '
        'stroke-width="3" stroke-dasharray="0.1 9" stroke-linecap="round" '
        'transform="translate(130,130) scale(0.93) translate(-130,-130)"/>'
    )
    spots = [(130.0, 130.0), *_corners(size)]
    body = _ground(size, dyes) + isen(size, 13, dyes.second, 1.5, [(*s, 100.0) for s in spots])
    body += lattice + at(130, 130, 0, 0.86, sun)
    body += "".join(at(x, y, 0, 0.62, sun) for x, y in _corners(size))
    return Tile(body, *size)


def shibori_tile(dyes: Dyes, seed: int = 3) -> Tile:
    """Give itajime shibori: squares where the clamp kept the dye out, edges bled softly."""
    rng, size = Random(seed), (240.0, 240.0)
    squares = []
    for row in range(2):
        for column in range(2):
            x, y = 60 + column * 120, 60 + row * 120
            side = 36 + rng.uniform(-3, 3)
            squares.append(
                f'<g transform="translate({x},{y}) rotate({rng.uniform(-3, 3):.1f})">'
                f'<rect x="{-side}" y="{-side}" width="{side * 2}" height="{side * 2}" '
                f'fill="{dyes.line}"/><rect x="{-side * 0.5}" y="{-side * 0.5}" width="{side}" '
                f'height="{side}" fill="{dyes.fill}"/><rect x="{-side * 0.2}" y="{-side * 0.2}" '
                f'width="{side * 0.4}" height="{side * 0.4}" fill="{dyes.dot}"/></g>'
            )
    creases = (
        f'<path d="M0,0 H240 M0,120 H240 M0,240 H240 M0,0 V240 M120,0 V240 M240,0 V240" '
        f'stroke="{dyes.second}" stroke-width="7" fill="none" opacity="0.75"/>'
    )
    return Tile(_ground(size, dyes) + creases + "".join(squares), *size)
