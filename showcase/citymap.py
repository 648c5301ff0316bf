"""A drawn map of a city: each kelurahan a cell beside its true neighbours, none too small to read.

No borders are needed, only centres: cells are those of a Voronoi diagram, evened out by a few of
Lloyd's steps so that the small kelurahan of an old town are as legible as the wide ones around
them. So it is a scheme, not a survey, and the page says so.

Sources: G. Voronoi (1908); S. Lloyd, "Least squares quantization in PCM" (1982); I. Sutherland and
G. Hodgman, "Reentrant polygon clipping" (1974); A. Andrew's monotone chain for the hull (1979).
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

WIDTH: Final = 1000.0  # Units across the drawing.
MARGIN: Final = 0.45  # Of the typical distance between centres, around the outermost.
STEPS: Final = 6  # Of Lloyd's; more would forget where things are.
CORNERS: Final = 16  # Of the circle around each centre from which the outline is made.

FEWEST: Final = 3  # Kelurahan; of fewer there is nothing to find one's way in.

Point = tuple[float, float]


class Cell(NamedTuple):
    """A kelurahan as it is drawn.

    Attributes:
        name: what it is called.
        outline: its corners, in units of the drawing.
        centre: where its name stands.
    """

    name: str
    outline: tuple[Point, ...]
    centre: Point

    @property
    def path(self) -> str:
        """The outline as SVG's ``points``."""
        return " ".join(f"{x:.0f},{y:.0f}" for x, y in self.outline)


class CityMap(NamedTuple):
    """A drawing ``WIDTH`` units wide.

    Attributes:
        height: units down.
        outline: the corners of the whole.
        cells: one for each kelurahan, in the order given.
    """

    height: float
    outline: tuple[Point, ...]
    cells: tuple[Cell, ...]


def _flat(centres: Sequence[tuple[str, float, float]]) -> list[Point]:
    """Degrees as kilometres east and south of the first centre."""
    _, latitude, longitude = centres[0]
    along = 111.32 * math.cos(math.radians(latitude))
    return [((lng - longitude) * along, (latitude - lat) * 110.57) for _, lat, lng in centres]


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _half_hull(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _cross(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _outline(points: Sequence[Point], margin: float) -> list[Point]:
    """The convex outline of circles of a radius around all points."""
    angles = [2 * math.pi * step / CORNERS for step in range(CORNERS)]
    around = sorted(
        {
            (x + margin * math.cos(angle), y + margin * math.sin(angle))
            for x, y in points
            for angle in angles
        }
    )
    return _half_hull(around) + _half_hull(around[::-1])


def _clipped(polygon: list[Point], mine: Point, other: Point) -> list[Point]:
    """What of a polygon is nearer to one point than to another."""
    middle = ((mine[0] + other[0]) / 2, (mine[1] + other[1]) / 2)
    across = (other[0] - mine[0], other[1] - mine[1])

    def beyond(point: Point) -> float:
        return (point[0] - middle[0]) * across[0] + (point[1] - middle[1]) * across[1]

    kept: list[Point] = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        here, there = beyond(start), beyond(end)
        if here <= 0:
            kept.append(start)
        if (here < 0 < there) or (there < 0 < here):
            share = here / (here - there)
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
    return kept


def _centroid(polygon: Sequence[Point]) -> Point:
    area = x = y = 0.0
    for start, end in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        piece = start[0] * end[1] - end[0] * start[1]
        area += piece
        x += (start[0] + end[0]) * piece
        y += (start[1] + end[1]) * piece
    return (x / (3 * area), y / (3 * area))


def _cells(points: Sequence[Point], outline: list[Point]) -> list[list[Point]]:
    cells = []
    for mine in points:
        cell = outline
        for other in points:
            if other != mine:
                cell = _clipped(cell, mine, other)
        cells.append(cell)
    return cells


def _typical(points: Sequence[Point]) -> float:
    """The distance between centres if they lay evenly, in kilometres."""
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    return math.sqrt(max(across * down, 1.0) / len(points))


@lru_cache(maxsize=4)
def drawn_map(centres: tuple[tuple[str, float, float], ...]) -> CityMap | None:
    """The map of a city, or None with fewer than three kelurahan.

    Args:
        centres: name, latitude and longitude in degrees of each; no two in the same spot.
    """
    if len(centres) < FEWEST:
        return None
    points = _flat(centres)
    outline = _outline(points, MARGIN * _typical(points))
    for _ in range(STEPS):
        points = [_centroid(cell) for cell in _cells(points, outline)]
    return _scaled([name for name, _, _ in centres], _cells(points, outline), outline)


def _scaled(names: list[str], cells: list[list[Point]], outline: list[Point]) -> CityMap:
    """The cells in units of the drawing, from its upper left corner."""
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    scale = WIDTH / (max(x for x, _ in outline) - left)
    height = (max(y for _, y in outline) - top) * scale

    def placed(polygon: Sequence[Point]) -> tuple[Point, ...]:
        return tuple(((x - left) * scale, (y - top) * scale) for x, y in polygon)

    drawn = (placed(cell) for cell in cells)
    found = tuple(
        Cell(name, shape, _centroid(shape)) for name, shape in zip(names, drawn, strict=True)
    )
    return CityMap(height, placed(outline), found)
