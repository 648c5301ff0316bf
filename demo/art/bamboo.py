"""Bamboo boxes: the lidded hamper for wedding gifts, and the besek for onde-onde."""

from collections.abc import Callable
from random import Random

from demo.art import foliage, sesame
from demo.art.elements import circle, group, line, linear, path, place, polygon, rect
from demo.art.foliage import banana_leaf
from demo.art.lettering import capitals
from demo.art.packart import fine
from demo.art.surfaces import cast, dapple, flat, picture, shadow, table
from demo.art.weaving import Plait, Quad, at, binding, outline, woven

_DEFS = "".join(
    [
        sesame.DEFS,
        foliage.DEFS,
        cast("rattan", 5, 9, shine=0.4, sharp=18, rough=0.08, grain=".05 .3"),
        cast("twine", 2, 4, shine=0.1, sharp=8, rough=0.3, grain=".3"),
        linear("face-left", "0 #fff .12, .6 #fff 0, 1 #1a0d05 .42"),
        linear("face-right", "0 #1a0d05 .12, 1 #1a0d05 .55"),
        linear("face-top", "0 #fff .1, .5 #fff .22, 1 #fff .05", 0, 0, 1, 0),
    ]
)
_PALE = ("#E2BE7C", "#D9B26C", "#E8C98A", "#DDB874")
_BROWN = ("#A8763A", "#B4823F", "#9E6C33")
_GREEN = ("#E6CF90", "#DCC184", "#EAD8A0")

# The hamper, corner by corner: left far, near and right far edges, from top to foot.
_BODY_LEFT: Quad = ((212, 722), (740, 792), (726, 1236), (240, 1122))
_BODY_RIGHT: Quad = ((740, 792), (992, 718), (968, 1106), (726, 1236))
_LID_LEFT: Quad = ((192, 590), (744, 650), (744, 800), (196, 728))
_LID_RIGHT: Quad = ((744, 650), (1014, 580), (1010, 722), (744, 800))
_LID_TOP: Quad = ((192, 590), (470, 524), (1014, 580), (744, 650))


def _shaded(face: Quad, name: str, inside: str) -> str:
    """Lay a face's share of light and shade over its plait."""
    return inside + polygon(face, f"@{name}")


def _edges(face: Quad, width: float, wraps: int) -> str:
    """Bind the upper and lower edge of a face."""
    a, b, c, d = face
    return binding(a, b, width, "#B98A4A", wraps) + binding(d, c, width, "#B98A4A", wraps)


def _tag(x: float, y: float, size: float, turn: float) -> str:
    """Hang the maker's paper tag on a twine."""
    ink = "#4A2A14"
    card = "M-70,-104 L-34,-130 H34 L70,-104 V120 H-70Z"
    parts = [
        group(path(card, "#1a0d05", transform="translate(9,13)"), filter="@t-blur9", opacity=0.5),
        path(card, "#F3E6CB", filter="@t-card"),
        circle(0, -104, 9, "#6b4a2a"),
        fine(0, -34, "Anyam", 33, ink, italic=True),
        fine(0, 0, "Pring", 33, ink, italic=True),
        fine(0, 34, "Sedaya", 33, ink, italic=True),
        line("M-36,54 H36", ink, 2),
        capitals(0, 80, "Anyaman bambu", 9, ink),
        capitals(0, 98, "Mojokerto", 9, ink),
    ]
    cord = line("M0,-104 C-10,-150 20,-170 8,-214", "#B58A52", 5, filter="@twine")
    return place(x, y, *parts, cord, turn=turn, size=size)


def _handle() -> str:
    """Arch a double rattan handle over the lid, tied down at both ends."""
    arch = "M372,572 C372,372 832,376 838,596"
    ties = [
        line(f"M{x - 24},{y + k * 9} l48,{6}", "#8A5F2A", 8)
        for x, y in ((372, 560), (838, 584))
        for k in range(4)
    ]
    shade = line(
        arch, "#1a0d05", 24, transform="translate(34,96)", filter="@t-blur14", opacity=0.26
    )
    rods = [line(arch, "#C29350", 21), line(arch, "#D9AE6A", 19, transform="translate(0,20)")]
    return shade + group(*rods, *ties, filter="@rattan")


def _body(rnd: Random) -> str:
    """Draw the two faces of the hamper's body, its corner and its foot."""
    left = Plait(34, 28, 2, _PALE, _BROWN, 1.04)
    right = Plait(18, 28, 2, _PALE, _BROWN, 0.8)
    return "".join(
        [
            _shaded(_BODY_LEFT, "face-left", woven(_BODY_LEFT, left, rnd)),
            _shaded(_BODY_RIGHT, "face-right", woven(_BODY_RIGHT, right, rnd)),
            binding(_BODY_LEFT[1], _BODY_LEFT[2], 13, "#B98A4A", 30),
            binding(_BODY_LEFT[3], _BODY_LEFT[2], 18, "#A87A3E", 34),
            binding(_BODY_LEFT[2], _BODY_RIGHT[2], 18, "#8F6430", 18),
        ]
    )


def _lid(rnd: Random) -> str:
    """Draw the three visible faces of the lid, bound in rattan."""
    left = Plait(36, 9, 2, _PALE, _BROWN, 1.08)
    right = Plait(18, 9, 2, _PALE, _BROWN, 0.84)
    top = Plait(20, 36, 2, _PALE, _BROWN, 1.18)
    return "".join(
        [
            _shaded(_LID_TOP, "face-top", woven(_LID_TOP, top, rnd)),
            _shaded(_LID_LEFT, "face-top", woven(_LID_LEFT, left, rnd)),
            _shaded(_LID_RIGHT, "face-right", woven(_LID_RIGHT, right, rnd)),
            binding(_LID_TOP[0], _LID_TOP[1], 12, "#C99C5A", 26),
            binding(_LID_TOP[1], _LID_TOP[2], 12, "#C99C5A", 40),
            binding(_LID_LEFT[1], _LID_LEFT[2], 13, "#C99C5A", 12),
            _edges(_LID_LEFT, 19, 44),
            _edges(_LID_RIGHT, 19, 24),
        ]
    )


def hamper() -> str:
    """Draw the lidded hamper on its table."""
    rnd = Random("hantaran")
    under = "M236,1110 L726,1244 L972,1112 L1120,1180 L800,1290Z"
    lip = "M196,728 L744,800 L1010,722 L1004,776 L740,862 L204,780Z"
    return "".join(
        [
            shadow(620, 1160, 420, 80, 1.5),
            path(under, "#140a04", filter="@t-blur14", opacity=0.5),
            _body(rnd),
            group(path(lip, "#1a0d05"), filter="@t-blur9", opacity=0.5),
            _lid(rnd),
            _handle(),
        ]
    )


def _hamper_cover() -> str:
    """The whole hamper with its tag."""
    return picture(
        "#DADFCB",
        dapple(900, 20, 0.95, 64, 0.09),
        table(985, "#7D8A6E", "cloth"),
        place(-5, 20, hamper(), _tag(560, 1000, 0.9, -6)),
        defs=_DEFS,
    )


def _hamper_close() -> str:
    """The corner of the lid, close enough to count the strips."""
    return picture(
        "#CBBFA6",
        table(985, "#8A7A5E", "cloth"),
        hamper(),
        _tag(610, 985, 0.72, 5),
        defs=_DEFS,
        view=(410, 480, 560, 700),
    )


_BESEK_PLAIN = ("#F0DCAE", "#E6CB94", "#F4E4BE", "#DFC088")


def _besek(x: float, y: float, rnd: Random) -> str:
    """Draw one closed besek whose near corner stands at (x, y)."""
    left: Quad = ((x - 420, y - 250), (x, y - 130), (x, y - 26), (x - 408, y - 146))
    right: Quad = ((x, y - 130), (x + 420, y - 250), (x + 408, y - 146), (x, y - 26))
    low_left: Quad = ((x - 400, y - 150), (x, y - 30), (x, y), (x - 396, y - 120))
    low_right: Quad = ((x, y - 30), (x + 400, y - 150), (x + 396, y - 120), (x, y))
    top: Quad = ((x - 420, y - 250), (x, y - 366), (x + 420, y - 250), (x, y - 130))
    side = Plait(15, 4, 1, _BESEK_PLAIN, _GREEN, 1.0)
    dim = Plait(15, 4, 1, _BESEK_PLAIN, _GREEN, 0.78)
    return "".join(
        [
            shadow(x, y - 110, 420, 110, 1.3),
            woven(low_left, Plait(14, 1, 1, _BESEK_PLAIN, _GREEN, 0.7), rnd),
            woven(low_right, Plait(14, 1, 1, _BESEK_PLAIN, _GREEN, 0.55), rnd),
            woven(top, Plait(15, 15, 1, _BESEK_PLAIN, _GREEN, 1.12), rnd)
            + polygon(top, "@face-top"),
            woven(left, side, rnd),
            woven(right, dim, rnd) + polygon(right, "@face-right", opacity=0.6),
            binding(left[0], left[1], 9, "#D2B072"),
            binding(left[1], right[1], 9, "#C0A066"),
            binding(left[3], left[2], 10, "#C7A465"),
            binding(left[2], right[2], 10, "#A88850"),
            binding(left[1], left[2], 8, "#CBA96B"),
        ]
    )


def _wrap(x: float, y: float) -> str:
    """Tie a besek crosswise with twine, in a bow on the middle of its lid."""
    top: Quad = ((x - 420, y - 250), (x, y - 366), (x + 420, y - 250), (x, y - 130))
    cords = []
    for (ax, ay), (bx, by) in (
        (at(top, 0, 0.5), at(top, 1, 0.5)),
        (at(top, 0.5, 1), at(top, 0.5, 0)),
    ):
        cords.append(line(f"M{ax},{ay} L{bx},{by}", "#B5462E", 9))
        cords.append(line(f"M{ax},{ay} v108", "#93371F", 9))
    mx, my = at(top, 0.5, 0.5)
    loops = (
        "M0,0 C-60,-80 -160,-60 -120,-8 C-86,20 -30,10 0,0 M0,0 C60,-80 160,-60 120,-8"
        " C86,20 30,10 0,0 M0,0 C-20,30 -60,40 -90,58 M0,0 C20,30 70,36 106,50"
    )
    bow = [line(loops, "#C24E34", 11), circle(0, 0, 14, "#A83E28")]
    shade = group(*bow, transform="translate(8,14)", filter="@t-dark", opacity=0.45)
    return group(*cords, filter="@twine") + place(mx, my, shade, group(*bow, filter="@twine"))


def _besek_cover() -> str:
    """Two besek in a pile, the upper one tied for giving."""
    rnd = Random("besek")
    return picture(
        "#E6C9B6",
        dapple(930, 20, 0.95, 64, 0.08),
        table(1000, "#A5654A", "wood"),
        _besek(610, 1310, rnd),
        _besek(600, 1165, rnd),
        _wrap(600, 1165),
        _tag(380, 1196, 0.92, 5),
        defs=_DEFS,
        view=(80, 200, 1040, 1300),
    )


def _tray(face: Quad, plait: Plait, rnd: Random, rim: float) -> str:
    """Lay a woven square on the table, seen from above, with its bound rim and shadow."""
    deep = rim * 3.1
    drop = {"transform": f"translate({deep:.0f},{deep + 8:.0f})", "filter": "@t-blur34"}
    return "".join(
        [
            path(outline(face), "#1a0d05", opacity=0.65, **drop),
            woven(face, plait, rnd),
            *[binding(face[k], face[(k + 1) % 4], rim, "#CBA96B") for k in range(4)],
        ]
    )


def _besek_open() -> str:
    """The open besek from above, lined with leaf and filled with ten balls."""
    rnd = Random("besek terbuka")
    lid: Quad = ((640, -250), (1330, -120), (1200, 520), (520, 400))
    rim: Quad = ((150, 420), (1010, 420), (1010, 1280), (150, 1280))
    leaf = (
        "M190,560 L300,478 L520,500 L700,470 L968,520 L960,800"
        " L985,1100 L900,1230 L620,1205 L380,1235 L205,1150 L225,860Z"
    )
    rows = ((3, 672), (4, 850), (3, 1028))
    spots = [(580 + (k - (n - 1) / 2) * 178, y) for n, y in rows for k in range(n)]
    return picture(
        "#E6C9B6",
        flat("#8F4E36", "wood"),
        _tray(lid, Plait(15, 15, 1, _BESEK_PLAIN, _GREEN, 0.98), rnd, 13),
        _tray(rim, Plait(17, 17, 1, _BESEK_PLAIN, _GREEN), rnd, 15),
        rect(215, 485, 730, 730, "#2a1606"),
        rect(215, 485, 730, 730, "#120802", filter="@t-blur34", opacity=0.7),
        banana_leaf("lining", leaf, 190, 470, 800, 770, lean=0.12),
        *[sesame.ball(rnd, x, y, 90) for x, y in spots],
        defs=_DEFS,
        view=(30, 120, 1104, 1380),
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-021-1": _hamper_cover,
    "SAMPLE-021-2": _hamper_close,
    "SAMPLE-022-1": _besek_cover,
    "SAMPLE-022-2": _besek_open,
}
