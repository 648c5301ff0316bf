"""A hand-painted resin figure of a Majapahit soldier with spear and shield."""

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi, sin

from demo.art.cookies import sun
from demo.art.elements import (
    circle,
    clipped,
    ellipse,
    group,
    line,
    linear,
    lit,
    path,
    place,
    rect,
)
from demo.art.lettering import capitals
from demo.art.surfaces import cast, dapple, picture, shadow, table

_SKIN, _BRICK, _GOLD, _HAIR = "#A66840", "#983622", "#C29038", "#2A1C18"
_CREAM, _GREEN = "#EADBB8", "#2F5247"
_DEFS = "".join(
    [
        cast("resin", 10, 16, shine=0.26, sharp=12, tint="#fff4e0", rough=0.012, grain=".7"),
        cast("resin-fine", 4, 8, shine=0.45, sharp=16, tint="#fff0d0"),
        cast("gilt", 3, 8, shine=0.85, sharp=16, tint="#ffe7a0"),
        cast("brickwork", 2.4, 5, shine=0.08, sharp=8, rough=0.3, grain=".06"),
        linear("foot-fall", "0 #000 0, .5 #000 0, 1 #1a0804 .5"),
        linear("fig-side", "0 #fff .10, .5 #fff 0, 1 #1a0804 .34", 0, 0, 1, 0),
    ]
)
_TORSO = (
    "M-132,-716 C-156,-694 -134,-636 -114,-598 C-104,-570 -106,-545 -114,-520 H114"
    " C106,-545 104,-570 114,-598 C134,-636 156,-694 132,-716 C92,-748 40,-754 0,-754"
    " C-40,-754 -92,-748 -132,-716Z"
)
_KILT = (
    "M-118,-540 C-138,-460 -152,-370 -146,-284 C-96,-262 -44,-270 0,-258 C44,-270 96,-262 146,-284"
    " C152,-370 138,-460 118,-540Z"
)
_FACE = "M-64,-868 C-66,-814 -40,-774 0,-768 C40,-774 66,-814 64,-868 C64,-934 -64,-934 -64,-868Z"


def _plinth() -> str:
    """Draw the brick plinth with a stepped foot, as temples in Trowulan have."""
    bricks = []
    for row, reach in enumerate((262, 262, 240, 222, 222, 252)):
        y = -20 - row * 18
        edges = [-reach, *range(-220 + (row % 2) * 22, reach - 10, 44), reach]
        for k, (left, right) in enumerate(pairwise(edges)):
            tone = lit("#A5502F", (0.88, 1.05, 0.96, 1.12, 0.92)[(k * 3 + row) % 5])
            bricks.append(rect(left + 1.5, y, right - left - 3, 15, tone, rx=2))
    top = path("M-252,-128 L-222,-146 H222 L252,-128Z", lit("#A5502F", 1.3))
    shape = "M-262,0 V-38 H-240 V-56 H-222 V-92 H-252 V-128 H252 V-92 H222 V-56 H240 V-38 H262 V0Z"
    side = clipped("plinth", shape, rect(-270, -140, 540, 144, "@fig-side"))
    return path(shape, "#5c2a18") + group(top, *bricks, filter="@brickwork") + side


def _legs() -> str:
    """Draw bare legs with gilt anklets."""
    leg = (
        "M-92,-420 C-104,-300 -104,-240 -92,-190 C-88,-160"
        " -88,-140 -90,-120 H-40 C-36,-180 -22,-260 -12,-420Z"
    )
    foot = "M-98,-126 C-118,-112 -122,-96 -96,-94 H-44 C-32,-98 -34,-118 -40,-132Z"
    parts = []
    for side in (1, -1):
        anklet = rect(-96, -158, 62, 16, _GOLD, rx=7)
        skin = group(path(leg, _SKIN), path(foot, _SKIN))
        parts.append((skin, anklet, f"scale({side},1)"))
    legs = [group(skin, transform=flip) for skin, _, flip in parts]
    rings = [group(ring, transform=flip) for _, ring, flip in parts]
    return group(*legs, filter="@resin") + group(*rings, filter="@gilt")


def _pattern() -> str:
    """Paint the gilt pattern and the hem onto the wrapped cloth."""
    motifs = []
    for row in range(5):
        for k in range(-4, 5):
            x, y = k * 38 + (19 if row % 2 else 0), -500 + row * 46
            motifs.append(path(f"M{x},{y - 12} l9,12 l-9,12 l-9,-12Z", _GOLD, opacity=0.9))
            motifs.append(circle(x + 19, y, 3.2, _GOLD))
    hem = line("M-150,-300 C-96,-278 -44,-286 0,-274 C44,-286 96,-278 150,-300", _GOLD, 9)
    return clipped("kilt", _KILT, *motifs, hem)


def _kilt() -> str:
    """Draw the wrapped cloth with its gilt pattern, front pleat, sashes and belt."""
    pleat = "M-32,-536 L-48,-222 L0,-190 L48,-222 L32,-536Z"
    folds = [
        line(f"M{x * 0.6},-530 L{x},-214", "#A98A4E", 3, opacity=0.7) for x in (-28, -10, 10, 28)
    ]
    sashes = [
        path(f"M{s * 96},-540 C{s * 150},-460 {s * 172},-390 {s * 158},-316 L{s * 124},-330"
             f" C{s * 132},-400 {s * 112},-470 {s * 70},-536Z", _GREEN)
        for s in (-1, 1)
    ]  # fmt: skip
    belt = path("M-124,-566 Q0,-540 124,-566 L122,-520 Q0,-494 -122,-520Z", _GOLD)
    return "".join(
        [
            group(path(_KILT, _BRICK), filter="@resin"),
            _pattern(),
            path(_KILT, "@foot-fall"),
            group(*sashes, filter="@resin-fine"),
            group(path(pleat, _CREAM), filter="@resin-fine"),
            *folds,
            line("M-46,-232 L0,-204 L46,-232", _GOLD, 8),
            group(belt, circle(0, -532, 34, _GOLD), filter="@gilt"),
            place(0, -532, path(sun(25), _BRICK), circle(0, 0, 9, _GOLD)),
        ]
    )


def _torso() -> str:
    """Draw the bare chest with its cross-sash and crescent necklace."""
    sash = "M-112,-738 L-66,-752 L112,-566 L104,-528Z"
    chest = "M-92,-650 Q-50,-622 -6,-648 Q50,-622 92,-650 M0,-640 V-560 M-3,-548 v2"
    necklace = "M-78,-752 C-66,-676 66,-676 78,-752 C56,-716 -56,-716 -78,-752Z"
    drops = [
        circle(78 * cos(pi * k / 8), -742 + 68 * sin(pi * k / 8), 7, _GOLD) for k in range(1, 8)
    ]
    return "".join(
        [
            group(path("M-32,-800 H32 V-730 H-32Z", _SKIN), path(_TORSO, _SKIN), filter="@resin"),
            line(chest, "#6E3818", 4, opacity=0.4),
            group(path(sash, _BRICK), filter="@resin-fine"),
            line("M-104,-734 L104,-534 M-74,-746 L110,-562", _GOLD, 4),
            group(path(necklace, _GOLD), *drops, filter="@gilt"),
        ]
    )


def _arm(d: str, hand: tuple[float, float]) -> str:
    """Draw one arm along a line, with its hand."""
    return group(line(d, _SKIN, 60), circle(hand[0], hand[1], 35, _SKIN), filter="@resin")


def _spear() -> str:
    """Draw the spear that stands at the figure's right hand."""
    blade = "M-222,-1010 C-252,-1070 -240,-1120 -222,-1180 C-204,-1120 -192,-1070 -222,-1010Z"
    tassel = (
        "M-236,-996 C-262,-960 -254,-926 -244,-902 L-222,-918"
        " L-200,-902 C-190,-926 -182,-960 -208,-996Z"
    )
    rings = [rect(-237, y, 30, 14, _GOLD, rx=5) for y in (-1012, -900, -430, -140)]
    return "".join(
        [
            group(rect(-231, -1000, 18, 900, "#5A3219", rx=6), filter="@resin-fine"),
            group(path(tassel, _BRICK), filter="@resin-fine"),
            group(path(blade, "#8E9599"), filter="@resin-fine"),
            line("M-222,-1024 V-1160", "#6b675c", 3, opacity=0.6),
            group(*rings, filter="@gilt"),
        ]
    )


def _shield() -> str:
    """Draw the round shield with the eight-rayed sun."""
    beads = [circle(126 * cos(pi * k / 14), 126 * sin(pi * k / 14), 7.5, _GOLD) for k in range(28)]
    disc = group(circle(0, 0, 152, _BRICK), filter="@resin")
    rim = circle(0, 0, 146, "none", stroke=_GOLD, stroke_width=13)
    inner = circle(0, 0, 106, "none", stroke=_GOLD, stroke_width=6)
    sunburst = group(path(sun(96, waist=0.5), _GOLD), filter="@gilt")
    lotus = group(path(sun(46, waist=0.6), _BRICK), filter="@resin-fine")
    boss = group(circle(0, 0, 17, _GOLD), filter="@gilt")
    shade = circle(12, 20, 154, "#1a0804", filter="@t-blur14", opacity=0.45)
    face = [disc, group(rim, inner, *beads, filter="@gilt"), sunburst, lotus, boss]
    return place(170, -470, shade, *face)


def _features() -> str:
    """Paint the calm face: lowered eyes, straight nose, a small moustache."""
    ink = "#2E160C"
    parts = []
    for side in (-1, 1):
        brow = f"M{side * 10},-866 Q{side * 32},-884 {side * 52},-866"
        lid = f"M{side * 13},-846 Q{side * 30},-833 {side * 47},-847"
        fold = f"M{side * 14},-853 Q{side * 30},-862 {side * 46},-854"
        hair = f"M{side * 3},-805 Q{side * 16},-804 {side * 26},-811"
        parts.extend([line(brow, ink, 5), line(lid, ink, 6), line(hair, ink, 4),
                      line(fold, "#6E3818", 3, opacity=0.6)])  # fmt: skip
    nose = line("M-5,-858 C-7,-836 -12,-822 -12,-817 Q0,-808 12,-817", "#6E3818", 4, opacity=0.65)
    lips = path("M-17,-798 Q0,-791 17,-798 Q9,-783 0,-783 Q-9,-783 -17,-798Z", "#8E3B2A")
    return "".join(parts) + nose + lips


_HAIR_BACK = (
    "M-72,-850 C-84,-960 84,-960 72,-850 C76,-820 70,-800 60,-790 H-60 C-70,-800 -76,-820 -72,-850Z"
)
_DIADEM = (
    "M-70,-884 C-40,-906 -22,-908 0,-952 C22,-908 40,-906"
    " 70,-884 L68,-866 C40,-888 -40,-888 -68,-866Z"
)


def _head() -> str:
    """Draw the head: hair in a topknot, gilt diadem and ear ornaments."""
    knot = ellipse(0, -972, 38, 32, _HAIR)
    fringe = path("M-68,-866 C-66,-934 66,-934 68,-866 C50,-898 -50,-898 -68,-866Z", _HAIR)
    tie = rect(-27, -952, 54, 15, _GOLD, rx=7)
    ears = [ellipse(s * 68, -842, 13, 24, _SKIN) for s in (-1, 1)]
    drops = [circle(s * 71, -812, 15, _GOLD) + path(f"M{s * 71},-806 l9,26 l-9,8 l-9,-8Z", _GOLD)
             for s in (-1, 1)]  # fmt: skip
    return "".join(
        [
            group(knot, path(_HAIR_BACK, _HAIR), filter="@resin"),
            group(*ears, filter="@resin-fine"),
            group(path(_FACE, _SKIN), filter="@resin"),
            _features(),
            group(fringe, filter="@resin-fine"),
            group(path(_DIADEM, _GOLD), tie, *drops, filter="@gilt"),
            circle(0, -914, 8, _BRICK),
        ]
    )


def soldier(x: float, y: float, size: float = 1) -> str:
    """Stand the figure with the middle of its plinth's foot at (x, y)."""
    cuffs = [
        rect(-186, -668, 66, 20, _GOLD, rx=9, transform="rotate(28 -150 -660)"),
        rect(120, -668, 66, 20, _GOLD, rx=9, transform="rotate(-28 150 -660)"),
    ]
    return place(
        x,
        y,
        shadow(0, 0, 258, 46, 1.8),
        _plinth(),
        _legs(),
        _spear(),
        _arm("M136,-690 C174,-640 190,-590 176,-520", (176, -510)),
        _torso(),
        _kilt(),
        _arm("M-134,-690 C-172,-640 -192,-590 -208,-528", (-220, -512)),
        group(*cuffs, filter="@gilt"),
        line("M-246,-520 q26,-12 50,0 M-246,-504 q26,-12 50,0", "#6E3818", 3, opacity=0.5),
        _shield(),
        _head(),
        group(rect(-96, -62, 192, 40, _GOLD, rx=4), filter="@gilt"),
        capitals(0, -36, "Prajurit Majapahit", 11.5, "#3a2408"),
        size=size,
    )


def _cover() -> str:
    """The whole figure against a cool wall."""
    return picture(
        "#BCC9D2",
        dapple(960, 0, 0.95, 64, 0.1),
        table(1060, "#8B7A66", "stone"),
        group(ellipse(790, 780, 190, 430, "#1c2226"), filter="@t-blur34", opacity=0.2),
        soldier(625, 1350, 1.06),
        defs=_DEFS,
    )


def _close() -> str:
    """Head, shield and sash, close enough to see the brushwork."""
    return picture(
        "#A9B8A6",
        dapple(760, 220, 0.6, 64, 0.1),
        table(1060, "#8B7A66", "stone"),
        soldier(625, 1350, 1.06),
        defs=_DEFS,
        view=(345, 190, 600, 750),
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-027-1": _cover,
    "SAMPLE-027-2": _close,
}
