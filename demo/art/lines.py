"""Quiet line patterns of the motifs: `python -m demo.art.lines` writes static/art/*.svg.

They are wallpaper for empty states, certificates and QR cards, and hold the city's mark.
"""

from collections.abc import Iterable
from math import cos, pi, sin
from pathlib import Path

from demo.art.motifs import Dyes, Tile, at, disc, petal, ring, surya

FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "art"
QUIET = "#c9b99d"
TERRACOTTA = "#a23f26"
THREAD = Dyes("none", QUIET, "none", QUIET, "none")
LINE = f'fill="none" stroke="{QUIET}" stroke-width="1.6" stroke-linecap="round"'


def _stamped(drawing: str, spots: Iterable[tuple[float, ...]]) -> str:
    """Give one drawing stamped at each spot (x, y, and then turn and scale where they matter).

    The drawing is written once and referred to, which keeps the file small.
    """
    out = [f'<defs><g id="a">{drawing}</g></defs>']
    for x, y, *rest in spots:
        turn, scale = (*rest, 0.0, 1.0)[:2] if len(rest) != 1 else (rest[0], 1.0)
        out.append(
            f'<use href="#a" transform="translate({x:g},{y:g}) rotate({turn:g}) scale({scale:g})"/>'
        )
    return "".join(out)


def _surya_lines() -> Tile:
    corners = [(x, y, 22.5, 0.55) for x in (0, 240) for y in (0, 240)]
    return Tile(_stamped(surya(96, THREAD), [(120, 120), *corners]), 240, 240)


def _mrico_lines() -> Tile:
    corn = disc(9, "") + disc(3.4, "")
    rosette = disc(19, "") + disc(7, "") + ring(8, at(0, -34, 0, 1, corn))
    star = ring(4, petal(6, 26, 7, "")) + disc(3, "")
    stars = "".join(at(x, y, 0, 1, star) for x, y in ((80, 0), (80, 160), (0, 80), (160, 80)))
    spots = [(80, 80), (0, 0), (160, 0), (0, 160), (160, 160)]
    return Tile(f"<g {LINE}>{stars}{_stamped(rosette, spots)}</g>", 160, 160)


def _gringsing_lines() -> Tile:
    w = 64
    scale = "".join(f'<path d="M{-r},0 A{r},{r} 0 0 0 {r},0"/>' for r in (32, 23))
    beads = "".join(
        disc(1.4, f'fill="{QUIET}" stroke="none"', 27.5 * sin(k * pi / 8), 27.5 * cos(k * pi / 8))
        for k in range(-3, 4)
    )
    spots = [(0, 0), (w, 0), (w / 2, w / 2), (-w / 2, w / 2), (w * 1.5, w / 2)]
    spots += [(w / 2, -w / 2)]
    drawing = _stamped(scale + disc(4.6, "", 0, 10) + beads, spots)
    return Tile(f"<g {LINE}>{drawing}</g>", w, w)


def _bamboo(height: int) -> str:
    """Give one stem in outline with its joints and a few leaves, standing on the origin."""
    out = []
    for k in range(height):
        y = -k * 36
        out.append(f'<path d="M-5,{y} v-33 M5,{y} v-33 M-8,{y - 34.5} h16"/>')
        if k % 2:
            leaf = petal(4, 42, 8, "")
            side = 1 if k % 4 == 1 else -1
            out += [at(0, y - 34, side * turn, 1, leaf) for turn in (48, 78, 108)]
    return "".join(out)


def _pring_lines() -> Tile:
    clump = "".join(
        at(x, 0, turn, 1, _bamboo(height))
        for x, turn, height in ((-34, -14, 5), (-12, -4, 7), (12, 5, 6), (36, 15, 5))
    )
    clump += f'<path d="M-70,2 {"q12,-16 24,0 " * 6}"/>'
    spots = [(100, 290), (-280, 290), (290, 140), (-90, 140), (290, 460), (-90, 460)]
    return Tile(f"<g {LINE}>{_stamped(clump, spots)}</g>", 380, 320)


def _rawan_lines() -> Tile:
    """Give winding water between plaited mats (klasa), with small blossoms."""
    wave = "M60,-120 C-10,-80 -10,-40 60,0 C130,40 130,80 60,120 S-10,200 60,240 S130,320 60,360"
    water = "".join(f'<path d="{wave}" transform="translate({x},0)"/>' for x in (-14, -5, 5, 14))
    strips = "".join(
        f"M{x * 9 - 22},{y * 9 - 22} {'h8' if (x + y) % 2 else 'v8'}"
        for x in range(5)
        for y in range(5)
    )
    plait = f'<path d="{strips}"/>'
    bloom = ring(6, petal(4, 18, 8, "")) + disc(4, "")
    block = water + at(44, 60, 45, 0.9, plait) + at(76, 180, 0, 1, bloom)
    spots = [(x, 0) for x in (-120, 0, 120, 240)]
    return Tile(f"<g {LINE}>{_stamped(block, spots)}</g>", 240, 240)


def _file(tile: Tile) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{tile.width:g}" '
        f'height="{tile.height:g}" viewBox="0 0 {tile.width:g} {tile.height:g}">{tile.svg}</svg>\n'
    )


def _mark() -> str:
    """Give the city's sun as a mark of one colour that still reads at 16 px."""
    paint = f'fill="{TERRACOTTA}"'
    rays = ring(8, petal(52, 118, 23, paint)) + ring(8, disc(6.5, paint, 0, -92), 22.5)
    hoop = disc(42, f'fill="none" stroke="{TERRACOTTA}" stroke-width="7"')
    heart = ring(8, petal(0, 31, 10, paint))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" '
        f'viewBox="-120 -120 240 240">{rays}{hoop}{heart}</svg>\n'
    )


def main() -> None:
    """Write every pattern and the mark."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    patterns = {
        "surya": _surya_lines(),
        "mrico-bolong": _mrico_lines(),
        "sisik-gringsing": _gringsing_lines(),
        "pring-sedapur": _pring_lines(),
        "rawan-klasa": _rawan_lines(),
    }
    for name, tile in patterns.items():
        (FOLDER / f"pattern-{name}.svg").write_text(_file(tile))
    (FOLDER / "surya.svg").write_text(_mark())


if __name__ == "__main__":
    main()
