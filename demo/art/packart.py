"""The printed fronts of the pouches, in the 520 by 760 coordinates of a pouch.

Brands are invented, and the fronts carry no certificate mark and no permit number.
"""

from dataclasses import dataclass
from math import hypot
from random import Random

from demo.art.elements import circle, ellipse, group, line, lit, path, place, rect
from demo.art.lettering import capitals, text, title
from demo.art.packs import window
from demo.art.snacks import RAMBAK, Snack, heap

# The serif's variable axes: softness of its corners, optical size and playful letterforms.
_HEAVY = "font-variation-settings:'SOFT' 100,'opsz' 144,'WONK' 1"
_FINE = "font-variation-settings:'SOFT' 0,'opsz' 144,'WONK' 0"


def heavy(x: float, y: float, words: str, size: float, fill: str) -> str:
    """Set one line in the soft, heavy cut of the serif."""
    return title(x, y, words, size, fill, font_weight=800, style=_HEAVY)


def fine(x: float, y: float, words: str, size: float, fill: str, *, italic: bool = False) -> str:
    """Set one line in the light, sharp cut of the serif, for elegant labels."""
    slope = "italic" if italic else "normal"
    return title(x, y, words, size, fill, font_weight=480, font_style=slope, style=_FINE)


@dataclass(frozen=True)
class Crisps:
    """One flavour of the maker Renyah Tribuana's pouches, which share one design.

    Attributes:
        snack: What is seen through the window.
        ground: Colour of the pouch.
        accent: Colour of the arches.
        names: The two lines of the product's name.
        note: One line under the name.
        weight: Net weight as printed.
    """

    snack: Snack
    ground: str
    accent: str
    names: tuple[str, str]
    note: str
    weight: str


_ARCH = "M{0},642 V{1} A{2},{2} 0 0 1 {3},{1} V642Z"


def _arch(reach: float) -> str:
    return _ARCH.format(260 - reach, 488, reach, 260 + reach)


def _three_worlds(x: float, y: float, colour: str) -> str:
    """Draw the maker's mark: three arches in one another, for the three worlds."""
    arcs = [
        line(f"M{-r},0 A{r},{r} 0 0 1 {r},0", colour, 4.4, stroke_linecap="butt")
        for r in (26, 17, 8)
    ]
    return place(x, y, *arcs)


def crisps(pack: Crisps) -> str:
    """Draw the front of a Renyah Tribuana pouch."""
    cream = "#FBF0D9"
    rnd = Random(pack.note)
    inside = heap(rnd, pack.snack, 260, 560, 160, 90, 190, 62)
    bands = [
        path(_arch(204), lit(pack.ground, 1.12)),
        path(_arch(184), pack.accent),
        path(_arch(164), cream),
    ]
    return "".join(
        [
            *bands,
            window("crisps-window", _arch(146), inside),
            rect(-20, 642, 560, 140, lit(pack.ground, 0.86)),
            line("M-10,646 H530", pack.accent, 5),
            _three_worlds(260, 168, cream),
            capitals(260, 192, "Renyah Tribuana", 17, cream),
            heavy(260, 245, pack.names[0], 52, cream),
            heavy(260, 296, pack.names[1], 47, pack.accent),
            text(260, 674, pack.note, 17, cream, font_weight=500),
            capitals(260, 698, pack.weight, 14, pack.accent),
        ]
    )


def _near_eye(x: float, y: float) -> bool:
    """Tell whether a sesame seed would fall onto one of the laughing eyes."""
    return y > 374 and min(abs(x - 196), abs(x - 324)) < 50


def _sprinkled(colour: str) -> str:
    """Sprinkle printed sesame over the laughing face, clear of its eyes."""
    rnd = Random("wijen")
    seeds = []
    for _ in range(120):
        x, y = rnd.uniform(50, 470), rnd.uniform(300, 640)
        if hypot(x - 260, y - 470) < 178 and y < 446 and not _near_eye(x, y):
            seed = ellipse(0, 0, 7, 4, colour)
            seeds.append(place(x, y, seed, turn=rnd.uniform(0, 180)))
    return "".join(seeds)


def laughing_front(contents: str) -> str:
    """Draw the front of the onde-onde ketawa pouch, whose window is a laughing mouth."""
    brown, cream = "#5B2411", "#FFF4DC"
    mouth = "M112,462 Q260,494 408,462 C404,566 340,624 260,624 C180,624 116,566 112,462Z"
    eyes = [line(f"M{x - 30},424 Q{x},388 {x + 30},424", brown, 11) for x in (196, 324)]
    return "".join(
        [
            circle(260, 470, 190, "#E08A1E"),
            _sprinkled(cream),
            *eyes,
            window("mouth-window", mouth, contents),
            path(mouth, stroke=brown, stroke_width=7),
            capitals(260, 160, "Onde Pawon Kinasih", 16, brown),
            heavy(260, 216, "Onde-onde", 58, brown),
            heavy(260, 268, "Ketawa", 58, "#B5331C"),
            rect(-20, 648, 560, 130, brown),
            text(260, 680, "Renyah, gurih, penuh wijen", 17, cream),
            capitals(260, 704, "Berat bersih 250 g", 14, "#F7C65A"),
        ]
    )


def _sprig(turn: float, colour: str) -> str:
    """Draw a twig of the sappan tree in line: small paired leaves on a curve."""
    parts = [line("M0,0 C20,-50 24,-100 10,-160", colour, 2.6)]
    for step in range(9):
        y = -18 - step * 15.5
        x = 14 - abs(step - 5) * 1.6
        reach = 26 - step * 1.4
        for side in (-1, 1):
            leaf = f"M0,0 Q{side * reach * 0.5},{-reach * 0.6} {side * reach},{-reach * 0.25}"
            leaf += f" Q{side * reach * 0.5},{reach * 0.2} 0,0Z"
            parts.append(place(x, y, path(leaf, colour)))
    return place(260, 640, *parts, turn=turn)


def wedang_front() -> str:
    """Draw the front of the ginger and sappan powder: a cream oval on deep red."""
    gold, ink, cream = "#E7BC6A", "#7C1622", "#FBF1DE"
    rays = [line(f"M0,-34 V{-50 if k % 2 else -56}", ink, 2.4) for k in range(16)]
    sun = [place(0, 0, ray, turn=k * 22.5) for k, ray in enumerate(rays)]
    cup = "M-24,-6 H20 C20,14 12,24 -2,24 C-16,24 -24,14 -24,-6Z M20,0 q16,2 0,14"
    steam = line("M-10,-12 q-6,-8 0,-14 M2,-12 q-6,-8 0,-14", ink, 2.4)
    mark = place(260, 236, *sun, line(cup, ink, 2.8), steam)
    return "".join(
        [
            ellipse(260, 404, 196, 262, cream),
            ellipse(260, 404, 186, 252, "none", stroke=gold, stroke_width=3),
            ellipse(260, 404, 178, 244, "none", stroke=ink, stroke_width=1.2),
            mark,
            capitals(260, 322, "Wedang Nusa Maja", 15, ink),
            fine(260, 388, "Jahe Secang", 58, ink, italic=True),
            line("M180,410 H340", gold, 2),
            text(260, 440, "Serbuk minuman rempah", 17, "#5A2A1C"),
            text(260, 464, "jahe emprit · secang · kayu manis", 14, "#5A2A1C"),
            group(*[_sprig(turn, "#A8323A") for turn in (-52, -2, 48)], opacity=0.9),
            capitals(260, 698, "Berat bersih 250 g", 15, gold),
        ]
    )


def rambak_front() -> str:
    """Draw the front of the cow-skin crackers: one strong print on kraft paper."""
    ink, rnd = "#1F2E4F", Random("rambak")
    inside = heap(rnd, RAMBAK, 260, 520, 170, 110, 160, 72)
    ring = "M260,330 A146,146 0 1 1 259.9,330Z"
    stripes = [rect(-20 + k * 40, 658, 20, 110, ink) for k in range(15)]
    return "".join(
        [
            heavy(260, 184, "GURIH WOTAN", 30, ink),
            line("M96,200 H424", ink, 2.5),
            title(260, 284, "RAMBAK", 92, ink, font_weight=900, style=_FINE),
            text(260, 312, "Kerupuk kulit sapi", 19, ink, font_weight=600),
            circle(260, 476, 160, ink),
            window("rambak-window", ring, inside),
            rect(-20, 650, 560, 8, ink),
            *stripes,
            rect(130, 664, 260, 42, "#C9A26E"),
            capitals(260, 691, "Berat bersih 100 g", 16, ink),
        ]
    )
