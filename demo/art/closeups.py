"""The second picture of each pouched snack and drink: what is inside, from near by."""

from collections.abc import Callable
from random import Random

from demo.art import drinks, foliage, produce, sesame, snacks
from demo.art.drinks import glass
from demo.art.elements import ellipse, rect
from demo.art.foliage import lime_leaf
from demo.art.produce import (
    cinnamon,
    clove,
    garlic,
    ginger,
    ginger_slice,
    laid,
    palm_sugar,
    pod,
    sappan,
)
from demo.art.sesame import laughing
from demo.art.snacks import BANANA, PEANUT, RAMBAK, TEMPEH, dish, heap, strewn
from demo.art.surfaces import dapple, flat, picture, table

_DEFS = snacks.DEFS + foliage.DEFS + sesame.DEFS + produce.DEFS + drinks.DEFS


def _cloth(colour: str, stripe: str) -> str:
    """Spread a striped cloth over the whole table."""
    bands = [rect(x, -20, 14, 1560, stripe, opacity=0.55) for x in (90, 122, 1062, 1094)]
    return flat(colour, "cloth") + "".join(bands)


def _laughing() -> str:
    """Seven cracked balls, mouths open."""
    rnd = Random("ketawa dekat")
    spots = [(330, 380, 190), (800, 330, 200), (1120, 620, 180), (140, 800, 180),
             (590, 760, 215), (330, 1200, 205), (860, 1160, 215)]  # fmt: skip
    crumbs = []
    for _ in range(46):
        x, y = rnd.uniform(20, 1180), rnd.uniform(60, 1460)
        crumbs.append(ellipse(x + 3, y + 4, 12, 7, "#1a0d05", opacity=0.25))
        crumbs.append(ellipse(x, y, 12, 7, "#F6E3B8"))
    return picture(
        "#F0D79A",
        flat("#D9A646", "stone"),
        *crumbs,
        *[laughing(rnd, *spot) for spot in spots],
        defs=_DEFS,
    )


def _tempeh() -> str:
    """A dish of crisps among lime leaves."""
    rnd = Random("tempe dekat")
    loose = [(190, 1330, 104), (410, 1420, 98), (1070, 170, 104)]
    return picture(
        "#DCE3C4",
        _cloth("#CFCDB6", "#4C6B45"),
        lime_leaf(60, 230, 330, -28),
        lime_leaf(170, 330, 270, -64),
        lime_leaf(860, 1400, 330, -20),
        dish(610, 740, 480, "#2F4A3E", heap(rnd, TEMPEH, 610, 780, 440, 300, 60, 112)),
        strewn(rnd, TEMPEH, loose),
        lime_leaf(960, 1290, 260, 26),
        defs=_DEFS,
    )


def _banana() -> str:
    """Crisps poured out beside cakes of palm sugar."""
    rnd = Random("pisang dekat")
    return picture(
        "#C3D6CF",
        flat("#6E4A34", "wood"),
        laid(260, 300, palm_sugar(), "sugar", -8, 1.3),
        laid(560, 200, palm_sugar(broken=True), "sugar", 10, 1.1),
        heap(rnd, BANANA, 640, 930, 520, 400, 40, 118),
        strewn(rnd, BANANA, [(150, 1370, 104), (1080, 250, 104)]),
        defs=_DEFS,
    )


def _peanut() -> str:
    """A dish of coated peanuts with garlic and pods."""
    rnd = Random("kacang dekat")
    pods = [(150, 230, 20), (260, 360, -34), (1060, 1330, 24)]
    return picture(
        "#EBCFB9",
        _cloth("#C9B79C", "#A93A28"),
        *[laid(x, y, pod(rnd), "root", turn, 1.35) for x, y, turn in pods],
        laid(1040, 230, garlic(), "skin", 12, 1.3),
        dish(600, 780, 470, "#A93A28", heap(rnd, PEANUT, 600, 800, 430, 330, 40, 74)),
        laid(170, 1310, clove(), "skin", -20, 1.4),
        laid(290, 1400, clove(), "skin", 40, 1.3),
        strewn(rnd, PEANUT, [(880, 1410, 72), (1110, 1180, 70)]),
        defs=_DEFS,
    )


def _wedang() -> str:
    """A glass of red wedang by the rainy window, close to."""
    rnd = Random("wedang dekat")
    slices = [(300, 1290, 74, -8), (420, 1350, 66, 12)]
    return picture(
        "#6F7A9C",
        dapple(900, 0, 1.0, 60, 0.14),
        table(960, "#5A3A2A", "wood"),
        laid(1010, 1130, ginger(), "root", 8, 0.95),
        glass(610, 1190, 1.62),
        *[laid(x, y, ginger_slice(rnd, r), "skin", t) for x, y, r, t in slices],
        laid(860, 1360, cinnamon(330), "bark", -16),
        laid(910, 1410, cinnamon(300), "bark", -7),
        laid(180, 1180, sappan(rnd, 110, 46), "bark"),
        defs=_DEFS,
    )


def _rambak() -> str:
    """A dish heaped with puffed crackers."""
    rnd = Random("rambak dekat")
    return picture(
        "#D5CBDC",
        flat("#4A4560", "stone"),
        dish(610, 760, 490, "#C9A26E", heap(rnd, RAMBAK, 610, 780, 440, 320, 70, 138)),
        strewn(rnd, RAMBAK, [(170, 1360, 130), (1050, 1380, 120), (130, 160, 116)]),
        laid(1050, 170, garlic(), "skin", 14, 1.0),
        defs=_DEFS,
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-032-2": _laughing,
    "SAMPLE-034-2": _tempeh,
    "SAMPLE-035-2": _banana,
    "SAMPLE-036-2": _peanut,
    "SAMPLE-038-2": _wedang,
    "SAMPLE-039-2": _rambak,
}
