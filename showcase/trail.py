"""The trail of kampung and sentra: what each shows, where its pin stands, and a walk between some.

Pins stand in their kelurahan, side by side where several share one: of most places no more than
that is known for sure.
"""

import itertools
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from catalog.models import Kelurahan, Place
from showcase.citymap import Cell, Point, drawn_map
from showcase.search.near import Spot
from web.languages import localised

MOST_STOPS: Final = 6
PIN_STEP: Final = 74.0  # Units of the drawing between pins of one kelurahan.
PIN_RISE: Final = 34.0  # Of pins above the middle of their kelurahan, whose name is below it.
PIN: Final = 42.0  # Half of one across with its rim, and a little air.
NAME_DROP: Final = 30.0
LETTER: Final = 17.0  # Units across and down of a letter of a name, about.
LINE: Final = 30.0
DETOUR: Final = 1.3  # Streets are longer than the crow's way; the usual figure for towns.
WALKING_KMH: Final = 4.5
SHADES: Final = 4  # Steps in which a kelurahan is stronger in colour, the more is made there.


class Pin(NamedTuple):
    """A place on the drawn map, in its units, and its name in the reader's language."""

    number: int
    slug: str
    name: str
    x: float
    y: float


class Ward(NamedTuple):
    """A kelurahan on the drawn map.

    Attributes:
        cell: its outline.
        words: its name, line by line.
        spot: where the middle of the first line stands.
        products: how many public products are made there.
        shade: 0 for none, up to ``SHADES``.
    """

    cell: Cell
    words: tuple[str, ...]
    spot: Point
    products: int
    shade: int


class Trail(NamedTuple):
    """The drawn map with its pins."""

    height: float
    wards: tuple[Ward, ...]
    pins: tuple[Pin, ...]


class Leg(NamedTuple):
    """The way to a stop from the one before: 0 for the first.

    Attributes:
        kilometres: about how far it is along streets.
        minutes: about how long it takes on foot.
    """

    place: Place
    kilometres: float
    minutes: int


def _shade(products: int, most: int) -> int:
    """The step of a number among 1 to the largest; only nothing has none."""
    return 0 if not products else max(1, -(-products * SHADES // most))


def _name_spots(cells: Sequence[Cell], pins: Sequence[Pin], pinned: Collection[str]) -> list[Point]:
    """Where names stand: below their pins, beside no other's, and not into each other."""
    spots = []
    halves = [LETTER * max(map(len, cell.name.split())) / 2 for cell in cells]
    for cell, half in zip(cells, halves, strict=True):
        x, y = cell.centre
        beside = [pin.y for pin in pins if abs(pin.x - x) < half + PIN and abs(pin.y - y) < PIN]
        if cell.name in pinned:
            y += NAME_DROP
        elif beside:
            y = min(beside) - PIN
        spots.append((x, y))
    for one, other in itertools.combinations(range(len(cells)), 2):
        (x, y), (next_x, next_y) = spots[one], spots[other]
        if abs(x - next_x) < halves[one] + halves[other] and abs(y - next_y) < LINE:
            up, down = (one, other) if y <= next_y else (other, one)
            spots[up] = (spots[up][0], spots[up][1] - LINE / 2)
            spots[down] = (spots[down][0], spots[down][1] + LINE / 2)
    return spots


def _pins(places: Sequence[Place], cells: Sequence[Cell]) -> list[Pin]:
    of = {cell.name: cell for cell in cells}
    beside = Counter(place.kelurahan.name for place in places)
    taken: Counter[str] = Counter()
    pins = []
    for number, place in enumerate(places, start=1):
        name = place.kelurahan.name
        x, y = of[name].centre
        x += PIN_STEP * (taken[name] - (beside[name] - 1) / 2)
        taken[name] += 1
        pins.append(Pin(number, place.slug, localised(place, "name"), x, y - PIN_RISE))
    return pins


def trail(
    wards: Sequence[Kelurahan], places: Sequence[Place], products: Mapping[int, int]
) -> Trail | None:
    """The drawn map of a city with its places, or None with too few kelurahan.

    Args:
        wards: all kelurahan.
        places: in the order in which they are numbered.
        products: how many public products are made in each kelurahan, by key.
    """
    drawn = drawn_map(tuple((one.name, one.latitude, one.longitude) for one in wards))
    if drawn is None:
        return None
    most = max(products.values(), default=0)
    pins = _pins(places, drawn.cells)
    shown = [
        Ward(cell, tuple(cell.name.split()), spot, number, _shade(number, most))
        for cell, spot, number in zip(
            drawn.cells,
            _name_spots(drawn.cells, pins, {place.kelurahan.name for place in places}),
            (products.get(one.id, 0) for one in wards),
            strict=True,
        )
    ]
    return Trail(drawn.height, tuple(shown), tuple(pins))


def _kilometres(one: Place, other: Place) -> float:
    there = Spot(other.latitude, other.longitude)
    far = Spot(one.latitude, one.longitude).kilometres_to(there)
    return DETOUR * (far or 0.0)


def _length(way: Sequence[Place]) -> float:
    return sum(_kilometres(one, other) for one, other in itertools.pairwise(way))


def walk(places: Sequence[Place]) -> list[Leg]:
    """The shortest way through up to ``MOST_STOPS`` places, from the first one on.

    All orders are tried, at most 120: the first stop is where somebody begins.
    """
    if not places:
        return []
    first, *others = places[:MOST_STOPS]
    best = min(itertools.permutations(others), key=lambda rest: _length((first, *rest)))
    way = [first, *best]
    far = [0.0, *(_kilometres(one, other) for one, other in itertools.pairwise(way))]
    return [
        Leg(place, kilometres, round(kilometres / WALKING_KMH * 60))
        for place, kilometres in zip(way, far, strict=True)
    ]
