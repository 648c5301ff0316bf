"""Crisp snacks, one piece at a time, and the bowls that they are heaped in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import cos, pi, sin, sqrt
from random import Random

from demo.art.elements import (
    Point,
    circle,
    ellipse,
    group,
    line,
    linear,
    lit,
    mix,
    path,
    place,
    radial,
    through,
)
from demo.art.surfaces import cast, relief, shadow


@dataclass(frozen=True)
class Snack:
    """How one kind of snack is drawn.

    Attributes:
        piece: Draws one piece of radius r around (0, 0).
        skin: Id of the filter that gives it its surface; it is applied after the piece has been
            turned, so that the light stays where it is.
    """

    piece: Callable[[Random, float], str]
    skin: str


DEFS = "".join(
    [
        cast("crisp", 2.4, 4.2, shine=0.25, sharp=12, rough=0.15, grain=".05"),
        cast("glazed", 4, 5, shine=0.5, sharp=22, rough=0.12, grain=".03"),
        cast("nut", 8, 12, shine=0.18, sharp=10, rough=0.10, grain=".05"),
        cast("puffed", 4, 8, shine=0.22, sharp=12, rough=0.26, grain=".05"),
        relief("blister", ".11", 2.4, 3, 7),
        radial("rind", "0 #FFF6E0, .6 #F3DDAE, 1 #D9AE6C"),
        linear("bowl-side", "0 #fff .35, .3 #fff .1, .6 #000 0, 1 #000 .45", 0, 0, 1, 0),
        linear("dish-rim", "0 #fff .7, .5 #fff .1, 1 #000 .3", 0, 0, 1, 1),
        linear("dish-in", "0 #000 .55, .5 #000 .2, 1 #fff .12", 0, 0, 1, 1),
        linear("bowl-in", "0 #000 .5, .6 #000 .2, 1 #000 .1"),
    ]
)


def blob(rnd: Random, rx: float, ry: float, rough: float, corners: int = 12) -> str:
    """Give the path of a roundish shape around (0, 0) whose radius wanders by `rough`."""
    points: list[Point] = []
    for step in range(corners):
        angle = 2 * pi * step / corners
        reach = 1 + rnd.uniform(-rough, rough)
        points.append((rx * reach * cos(angle), ry * reach * sin(angle)))
    return through(points)


def _tempeh_crisp(rnd: Random, r: float) -> str:
    """Draw one thin slice of tempeh: soya beans in batter, flecked with lime leaf."""
    shape = blob(rnd, r * 1.18, r * 0.88, 0.13, 14)
    base = rnd.choice(("#DDA758", "#D39A48", "#E4B469", "#C98D3D"))
    parts = [path(shape, lit(base, 0.8)), path(shape, base, transform="scale(.95)")]
    for _ in range(58):
        angle, reach = rnd.uniform(0, 2 * pi), sqrt(rnd.random()) * 0.86
        x, y = cos(angle) * reach * r * 1.1, sin(angle) * reach * r * 0.82
        bean = ellipse(0, 0, r * 0.14, r * 0.09, mix("#F0D296", base, rnd.random() * 0.7))
        seam = line(f"M{-r * 0.09:.1f},0 H{r * 0.09:.1f}", "#A8702C", 1.2, opacity=0.5)
        ring = ellipse(0, 0, r * 0.15, r * 0.1, "#9A6324", opacity=0.55)
        parts.append(place(x, y, ring, bean, seam, turn=rnd.uniform(0, 180)))
    for _ in range(7):
        angle, reach = rnd.uniform(0, 2 * pi), sqrt(rnd.random()) * 0.85
        fleck = blob(rnd, r * rnd.uniform(0.05, 0.11), r * 0.035, 0.3, 6)
        spot = path(fleck, rnd.choice(("#3E6B2A", "#54803A", "#2F5522")))
        x, y = cos(angle) * reach * r, sin(angle) * reach * r * 0.8
        parts.append(place(x, y, spot, turn=rnd.uniform(0, 180)))
    return group(*parts)


def _banana_crisp(rnd: Random, r: float) -> str:
    """Draw one slice of banana with its ring of seeds under a glaze of palm sugar."""
    shape = blob(rnd, r * 1.22, r * 0.8, 0.05)
    base = rnd.choice(("#DC9C38", "#D08A2C", "#C97F28", "#E5AC48"))
    parts = [
        path(shape, lit(base, 0.72)),
        path(shape, base, transform="scale(.93)"),
        ellipse(0, 0, r * 0.66, r * 0.4, mix(base, "#F8DF95", 0.55)),
    ]
    for step in range(14):
        angle = 2 * pi * step / 14 + rnd.uniform(-0.1, 0.1)
        x, y = cos(angle) * r * 0.36, sin(angle) * r * 0.2
        inner = f"M{x * 0.45:.1f},{y * 0.45:.1f} L{x:.1f},{y:.1f}"
        parts.append(line(inner, "#8A5218", r * 0.035, opacity=0.7))
        parts.append(ellipse(x, y, r * 0.03, r * 0.02, "#4E2A0C"))
    for _ in range(rnd.randint(2, 4)):
        drip = blob(rnd, r * rnd.uniform(0.2, 0.4), r * rnd.uniform(0.08, 0.18), 0.3, 8)
        spot = path(drip, "#8A3F0C", opacity=0.42)
        parts.append(place(rnd.uniform(-0.6, 0.6) * r, rnd.uniform(-0.4, 0.4) * r, spot))
    return group(*parts)


def _coated_peanut(rnd: Random, r: float) -> str:
    """Draw one peanut in its crackled coat of egg and flour."""
    shape = blob(rnd, r * rnd.uniform(0.9, 1.05), r * rnd.uniform(0.72, 0.82), 0.07, 10)
    base = rnd.choice(("#EBC07A", "#E3B368", "#F0CB8C", "#D9A457"))
    parts = [path(shape, base)]
    for _ in range(5):
        spot = blob(rnd, r * rnd.uniform(0.12, 0.34), r * rnd.uniform(0.08, 0.2), 0.3, 8)
        toast = path(spot, rnd.choice(("#B97632", "#C98A45", "#F8E0B0")), opacity=0.5)
        parts.append(place(rnd.gauss(0, r * 0.4), rnd.gauss(0, r * 0.3), toast))
    for _ in range(2):
        x, y = rnd.gauss(0, r * 0.3), rnd.gauss(0, r * 0.2)
        crack = f"M{x:.1f},{y:.1f} l{rnd.gauss(0, r * 0.2):.1f},{r * 0.12:.1f}"
        crack += f" l{rnd.gauss(0, r * 0.2):.1f},{r * 0.1:.1f}"
        parts.append(line(crack, "#7A4513", r * 0.035, opacity=0.55))
    return group(*parts)


def _rambak(rnd: Random, r: float) -> str:
    """Draw one puffed cracker of cow skin: a pale, curling strip full of blisters."""
    long, wide = r * rnd.uniform(1.15, 1.4), r * rnd.uniform(0.55, 0.7)
    bend = rnd.uniform(-0.35, 0.35) * r
    edge = [(x / 4 * long, -wide * rnd.uniform(0.75, 1.1) + bend * (1 - (x / 4) ** 2))
            for x in range(-4, 5)]  # fmt: skip
    edge += [(x / 4 * long, wide * rnd.uniform(0.75, 1.1) + bend * (1 - (x / 4) ** 2))
             for x in range(4, -5, -1)]  # fmt: skip
    shape = through(edge)
    base = rnd.choice(("#F3DDAC", "#F0D49B", "#F7E6C2", "#E9C98B"))
    parts = [path(shape, "#C08A48"), path(shape, base, transform="scale(.97,.92)")]
    for _ in range(24):
        x, y = rnd.uniform(-0.85, 0.85) * long, rnd.uniform(-0.7, 0.7) * wide
        size, lift = r * rnd.uniform(0.05, 0.16), bend * (1 - (x / long) ** 2)
        parts.append(circle(x + 2, y + lift + 3, size, "#B9803A", opacity=0.35))
        parts.append(circle(x, y + lift, size, "@rind", opacity=0.9))
    return group(*parts)


TEMPEH = Snack(_tempeh_crisp, "crisp")
BANANA = Snack(_banana_crisp, "glazed")
PEANUT = Snack(_coated_peanut, "nut")
RAMBAK = Snack(_rambak, "puffed")


def dropped(rnd: Random, snack: Snack, x: float, y: float, r: float) -> str:
    """Lay one piece at (x, y), turned by chance, with the shadow under it."""
    under = ellipse(r * 0.2, r * 0.34, r * 1.35, r * 1.0, "@t-drop")
    turned = place(0, 0, snack.piece(rnd, r), turn=rnd.uniform(-180, 180))
    return place(x, y, under, group(turned, filter=f"@{snack.skin}"))


def strewn(rnd: Random, snack: Snack, spots: Iterable[tuple[float, float, float]]) -> str:
    """Lay pieces at given (x, y, r)."""
    return "".join(dropped(rnd, snack, x, y, r) for x, y, r in spots)


def heap(
    rnd: Random, snack: Snack, cx: float, cy: float, rx: float, ry: float, rise: float, r: float
) -> str:
    """Heap pieces of radius r over an ellipse, `rise` high in the middle, back to front."""
    count = int(4.2 * rx * (ry + rise) / (r * r)) + 8
    spots = []
    for k in range(count):
        # A sunflower's spiral covers the ellipse evenly, so that no hole shows the bottom.
        angle = k * pi * (3 - sqrt(5)) + rnd.uniform(-0.3, 0.3)
        reach = sqrt((k + 0.5) / count) * rnd.uniform(0.94, 1.04)
        lift = rise * (1 - reach * reach)
        x, y = cx + cos(angle) * reach * (rx - r * 0.4), cy + sin(angle) * reach * ry
        spots.append((y + lift * 0.35, x, y - lift))
    return "".join(
        dropped(rnd, snack, x, y, r * rnd.uniform(0.88, 1.1)) for _, x, y in sorted(spots)
    )


def bowl(cx: float, cy: float, rx: float, glaze: str, contents: str, rim: str = "") -> str:
    """Set a ceramic bowl whose mouth is centred on (cx, cy), heaped with `contents`."""
    ry, deep = rx * 0.3, rx * 0.62
    side = (
        f"M{cx - rx},{cy} C{cx - rx * 0.96},{cy + deep * 0.75} {cx - rx * 0.6},{cy + deep}"
        f" {cx - rx * 0.42},{cy + deep * 1.06} C{cx - rx * 0.2},{cy + deep * 1.12}"
        f" {cx + rx * 0.2},{cy + deep * 1.12} {cx + rx * 0.42},{cy + deep * 1.06}"
        f" C{cx + rx * 0.6},{cy + deep} {cx + rx * 0.96},{cy + deep * 0.75} {cx + rx},{cy}"
        f" A{rx},{ry} 0 0 1 {cx - rx},{cy}Z"
    )
    lip = f"M{cx - rx},{cy} A{rx},{ry} 0 0 0 {cx + rx},{cy}"
    return "".join(
        [
            shadow(cx, cy + deep * 1.0, rx * 0.72, rx * 0.17, 1.1),
            ellipse(cx, cy, rx, ry, lit(glaze, 0.8)),
            ellipse(cx, cy, rx, ry, "@bowl-in"),
            contents,
            path(side, glaze),
            path(side, "@bowl-side"),
            line(lip, rim or lit(glaze, 1.4), 9),
            line(lip, "#fff", 2.5, opacity=0.7),
        ]
    )


def dish(cx: float, cy: float, r: float, glaze: str, contents: str) -> str:
    """Set a round bowl that is seen from above, filled with `contents`."""
    return "".join(
        [
            circle(cx + 34, cy + 44, r * 1.0, "#1a0d05", filter="@t-blur34", opacity=0.55),
            circle(cx + 10, cy + 14, r * 1.0, "#1a0d05", filter="@t-blur14", opacity=0.4),
            circle(cx, cy, r, glaze),
            circle(cx, cy, r, "@dish-rim"),
            circle(cx, cy, r * 0.93, lit(glaze, 0.72)),
            circle(cx, cy, r * 0.92, "@dish-in"),
            contents,
        ]
    )
