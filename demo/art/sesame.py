"""Onde-onde: balls of glutinous rice dough in sesame, fried or frozen, whole, cut or cracked."""

from math import atan2, cos, degrees, hypot, pi, sin, sqrt
from random import Random

from demo.art.elements import (
    Point,
    circle,
    clipped,
    ellipse,
    group,
    lit,
    mix,
    path,
    place,
    radial,
    through,
)
from demo.art.surfaces import relief

DEFS = "".join(
    [
        radial("dough-fried", "0 #F4C877, .4 #DD9A42, .75 #AC6526, .93 #74401A, 1 #8A5226"),
        radial("dough-raw", "0 #FFFBF0, .5 #F2E6CC, .85 #CDBB98, 1 #A8977A"),
        radial("dough-cake", "0 #F6CB74, .45 #E09A3B, .8 #B0651F, .95 #7C4216, 1 #925423"),
        radial("ball-shine", "0 #fff .5, 1 #fff 0", 0.5, 0.5, 0.5),
        radial("bean", "0 #FBE7AE, .6 #F0D080, 1 #CFA352", 0.45, 0.4, 0.7),
        radial(
            "ball-shade",
            "0 #2a1002 0, .58 #2a1002 0, .86 #2a1002 .34, 1 #2a1002 .5",
            0.4,
            0.34,
            0.72,
        ),
        relief("crumb", ".07", 3.2, 3, 6),
        relief("paste", ".05", 4, 4, 6),
        radial("mouth", "0 #FFE7AE, .5 #F6C877, 1 #C9843A", 0.5, 0.5, 0.6),
    ]
)
_FRIED, _RAW = "#FCE7BC", "#FFF6DF"


def scatter(rnd: Random, count: int, gap: float, flatten: float = 1) -> list[Point]:
    """Spread points over the visible half of a unit sphere, closer together near its rim."""
    points: list[Point] = []
    for _ in range(count * 40):
        u, v = rnd.uniform(-1, 1), rnd.uniform(-1, 1)
        if u * u + v * v > 0.95:
            continue
        room = gap * (0.4 + 0.6 * sqrt(1 - u * u - v * v)) * flatten
        if all((u - a) ** 2 + (v - b) ** 2 > room * room for a, b in points):
            points.append((u, v))
        if len(points) >= count:
            break
    return points


def _seed(rnd: Random, x: float, y: float, r: float, at: Point, tint: str) -> str:
    """Draw one sesame seed at a point of the unit sphere, foreshortened and lit."""
    u, v = at
    depth = sqrt(max(0, 1 - u * u - v * v))
    long = r * 0.07 * rnd.uniform(0.85, 1.12)
    wide = long * 0.55
    brightness = 0.56 + 0.5 * max(0, -u * 0.45 - v * 0.6 + depth * 0.6)
    colour = lit(
        mix(tint, "#D9A860", rnd.random() * (0.35 if tint == _FRIED else 0.12)), brightness
    )
    drop = (
        f"M{-long:.1f},0 C{-long * 0.4:.1f},{-wide * 1.3:.1f} {long * 0.7:.1f},{-wide:.1f}"
        f" {long:.1f},0 C{long * 0.7:.1f},{wide:.1f} {-long * 0.4:.1f},{wide * 1.3:.1f}"
        f" {-long:.1f},0Z"
    )
    under = ellipse(1.4, 2.2, long, wide, "#43200a", opacity=0.4 if tint == _FRIED else 0.22)
    turn = f"rotate({degrees(atan2(v, u)):.0f}) scale({0.5 + 0.5 * depth:.2f},1)"
    inner = group(under, path(drop, colour), transform=f"{turn} rotate({rnd.uniform(0, 180):.0f})")
    return place(x + u * r * 0.985, y + v * r * 0.985, inner)


def _contact(x: float, y: float, r: float) -> str:
    """Darken what the ball rests on."""
    return ellipse(x + r * 0.12, y + r * 0.8, r * 1.12, r * 0.42, "@t-drop")


def ball(rnd: Random, x: float, y: float, r: float, *, raw: bool = False) -> str:
    """Draw one whole ball covered in sesame; raw ones are pale."""
    dough, tint = ("@dough-raw", _RAW) if raw else ("@dough-fried", _FRIED)
    seeds = [_seed(rnd, x, y, r, at, tint) for at in scatter(rnd, 330, 0.088)]
    shine = ellipse(x - r * 0.34, y - r * 0.42, r * 0.42, r * 0.3, "@ball-shine", opacity=0.5)
    bounce = ellipse(x + r * 0.3, y + r * 0.62, r * 0.5, r * 0.26, "@ball-shine", opacity=0.16)
    shade = circle(x, y, r * 1.01, "@ball-shade", opacity=0.55 if raw else 1)
    return _contact(x, y, r) + circle(x, y, r, dough) + "".join(seeds) + shade + shine + bounce


def _crumbs(rnd: Random, x: float, y: float, r: float, count: int, tint: str) -> str:
    """Speckle a round patch with crumbs of light and shade."""
    parts = []
    for _ in range(count):
        u, v = rnd.uniform(-1, 1), rnd.uniform(-1, 1)
        if hypot(u, v) > 0.96:
            continue
        size = r * rnd.uniform(0.012, 0.05)
        colour = lit(tint, rnd.choice((0.62, 0.74, 0.86, 1.0, 1.25, 1.45)))
        parts.append(
            ellipse(x + u * r, y + v * r, size, size * rnd.uniform(0.5, 0.9), colour, opacity=0.75)
        )
    return "".join(parts)


def half(rnd: Random, x: float, y: float, r: float) -> str:
    """Draw a ball cut in two, its face with the mung bean paste turned to the viewer."""
    face = [
        circle(x, y, r, "#A9652A"),
        circle(x - 2, y - 2, r * 0.955, "#F3E2BC"),
        circle(x - 2, y - 2, r * 0.9, "#FBF1D6"),
        circle(x - 1, y - 1, r * 0.78, "#C9A650"),
        circle(x, y, r * 0.76, "@bean", filter="@paste"),
        _crumbs(rnd, x, y, r * 0.74, 260, "#EBC87E"),
    ]
    rim = [at for at in scatter(rnd, 900, 0.07) if hypot(*at) > 0.93]
    seeds = [_seed(rnd, x, y, r * 1.03, at, _FRIED) for at in rim]
    sheen = ellipse(x - r * 0.3, y - r * 0.35, r * 0.5, r * 0.4, "@ball-shine", opacity=0.4)
    return _contact(x, y, r) + "".join(face) + "".join(seeds) + sheen


def _crack(rnd: Random, r: float) -> str:
    """Give the outline of a crack with two to four arms, torn rather than cut."""
    arms, start = rnd.choice((2, 3, 3, 4)), rnd.uniform(0, 2 * pi)
    points: list[Point] = []
    for step in range(30):
        angle = 2 * pi * step / 30
        reach = 0.3 + 0.5 * abs(cos((angle - start) * arms / 2)) ** 1.5
        reach *= rnd.uniform(0.86, 1.12)
        points.append((cos(angle) * reach * r, sin(angle) * reach * r * 0.86))
    return through(points)


def laughing(rnd: Random, x: float, y: float, r: float) -> str:
    """Draw a crisp ball that cracked open while frying, as if laughing."""
    mouth = _crack(rnd, r)
    name = f"laugh-{x:.0f}-{y:.0f}-{r:.0f}"
    lips = path(mouth, "#7A3F12", transform="scale(1.08)") + path(mouth, "#F2CB84")
    crumb = group(path(mouth, "@mouth"), filter="@crumb")
    inside = clipped(
        name,
        mouth,
        crumb,
        _crumbs(rnd, 0, 0, r * 0.8, 60, "#EBC274"),
        path(mouth, stroke="#5A2A08", stroke_width=r * 0.12, opacity=0.4, filter="@t-blur4"),
    )
    skin = "".join(_seed(rnd, x, y, r, at, _FRIED) for at in scatter(rnd, 220, 0.108))
    shine = ellipse(x - r * 0.34, y - r * 0.42, r * 0.4, r * 0.28, "@ball-shine", opacity=0.55)
    shape = circle(x, y, r, "@dough-cake") + skin
    shade = circle(x, y, r, "@ball-shade")
    gape = place(x + r * 0.04, y - r * 0.1, lips, inside)
    return _contact(x, y, r) + shape + gape + shade + shine
