"""Butter cookies in the shape of the sun: in their jar, and laid out in rows."""

from collections.abc import Callable
from random import Random

from demo.art import cookies, glassware
from demo.art.cookies import cookie, sun
from demo.art.elements import (
    circle,
    clipped,
    group,
    line,
    lit,
    path,
    place,
    rect,
)
from demo.art.glassware import cap, shine
from demo.art.lettering import capitals, text
from demo.art.packart import fine
from demo.art.surfaces import dapple, flat, picture, shadow, table

_DEFS = cookies.DEFS + glassware.DEFS
_COOKIE_JAR = (
    "M-236,-560 C-242,-540 -250,-530 -250,-500 V-30 C-250,6 -140,30 0,30 C140,30 250,6 250,-30"
    " V-500 C250,-530 242,-540 236,-560Z"
)


def _stacks(rnd: Random) -> str:
    """Stack cookies inside the jar, and lean a few against the glass."""
    parts = []
    for layer in range(13):
        for x, behind in ((-84, 34), (88, 34), (-158, 0), (164, 0), (2, -10)):
            y = -8 - layer * 34 - behind + rnd.uniform(-4, 4)
            spot = (x + rnd.uniform(-7, 7), y, 92)
            parts.append(cookie(rnd, *spot, tilt=0.36, turn=rnd.uniform(0, 45)))
    leaning = [(-128, -105, 88, 0.92, 8), (130, -98, 90, 0.9, -16), (4, -88, 86, 0.95, 30)]
    parts.extend(cookie(rnd, x, y, r, tilt=t, turn=a) for x, y, r, t, a in leaning)
    return "".join(parts)


def _cookie_label() -> str:
    """Print the round paper label with the sun on it."""
    ink, paper = "#5A2F14", "#F4E7CC"
    rays = place(0, -344, path(sun(50), "none", stroke=ink, stroke_width=3.4))
    return "".join(
        [
            group(circle(5, -263, 158, "#1a0d05"), filter="@t-blur9", opacity=0.45),
            circle(0, -270, 156, paper, filter="@t-card"),
            circle(0, -270, 146, "none", stroke=ink, stroke_width=2.4),
            circle(0, -270, 140, "none", stroke=ink, stroke_width=1),
            rays,
            place(0, -344, _emblem(33, ink)),
            capitals(0, -264, "Kukis Candi", 17, ink),
            fine(0, -214, "Surya", 54, "#A5482A", italic=True),
            text(0, -186, "kue kering mentega", 17, ink),
            capitals(0, -158, "300 g", 15, ink),
        ]
    )


def _emblem(r: float, ink: str) -> str:
    """Draw the small sun inside the label's sun."""
    petals = [
        place(0, 0, path(f"M0,{-r * 0.2} Q{r * 0.3},{-r * 0.6} 0,{-r} Q{-r * 0.3},{-r * 0.6} 0,"
                         f"{-r * 0.2}Z", ink), turn=k * 45)
        for k in range(8)
    ]  # fmt: skip
    return "".join(petals) + circle(0, 0, r * 0.16, ink)


def cookie_jar(x: float, y: float, size: float = 1) -> str:
    """Stand the jar of cookies with the middle of its foot at (x, y)."""
    inside = clipped(
        "cookie-fill",
        _COOKIE_JAR,
        path(_COOKIE_JAR, "#EEF2F4", opacity=0.3),
        rect(-260, -560, 520, 600, "#6b4a2a", opacity=0.1),
        _stacks(Random("kukis")),
    )
    parts = [
        shadow(0, 16, 250, 46, 1.4),
        inside,
        shine(_COOKIE_JAR, -250, -560, 500, 590),
        _cookie_label(),
        cap(494, -640, 84, "wood"),
        _twine(),
    ]
    return place(x, y, *parts, size=size)


def _twine() -> str:
    """Tie rough twine around the neck of the jar, with a bow."""
    rope = "#B58A52"
    turns = [line(f"M-246,{y} Q0,{y + 34} 246,{y}", rope, 7) for y in (-538, -530, -522)]
    bow = [
        line("M0,-502 C-70,-560 -110,-500 -60,-486 C-30,-478 -10,-490 0,-502", rope, 7),
        line("M0,-502 C70,-560 110,-500 60,-486 C30,-478 10,-490 0,-502", rope, 7),
        line("M0,-502 C-14,-470 -40,-450 -46,-424", rope, 7),
        line("M0,-502 C14,-466 34,-452 44,-436", rope, 7),
        circle(0, -502, 9, lit(rope, 0.85)),
    ]
    return group(*turns, *bow, filter="@stamp")


def _cookies() -> str:
    """The full jar with three cookies before it."""
    rnd = Random("kue surya")
    return picture(
        "#C6D3E2",
        dapple(930, 40, 0.95, 64, 0.08),
        table(1010, "#A98A6C", "wood"),
        cookie_jar(600, 1150, 1.34),
        cookie(rnd, 260, 1290, 120, tilt=0.62, turn=10),
        cookie(rnd, 420, 1352, 116, tilt=0.62, turn=30),
        cookie(rnd, 880, 1330, 122, tilt=0.62, turn=4),
        defs=_DEFS,
    )


def _cookies_close() -> str:
    """Cookies laid out in rows, close enough to see the stamp."""
    rnd = Random("kue surya dekat")
    spots = [(x + (150 if row % 2 else 0), 130 + row * 265, 172)
             for row in range(6) for x in (-60, 240, 540, 840, 1140)]  # fmt: skip
    return picture(
        "#C6D3E2",
        flat("#7E93AC", "cloth"),
        *[cookie(rnd, x, y, r * 0.84, turn=rnd.uniform(-6, 6)) for x, y, r in spots],
        defs=_DEFS,
        view=(60, 60, 1040, 1300),
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-040-1": _cookies,
    "SAMPLE-040-2": _cookies_close,
}
