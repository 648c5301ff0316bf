"""Onde-onde, fresh on a plate and frozen in a bag."""

from collections.abc import Callable
from random import Random

from demo.art import foliage, sesame
from demo.art.elements import ellipse, linear, path, radial
from demo.art.foliage import banana_leaf
from demo.art.surfaces import dapple, picture, shadow, table

_DEFS = "".join(
    [
        sesame.DEFS,
        foliage.DEFS,
        radial("china", "0 #FFFEFA, .7 #EDE7DB, 1 #B8AE9C", 0.38, 0.3, 0.85),
        radial("well", "0 #FCFAF4, .8 #EFE9DD, 1 #D9D0C0", 0.45, 0.6, 0.7),
        linear("rim", "0 #fff, .5 #d8cfbe, 1 #fff", 0, 0, 1, 0),
    ]
)
_PYRAMID = (
    (330, 975, 112), (560, 950, 112), (780, 965, 112),
    (440, 1035, 124), (685, 1042, 126), (880, 1040, 112),
    (450, 845, 116), (690, 840, 116), (590, 875, 120),
    (575, 700, 112),
)  # fmt: skip


def _plate(cx: float, cy: float, rx: float, ry: float) -> str:
    """Draw a wide white plate with a thin blue line, seen at table height."""
    return "".join(
        [
            shadow(cx, cy + ry * 0.42, rx * 0.98, ry * 0.75),
            ellipse(cx, cy + 26, rx * 0.86, ry * 0.9, "#9b917f"),
            ellipse(cx, cy + 8, rx, ry, "#c9c0b0"),
            ellipse(cx, cy, rx, ry, "@china"),
            ellipse(cx, cy, rx * 0.955, ry * 0.95, "none", stroke="#3E5C86", stroke_width=5),
            ellipse(cx, cy, rx * 0.93, ry * 0.925, "none", stroke="#3E5C86", stroke_width=1.6),
            ellipse(cx, cy + 2, rx * 0.76, ry * 0.74, "#CFC6B5"),
            ellipse(cx, cy + 7, rx * 0.75, ry * 0.72, "@well"),
        ]
    )


def _onde_plate() -> str:
    """Ten fried balls heaped on banana leaf."""
    rnd = Random("onde-onde")
    leaf = (
        "M196,1082 C330,1010 480,985 640,990 C800,985 930,1010 1022,1066"
        " C985,1130 900,1160 790,1172 L772,1150 L764,1176"
        " C600,1196 380,1180 300,1150 L288,1128 L274,1142 Z"
    )
    heap = [sesame.ball(rnd, *spot) for spot in _PYRAMID]
    return picture(
        "#E7C9A6",
        dapple(760, 60, 1.0, 50),
        table(1000, "#8A5637"),
        _plate(610, 1120, 500, 158),
        banana_leaf("plate-leaf", leaf, 190, 980, 840, 220),
        *heap,
        defs=_DEFS,
        view=(90, 200, 1040, 1300),
    )


def _onde_cut() -> str:
    """Three balls and a cut one that shows the mung bean paste."""
    rnd = Random("onde-onde belah")
    leaf = (
        "M-40,1010 C200,900 620,850 1240,900 L1240,1400 L1130,1352 L1112,1420 C800,1440 300,1420"
        " -40,1330Z"
    )
    return picture(
        "#D9B48C",
        table(820, "#6E4127"),
        path(leaf, "#1a0d05", transform="translate(16,26)", filter="@t-blur14", opacity=0.4),
        banana_leaf("cut-leaf", leaf, -40, 850, 1280, 600, lean=0.5),
        sesame.ball(rnd, 330, 800, 200),
        sesame.ball(rnd, 850, 770, 215),
        sesame.half(rnd, 420, 1110, 232),
        sesame.ball(rnd, 875, 1130, 210),
        defs=_DEFS,
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-031-1": _onde_plate,
    "SAMPLE-031-2": _onde_cut,
}
