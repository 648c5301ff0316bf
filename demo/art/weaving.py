"""Plaited bamboo on any four-cornered face, strip by strip."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from demo.art.elements import Point, line, lit, number, polygon

Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True)
class Plait:
    """How a face is plaited.

    Attributes:
        across: Number of upright strips.
        down: Number of level strips.
        float_length: 1 for plain weave, 2 for twill, in which every strip leaps over two.
        level: Colours of the level strips.
        upright: Colours of the upright strips.
        light: Brightness of the whole face, 1 where the lamp falls on it.
    """

    across: int
    down: int
    float_length: int
    level: tuple[str, ...]
    upright: tuple[str, ...]
    light: float = 1.0


def at(face: Quad, u: float, v: float) -> Point:
    """Give the point of a face at shares u (left to right) and v (top to bottom)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = face
    top = (ax + (bx - ax) * u, ay + (by - ay) * u)
    foot = (dx + (cx - dx) * u, dy + (cy - dy) * u)
    return (top[0] + (foot[0] - top[0]) * v, top[1] + (foot[1] - top[1]) * v)


def outline(face: Quad) -> str:
    """Give a face as path data."""
    return "M" + " L".join(f"{number(float(x))},{number(float(y))}" for x, y in face) + "Z"


def _over(plait: Plait, column: int, row: int) -> bool:
    """Tell whether the level strip lies on top at a crossing."""
    span = plait.float_length
    return (column + row) % (2 * span) < span


def _floats(plait: Plait, *, level: bool) -> Iterator[tuple[int, int, int]]:
    """Give each visible float as (strip, first crossing, crossing after the last)."""
    strips, length = (plait.down, plait.across) if level else (plait.across, plait.down)
    for strip in range(strips):
        start = None
        for step in range(length + 1):
            column, row = (step, strip) if level else (strip, step)
            shown = step < length and _over(plait, column, row) == level
            if shown and start is None:
                start = step
            elif not shown and start is not None:
                yield strip, start, step
                start = None


def _piece(face: Quad, box: tuple[float, float, float, float], colour: str, *, level: bool) -> str:
    """Draw one float inside (u0, v0, u1, v1): its body, its ends in shade, its fibres."""
    u0, v0, u1, v1 = box

    def spot(along: float, side: float) -> Point:
        if level:
            return at(face, u0 + (u1 - u0) * along, v0 + (v1 - v0) * side)
        return at(face, u0 + (u1 - u0) * side, v0 + (v1 - v0) * along)

    def band(a: float, b: float, low: float, high: float, fill: str, alpha: float) -> str:
        corners = (spot(a, low), spot(b, low), spot(b, high), spot(a, high))
        return polygon(corners, fill, opacity=alpha)

    ends = ((0, 0.12, 0.34), (0.88, 1, 0.42), (0.12, 0.24, 0.14), (0.78, 0.88, 0.18))
    parts = [band(0, 1, 0.03, 0.97, colour, 1)]
    parts.append(band(0.16, 0.8, 0.14, 0.4, lit(colour, 1.45), 0.42))
    parts.append(band(0, 1, 0.8, 0.97, "#3a1d06", 0.3))
    parts.extend(band(a, b, 0.03, 0.97, "#2a1403", alpha) for a, b, alpha in ends)
    for side in (0.3, 0.52, 0.68):
        (x0, y0), (x1, y1) = spot(0.06, side), spot(0.94, side)
        fibre = f"M{x0:.1f},{y0:.1f} L{x1:.1f},{y1:.1f}"
        parts.append(line(fibre, "#6b4316", 0.9, opacity=0.4))
    return "".join(parts)


def woven(face: Quad, plait: Plait, rnd: Random) -> str:
    """Plait a whole face; strips differ a little in tone, as bamboo does."""
    parts = [polygon(face, "#3b220b")]
    for level, colours in ((False, plait.upright), (True, plait.level)):
        count = plait.down if level else plait.across
        tones = [
            lit(colours[k % len(colours)], plait.light * rnd.uniform(0.88, 1.1))
            for k in range(count)
        ]
        for strip, first, last in _floats(plait, level=level):
            tone = lit(tones[strip], rnd.uniform(0.94, 1.05))
            if level:
                box = (first / plait.across, strip / plait.down,
                       last / plait.across, (strip + 1) / plait.down)  # fmt: skip
            else:
                box = (strip / plait.across, first / plait.down,
                       (strip + 1) / plait.across, last / plait.down)  # fmt: skip
            parts.append(_piece(face, box, tone, level=level))
    return "".join(parts)


def binding(start: Point, end: Point, width: float, colour: str, wraps: int = 0) -> str:
    """Draw a rattan edge from one corner to another, wrapped with `wraps` turns of fibre."""
    (x0, y0), (x1, y1) = start, end
    d = f"M{x0:.1f},{y0:.1f} L{x1:.1f},{y1:.1f}"
    parts = [
        line(d, lit(colour, 0.45), width + 5),
        line(d, colour, width),
        line(d, lit(colour, 1.4), width * 0.28, transform=f"translate(0,{-width * 0.2:.1f})"),
    ]
    for k in range(wraps):
        t = (k + 0.5) / wraps
        x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
        wrap = f"M{x - 3:.1f},{y - width * 0.6:.1f} l6,{width * 1.2:.1f}"
        parts.append(line(wrap, lit(colour, 0.6), width * 0.42))
        parts.append(line(wrap, lit(colour, 1.25), width * 0.16))
    return "".join(parts)
