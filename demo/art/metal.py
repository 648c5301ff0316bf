"""Cast brass: the Surya Majapahit on its stand, and the gate as a key ring."""

from collections.abc import Callable
from math import cos, pi, sin

from demo.art.elements import (
    circle,
    ellipse,
    group,
    line,
    linear,
    lit,
    path,
    place,
    radial,
    rect,
)
from demo.art.lettering import capitals
from demo.art.packart import fine
from demo.art.surfaces import cast, dapple, flat, picture, shadow, table

_BRASS = "#A87E32"
_DEEP = "#6E4A16"
_DEFS = "".join(
    [
        cast("brass", 7, 15, shine=1.0, sharp=16, tint="#ffe7a0", rough=0.05, grain=".03"),
        cast("brass-fine", 2.6, 6, shine=0.9, sharp=16, tint="#ffe7a0", rough=0.08, grain=".05"),
        cast("brass-wire", 3.4, 9, shine=1.3, sharp=22, tint="#fff0c0"),
        cast("steel-wire", 3.4, 9, shine=1.2, sharp=24, tint="#ffffff"),
        cast("stand-wood", 6, 9, shine=0.22, sharp=12, rough=0.14, grain=".012 .2"),
        radial("brass-plate", "0 #E6BF62, .5 #BE8F38, .85 #8A6222, 1 #5F4013", 0.36, 0.3, 0.85),
        radial("halo", "0 #2a1806 0, .7 #2a1806 .1, 1 #2a1806 .5", 0.5, 0.5, 0.5),
        linear("patina", "0 #2F6B58 0, .5 #2F6B58 .05, 1 #1c3a30 .34"),
    ]
)


def _ray(r: float, long: float, foot: float, half: float) -> str:
    """Give one flame-shaped ray that points up, from `foot` to `long` (shares of r)."""
    a, b, w = r * foot, r * long, r * half
    return (
        f"M0,{-a:.1f} C{w * 1.5:.1f},{-a - (b - a) * 0.35:.1f} {w * 0.9:.1f},"
        f"{-a - (b - a) * 0.7:.1f} 0,{-b:.1f} C{-w * 0.9:.1f},{-a - (b - a) * 0.7:.1f}"
        f" {-w * 1.5:.1f},{-a - (b - a) * 0.35:.1f} 0,{-a:.1f}Z"
    )


def _spun(d: str, fill: str, start: float = 0) -> str:
    """Repeat a shape eight times around the middle."""
    return "".join(place(0, 0, path(d, fill), turn=start + k * 45) for k in range(8))


def _silhouette(r: float) -> str:
    """Draw the rays flat: eight great ones, eight small ones between them, and beads."""
    beads = []
    for k in range(8):
        a = pi * (k * 45 + 22.5) / 180
        beads.append(circle(r * 0.82 * sin(a), -r * 0.82 * cos(a), r * 0.034, _BRASS))
    small = _spun(_ray(r, 0.8, 0.42, 0.07), lit(_BRASS, 0.86), 22.5)
    return small + "".join(beads) + _spun(_ray(r, 1.0, 0.4, 0.125), _BRASS)


def _hub(r: float) -> str:
    """Draw the middle: a round plate, two rings, beads, and a lotus of two layers."""
    plate = circle(0, 0, r * 0.48, _DEEP) + circle(0, 0, r * 0.46, "@brass-plate")
    ring = circle(0, 0, r * 0.445, "none", stroke=_BRASS, stroke_width=r * 0.05)
    inner = circle(0, 0, r * 0.33, "none", stroke=_BRASS, stroke_width=r * 0.022)
    beads = [
        circle(r * 0.385 * cos(pi * k / 16), r * 0.385 * sin(pi * k / 16), r * 0.017, "#D2A64E")
        for k in range(32)
    ]
    outer = _spun(_ray(r, 0.315, 0.08, 0.09), _BRASS, 22.5)
    upper = _spun(_ray(r, 0.25, 0.05, 0.075), "#D2A64E")
    return "".join(
        [
            group(plate, filter="@brass"),
            circle(0, 0, r * 0.46, "@halo"),
            group(ring, inner, filter="@brass-fine"),
            group(*beads, filter="@brass-fine"),
            group(outer, filter="@brass-fine"),
            group(upper, filter="@brass-fine"),
            group(circle(0, 0, r * 0.075, "#D9B058"), filter="@brass"),
        ]
    )


def surya(r: float) -> str:
    """Draw the cast sun of Majapahit around (0, 0), r from its middle to a ray's tip."""
    shape = _silhouette(r)
    drop = group(shape, transform="translate(16,22)", filter="@t-dark", opacity=0.35)
    ridges = group(_spun(_ray(r, 0.9, 0.5, 0.045), lit(_BRASS, 1.12)), filter="@brass-fine")
    return drop + group(shape, filter="@brass") + ridges + _hub(r)


def _stand(x: float, y: float) -> str:
    """Draw the stand: a stepped teak foot, a brass fork and a small plate."""
    foot = rect(-210, -46, 420, 70, "#6B3F20", rx=8)
    step = rect(-150, -86, 300, 44, "#7A4A27", rx=6)
    fork = "M-12,-84 V-150 C-14,-200 -110,-190 -150,-250 M12,-84 V-150 C14,-200 110,-190 150,-250"
    plate = rect(-92, -34, 184, 44, "@brass-plate", rx=4)
    return place(
        x,
        y,
        shadow(20, 26, 225, 50, 2.0),
        group(line(fork, _DEEP, 20, stroke_linejoin="round"), filter="@brass-wire"),
        group(foot, step, filter="@stand-wood"),
        group(plate, filter="@brass-fine"),
        capitals(0, -6, "Surya Majapahit", 13, "#3a2408"),
    )


def _sun_cover() -> str:
    """The brass sun on its stand."""
    return picture(
        "#62807F",
        dapple(930, -30, 0.95, 64, 0.16),
        table(1060, "#3A3632", "stone"),
        group(circle(700, 640, 400, "#0d1616"), filter="@t-blur34", opacity=0.3),
        _stand(600, 1235),
        place(600, 640, surya(430)),
        defs=_DEFS,
    )


def _sun_close() -> str:
    """The sun in its gift box, from above."""
    lid = "M640,-160 L1330,-40 L1240,430 L560,310Z"
    return picture(
        "#3A4A4A",
        flat("#8C5A3C", "wood"),
        path(lid, "#120a06", transform="translate(30,40)", filter="@t-blur34", opacity=0.6),
        path(lid, "#23302F", filter="@t-linen"),
        _box(600, 790, 430),
        place(600, 790, surya(330)),
        defs=_DEFS,
    )


def _box(x: float, y: float, half: float) -> str:
    """Draw an open gift box from above, lined with pleated cloth."""
    side, inner = half * 2, half - 34
    left, top = x - half, y - half
    folds = [
        line(f"M{x - inner},{y - inner + k * 33} q{inner},{(-1) ** k * 16} {inner * 2},0", tone, 9,
             opacity=0.34)
        for k in range(1, 24) for tone in (("#000",) if k % 2 else ("#FFF3DC",))
    ]  # fmt: skip
    return "".join(
        [
            rect(left + 34, top + 44, side, side, "#120a06", filter="@t-blur34", opacity=0.7),
            rect(left, top, side, side, "#2C3C3A", rx=10, filter="@t-linen"),
            rect(x - inner, y - inner, inner * 2, inner * 2, "#6E1F22"),
            group(*folds, filter="@t-blur4"),
            rect(x - inner, y - inner, inner * 2, 54, "#000", filter="@t-blur14", opacity=0.6),
            rect(x - inner, y - inner, 44, inner * 2, "#000", filter="@t-blur14", opacity=0.5),
            rect(left + 4, top + 4, side - 8, side - 8, "none", stroke="#C9A04C",
                 stroke_width=3, rx=8),
        ]
    )  # fmt: skip


def _tower(side: int) -> str:
    """Give one half of a split gate: a stepped brick tower cut straight on its inner side."""
    steps = ((20, 0), (178, 0), (178, -46), (164, -46), (164, -70), (150, -70), (150, -214),
             (166, -214), (166, -236), (176, -236), (176, -262), (152, -262), (152, -284),
             (134, -284), (134, -330), (146, -330), (146, -352), (118, -352), (118, -374),
             (100, -374), (100, -414), (110, -414), (110, -432), (84, -432), (84, -454),
             (66, -454), (66, -488), (50, -488), (42, -520), (20, -540))  # fmt: skip
    return "M" + " L".join(f"{side * x},{y}" for x, y in steps) + "Z"


# Height of each ledge on the gate, and how far it runs from the passage outwards.
_LEDGES = ((-24, 140), (-248, 136), (-300, 92), (-318, 92), (-388, 64), (-402, 64), (-466, 26))


def _courses(side: int) -> str:
    """Engrave courses of brick and a panel into one half of the gate."""
    parts = [
        line(f"M{side * 24},{y} H{side * 144}", _DEEP, 3.4, opacity=0.75)
        for y in range(-86, -210, -20)
    ]
    for row, y in enumerate(range(-86, -200, -20)):
        joints = [36 + column * 30 + (15 if row % 2 else 0) for column in range(4)]
        parts.extend(line(f"M{side * x},{y} v-20", _DEEP, 3, opacity=0.7) for x in joints)
    parts.extend(line(f"M{side * 28},{y} h{side * reach}", _DEEP, 4) for y, reach in _LEDGES)
    return "".join(parts)


def gate(x: float, y: float, size: float, turn: float = 0) -> str:
    """Lay one key ring: the split gate in brass, its eye, links and ring."""
    halves = "".join(path(_tower(side), _BRASS) for side in (-1, 1))
    base = rect(-196, -8, 392, 50, _BRASS, rx=6)
    arch = path("M-34,-506 C-46,-596 46,-596 34,-506", stroke=_BRASS, stroke_width=24)
    eye = circle(0, -598, 34, "none", stroke=_BRASS, stroke_width=17)
    links = [
        ellipse(0, -668 - k * 62, 17, 42, "none", stroke="#C9A04C", stroke_width=10)
        for k in range(3)
    ]
    ring = circle(0, -960, 128, "none", stroke="#B9BCBE", stroke_width=17)
    twin = circle(5, -953, 128, "none", stroke="#8E9294", stroke_width=8)
    body = group(base, halves, arch, eye, filter="@brass")
    engraved = _courses(-1) + _courses(1)
    top = group(body, engraved, group(*links, filter="@brass-wire"))
    whole = group(top, group(twin, ring, filter="@steel-wire"))
    shade = group(whole, transform="translate(12,18)", filter="@t-dark", opacity=0.5)
    return place(x, y, shade, whole, size=size, turn=turn)


def _gate_cover() -> str:
    """Two key rings on dark stone."""
    return picture(
        "#C07B5E",
        flat("#B0694C", "stone"),
        _card(600, 760),
        gate(600, 1150, 0.84),
        defs=_DEFS,
    )


def _card(x: float, y: float) -> str:
    """Draw the backing card that a key ring is sold on."""
    ink = "#3A2412"
    shape = "M-330,-620 H330 V620 H-330Z"
    return place(
        x,
        y,
        path(shape, "#1a0d05", transform="translate(26,36)", filter="@t-blur34", opacity=0.6),
        path(shape, "#F1E7D2", filter="@t-card"),
        path("M-300,-590 H300 V590 H-300Z", stroke=ink, stroke_width=2),
        fine(0, 520, "Gapura", 62, "#A5482A", italic=True),
        capitals(0, 558, "Tembaga Suci Majakarta", 16, ink),
        circle(0, -520, 13, "#8a7a62"),
        turn=0,
    )


def _gate_close() -> str:
    """Three key rings thrown together on slate."""
    return picture(
        "#3F4A4E",
        flat("#46525A", "stone"),
        gate(330, 900, 0.72, -24),
        gate(900, 960, 0.72, 20),
        gate(590, 1330, 0.86, -3),
        defs=_DEFS,
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-025-1": _sun_cover,
    "SAMPLE-025-2": _sun_close,
    "SAMPLE-026-1": _gate_cover,
    "SAMPLE-026-2": _gate_close,
}
