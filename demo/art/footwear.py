"""Shoes, sandals and slippers of the sample town, each pair set before its own wall."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from demo.art.boots import boot, school_shoe
from demo.art.canvas import floor, plinth, scene
from demo.art.cloth import INDIGO_AND_BROWN, MAROON, SOGAN
from demo.art.growth import rawan_tile
from demo.art.heels import plait, selop, wedge
from demo.art.mirror import mirrored
from demo.art.motifs import Dyes, gringsing_tile, pattern, surya, surya_tile
from demo.art.parts import dimmed, focused, ground, placed, weave
from demo.art.sandals import batik_flat, cross_sandal, hotel_slipper, jute_sandal
from demo.art.shoes import derby
from demo.art.sneakers import sneaker

Point = tuple[float, float]


@dataclass(frozen=True)
class Profile:
    """A pair seen from the side.

    Attributes:
        draw: Gives one shoe, toe to the left, standing on y = 0 from x = 0.
        length: How far it reaches to the right.
        tones: Colours of wall, plinth and floor.
        size: Scale of the nearer shoe on the cover.
        middle: The point of the shoe that the close-up looks at.
        zoom: Scale of the close-up.
        defs: What the shoe's paint refers to.
    """

    draw: Callable[[], str]
    length: float
    tones: tuple[str, str, str]
    size: float
    middle: Point
    zoom: float
    defs: str = ""

    @cached_property
    def shoe(self) -> str:
        """Give one shoe of the pair."""
        return self.draw()

    def cover(self) -> str:
        """Give the pair: one on a plinth, its fellow before it, facing the other way."""
        wall, stone, ground_colour = self.tones
        length, size = self.length, self.size
        above = ground(length) + dimmed(self.shoe, 0.96)
        below = mirrored(ground(length, 0.62) + self.shoe)
        room = floor(1010, ground_colour) + plinth(724, 660, 880, stone, 1090)
        return scene(
            room
            + placed(above, 735 - length * 0.47, 676, size * 0.86)
            + placed(below, 580 + length * size / 2, 1300, size),
            self.defs,
            wall,
        )

    def detail(self) -> str:
        """Give the close-up of one shoe on a tabletop."""
        wall, stone, _ = self.tones
        table = floor(750 - self.middle[1] * self.zoom - 120, stone)
        shoe = focused(ground(self.length, 0.7) + self.shoe, self.middle, self.zoom, -3)
        return scene(table + shoe, self.defs, wall)


@dataclass(frozen=True)
class FromAbove:
    """A pair that lies on a cloth, seen from above.

    Attributes:
        draw: Gives the left one, toe upwards, its middle at the origin.
        wall: Colour around the cloth.
        cloth: Colour of the cloth.
        turns: How far the left and the right one are turned, in degrees.
        middle: The point that the close-up looks at.
        zoom: Scale of the close-up.
        defs: What the paint refers to.
    """

    draw: Callable[[], str]
    wall: str
    cloth: str
    turns: Point
    middle: Point
    zoom: float
    defs: str = ""

    def cover(self) -> str:
        """Give the pair on its cloth."""
        frame = 'x="90" y="150" width="1020" height="1200"'
        mat = (
            f'<rect {frame} fill="#140b05" opacity=".3" transform="translate(14,20)" '
            f'style="filter:blur(18px)"/><rect {frame} fill="{self.cloth}"/>'
            f'<rect {frame} filter="url(#weave)" opacity=".3"/>'
            '<rect x="108" y="168" width="984" height="1164" fill="none" stroke="#fff" '
            'stroke-opacity=".45" stroke-width="3" stroke-dasharray="14 9"/>'
        )
        one = self.draw()
        left = placed(one, 395, 740, 1.36, self.turns[0])
        right = placed(mirrored(one), 815, 770, 1.36, self.turns[1])
        return scene(mat + left + right, self.defs, self.wall)

    def detail(self) -> str:
        """Give the close-up of one of them on the same cloth, turned aslant."""
        cloth = (
            f'<rect width="1200" height="1500" fill="{self.cloth}"/>'
            '<rect width="1200" height="1500" filter="url(#weave)" opacity=".3"/>'
        )
        one = focused(self.draw(), self.middle, self.zoom, 16)
        return scene(cloth + one, self.defs, self.wall)


LOGO = surya(100, Dyes("#f4eee0", "#a23f26", "#f4eee0", "#a23f26"))

PAIRS: dict[str, Profile | FromAbove] = {
    "SAMPLE-011": Profile(
        partial(derby, "#3b2115", "#2a160d", "#8a5c38"),
        800,
        ("#d3c6b2", "#a58d70", "#8a7c69"),
        1.12,
        (290, -150),
        1.95,
    ),
    "SAMPLE-012": Profile(
        partial(boot, "#b58a58", "#9a7144", "#e8d2a8", "#d8c8a8", "#4a3524"),
        775,
        ("#c7cbbb", "#8b9079", "#6f745f"),
        0.98,
        (430, -360),
        1.85,
    ),
    "SAMPLE-013": FromAbove(
        batik_flat,
        "#e9ddcf",
        "#b9a99a",
        (-7, 9),
        (10, -190),
        2.7,
        pattern("flat", surya_tile(SOGAN), 0.5),
    ),
    "SAMPLE-014": Profile(
        partial(wedge, "#8a6233"),
        780,
        ("#e3d3bf", "#7f9a8f", "#9db3a8"),
        1.12,
        (270, -130),
        2.2,
        plait("plait", "#e2c48c", "#b98d4f"),
    ),
    "SAMPLE-015": FromAbove(
        partial(cross_sandal, "#7a4524", "#b98754", "#e8cfa0"),
        "#cfd3c4",
        "#6f7f74",
        (-5, 11),
        (0, -90),
        2.6,
    ),
    "SAMPLE-016": FromAbove(
        jute_sandal,
        "#e9dccb",
        "#b9704f",
        (-10, 4),
        (0, -150),
        2.7,
        weave("jute", "#d3b47c", "#a9854c", 9) + weave("jute-bed", "#e4d2ac", "#c6ab78", 6),
    ),
    "SAMPLE-017": FromAbove(
        partial(hotel_slipper, LOGO),
        "#dcd2c6",
        "#8f9a8a",
        (-6, 6),
        (0, -190),
        2.7,
        pattern("slip", gringsing_tile(MAROON), 0.6),
    ),
    "SAMPLE-018": Profile(
        school_shoe, 705, ("#cfdbe2", "#e3b54a", "#8ea3ad"), 1.2, (300, -160), 2.2
    ),
    "SAMPLE-019": Profile(
        partial(sneaker, "#e9e0cc", "url(#accent)"),
        805,
        ("#e6c9b4", "#c9714f", "#b9836a"),
        1.12,
        (500, -180),
        2.0,
        pattern("accent", rawan_tile(INDIGO_AND_BROWN), 0.5, 12),
    ),
    "SAMPLE-020": Profile(
        partial(selop, "#6b1a2c", "#4a0f1d", "#d2a548", "#f3dfa6"),
        780,
        ("#e8dcd2", "#d9bfae", "#b79a88"),
        1.12,
        (240, -140),
        2.5,
    ),
}

PICTURES: dict[str, Callable[[], str]] = {
    **{f"{name}-1": pair.cover for name, pair in PAIRS.items()},
    **{f"{name}-2": pair.detail for name, pair in PAIRS.items()},
}
