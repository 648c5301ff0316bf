"""Lengths of cloth: batik on a rod, a silk stole, an ecoprint pashmina, indigo shibori."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from demo.art.canvas import rod, scene, wood_table
from demo.art.drape import Drape, path
from demo.art.growth import koro_tile, pring_tile, rawan_tile, teak_tile
from demo.art.motifs import (
    Dyes,
    Tile,
    at,
    gringsing_tile,
    mrico_tile,
    pattern,
    shibori_tile,
    surya_tile,
)

TOP = 250.0
SOGAN = Dyes("#2b1a10", "#E8C88B", "#7a4522", "#F0DDB5")
BLACK_AND_BONE = Dyes("#161311", "#EFE6D2", "#3a332c", "#D9CDB4")
WHITE_AND_BLUE = Dyes("#F4F0E6", "#1d3a63", "#4f7fb0", "#9db4cc", "#8a5a34")
MAROON = Dyes("#6d1626", "#F6ECDF", "#8d2436", "#F6ECDF")
INDIGO_AND_BROWN = Dyes("#1b2a52", "#E9E1CC", "#7a4a28", "#cfc7ae", "#a86f3e")
WINE_AND_GOLD = Dyes("#4b1636", "#EFCF86", "#D2A045", "#C08F3F", "#7d3358")
CREAM = Dyes("#EFE4CF", "#6a4632", "#7d4a3c", "#c9a878", "#8d6a3c")
INDIGO = Dyes("#1f3268", "#e8edf2", "#4a68a0", "#dfe7f0", "#14224c")


@dataclass(frozen=True)
class Length:
    """One length of cloth to hang.

    Attributes:
        tile: Its motif, waiting for dyes.
        dyes: Its colours.
        wall: Colour of the wall behind it.
        edge: Ground of its border, or an empty string for a cloth without one.
        scale: Size of the motif.
        drape: How it falls, and how wide.
        hem: y of its lower edge.
        crackle: Opacity of the cracks that wax leaves.
        finish: Filter that the motif goes through: drawn by hand, or bled into the cloth.
        fringe: Length of its fringe in units, 0 for a sewn hem.
    """

    tile: Callable[[Dyes], Tile]
    dyes: Dyes
    wall: str
    edge: str
    scale: float
    drape: Drape
    hem: float = 1240.0
    crackle: float = 0.6
    finish: str = "wob"
    fringe: float = 0.0


LENGTHS = {
    "SAMPLE-001": Length(
        surya_tile, SOGAN, "#EADFCB", "#5a2f18", 0.68, Drape(205, 995, 4.4, seed=4)
    ),
    "SAMPLE-002": Length(
        mrico_tile, BLACK_AND_BONE, "#D6CFC2", "#0f0d0c", 0.62, Drape(205, 995, 5.2, seed=9)
    ),
    "SAMPLE-003": Length(
        pring_tile,
        WHITE_AND_BLUE,
        "#B9C9CC",
        "#27497a",
        0.68,
        Drape(205, 995, 4.0, depth=0.6, seed=14, sheen=0.1),
        crackle=0.1,
    ),
    "SAMPLE-004": Length(
        gringsing_tile, MAROON, "#E6D3CA", "#4c0f1b", 0.8, Drape(205, 995, 4.4, depth=0.8, seed=22)
    ),
    "SAMPLE-005": Length(
        rawan_tile, INDIGO_AND_BROWN, "#D9DDD8", "#141f3f", 0.72, Drape(205, 995, 4.2, seed=31)
    ),
    "SAMPLE-006": Length(
        koro_tile,
        WINE_AND_GOLD,
        "#E3D6DA",
        "#3a0f29",
        0.8,
        Drape(390, 810, 3.2, depth=0.9, seed=6, sheen=0.7),
        1250,
        0,
        fringe=70,
    ),
    "SAMPLE-009": Length(
        teak_tile,
        CREAM,
        "#A9B59A",
        "",
        0.62,
        Drape(330, 870, 6.4, depth=0.55, seed=12, sheen=0.3),
        1220,
        0,
        "steam",
        46,
    ),
    "SAMPLE-010": Length(
        shibori_tile,
        INDIGO,
        "#E9E4DA",
        "",
        0.66,
        Drape(205, 995, 4.6, depth=0.9, seed=17),
        1240,
        0,
        "bleed",
    ),
}


def tumpal(x: float, y: float, width: float, dyes: Dyes, edge: str) -> str:
    """Give the border band of a batik length: a row of tall triangles between lines."""
    band = (
        f'<rect x="{x}" y="{y}" width="{width}" height="190" fill="{edge}"/>'
        f'<path d="M{x},{y} h{width} M{x},{y + 14} h{width} M{x},{y + 134} h{width}" '
        f'stroke="{dyes.line}" stroke-width="4"/>'
        f'<path d="M{x},{y + 7} h{width}" stroke="{dyes.dot}" stroke-width="4.5" '
        'stroke-dasharray="0.1 11" stroke-linecap="round"/>'
    )
    line = f'stroke="{dyes.line}" stroke-width="2.4"'
    tooth = (
        f'<path d="M0,130 L24,26 L48,130Z" fill="{dyes.fill}" {line}/>'
        f'<path d="M11,124 L24,62 L37,124Z" fill="none" {line}/>'
        f'<circle cx="24" cy="106" r="5" fill="{dyes.dot}"/>'
        f'<circle cx="48" cy="44" r="4" fill="{dyes.dot}"/>'
        f'<circle cx="48" cy="62" r="2.4" fill="{dyes.dot}"/>'
    )
    return band + "".join(at(x + k * 48, y, 0, 1, tooth) for k in range(int(width / 48) + 1))


def _outline(drape: Drape, top: float, hem: float) -> str:
    """Give the outline of a hung length: level on the rod, its hem swinging with the folds."""
    left, right = drape.left, drape.right
    low = drape.hem(hem, 9)
    return (
        f"M{left},{top} C{left + 260},{top - 6} {right - 260},{top - 6} {right},{top} "
        f"C{right - 12},{top + 340} {right + 8},{hem - 320} {right - 3},{low[0][1]:.0f} "
        f"{path(low, 'L')} C{left - 9},{hem - 320} {left + 12},{top + 340} {left},{top}Z"
    )


def fringe(drape: Drape, hem: float, length: float, colour: str) -> str:
    """Give twisted threads that hang from the hem."""
    rng = Random(drape.seed)
    out = []
    for x, y in drape.hem(hem, 9, int((drape.right - drape.left) / 9)):
        sway, reach = rng.uniform(-7, 7), length * rng.uniform(0.85, 1.1)
        out.append(
            f'<path d="M{x:.1f},{y - 4:.1f} q{sway:.1f},{reach / 2:.1f} '
            f'{-sway / 2:.1f},{reach:.1f}" '
            f'stroke="{colour}" stroke-width="3.4" fill="none" stroke-linecap="round"/>'
        )
    return "".join(out)


def hung(name: str, drape: Drape, top: float, hem: float, painted: str) -> tuple[str, str]:
    """Give (body, defs) of a length that hangs from `top` to `hem`.

    Args:
        name: What the ids of its parts begin with.
        drape: How it falls, and its left and right.
        top: y of the rod.
        hem: y of the lower edge.
        painted: What is on the cloth, drawn flat over its whole box.
    """
    outline = _outline(drape, top, hem)
    x, w, h = drape.left - 30, drape.right - drape.left + 60, hem - top + 60
    frame = f'x="{x}" y="{top - 20}" width="{w}" height="{h}"'
    body = (
        f'<path d="{outline}" transform="translate(30,34)" fill="#2a1a0c" opacity=".34" '
        'filter="url(#soft)"/>'
        f'<path d="{outline}" transform="translate(9,10)" fill="#2a1a0c" opacity=".3" '
        'filter="url(#soft2)"/>'
        f'<g clip-path="url(#{name}-clip)"><g filter="url(#{name}-bend)">{painted}</g>'
        f"{drape.cover(name, (x, top, w, h))}"
        f'<rect {frame} filter="url(#weave)" opacity=".16"/>'
        f'<rect x="{x}" y="{top}" width="{w}" height="40" fill="#150b04" opacity=".4" '
        'filter="url(#soft2)"/></g>'
    )
    clip = f'<clipPath id="{name}-clip"><path d="{outline}"/></clipPath>'
    return body, drape.defs(name) + clip


def _painted(length: Length, frame: str, border: str = "") -> str:
    """Give the flat motif over a frame, through the finish, with wax cracks upon it."""
    return (
        f'<g filter="url(#{length.finish})"><rect {frame} fill="url(#tile)"/>{border}</g>'
        f'<rect {frame} filter="url(#crackle)" opacity="{length.crackle}"/>'
    )


def cover(length: Length) -> str:
    """Give the cover: the whole length on its rod, with its border or fringe at the foot."""
    drape, hem = length.drape, length.hem
    border = tumpal(150, hem - 158, 910, length.dyes, length.edge) if length.edge else ""
    painted = _painted(length, 'x="120" y="180" width="960" height="1160"', border)
    painted = painted.replace("url(#wob)", "none")  # So small, a trembling line looks torn.
    body, defs = hung("cloth", drape, TOP, hem, painted)
    if length.fringe:
        threads = fringe(drape, hem, length.fringe, length.edge or length.dyes.ground)
        shade = f'<g transform="translate(16,18)" opacity=".3" filter="url(#soft3)">{threads}</g>'
        body = shade + threads + body
    defs += pattern("tile", length.tile(length.dyes), length.scale)
    return scene(body + rod(drape.left - 86, drape.right + 86, TOP - 10), defs, length.wall)


_FLAP = "M1260,738 C1010,770 760,806 500,852 C504,1080 506,1320 500,1562Z"
_CUT = "M1260,738 L500,1562 L1260,1562Z"


def _flap(length: Length) -> str:
    """Give the corner of a cloth, turned back so that its reverse and its hem show."""
    dyes = length.dyes
    return (
        f'<path d="{_FLAP}" fill="#0a0807" opacity=".55" filter="url(#soft)"/>'
        f'<path d="M1260,738 L500,1562" stroke="#0a0807" stroke-width="30" opacity=".5" '
        'filter="url(#soft)" transform="translate(26,30)"/>'
        '<clipPath id="flap-clip"><path d="' + _FLAP + '"/></clipPath>'
        '<g clip-path="url(#flap-clip)"><g filter="url(#' + length.finish + ')">'
        f'<rect width="1300" height="1600" fill="url(#back)"/></g>'
        f'<rect width="1300" height="1600" fill="{dyes.ground}" opacity=".38"/>'
        '<rect width="1300" height="1600" fill="#fff" opacity=".15"/>'
        '<path d="M1260,738 L500,1562" stroke="#fff" stroke-width="70" opacity=".3" '
        'transform="translate(-52,-46)" filter="url(#soft)"/>'
        '<path d="M1260,738 L500,1562" stroke="#0a0807" stroke-width="30" opacity=".6" '
        'filter="url(#soft2)"/>'
        f'<path d="M1240,786 C1010,816 780,850 530,892 C534,1090 536,1320 530,1562" fill="none" '
        f'stroke="{dyes.line}" stroke-width="4" stroke-dasharray="15 9" opacity=".85"/>'
        '<rect width="1300" height="1600" filter="url(#weave)" opacity=".2"/></g>'
        f'<path d="{_FLAP}" fill="none" stroke="#fff" stroke-width="3.5" opacity=".42"/>'
    )


def detail(length: Length) -> str:
    """Give a close-up: the cloth fills the frame, one corner turned back to show its hem."""
    source = length.drape
    drape = Drape(-300, 1500, 3.2, source.depth * 0.75, 0, source.seed + 3, source.sheen)
    tile = length.tile(length.dyes)
    grown = length.scale * 2.3
    frame = 'x="-40" y="-40" width="1280" height="1580"'
    body = (
        _painted(length, frame) + f'<g transform="rotate(24 600 750)">'
        f"{drape.cover('big', (-400, -400, 2000, 2300))}</g>"
        '<rect width="1200" height="1500" filter="url(#weave)" opacity=".2"/>'
        f'<clipPath id="cut"><path d="{_CUT}"/></clipPath>'
        f'<g clip-path="url(#cut)">{wood_table(600, "#a97c52", "#5f3a22", source.seed)}</g>'
        + _flap(length)
    )
    defs = pattern("tile", tile, grown, -8) + pattern("back", tile, grown, 78) + drape.defs("big")
    return scene(body, defs, length.wall)


PICTURES: dict[str, Callable[[], str]] = {
    **{f"{name}-1": partial(cover, length) for name, length in LENGTHS.items()},
    **{f"{name}-2": partial(detail, length) for name, length in LENGTHS.items()},
}
