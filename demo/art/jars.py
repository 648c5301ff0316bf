"""Sambal of smoked river fish: in its jar, and freshly ground in a mortar."""

from collections.abc import Callable
from math import cos, pi, sin, sqrt
from random import Random

from demo.art import foliage, glassware, produce
from demo.art.elements import (
    circle,
    clipped,
    ellipse,
    group,
    line,
    linear,
    mix,
    path,
    place,
    rect,
)
from demo.art.foliage import lime_leaf
from demo.art.glassware import cap, shine
from demo.art.lettering import capitals
from demo.art.packart import fine, heavy
from demo.art.produce import chilli, clove, laid, river_fish, shallot
from demo.art.surfaces import cast, dapple, flat, picture, relief, shadow, table

_DEFS = "".join(
    [
        produce.DEFS,
        foliage.DEFS,
        glassware.DEFS,
        relief("chunky", ".05", 7, 4, 12),
        cast("pounded-stone", 16, 22, shine=0.1, sharp=8, rough=0.2, grain=".12"),
        linear("mortar-hollow", "0 #000 .6, .5 #000 .2, 1 #fff .2", 0, 0, 1, 1),
        linear(
            "label-round",
            "0 #0d0604 .5, .1 #0d0604 .14, .28 #fff .22, .5 #fff 0, .78 #0d0604 .12, 1 #0d0604 .48",
            0, 0, 1, 0,
        ),
        linear("oil", "0 #FF7A2A .7, 1 #B5250E .1"),
    ]
)  # fmt: skip

_SAMBAL = (
    "M-176,-430 C-178,-408 -206,-396 -212,-350 C-218,-240 -218,-120 -208,-30 C-204,10 -120,30 0,30"
    " C120,30 204,10 208,-30 C218,-120 218,-240 212,-350 C206,-396 178,-408 176,-430Z"
)


def _paste(rnd: Random) -> str:
    """Fill the jar with ground chilli: seeds, skins, flakes of fish and a layer of oil."""
    bits = [rect(-240, -378, 480, 430, "#A8200F")]
    colours = ("#D23A1A", "#8E160B", "#B8260F", "#6E100A", "#E0562C", "#B86A2A", "#7A3416")
    for _ in range(1500):
        x, y = rnd.uniform(-214, 214), rnd.uniform(-362, 34)
        bit = ellipse(0, 0, rnd.uniform(4, 13), rnd.uniform(2, 6), rnd.choice(colours))
        bits.append(place(x, y, bit, turn=rnd.uniform(0, 180)))
    for _ in range(130):
        x, y = rnd.uniform(-206, 206), rnd.uniform(-352, 26)
        seed = ellipse(0, 0, 5.6, 4.2, rnd.choice(("#F0CB78", "#E3B35A", "#F4DA9C")))
        bits.append(place(x, y, seed, turn=rnd.uniform(0, 180)))
    oil = "M-230,-372 Q0,-336 230,-372 V-300 Q0,-262 -230,-300Z"
    return "".join(
        [
            group(*bits, filter="@chunky"),
            path("M-230,-440 H230 V-372 Q0,-336 -230,-372Z", "#D9C9BC"),
            path("M-230,-440 H230 V-372 Q0,-400 -230,-372Z", "#9C8474", opacity=0.7),
            ellipse(0, -370, 212, 22, "#8E1A0A"),
            ellipse(0, -370, 212, 22, "none", stroke="#F08A4A", stroke_width=3),
            path(oil, "@oil"),
        ]
    )


_BAND = (
    "M-214,-268 Q0,-232 214,-268 C216,-200 215,-120 211,-66 Q0,-26 -211,-66"
    " C-215,-120 -216,-200 -214,-268Z"
)


def _sambal_label() -> str:
    """Print the label that wraps the jar: a black band with a fish over a river."""
    ink, cream, red = "#17130F", "#F6EAD2", "#E2472A"
    waves = [
        line(f"M-220,{y} q27,-15 55,0 t55,0 t55,0 t55,0 t55,0 t55,0 t55,0 t55,0", red, 3)
        for y in (-94, -82, -70)
    ]
    fish = place(0, -222, river_fish(), size=0.3)
    return clipped(
        "sambal-label",
        _BAND,
        path(_BAND, ink),
        path(_BAND, stroke=red, stroke_width=14),
        group(*waves, transform="translate(0,18)"),
        fish,
        capitals(0, -188, "Ulek Mpu", 17, "#E9B65A"),
        heavy(0, -144, "Sambal Wader", 42, cream),
        fine(0, -112, "asap", 36, red, italic=True),
        rect(-76, -92, 152, 26, ink),
        capitals(0, -73, "Berat bersih 120 g", 11, cream),
        rect(-230, -290, 460, 270, "@label-round"),
    )


def sambal_jar(x: float, y: float, size: float = 1) -> str:
    """Stand the jar of sambal with the middle of its foot at (x, y)."""
    fill = clipped("sambal-fill", _SAMBAL, path(_SAMBAL, "#9C1C0E"), _paste(Random("sambal")))
    neck = rect(-178, -446, 356, 30, "#C9B7A4", opacity=0.5)
    parts = [
        shadow(0, 16, 214, 44, 1.5),
        neck,
        fill,
        shine(_SAMBAL, -212, -430, 424, 460),
        _sambal_label(),
        cap(380, -520, 78, "metal"),
    ]
    return place(x, y, *parts, size=size)


def _sambal() -> str:
    """The jar with chillies, shallots and two smoked river fish."""
    return picture(
        "#B9C7BE",
        dapple(880, 60, 0.95, 64, 0.08),
        table(985, "#4A3A32", "stone"),
        sambal_jar(600, 1120, 1.42),
        laid(330, 1205, river_fish(), "skin", 8, 1.02),
        laid(400, 1290, river_fish(), "skin", -6, 0.92),
        laid(800, 1260, chilli(280), "waxy", 12),
        laid(850, 1330, chilli(250, "#D8341E"), "waxy", -16),
        laid(960, 1220, shallot(), "waxy", 20, 0.9),
        laid(1040, 1290, shallot(cut=True), "skin", -14, 0.8),
        laid(640, 1370, chilli(210, "#3E7A2A"), "waxy", 4),
        defs=_DEFS,
    )


def _sambal_close() -> str:
    """A spoon of sambal in a stone mortar, seen from above, with what goes into it."""
    rnd = Random("ulek")
    return picture(
        "#B9C7BE",
        flat("#B59A78", "wood"),
        mortar(600, 760, 400, rnd),
        laid(180, 1300, chilli(330), "waxy", -38),
        laid(300, 1350, chilli(300, "#D8341E"), "waxy", -58),
        laid(1010, 1310, shallot(), "waxy", 30, 1.2),
        laid(870, 1390, shallot(cut=True), "skin", -20, 1.2),
        laid(200, 210, clove(), "skin", 30, 1.2),
        laid(1000, 190, river_fish(), "skin", 24, 1.15),
        lime_leaf(90, 330, 230, -40),
        defs=_DEFS,
    )


def _ground(x: float, y: float, r: float, rnd: Random) -> list[str]:
    """Scatter bits of chilli and its seeds over the hollow of a mortar."""
    bits = []
    colours = ("#D23A1A", "#8E160B", "#B8260F", "#6E100A", "#E0562C", "#B86A2A", "#7A3416")
    for _ in range(1900):
        angle, far = rnd.uniform(0, 2 * pi), sqrt(rnd.random()) * r * 0.66
        colour = mix(rnd.choice(colours), "#3A0804", 0.2 * far / r)
        bit = ellipse(0, 0, rnd.uniform(5, 17), rnd.uniform(3, 8), colour)
        bits.append(
            place(x + cos(angle) * far, y + sin(angle) * far, bit, turn=rnd.uniform(0, 180))
        )
    for _ in range(150):
        angle, far = rnd.uniform(0, 2 * pi), sqrt(rnd.random()) * r * 0.64
        seed = ellipse(0, 0, 8, 6, rnd.choice(("#F0CB78", "#E3B35A", "#F4DA9C")))
        bits.append(
            place(x + cos(angle) * far, y + sin(angle) * far, seed, turn=rnd.uniform(0, 180))
        )
    return bits


def mortar(x: float, y: float, r: float, rnd: Random) -> str:
    """Set a stone mortar seen from above, with sambal ground in it."""
    bits = _ground(x, y, r, rnd)
    return "".join(
        [
            circle(x + 40, y + 52, r, "#1a0d05", filter="@t-blur34", opacity=0.6),
            group(circle(x, y, r, "#5C5853"), filter="@pounded-stone"),
            circle(x, y, r * 0.83, "#46423E"),
            circle(x, y, r * 0.83, "@mortar-hollow"),
            group(circle(x, y, r * 0.67, "#A8200F"), *bits, filter="@chunky"),
            circle(x, y, r * 0.69, "none", stroke="#E8743A", stroke_width=9, opacity=0.35),
            place(x + r * 0.1, y - r * 0.05, river_fish(), turn=-24, size=r / 420),
            place(x - r * 0.05, y + r * 0.22, river_fish(), turn=14, size=r / 470),
        ]
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-037-1": _sambal,
    "SAMPLE-037-2": _sambal_close,
}
