"""Ingredients that lie beside the packs: roots, spices, chillies, garlic, sugar and small fish.

Each is drawn around (0, 0), pointing right, and put down with `laid`.
"""

from math import cos, pi, sin
from random import Random

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
    radial,
    rect,
)
from demo.art.surfaces import cast, relief

DEFS = "".join(
    [
        cast("root", 11, 22, shine=0.14, sharp=10, rough=0.16, grain=".05"),
        cast("waxy", 9, 15, shine=0.85, sharp=26),
        cast("bark", 4, 7, shine=0.12, sharp=8, rough=0.2, grain=".02 .3"),
        cast("sugar", 12, 18, shine=0.22, sharp=10, rough=0.22, grain=".09"),
        cast("skin", 9, 13, shine=0.16, sharp=18, rough=0.05, grain=".06"),
        relief("fibre-cut", ".03 .5", 2.5),
        linear("fish-side", "0 #4A2A12, .35 #9C6A2C, .62 #D8A65A, .85 #B67C36, 1 #5C3615"),
        radial("fish-eye", "0 #1B100A, .5 #1B100A, .55 #E9D9B0, 1 #7A5A2E", 0.5, 0.5, 0.5),
    ]
)


def laid(x: float, y: float, drawing: str, skin: str, turn: float = 0, size: float = 1) -> str:
    """Lay an ingredient on the table: its shadow, then itself under the room's light."""
    body = place(0, 0, drawing, turn=turn, size=size)
    shade = group(body, transform="translate(9,14)", filter="@t-dark", opacity=0.42)
    return place(x, y, shade, group(body, filter=f"@{skin}"))


_GINGER = (
    (0, 0, 92, 46, -8), (78, -26, 54, 38, -30), (-78, 8, 58, 40, 14),
    (26, -52, 34, 46, 16), (-42, 42, 32, 40, -18), (-116, -22, 34, 30, 40), (112, 8, 36, 28, 22),
)  # fmt: skip


def ginger() -> str:
    """Draw a knobbly hand of ginger, 300 wide."""
    rnd = Random("jahe")
    knobs = [place(x, y, ellipse(0, 0, a, b, "#D2A566"), turn=t) for x, y, a, b, t in _GINGER]
    rings = []
    for x, y, a, b, t in _GINGER:
        for step in (-0.5, -0.1, 0.3, 0.62):
            bow = f"M{a * step:.0f},{-b * 0.8:.0f} q{rnd.uniform(5, 12):.0f},{b * 0.8:.0f}"
            bow += f" 0,{b * 1.6:.0f}"
            rings.append(place(x, y, line(bow, "#8F6430", 2.4, opacity=0.5), turn=t))
    cuts = [ellipse(-142, -30, 13, 19, "#F2DC8E"), ellipse(146, 20, 11, 17, "#F2DC8E")]
    return "".join(knobs + rings + cuts)


def ginger_slice(rnd: Random, r: float) -> str:
    """Draw a round slice of ginger with its paler heart."""
    rings = [
        ellipse(0, 0, r * k, r * 0.82 * k, "none", stroke="#C9A03F", stroke_width=2, opacity=0.5)
        for k in (0.35, 0.62, 0.8)
    ]
    dots = [
        circle(rnd.gauss(0, r * 0.35), rnd.gauss(0, r * 0.28), 1.8, "#B58A34", opacity=0.6)
        for _ in range(26)
    ]
    rim = ellipse(0, 0, r, r * 0.82, "#B58848")
    return rim + ellipse(0, 0, r * 0.93, r * 0.75, "#F0D887") + "".join(rings + dots)


def cinnamon(length: float) -> str:
    """Draw one quill of cinnamon bark with its two curled edges."""
    h = length * 0.075
    quill = rect(-length / 2, -h, length, h * 2, "#8E4F26", rx=h * 0.7)
    lines = [
        line(f"M{-length / 2 + 6:.0f},{y * h:.1f} H{length / 2 - 6:.0f}", "#5A2C10", 2, opacity=0.5)
        for y in (-0.55, 0.2, 0.6)
    ]
    seam = line(f"M{-length / 2 + 3:.0f},{-h * 0.15:.1f} H{length / 2:.0f}", "#3B1B08", h * 0.3)
    ends = [
        ellipse(length / 2 - 3, y * h, h * 0.3, h * 0.52, "#3B1B08")
        + ellipse(length / 2 - 3, y * h, h * 0.17, h * 0.3, "#B26C38")
        for y in (-0.5, 0.45)
    ]
    return "".join([quill, *lines, seam, *ends])


def sappan(rnd: Random, reach: float, count: int) -> str:
    """Draw a small heap of red sappan wood shavings."""
    parts = []
    for _ in range(count):
        angle, far = rnd.uniform(0, 2 * pi), reach * rnd.random() ** 0.7
        long, wide = rnd.uniform(34, 74), rnd.uniform(5, 11)
        colour = rnd.choice(("#B8432A", "#C95B34", "#9C2F22", "#D9774A", "#A83A28"))
        bow = rnd.uniform(-9, 9)
        chip = (
            f"M{-long:.0f},0 Q0,{bow:.0f} {long:.0f},{-wide * 0.3:.0f} L{long - 6:.0f},{wide:.0f}"
            f" Q0,{wide + bow:.0f} {-long + 5:.0f},{wide * 0.8:.0f}Z"
        )
        shade = path(chip, "#2a0f06", transform="translate(3,5)", opacity=0.35)
        at = (cos(angle) * far, sin(angle) * far * 0.5)
        parts.append(place(*at, shade, path(chip, colour), turn=rnd.uniform(-90, 90)))
    return "".join(parts)


def garlic() -> str:
    """Draw a bulb of garlic, 170 wide, standing on its root."""
    bulb = (
        "M0,-80 C14,-56 96,-44 98,18 C98,48 84,66 62,72 C48,84 26,86 12,80 C2,86 -14,86 -24,79"
        " C-44,86 -66,80 -74,66 C-92,56 -100,40 -98,16 C-96,-44 -14,-56 0,-80Z"
    )
    veins = []
    for x in (-74, -46, -18, 16, 46, 74):
        vein = (
            f"M{x * 0.1:.0f},-74 C{x * 0.5:.0f},-40 {x:.0f},-20 {x:.0f},22 S{x * 0.5:.0f},70 0,84"
        )
        veins.append(line(vein, "#A892A0", 2.2, opacity=0.55))
    stem = path("M-12,-62 C-7,-84 -9,-104 -5,-116 L9,-114 C8,-100 8,-84 13,-62Z", "#DCCDB2")
    return stem + path(bulb, "#F0E8DC") + "".join(veins)


def clove() -> str:
    """Draw one clove of garlic, 110 long."""
    shape = "M-56,14 C-40,-34 20,-44 58,0 C30,30 -30,38 -56,14Z"
    return path(shape, "#E8DCC8") + line(
        "M-50,10 C-20,-16 20,-20 54,0", "#CDB9A8", 2.4, opacity=0.7
    )


def pod(rnd: Random) -> str:
    """Draw one peanut in its shell, 150 long."""
    shell = (
        "M-74,0 C-74,-44 -22,-46 -4,-28 C14,-44 72,-42 74,2 C74,42 20,46 0,28 C-20,46 -74,42 -74,0Z"
    )
    waist = [f"M{x},-36 q{rnd.randint(4, 12)},36 0,72" for x in range(-66, 70, 15)]
    length = [f"M-68,{y} q68,{rnd.randint(-8, 8)} 136,0" for y in (-22, -6, 10, 24)]
    nets = [line(d, "#9C6E38", 2.4, opacity=0.55) for d in waist + length]
    name = f"pod-{rnd.random():.9f}"
    return path(shell, "#D9B27A") + clipped(name, shell, *nets)


def palm_sugar(broken: bool = False) -> str:  # noqa: FBT001, FBT002
    """Draw a cake of palm sugar, set in half a coconut shell, 260 wide."""
    dome = "M-130,40 C-134,-60 -70,-104 0,-104 C70,-104 134,-60 130,40 C110,72 -110,72 -130,40Z"
    cake = path(dome, "#7A431C") + ellipse(0, 40, 128, 30, "#8D5326")
    if broken:
        cake += path("M-8,-104 L26,-40 L-4,6 L30,70 L150,70 L150,-110Z", "#A8692F")
    return cake


def chilli(length: float, colour: str = "#C4201A", bow: float = 0.16) -> str:
    """Draw a chilli that tapers to the right, with its green stalk at the left."""
    b, w = length * bow, length * 0.085
    pepper = (
        f"M{-length * 0.5:.0f},{-w:.0f} C{-length * 0.2:.0f},{-w * 1.2 - b:.0f}"
        f" {length * 0.2:.0f},{-w - b:.0f} {length * 0.5:.0f},{b * 0.4:.0f}"
        f" C{length * 0.2:.0f},{w * 0.5 - b * 0.4:.0f} {-length * 0.2:.0f},{w * 1.1 - b * 0.3:.0f}"
        f" {-length * 0.5:.0f},{w:.0f} C{-length * 0.54:.0f},{w * 0.5:.0f}"
        f" {-length * 0.54:.0f},{-w * 0.5:.0f} {-length * 0.5:.0f},{-w:.0f}Z"
    )
    cap = path(
        f"M{-length * 0.47:.0f},{-w * 1.05:.0f} q{-w * 1.5:.0f},{w:.0f} 0,{w * 2.1:.0f}"
        f" q{-w * 1.7:.0f},0 {-w * 1.7:.0f},{-w * 1.05:.0f} q0,{-w:.0f} {w * 1.7:.0f},{-w:.0f}Z",
        "#4E7A2E",
    )
    stalk = line(
        f"M{-length * 0.54:.0f},0 q{-length * 0.1:.0f},{-w * 0.2:.0f} {-length * 0.17:.0f},{w:.0f}",
        "#5C8A36", w * 0.5,
    )  # fmt: skip
    return path(pepper, colour) + cap + stalk


def river_fish() -> str:
    """Draw one smoked wader, a slim river fish, 300 long with its head at the left."""
    body = "M-150,4 C-110,-38 -20,-46 60,-20 L112,-8 L112,12 C40,44 -90,46 -150,4Z"
    tail = path(
        "M104,-8 C124,-14 140,-36 156,-44 C150,-16 150,16 158,46 C140,38 124,18 104,12Z", "#8A5A26"
    )
    fins = [
        path("M-20,-40 C0,-66 30,-66 40,-58 L44,-24Z", "#7A4C1E"),
        path("M-30,34 C-14,58 6,58 12,54 L6,32Z", "#8A5A26"),
        path("M44,22 C56,42 70,42 76,38 L74,14Z", "#8A5A26"),
    ]
    scales = []
    for row in range(7):
        for column in range(17):
            x, y = -84 + column * 12 + (row % 2) * 6, -30 + row * 10
            scales.append(line(f"M{x},{y} q6,5 0,10", "#3E220C", 1.5, opacity=0.5))
    gill = line("M-96,-26 C-80,-6 -84,18 -98,32", "#3A1F0A", 4, opacity=0.7)
    stripe = line("M-80,2 C0,-8 60,-2 110,2", "#F0CB84", 5, opacity=0.45)
    eye = circle(-122, -8, 8, "@fish-eye")
    mouth = line("M-150,5 q12,2 20,8", "#2e1808", 3)
    inside = clipped("wader-body", body, path(body, "@fish-side"), *scales, stripe, gill)
    return "".join([tail, *fins, inside, eye, mouth])


def shallot(cut: bool = False) -> str:  # noqa: FBT001, FBT002
    """Draw a shallot, 130 long, whole or as a cut half with its rings."""
    skin = "M-66,0 C-50,-44 20,-52 58,-6 C62,0 62,4 58,8 C20,50 -50,42 -66,0Z"
    if not cut:
        ribs = [line(f"M-58,0 C-20,{k} 20,{k} 58,0", "#6E2338", 2.4, opacity=0.55)
                for k in (-40, -20, 2, 24, 42)]  # fmt: skip
        return path(skin, "#A94A5E") + "".join(ribs)
    rings = [
        path(skin, colour, transform=f"scale({k})")
        for k, colour in ((1, "#9C3F58"), (0.92, "#F3E3E6"), (0.74, "#C98CA0"), (0.68, "#F6EAEC"),
                          (0.46, "#C98CA0"), (0.4, "#F6EAEC"), (0.18, lit("#C98CA0", 1.2)))
    ]  # fmt: skip
    return "".join(rings)
