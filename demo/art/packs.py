"""Stand-up pouches and what is printed or seen on them.

A pouch is 520 wide and 760 high around its own origin at the top left; artwork is drawn in the
same coordinates and then takes on the pouch's light, creases and seams.
"""

from dataclasses import dataclass

from demo.art.elements import (
    clipped,
    ellipse,
    group,
    line,
    linear,
    path,
    place,
    radial,
    rect,
)
from demo.art.surfaces import shadow

WIDTH, HEIGHT = 520, 760
_OUTLINE = (
    "M16,2 C140,-3 380,5 504,1 C508,70 496,140 506,250 C520,440 527,590 512,704"
    " C508,732 482,748 440,752 C330,764 190,764 80,752 C38,748 12,732 8,704"
    " C-7,590 0,440 14,250 C24,140 12,70 16,2Z"
)
_GUSSET = "M2,668 C130,738 390,738 518,668 L514,704 C508,760 300,764 260,764 C200,764 14,760 8,704Z"

DEFS = "".join(
    [
        linear(
            "pack-round",
            "0 #100804 .50, .07 #100804 .16, .17 #fff .20, .30 #fff .26, .44 #fff .03,"
            " .72 #100804 .07, .9 #100804 .26, .96 #fff .05, 1 #100804 .5",
            0, 0, 1, 0,
        ),
        linear(
            "pack-fall",
            "0 #fff .10, .11 #100804 .12, .2 #fff .06, .55 #fff 0, .84 #100804 .06, 1 #100804 .40",
        ),
        radial("pack-belly", "0 #fff .30, .6 #fff .06, 1 #fff 0", 0.5, 0.5, 0.5),
        linear("glass-window", "0 #fff .34, .3 #fff .05, .55 #fff .16, 1 #fff .02", 0, 0, 1, 1),
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Pouch:
    """What sets one pouch apart: the colour of its film or paper, and its artwork.

    Attributes:
        name: Unique in the picture; it names the clip path.
        film: Colour of the film or paper.
        art: What is printed on it and seen through its window, in pouch coordinates.
        finish: Id of the surface filter, such as ``t-paper`` for kraft paper, or empty.
        gloss: Strength of the light on it, 1 for a matt film.
    """

    name: str
    film: str
    art: str
    finish: str = ""
    gloss: float = 1.0


def _seal() -> str:
    """Draw the heat-sealed ribs at the top, the tear notches and the zip."""
    ribs = []
    for row in range(9):
        y = 8 + row * 5.4
        ribs.append(line(f"M14,{y:.1f} H506", "#fff", 1.6, opacity=0.22))
        ribs.append(line(f"M14,{y + 2.4:.1f} H506", "#000", 1.6, opacity=0.16))
    zip_lines = [
        line("M18,92 C180,98 340,98 502,92", "#000", 3, opacity=0.24),
        line("M18,96 C180,102 340,102 502,96", "#fff", 2.4, opacity=0.5),
        line("M18,108 C180,114 340,114 502,108", "#000", 3, opacity=0.18),
        line("M18,112 C180,118 340,118 502,112", "#fff", 2.4, opacity=0.36),
    ]
    return "".join(ribs + zip_lines)


def _creases() -> str:
    """Draw the soft folds that run from the seal into the belly, and those at the foot."""
    dark = (
        "M60,120 C90,190 96,250 70,330", "M462,120 C428,200 430,240 452,300",
        "M180,116 C190,150 186,176 170,206", "M352,116 C338,150 346,180 362,200",
        "M30,600 C80,640 120,650 170,660", "M492,596 C450,636 410,650 360,664",
    )  # fmt: skip
    light = (
        "M74,122 C104,190 112,250 86,330", "M446,122 C414,200 416,236 438,296",
        "M194,116 C204,150 200,176 184,206", "M28,586 C76,628 120,640 176,650",
        "M494,584 C452,622 410,638 352,652",
    )  # fmt: skip
    soft = {"filter": "@t-blur9"}
    return "".join(
        [line(d, "#000", 15, opacity=0.26, **soft) for d in dark]
        + [line(d, "#fff", 11, opacity=0.36, **soft) for d in light]
    )


def _light(gloss: float) -> str:
    """Lay the light of a filled pouch over its artwork."""
    return group(
        rect(-20, -20, 560, 800, "@pack-round", opacity=min(1, 0.85 * gloss)),
        rect(-20, -20, 560, 800, "@pack-fall"),
        ellipse(200, 430, 210, 270, "@pack-belly", opacity=min(1, 0.7 * gloss)),
        _creases(),
        path(_GUSSET, "#100804", opacity=0.13),
        line("M4,670 C130,740 390,740 516,670", "#fff", 3, opacity=0.4),
        line("M4,666 C130,736 390,736 516,666", "#000", 4, opacity=0.16),
        line("M30,118 C22,260 8,440 16,690", "#fff", 2, opacity=0.25),
        line("M490,118 C498,260 512,440 504,690", "#000", 2.5, opacity=0.18),
        _seal(),
    )


def pouch(pack: Pouch, x: float, y: float, size: float = 1, turn: float = 0) -> str:
    """Stand a pouch with its top left corner at (x, y)."""
    film = path(_OUTLINE, pack.film)
    if pack.finish:
        film = path(_OUTLINE, pack.film, filter=f"@{pack.finish}")
    ground = shadow(260, 742, 262, 42, 1.5)
    behind = path(_OUTLINE, "#1a0d05", transform="translate(26,14)", filter="@t-blur14")
    front = clipped(f"pack-{pack.name}", _OUTLINE, film, pack.art, _light(pack.gloss))
    rim = path(_OUTLINE, stroke="#fff", stroke_width=1.6, opacity=0.35)
    body = ground + group(behind, opacity=0.3) + front + rim
    return place(x, y, body, size=size, turn=turn)


def window(name: str, outline: str, *contents: str) -> str:
    """Cut a clear window into the artwork, with what lies behind it and a reflection."""
    inside = clipped(
        name,
        outline,
        path(outline, "#2e1c0e"),
        *contents,
        path(outline, stroke="#000", stroke_width=22, filter="@t-blur14", opacity=0.6),
        path(outline, "@glass-window"),
        line("M90,700 C150,560 150,440 120,300", "#fff", 16, opacity=0.22, filter="@t-blur4"),
    )
    return inside + path(outline, stroke="#fff", stroke_width=2, opacity=0.4)
