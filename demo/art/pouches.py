"""Snacks and drinks in stand-up pouches: each with a bowl of what is inside, and a close-up."""

from collections.abc import Callable
from random import Random

from demo.art import drinks, foliage, packs, produce, sesame, snacks
from demo.art.drinks import glass
from demo.art.foliage import lime_leaf
from demo.art.packart import Crisps, crisps, laughing_front, rambak_front, wedang_front
from demo.art.packs import Pouch, pouch
from demo.art.produce import cinnamon, clove, garlic, ginger, laid, palm_sugar, pod, sappan
from demo.art.sesame import laughing
from demo.art.snacks import BANANA, PEANUT, RAMBAK, TEMPEH, bowl, heap, strewn
from demo.art.surfaces import dapple, picture, table

_DEFS = packs.DEFS + snacks.DEFS + foliage.DEFS + sesame.DEFS + produce.DEFS + drinks.DEFS
_TEMPEH = Crisps(
    TEMPEH, "#2C5A3F", "#F0C04E", ("Keripik Tempe", "Daun Jeruk"),
    "Diiris tipis, wangi daun jeruk", "Berat bersih 150 g",
)  # fmt: skip
_BANANA = Crisps(
    BANANA, "#7A3B1C", "#F5B83D", ("Keripik Pisang", "Gula Aren"),
    "Pisang kepok bersalut gula aren", "Berat bersih 200 g",
)  # fmt: skip
_PEANUT = Crisps(
    PEANUT, "#A93A28", "#F7CE7B", ("Kacang Telur", "Bawang"),
    "Gurih bawang putih, renyah telur", "Berat bersih 200 g",
)  # fmt: skip

_MOUTH = (
    (150, 500, 60), (260, 470, 64), (370, 505, 60), (200, 580, 62), (318, 585, 64), (262, 540, 60),
)  # fmt: skip
_BOWL = (
    (770, 1100, 66), (890, 1075, 70), (1005, 1100, 66), (830, 1030, 66), (955, 1030, 68),
    (892, 985, 64), (735, 1150, 64), (1045, 1150, 64), (825, 1140, 70), (950, 1145, 70),
    (890, 1180, 66),
)  # fmt: skip


def _shelf(pack: Pouch, wall: str, board: str, kind: str, *front: str) -> str:
    """Stand a pouch on a table against its wall, with things before it."""
    return picture(
        wall,
        dapple(830, 40, 0.95, 58, 0.08),
        table(1000, board, kind),
        pouch(pack, 210, 205, 1.24),
        *front,
        defs=_DEFS,
    )


def _tempeh() -> str:
    """The pouch, a bowl of tempeh crisps, and lime leaves."""
    rnd = Random("keripik tempe")
    filling = heap(rnd, TEMPEH, 880, 1144, 186, 44, 96, 62)
    return _shelf(
        Pouch("tempeh", _TEMPEH.ground, crisps(_TEMPEH)),
        "#DCE3C4",
        "#B98A5A",
        "wood",
        bowl(880, 1130, 208, "#F1E8D6", filling, "#C9A77A"),
        lime_leaf(250, 1290, 240, -16),
        lime_leaf(190, 1210, 170, 22),
        strewn(rnd, TEMPEH, [(520, 1330, 70), (655, 1382, 66)]),
    )


def _banana() -> str:
    """The pouch, a bowl of glazed banana crisps, and a cake of palm sugar."""
    rnd = Random("keripik pisang")
    filling = heap(rnd, BANANA, 890, 1154, 186, 44, 92, 58)
    return _shelf(
        Pouch("banana", _BANANA.ground, crisps(_BANANA)),
        "#C3D6CF",
        "#8F6A4C",
        "wood",
        bowl(890, 1140, 208, "#2F4B4A", filling, "#7FA39B"),
        laid(300, 1270, palm_sugar(), "sugar", -4, 0.85),
        laid(455, 1345, palm_sugar(broken=True), "sugar", 8, 0.45),
        strewn(rnd, BANANA, [(620, 1330, 62), (735, 1395, 58)]),
    )


def _peanut() -> str:
    """The pouch, a bowl of coated peanuts, garlic and peanuts in their shells."""
    rnd = Random("kacang telur")
    filling = heap(rnd, PEANUT, 890, 1154, 190, 46, 86, 40)
    pods = [(420, 1335, -20), (250, 1370, 28)]
    return _shelf(
        Pouch("peanut", _PEANUT.ground, crisps(_PEANUT)),
        "#EBCFB9",
        "#C7B299",
        "cloth",
        bowl(890, 1140, 208, "#EFE6D8", filling, "#A93A28"),
        laid(290, 1235, garlic(), "skin", -6, 0.95),
        laid(395, 1265, clove(), "skin", 24, 0.9),
        *[laid(x, y, pod(rnd), "root", turn) for x, y, turn in pods],
        strewn(rnd, PEANUT, [(600, 1360, 42), (680, 1400, 40), (650, 1320, 38)]),
    )


def _laughing() -> str:
    """The pouch with the laughing mouth, and a bowl of cracked balls."""
    rnd = Random("onde-onde ketawa")
    inside = [laughing(rnd, x, y, r) for x, y, r in _MOUTH]
    filling = [laughing(rnd, x, y, r) for x, y, r in _BOWL]
    loose = [laughing(rnd, x, y, r) for x, y, r in ((300, 1290, 70), (440, 1345, 74))]
    return _shelf(
        Pouch("laughing", "#F6C24A", laughing_front("".join(inside))),
        "#BFD6D4",
        "#D9C4A0",
        "cloth",
        bowl(890, 1130, 214, "#3E6C73", "".join(filling), "#A9CBCB"),
        *loose,
    )


def _wedang() -> str:
    """The pouch, a glass of red wedang, and the spices that it is made of."""
    rnd = Random("wedang")
    return _shelf(
        Pouch("wedang", "#7C1622", wedang_front()),
        "#8E98B5",
        "#6B4A36",
        "wood",
        glass(900, 1215, 1.0),
        laid(270, 1300, ginger(), "root", -12, 0.9),
        laid(500, 1370, sappan(rnd, 96, 40), "bark"),
        laid(690, 1350, cinnamon(250), "bark", -24),
        laid(730, 1385, cinnamon(230), "bark", -12),
    )


def _rambak() -> str:
    """The kraft pouch and a bowl of puffed crackers."""
    rnd = Random("kerupuk rambak")
    filling = heap(rnd, RAMBAK, 885, 1144, 190, 48, 130, 72)
    return _shelf(
        Pouch("rambak", "#CFA873", rambak_front(), "t-paper"),
        "#D5CBDC",
        "#5C5468",
        "stone",
        bowl(885, 1130, 212, "#1F2E4F", filling, "#6F82AE"),
        strewn(rnd, RAMBAK, [(290, 1300, 92), (480, 1370, 84)]),
    )


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-032-1": _laughing,
    "SAMPLE-034-1": _tempeh,
    "SAMPLE-035-1": _banana,
    "SAMPLE-036-1": _peanut,
    "SAMPLE-038-1": _wedang,
    "SAMPLE-039-1": _rambak,
}
