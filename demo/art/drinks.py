"""A glass of red wedang: clear glass, the drink in it, and what floats on it."""

from random import Random

from demo.art.elements import (
    circle,
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

_BODY = (
    "M-150,-330 C-148,-200 -140,-60 -122,0 C-116,22 -60,32"
    " 0,32 C60,32 116,22 122,0 C140,-60 148,-200 150,-330Z"
)
_DRINK = (
    "M-143,-250 C-140,-150 -130,-60 -112,-12 C-104,8 -56,16 0,16 C56,16"
    " 104,8 112,-12 C130,-60 140,-150 143,-250 A143,34 0 0 1 -143,-250Z"
)

DEFS = "".join(
    [
        linear(
            "wedang",
            "0 #5A0A12, .12 #8E1420, .3 #C8302E, .5 #A81A24, .75 #7E0F1B, .92 #B8282A, 1 #4E0810",
            0, 0, 1, 0,
        ),
        linear("wedang-depth", "0 #E8402A .3, .35 #8E1420 .1, .6 #5A0A12 .25, 1 #2A0206 .75"),
        radial("wedang-top", "0 #E0523E, .6 #B4222A, 1 #6E0C16", 0.4, 0.4, 0.7),
        linear("glass-wall", (
            "0 #fff .5, .06 #fff .08, .5 #fff"
            " .04, .93 #fff .1, 1 #fff .45"
        ), 0, 0, 1, 0),
        radial("red-light", "0 #FF5A3A .7, .6 #D92A22 .25, 1 #D92A22 0", 0.5, 0.5, 0.5),
    ]
)  # fmt: skip


def _surface(rnd: Random) -> str:
    """Draw the top of the drink with a slice of ginger and small bubbles."""
    bubbles = []
    for _ in range(16):
        x, y = rnd.uniform(-118, -40), rnd.uniform(-262, -240)
        bubbles.append(circle(x, y, rnd.uniform(2, 5), "none", stroke="#FFD2BC", stroke_width=1.4))
    slice_ = (
        ellipse(46, -250, 52, 15, "#A8752C")
        + ellipse(46, -253, 50, 14, "#F0D27E")
        + ellipse(46, -253, 30, 8, "none", stroke="#C69A3E", stroke_width=1.6)
    )
    top = ellipse(0, -250, 143, 34, "@wedang-top")
    ring = ellipse(0, -250, 141, 33, "none", stroke="#FFB59A", stroke_width=2, opacity=0.6)
    return top + slice_ + "".join(bubbles) + ring


def _steam() -> str:
    """Draw two soft threads of steam."""
    threads = (
        "M-30,-300 C-90,-380 30,-440 -30,-540 C-60,-600 0,-640 -10,-700",
        "M40,-300 C0,-390 90,-440 50,-530 C20,-600 80,-640 60,-690",
    )
    return group(*[line(d, "#fff", 26) for d in threads], filter="@t-blur14", opacity=0.34)


def glass(x: float, y: float, size: float = 1) -> str:
    """Stand a tall glass of wedang with the middle of its foot at (x, y)."""
    parts = [
        shadow(0, 22, 130, 30, 1.2),
        ellipse(120, 52, 190, 34, "@red-light"),
        path(_BODY, "#fff", opacity=0.16),
        clipped(
            "drink", _DRINK, path(_DRINK, "@wedang"), rect(-160, -260, 320, 300, "@wedang-depth")
        ),
        _surface(Random("busa")),
        path(_BODY, "@glass-wall"),
        ellipse(0, 20, 100, 9, "#fff", opacity=0.22),
        line("M-112,-300 C-110,-190 -104,-90 -92,-30", "#fff", 15, opacity=0.5, filter="@t-blur4"),
        line("M104,-210 C102,-150 98,-90 92,-50", "#fff", 7, opacity=0.5, filter="@t-blur4"),
        ellipse(0, -330, 150, 36, "none", stroke="#fff", stroke_width=5, opacity=0.75),
        ellipse(0, -330, 145, 33, "none", stroke="#6d7486", stroke_width=1.6, opacity=0.5),
        path(_BODY, stroke="#fff", stroke_width=2.4, opacity=0.5),
        _steam(),
    ]
    return place(x, y, *parts, size=size)
