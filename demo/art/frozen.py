"""Frozen onde-onde: the bag with its window, frost and ice."""

from collections.abc import Callable
from math import cos, pi, sin
from random import Random

from demo.art import sesame
from demo.art.elements import (
    circle,
    clipped,
    group,
    line,
    linear,
    path,
    place,
    rect,
)
from demo.art.lettering import capitals, text
from demo.art.packart import fine, heavy
from demo.art.surfaces import flat, picture

_NAVY, _ICE, _RED = "#17345C", "#E4F1F7", "#C8402C"
_BAG = (
    "M-338,-540 H338 C350,-420 356,-200 352,0 C356,200 350,420 338,540 H-338"
    " C-350,420 -356,200 -352,0 C-356,-200 -350,-420 -338,-540Z"
)
_DEFS = "".join(
    [
        sesame.DEFS,
        linear("ice-cube", "0 #fff .9, .35 #D8ECF6 .55, .7 #9CC3DA .6, 1 #6FA2C0 .75", 0, 0, 1, 1),
        linear("ice-face", "0 #fff .15, .5 #EAF6FC .6, 1 #fff .2", 0, 0, 1, 1),
        linear(
            "film",
            "0 #06121f .42, .08 #06121f .06, .16 #fff .4, .24 #fff .06, .6 #fff 0, .8 #06121f .08,"
            " .9 #fff .2, 1 #06121f .42",
            0, 0, 1, 0,
        ),
        linear("film-fall", "0 #fff .25, .15 #06121f .08, .3 #fff .06, .8 #fff 0, 1 #06121f .3"),
    ]
)  # fmt: skip


def _flake(r: float, colour: str, width: float) -> str:
    """Draw a six-armed snow crystal."""
    arm = f"M0,0 V{-r} M0,{-r * 0.5:.1f} l{r * 0.22:.1f},{-r * 0.2:.1f}"
    arm += f" M0,{-r * 0.5:.1f} l{-r * 0.22:.1f},{-r * 0.2:.1f}"
    arm += f" M0,{-r * 0.74:.1f} l{r * 0.16:.1f},{-r * 0.15:.1f}"
    arm += f" M0,{-r * 0.74:.1f} l{-r * 0.16:.1f},{-r * 0.15:.1f}"
    return "".join(place(0, 0, line(arm, colour, width), turn=k * 60) for k in range(6))


def _frosted(rnd: Random, x: float, y: float, r: float) -> str:
    """Draw one frozen ball with rime on its upper side."""
    rime = []
    for _ in range(70):
        angle, far = rnd.uniform(pi, 2 * pi), rnd.uniform(0.1, 0.98) * r
        size = rnd.uniform(1.5, 6)
        spot = (x + cos(angle) * far, y + sin(angle) * far)
        rime.append(circle(*spot, size, "#fff", opacity=rnd.uniform(0.3, 0.85)))
    cool = circle(x, y, r, "#BFDDF0", opacity=0.2)
    return sesame.ball(rnd, x, y, r, raw=True) + cool + "".join(rime)


def _crimp(y: float) -> str:
    """Draw the ribs of a sealed end."""
    ribs = []
    for k in range(46):
        x = -345 + k * 15.3
        ribs.append(line(f"M{x:.1f},{y - 26} v52", "#000", 4, opacity=0.14))
        ribs.append(line(f"M{x + 5:.1f},{y - 26} v52", "#fff", 4, opacity=0.28))
    return "".join(ribs)


_WINDOW = (
    "M-268,70 H268 A30,30 0 0 1 298,100 V396 A30,30 0 0 1 268,426"
    " H-268 A30,30 0 0 1 -298,396 V100 A30,30 0 0 1 -268,70Z"
)
_SNOW = (
    "M-360,-40 C-260,-96 -180,-30 -90,-64 C0,-100 70,-30"
    " 160,-70 C240,-100 300,-50 360,-80 V560 H-360Z"
)
_FLAKES = ((-258, -400, 40), (286, -396, 40), (-276, -170, 30), (250, -130, 26), (0, -476, 24))


def _opening(rnd: Random) -> str:
    """Show the balls through the window of the bag."""
    rows = [(x + (48 if row % 2 else 0), 110 + row * 92, 60)
            for row in range(4) for x in (-306, -204, -102, 0, 102, 204, 306)]  # fmt: skip
    balls = [_frosted(rnd, *spot) for spot in rows]
    depth = path(_WINDOW, stroke="#06121f", stroke_width=26, filter="@t-blur14", opacity=0.5)
    back = rect(-310, 60, 620, 380, "#5b4a38")
    return clipped("bag-window", _WINDOW, back, *balls, depth)


def _front(rnd: Random) -> str:
    """Print the bag: white peaks of snow over navy, and a window onto the balls."""
    flakes = [place(x, y, _flake(r, "#9CC4E4", 3)) for x, y, r in _FLAKES]
    count = (text(214, -10, "isi", 28, "#fff"), heavy(214, 46, "20", 62, "#fff"))
    cold = "Simpan beku di -18 °C"
    return "".join(
        [
            rect(-370, -560, 740, 1120, _NAVY),
            *flakes,
            path(_SNOW, _ICE),
            capitals(0, -408, "Dapur Sari Wijen", 24, "#F4C766"),
            heavy(0, -306, "Onde-onde", 104, "#fff"),
            fine(0, -222, "beku siap goreng", 54, "#F4C766", italic=True),
            _opening(rnd),
            path(_WINDOW, stroke=_NAVY, stroke_width=7),
            group(circle(214, 6, 82, _RED), *count),
            text(-290, 26, cold, 25, _NAVY, text_anchor="start", font_weight=700),
            capitals(0, 470, "Berat bersih 700 g", 19, _NAVY),
        ]
    )


def _bag(x: float, y: float, turn: float) -> str:
    """Lay the sealed bag on the table, seen from above."""
    rnd = Random("beku")
    wrinkles = (
        "M-330,-480 C-260,-440 -180,-470 -90,-430", "M330,-470 C260,-430 200,-460 120,-420",
        "M-340,470 C-250,430 -170,460 -60,428", "M338,460 C260,424 190,456 90,430",
        "M-344,-60 C-300,-40 -270,-70 -240,-40", "M346,40 C306,60 286,20 256,50",
    )  # fmt: skip
    folds = [line(d, "#fff", 14, opacity=0.42, filter="@t-blur9") for d in wrinkles]
    folds += [line(d, "#000", 15, opacity=0.24, filter="@t-blur9", transform="translate(5,13)")
              for d in wrinkles]  # fmt: skip
    light = [rect(-370, -560, 740, 1120, "@film"), rect(-370, -560, 740, 1120, "@film-fall")]
    rime = [
        circle(rnd.gauss(0, 210), rnd.choice((-1, 1)) * (540 - abs(rnd.gauss(0, 46))),
               rnd.uniform(1, 5), "#fff", opacity=0.6)
        for _ in range(320)
    ]  # fmt: skip
    body = clipped("bag", _BAG, _front(rnd), *light, *folds, _crimp(-512), _crimp(512), *rime)
    shade = path(_BAG, "#0a1622", transform="translate(26,38)", filter="@t-blur34", opacity=0.55)
    near = path(_BAG, "#0a1622", transform="translate(7,10)", filter="@t-blur9", opacity=0.5)
    edge = path(_BAG, stroke="#fff", stroke_width=2, opacity=0.6)
    return place(x, y, shade, near, body, edge, turn=turn)


def _ice(rnd: Random, x: float, y: float, size: float) -> str:
    """Lay one cube of clear ice."""
    turn, side = rnd.uniform(-45, 45), size * 1.7
    half = side / 2
    under = rect(
        -half, -half, side, side, "#0a1622", rx=side * 0.2, filter="@t-blur9", opacity=0.38
    )
    cube = [
        rect(-half, -half, side, side, "@ice-cube", rx=side * 0.2),
        rect(-half * 0.7, -half * 0.7, side * 0.7, side * 0.7, "@ice-face", rx=side * 0.13),
        rect(-half, -half, side, side, "none", rx=side * 0.2, stroke="#fff", stroke_width=3,
             opacity=0.75),
        line(f"M{-half * 0.72:.0f},{half * 0.2:.0f} V{-half * 0.4:.0f}"
             f" Q{-half * 0.7:.0f},{-half * 0.7:.0f} {-half * 0.3:.0f},{-half * 0.74:.0f}",
             "#fff", side * 0.06, opacity=0.9),
    ]  # fmt: skip
    moved = group(under, transform="translate(9,14)")
    return place(x, y, moved, *cube, turn=turn)


def _powder(rnd: Random, count: int) -> str:
    """Scatter snow over the table."""
    return "".join(
        circle(rnd.uniform(0, 1200), rnd.uniform(0, 1500), rnd.uniform(0.8, 3.4), "#fff",
               opacity=rnd.uniform(0.25, 0.8))
        for _ in range(count)
    )  # fmt: skip


def _cover() -> str:
    """The bag on cold slate with ice and two loose balls."""
    rnd = Random("es")
    lumps = [(130, 1290, 74), (230, 1390, 54), (1090, 190, 70), (1000, 110, 46), (1110, 330, 40)]
    return picture(
        "#D3E3EC",
        flat("#A9C2D1", "stone"),
        _powder(rnd, 380),
        _bag(600, 740, -4),
        *[_ice(rnd, *spot) for spot in lumps],
        _frosted(rnd, 960, 1370, 78),
        _frosted(rnd, 1100, 1300, 74),
        defs=_DEFS,
        view=(60, 60, 1104, 1380),
    )


def _close() -> str:
    """Frozen balls on crushed ice, close enough to see the rime."""
    rnd = Random("es dekat")
    lumps = [(rnd.uniform(-40, 1240), rnd.uniform(-40, 1540), rnd.uniform(66, 104))
             for _ in range(90)]  # fmt: skip
    balls = [(360, 430, 190), (830, 390, 185), (600, 790, 205), (220, 1010, 180), (985, 1040, 190),
             (560, 1260, 190)]  # fmt: skip
    return picture(
        "#C3DAE8",
        flat("#8FB2C6", "stone"),
        *[_ice(rnd, *spot) for spot in lumps],
        rect(-20, -20, 1240, 1540, "#0d2a40", opacity=0.14),
        *[_frosted(rnd, *spot) for spot in balls],
        _powder(rnd, 260),
        defs=_DEFS,
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-033-1": _cover,
    "SAMPLE-033-2": _close,
}
