"""The studio in which every sample picture is taken: wall, floor, light and materials.

Coordinates are those of a portrait canvas, 1200 wide and 1500 high, with y growing downwards.
The light always comes from the upper left.
"""

from collections.abc import Iterable
from random import Random

from demo.art.materials import filters

WIDTH = 1200
HEIGHT = 1500
FULL_VIEW = (0.0, 0.0, float(WIDTH), float(HEIGHT))

Stop = tuple[float, str] | tuple[float, str, float]


def _offset(stop: Stop) -> str:
    opacity = f' stop-opacity="{stop[2]}"' if len(stop) == 3 else ""
    return f'<stop offset="{stop[0]}" stop-color="{stop[1]}"{opacity}/>'


def linear(name: str, stops: Iterable[Stop], axis: str = "0 0 0 1") -> str:
    """Give a linear gradient; `axis` holds x1 y1 x2 y2 as shares of the painted box."""
    x1, y1, x2, y2 = axis.split()
    return (
        f'<linearGradient id="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
        f"{''.join(map(_offset, stops))}</linearGradient>"
    )


def radial(name: str, stops: Iterable[Stop], at: str = "0.36 0.28 0.85") -> str:
    """Give a radial gradient; `at` holds cx cy r as shares of the painted box."""
    cx, cy, r = at.split()
    return (
        f'<radialGradient id="{name}" cx="{cx}" cy="{cy}" r="{r}">'
        f"{''.join(map(_offset, stops))}</radialGradient>"
    )


def scene(
    body: str,
    defs: str = "",
    wall: str = "#E9DFCE",
    view: tuple[float, float, float, float] = FULL_VIEW,
) -> str:
    """Give a whole picture as SVG text: wall, `body`, then the room's light over all.

    Args:
        body: What stands in the room, in canvas units (1200 x 1500).
        defs: Gradients, patterns and filters that the body uses, beside the studio's own.
        wall: Colour of the wall, as #rrggbb.
        view: The part of the canvas that is photographed (x, y, width, height), for close-ups.
    """
    x, y, w, h = view
    room = linear("wall", [(0, wall), (0.72, wall), (0.73, wall, 0.86), (1, wall, 0.72)])
    lamp = radial(
        "glow",
        [(0, "#fff", 0.26), (0.6, "#fff", 0), (1, "#3a2a1a", 0.2)],
        "0.3 0.14 1.0",
    )
    frame = f'x="{x}" y="{y}" width="{w}" height="{h}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x} {y} {w} {h}" '
        f'width="{WIDTH}" height="{HEIGHT}"><defs>{filters()}{room}{lamp}{defs}'
        f'</defs><rect {frame} fill="#fff"/>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#wall)"/>{body}'
        f'<rect {frame} fill="url(#glow)"/></svg>'
    )


def shadow(cx: float, cy: float, rx: float, ry: float, strength: float = 0.4) -> str:
    """Give the shadow of a body that stands at (cx, cy): a wide soft one and a close dark one."""
    return (
        f'<ellipse cx="{cx + rx * 0.08:.0f}" cy="{cy + ry * 0.2:.0f}" rx="{rx:.0f}" ry="{ry:.0f}" '
        f'fill="#23150a" opacity="{strength * 0.8:.2f}" style="filter:blur(22px)"/>'
        f'<ellipse cx="{cx:.0f}" cy="{cy:.0f}" rx="{rx * 0.9:.0f}" ry="{ry * 0.42:.0f}" '
        f'fill="#1a0f06" opacity="{strength:.2f}" style="filter:blur(9px)"/>'
    )


def floor(top: float, colour: str, light: float = 0.14) -> str:
    """Give a matt floor or tabletop of one colour from y = `top` to the bottom edge."""
    return (
        f'<rect x="-20" y="{top}" width="1240" height="{HEIGHT - top + 20}" fill="{colour}"/>'
        f'<rect x="-20" y="{top}" width="1240" height="18" fill="#fff" opacity="{light}"/>'
        f'<rect x="-20" y="{top - 34}" width="1240" height="34" fill="#20140a" opacity="0.10" '
        'style="filter:blur(12px)"/>'
        f'<ellipse cx="330" cy="{top + 150}" rx="560" ry="150" fill="#fff" opacity="0.10" '
        'style="filter:blur(48px)"/>'
    )


def wood_table(top: float, colour: str, vein: str, seed: int = 1) -> str:
    """Give a wooden tabletop from y = `top` down, with grain lines of colour `vein`."""
    rng = Random(seed)
    lines = []
    y = top + 26
    while y < HEIGHT:
        a, b = rng.uniform(-9, 9), rng.uniform(-9, 9)
        lines.append(
            f'<path d="M-20,{y:.0f} C300,{y + a:.0f} 760,{y + b:.0f} 1220,{y - a / 2:.0f}" '
            f'stroke="{vein}" stroke-width="{rng.uniform(0.8, 3):.1f}" '
            f'opacity="{rng.uniform(0.12, 0.34):.2f}" fill="none"/>'
        )
        y += rng.uniform(7, 24)
    return floor(top, colour) + "".join(lines)


def rod(x0: float, x1: float, y: float) -> str:
    """Give a round wooden rod with turned ends, hung level at height `y`."""
    bar = f'x="{x0}" width="{x1 - x0}"'
    ends = "".join(
        f'<circle cx="{x}" cy="{y}" r="21" fill="#5d3f24" filter="url(#glaze)"/>' for x in (x0, x1)
    )
    return (
        f'<rect {bar} y="{y - 13}" height="26" rx="13" fill="#6f4d2d" filter="url(#wood)"/>'
        f'<rect {bar} y="{y - 10}" height="6" rx="3" fill="#fff" opacity="0.22"/>{ends}'
    )


def plinth(cx: float, top: float, width: float, colour: str, foot: float = HEIGHT + 20) -> str:
    """Give a museum plinth: a block whose upper face lies about y = `top`, seen from the front."""
    x, depth = cx - width / 2, 52.0
    lid = (
        f"M{x},{top + depth} L{x + 46},{top - depth} H{x + width - 46} L{x + width},{top + depth}Z"
    )
    face = f'x="{x}" y="{top + depth}" width="{width}" height="{foot - top - depth}"'
    shade = linear("plinth-shade", [(0, "#1a0f06", 0.06), (1, "#1a0f06", 0.34)], "0 0 0.5 1")
    return (
        f"{shade}"
        f'<rect x="{x + 26}" y="{foot - 40}" width="{width + 40}" height="56" fill="#1a0f06" '
        'opacity="0.5" style="filter:blur(22px)"/>'
        f'<rect x="{x + width - 10}" y="{top + 60}" width="70" height="{foot - top - 70}" '
        'fill="#1a0f06" opacity="0.2" style="filter:blur(24px)"/>'
        f'<path d="{lid}" fill="{colour}"/><path d="{lid}" fill="#fff" opacity="0.3"/>'
        f'<rect {face} fill="{colour}"/><rect {face} fill="url(#plinth-shade)"/>'
        f'<rect x="{x}" y="{top + depth}" width="{width}" height="3" fill="#fff" opacity="0.5"/>'
    )
