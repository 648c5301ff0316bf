"""A teak model of a Majapahit ship: two canted sails, an outrigger and side oars."""

from collections.abc import Callable
from random import Random

from demo.art.cookies import sun
from demo.art.elements import (
    Point,
    circle,
    clipped,
    group,
    line,
    linear,
    path,
    place,
    polygon,
    rect,
)
from demo.art.lettering import capitals
from demo.art.surfaces import cast, dapple, picture, relief, shadow, table

_TEAK, _DARK, _PALE = "#9A6232", "#5A3216", "#C08A50"
_DEFS = "".join(
    [
        cast("teak", 9, 13, shine=0.22, sharp=12, rough=0.10, grain=".006 .14"),
        cast("spar", 3, 7, shine=0.3, sharp=14),
        cast("plank", 1.6, 4, shine=0.14, sharp=10, rough=0.25, grain=".008 .22"),
        cast("ship-brass", 2.5, 6, shine=0.9, sharp=16, tint="#ffe7a0"),
        relief("sailcloth", ".5 .35", 1.0, 2),
        linear("hull-fall", "0 #fff .14, .3 #fff 0, .62 #1a0804 .2, 1 #1a0804 .62"),
        linear("hull-side", "0 #fff .08, .5 #fff 0, 1 #1a0804 .35", 0, 0, 1, 0),
        linear(
            "billow", "0 #3a2410 .34, .2 #fff .14, .45 #fff .34, .75 #3a2410 .06, 1 #3a2410 .4",
            0, 0, 1, 0.18,
        ),
    ]
)  # fmt: skip
_HULL = (
    "M118,792 C150,912 250,1046 430,1062 H780 C940,1050 1046,930 1092,760"
    " C1000,868 800,906 600,908 C400,906 220,868 118,792Z"
)


def _plank(share: float) -> str:
    """Give the line of a plank: the sheer's curve let down by a share of the hull's depth."""
    s = share
    return (
        f"M{118 + 150 * s:.0f},{792 + 205 * s:.0f} C{220 + 120 * s:.0f},{868 + 150 * s:.0f}"
        f" {400 + 30 * s:.0f},{906 + 146 * s:.0f} 600,{908 + 150 * s:.0f}"
        f" C{800 - 10 * s:.0f},{906 + 146 * s:.0f} {1000 - 110 * s:.0f},{868 + 150 * s:.0f}"
        f" {1092 - 132 * s:.0f},{760 + 240 * s:.0f}"
    )


_BOW = (
    "M150,824 C96,770 78,690 108,628 C120,600 152,604 150,632"
    " C146,650 128,648 128,640 C112,690 130,752 176,830Z"
)
_STERN = (
    "M1064,812 C1118,760 1136,672 1106,604 C1094,578 1062,582 1064,610"
    " C1068,628 1086,626 1086,618 C1100,668 1084,740 1040,820Z"
)


def _planking() -> str:
    """Draw the seams and pegs of the planks, in the light and shade of a round hull."""
    rnd = Random("pasak")
    seams = [line(_plank(k / 7), _DARK, 3.2, opacity=0.75) for k in range(1, 7)]
    lights = [
        line(_plank(k / 7), "#E2B47A", 1.8, opacity=0.5, transform="translate(0,4)")
        for k in range(1, 7)
    ]
    pegs = [
        circle(rnd.uniform(240, 960), rnd.uniform(915, 1050), 2.6, _DARK, opacity=0.7)
        for _ in range(90)
    ]
    shade = (path(_HULL, "@hull-fall"), path(_HULL, "@hull-side"))
    return clipped("hull", _HULL, *seams, *lights, *pegs, *shade)


def _hull() -> str:
    """Draw the hull: planks, rubbing strakes, stem and stern posts with brass eyes."""
    strakes = line(_plank(0.0), _PALE, 17) + line(_plank(0.1), _TEAK, 9)
    eyes = circle(172, 842, 9, "#C9A04C") + circle(1046, 826, 9, "#C9A04C")
    return "".join(
        [
            group(path(_BOW, _TEAK), path(_STERN, _TEAK), filter="@teak"),
            group(path(_HULL, _TEAK), filter="@teak"),
            _planking(),
            group(strakes, filter="@spar"),
            group(eyes, filter="@ship-brass"),
        ]
    )


def _deck() -> str:
    """Draw the railing and the deck house with its curved roof."""
    posts = []
    for k in range(31):
        x = 205 + k * 26.6
        y = 908 - ((x - 600) / 490) ** 2 * 92
        posts.append(line(f"M{x:.0f},{y:.0f} v-44", _TEAK, 7))
    rail = line("M196,800 C320,846 460,862 600,864 C740,862 880,842 1010,786", _PALE, 9)
    wall = rect(560, 752, 190, 120, _TEAK)
    slats = [line(f"M{x},760 V868", _DARK, 3, opacity=0.6) for x in range(578, 750, 19)]
    roof = "M530,760 C580,700 730,700 782,760 L770,774 C720,722 590,722 542,774Z"
    door = rect(636, 790, 40, 80, "#2e1808", rx=3)
    return "".join(
        [
            group(wall, filter="@plank"),
            *slats,
            door,
            group(path(roof, _DARK), filter="@teak"),
            group(*posts, rail, filter="@spar"),
        ]
    )


_ARMS = (330, 480, 640, 800, 930)


def _outrigger() -> str:
    """Draw the near outrigger: two floats held away from the hull by curved arms."""
    arms = [f"M{x},872 C{x - 16},930 {x - 22},1010 {x - 18},1104" for x in _ARMS]
    braces = [
        f"M{x - 12},968 L{x + 120},1098 M{x + 126},968 L{x - 4},1098" for x in (330, 490, 650, 800)
    ]
    floats = [
        "M196,1098 C300,1112 900,1112 1016,1092",
        "M226,1124 C330,1136 880,1136 990,1118",
    ]
    shade = [line(d, "#120602", 16, transform="translate(8,22)") for d in (*arms, *floats)]
    lashings = [line(f"M{x - 30},{y} h26", "#D9BE8C", 9) for x in _ARMS for y in (1098, 1110, 1122)]
    hull_only = clipped("hull-shade", _HULL, group(*shade, filter="@t-blur9", opacity=0.5))
    return "".join(
        [
            hull_only,
            group(*[line(d, _TEAK, 5) for d in braces], filter="@spar"),
            group(*[line(d, _PALE, 13) for d in arms], filter="@spar"),
            group(*[line(d, "#B98A4A", 23) for d in floats], filter="@teak"),
            group(*lashings, filter="@spar"),
        ]
    )


Corners = tuple[Point, Point, Point, Point]


def _seams(corners: Corners) -> str:
    """Draw the sewn seams of a sail, from its yard down to its boom."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    seams = []
    for k in range(1, 9):
        t = k / 9
        x0, y0 = ax + (bx - ax) * t, ay + (by - ay) * t
        x1, y1 = dx + (cx - dx) * t, dy + (cy - dy) * t
        middle = f"{(x0 + x1) / 2 + 26:.0f},{(y0 + y1) / 2:.0f}"
        seam = f"M{x0:.0f},{y0:.0f} Q{middle} {x1:.0f},{y1 + 20:.0f}"
        seams.append(line(seam, "#8A6A3E", 2.4, opacity=0.55))
        seams.append(line(seam, "#fff", 2, opacity=0.4, transform="translate(3,0)"))
    return "".join(seams)


def _emblem(r: float) -> str:
    """Paint the sun of the sail around (0, 0)."""
    brick, cloth = "#9E3B26", "#E9DBBB"
    outer, inner = path(sun(r, waist=0.52), brick), path(sun(r * 0.4, waist=0.6), brick)
    return outer + circle(0, 0, r * 0.5, cloth) + inner + circle(0, 0, r * 0.1, cloth)


def _sail(name: str, corners: Corners, crest: float) -> str:
    """Draw a canted sail between its yard (above) and boom (below)."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = corners
    shape = (
        f"M{ax},{ay} Q{(ax + bx) / 2},{(ay + by) / 2 + 14} {bx},{by}"
        f" C{bx + 46},{by + (cy - by) * 0.3} {cx + 40},{by + (cy - by) * 0.7} {cx},{cy}"
        f" Q{(cx + dx) / 2},{(cy + dy) / 2 + 30} {dx},{dy}"
        f" C{dx - 22},{ay + (dy - ay) * 0.7} {ax + 16},{ay + (dy - ay) * 0.3} {ax},{ay}Z"
    )
    mx, my = (ax + bx + cx + dx) / 4 + 12, (ay + by + cy + dy) / 4
    emblem = place(mx, my, _emblem(crest), turn=-14)
    cloth = group(path(shape, "#EADBBA"), emblem, filter="@sailcloth")
    yard = line(f"M{ax - 46},{ay + 14} L{bx + 46},{by - 16}", _PALE, 15)
    bend = f"{(cx + dx) / 2},{(cy + dy) / 2 + 28}"
    boom = line(f"M{dx - 46},{dy + 16} Q{bend} {cx + 46},{cy - 8}", _PALE, 13)
    spars = group(yard, boom, filter="@spar")
    return clipped(name, shape, cloth, _seams(corners), path(shape, "@billow")) + spars


def _mast(x: float, foot: float, top: float) -> str:
    """Draw a mast on two legs with rungs, and a long streamer in red and white."""
    legs = f"M{x - 52},{foot} L{x},{top} L{x + 52},{foot}"
    rungs = []
    for k in range(1, 12):
        t = k / 13
        y = foot + (top - foot) * t
        reach = 52 * (1 - t)
        rungs.append(line(f"M{x - reach:.0f},{y:.0f} H{x + reach:.0f}", _TEAK, 5))
    streamer = []
    for k in range(6):
        y0 = top - 26 + k * 8
        stripe = f"M{x + 4},{y0} q60,-22 110,2 t96,{-6 + k * 1.2:.1f}"
        streamer.append(
            line(stripe, "#B23222" if k % 2 == 0 else "#F3EAD8", 8, stroke_linecap="butt")
        )
    pole = line(f"M{x},{top + 8} V{top - 36}", _PALE, 8)
    return group(*streamer) + group(line(legs, _PALE, 13), *rungs, pole, filter="@spar")


def _rigging() -> str:
    """Draw the stays from the mastheads to bow and stern."""
    stays = (
        "M470,232 L132,640", "M470,232 L240,838", "M800,352 L1084,640", "M800,352 L1010,810",
        "M470,232 L800,352", "M300,800 L250,850", "M712,700 L820,852",
    )  # fmt: skip
    return group(*[line(d, "#4a3420", 2.6, opacity=0.8) for d in stays])


def _oar() -> str:
    """Draw the side oar that steers the ship."""
    blade = "M1044,1010 L1082,998 L1112,1120 C1108,1140 1086,1146 1076,1130Z"
    return group(line("M972,760 L1070,1030", _PALE, 13), path(blade, _TEAK), filter="@spar")


def _stand() -> str:
    """Draw the display stand with its brass plate."""
    board = rect(250, 1176, 700, 46, "#4A2814", rx=6)
    cradles = [polygon(((x - 46, 1180), (x - 30, 1030), (x + 30, 1030), (x + 46, 1180)), "#5A3216")
               for x in (420, 780)]  # fmt: skip
    return "".join(
        [
            shadow(620, 1218, 400, 52, 1.6),
            group(*cradles, filter="@teak"),
            group(board, filter="@teak"),
            group(rect(510, 1184, 180, 30, "#C9A04C", rx=3), filter="@ship-brass"),
            capitals(600, 1205, "Kapal Majapahit", 13, "#3a2408"),
        ]
    )


def ship() -> str:
    """Draw the whole model on its stand."""
    return "".join(
        [
            _stand(),
            _mast(800, 880, 350),
            _mast(470, 890, 230),
            _rigging(),
            _sail("aft", ((686, 470), (960, 356), (1016, 700), (730, 770)), 70),
            _sail("fore", ((232, 372), (640, 218), (712, 690), (300, 790)), 108),
            _deck(),
            _hull(),
            _oar(),
            _outrigger(),
        ]
    )


def _cover() -> str:
    """The whole ship before a sea-green wall."""
    return picture(
        "#C3D6D4",
        dapple(1010, -60, 0.95, 64, 0.09),
        group(
            path(_HULL, "#1c2a2a", transform="translate(60,-250)"), filter="@t-blur34", opacity=0.12
        ),
        table(1070, "#6E4A32", "wood"),
        place(0, 70, ship()),
        defs=_DEFS,
    )


def _close() -> str:
    """Bow, planks and outrigger from near by."""
    return picture(
        "#D8C7AE",
        table(1070, "#51372A", "wood"),
        place(0, 70, ship()),
        defs=_DEFS,
        view=(70, 600, 624, 780),
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-029-1": _cover,
    "SAMPLE-029-2": _close,
}
