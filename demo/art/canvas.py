"""The studio in which every sample picture is taken: wall, floor, light and materials.

Coordinates are those of a portrait canvas, 1200 wide and 1500 high, with y growing downwards.
The light always comes from the upper left.
"""

from collections.abc import Iterable
from random import Random

WIDTH = 1200
HEIGHT = 1500
FULL_VIEW = (0.0, 0.0, float(WIDTH), float(HEIGHT))

Stop = tuple[float, str] | tuple[float, str, float]

_BOX = 'x="-30%" y="-30%" width="160%" height="160%"'
_SRGB = 'color-interpolation-filters="sRGB"'
_LAMP = '<feDistantLight azimuth="235" elevation="52"/>'


def _blur(name: str, deviation: float) -> str:
    return f'<filter id="{name}" {_BOX}><feGaussianBlur stdDeviation="{deviation}"/></filter>'


def _grain(name: str, frequency: str, alpha: str, seed: int) -> str:
    """Give a filter that fills its element with a fine dark noise, for paper and weave."""
    return (
        f'<filter id="{name}" x="0" y="0" width="100%" height="100%">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="2" '
        f'seed="{seed}"/><feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  {alpha}"/>'
        "</filter>"
    )


def material(
    name: str,
    *,
    depth: float = 10.0,
    round_: float = 9.0,
    grain: float = 0.0,
    frequency: str = "0.12",
    shine: float = 0.0,
    sharp: float = 18.0,
) -> str:
    """Give a filter that lights a flat shape as if it were a rounded body of some material.

    Args:
        name: The filter's id.
        depth: How far the middle of the shape rises towards the viewer.
        round_: Width in units over which its edges curve away.
        grain: Share of the relief that is noise, 0 (smooth) to 1.
        frequency: Base frequency of that noise, one number or two.
        shine: Strength of the highlight, 0 (matt) to 1 (polished).
        sharp: Tightness of the highlight.
    """
    return (
        f'<filter id="{name}" x="-8%" y="-8%" width="116%" height="116%" {_SRGB}>'
        f'<feGaussianBlur in="SourceAlpha" stdDeviation="{round_}" result="b"/>'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="3" '
        'seed="8" result="t"/>'
        '<feColorMatrix in="t" result="n" '
        'values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.6 0 0 0 -0.3"/>'
        f'<feComposite in="b" in2="n" operator="arithmetic" k2="{1 - grain:.3f}" '
        f'k3="{grain:.3f}" result="h"/>'
        f'<feDiffuseLighting in="h" surfaceScale="{depth}" diffuseConstant="1.08" result="d">'
        f"{_LAMP}</feDiffuseLighting>"
        f'<feSpecularLighting in="h" surfaceScale="{depth}" specularConstant="{shine}" '
        f'specularExponent="{sharp}" lighting-color="#fff6e8" result="s">'
        f"{_LAMP}</feSpecularLighting>"
        '<feComposite in="SourceGraphic" in2="d" operator="arithmetic" k1="1.18" result="l"/>'
        '<feComposite in="l" in2="s" operator="arithmetic" k2="1" k3="1" result="r"/>'
        '<feComposite in="r" in2="SourceAlpha" operator="in"/></filter>'
    )


def _materials() -> str:
    return "".join(
        (
            material("matt"),
            material("pillow", depth=26, round_=24),
            material(
                "leather", depth=16, round_=13, grain=0.016, frequency="0.2", shine=0.3, sharp=18
            ),
            material("polished", depth=22, round_=20, grain=0.004, shine=0.75, sharp=22),
            material("nubuck", depth=12, round_=12, grain=0.05, frequency="0.55"),
            material(
                "velvet", depth=14, round_=16, grain=0.04, frequency="0.7", shine=0.12, sharp=6
            ),
            material("rubber", depth=8, round_=6, grain=0.02, frequency="0.6", shine=0.14),
            material("clay", depth=30, round_=30, grain=0.03, frequency="0.3"),
            material("metal", depth=22, round_=8, shine=1.1, sharp=26),
            material("glaze", depth=20, round_=16, shine=0.9, sharp=34),
            material("thread", depth=5, round_=1.6, shine=0.25, sharp=10),
            material("wood", depth=8, round_=6, grain=0.08, frequency="0.02 0.4", shine=0.15),
            material("straw", depth=5, round_=2.4, grain=0.06, frequency="0.08 0.6", shine=0.2),
            material("canvas", depth=7, round_=6, grain=0.08, frequency="0.75"),
        )
    )


def _filters() -> str:
    return (
        _blur("soft", 22)
        + _blur("soft2", 9)
        + _blur("soft3", 3.5)
        + _blur("haze", 48)
        + _grain("weave", "0.9 0.9", "0 0 0 -0.9 0.62", 3)
        + _grain("fibre", "0.35 0.9", "0 0 0 -1.6 1.0", 9)
        + '<filter id="crackle"><feTurbulence type="turbulence" baseFrequency="0.012 0.016" '
        'numOctaves="3" seed="11" result="t"/><feColorMatrix in="t" values="0 0 0 0 1  '
        '0 0 0 0 0.95  0 0 0 0 0.85  9 0 0 0 -0.55" result="c"/><feComponentTransfer in="c">'
        '<feFuncA type="table" tableValues="0.32 0 0 0 0"/></feComponentTransfer></filter>'
        '<filter id="wob"><feTurbulence type="fractalNoise" baseFrequency="0.02" numOctaves="2" '
        'seed="5" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="5"/></filter>'
        '<filter id="steam" x="-2%" y="-2%" width="104%" height="104%"><feTurbulence '
        'type="fractalNoise" baseFrequency="0.03" numOctaves="4" seed="2" result="n"/>'
        '<feDisplacementMap in="SourceGraphic" in2="n" scale="9" result="m"/>'
        '<feGaussianBlur in="m" stdDeviation="0.9"/></filter>'
        '<filter id="bleed" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence '
        'type="fractalNoise" baseFrequency="0.045" numOctaves="4" seed="4" result="n"/>'
        '<feDisplacementMap in="SourceGraphic" in2="n" scale="22" result="m"/>'
        '<feGaussianBlur in="m" stdDeviation="2.6"/></filter>'
    )


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
        f'width="{WIDTH}" height="{HEIGHT}"><defs>{_filters()}{_materials()}{room}{lamp}{defs}'
        f'</defs><rect {frame} fill="#fff"/>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="url(#wall)"/>{body}'
        f'<rect {frame} fill="url(#glow)"/></svg>'
    )


def shadow(cx: float, cy: float, rx: float, ry: float, strength: float = 0.4) -> str:
    """Give the shadow of a body that stands at (cx, cy): a wide soft one and a close dark one."""
    return (
        f'<ellipse cx="{cx + rx * 0.08:.0f}" cy="{cy + ry * 0.2:.0f}" rx="{rx:.0f}" ry="{ry:.0f}" '
        f'fill="#23150a" opacity="{strength * 0.8:.2f}" filter="url(#soft)"/>'
        f'<ellipse cx="{cx:.0f}" cy="{cy:.0f}" rx="{rx * 0.9:.0f}" ry="{ry * 0.42:.0f}" '
        f'fill="#1a0f06" opacity="{strength:.2f}" filter="url(#soft2)"/>'
    )


def floor(top: float, colour: str, light: float = 0.14) -> str:
    """Give a matt floor or tabletop of one colour from y = `top` to the bottom edge."""
    return (
        f'<rect x="-20" y="{top}" width="1240" height="{HEIGHT - top + 20}" fill="{colour}"/>'
        f'<rect x="-20" y="{top}" width="1240" height="18" fill="#fff" opacity="{light}"/>'
        f'<rect x="-20" y="{top - 34}" width="1240" height="34" fill="#20140a" opacity="0.10" '
        'filter="url(#soft2)"/>'
        f'<ellipse cx="330" cy="{top + 150}" rx="560" ry="150" fill="#fff" opacity="0.10" '
        'filter="url(#haze)"/>'
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
    """Give a museum plinth: a block whose top edge lies at y = `top`, seen from the front."""
    x, depth = cx - width / 2, 46.0
    lid = (
        f"M{x},{top + depth} L{x + 40},{top - depth * 0.5} H{x + width - 40} "
        f"L{x + width},{top + depth}Z"
    )
    face = f'x="{x}" y="{top + depth}" width="{width}" height="{foot - top - depth}"'
    shade = linear("plinth-shade", [(0, "#fff", 0.1), (1, "#1a0f06", 0.22)])
    return (
        f"{shade}"
        f'<path d="{lid}" fill="{colour}"/><path d="{lid}" fill="#fff" opacity="0.28"/>'
        f'<rect {face} fill="{colour}"/><rect {face} fill="url(#plinth-shade)"/>'
        f'<rect x="{x}" y="{top + depth}" width="{width}" height="3" fill="#fff" opacity="0.5"/>'
    )
