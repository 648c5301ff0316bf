"""The pieces that shoes and bags are made of: lit panels, seams, stitches, gloss and shade."""

from random import Random


def panel(d: str, paint: str, material: str = "matt") -> str:
    """Give the closed shape `d` filled with a colour or pattern and lit as a material."""
    return f'<path d="{d}" fill="{paint}" filter="url(#{material})"/>'


def cut(name: str, d: str, inner: str) -> str:
    """Give the inner drawing cut to the shape `d`; the same name must mean the same shape."""
    return (
        f'<clipPath id="{name}"><path d="{d}"/></clipPath><g clip-path="url(#{name})">{inner}</g>'
    )


def stitch(d: str, colour: str, width: float = 2.6, dash: str = "9 5") -> str:
    """Give a row of stitches along `d`, sunk a little into the material."""
    line = 'fill="none" stroke-linecap="round"'
    return (
        f'<path d="{d}" transform="translate(0.8,1.6)" stroke="#120a05" stroke-opacity="0.5" '
        f'stroke-width="{width + 1.4}" {line}/>'
        f'<path d="{d}" stroke="{colour}" stroke-width="{width}" stroke-dasharray="{dash}" {line}/>'
    )


def seam(d: str, width: float = 3.0, strength: float = 0.55) -> str:
    """Give a seam: a dark line with a lit lip under it."""
    return (
        f'<path d="{d}" transform="translate(1.2,{width * 0.8:.1f})" fill="none" stroke="#fff" '
        f'stroke-opacity="0.22" stroke-width="{width * 0.7:.1f}"/>'
        f'<path d="{d}" fill="none" stroke="#0c0603" stroke-opacity="{strength}" '
        f'stroke-width="{width}"/>'
    )


def gloss(d: str, width: float, strength: float, blur: float = 9) -> str:
    """Give a highlight along `d`."""
    return (
        f'<path d="{d}" fill="none" stroke="#fffaf2" stroke-width="{width}" '
        f'stroke-linecap="round" opacity="{strength}" style="filter:blur({blur}px)"/>'
    )


def shade(d: str, width: float, strength: float, blur: float = 9) -> str:
    """Give a shadow along `d`."""
    return (
        f'<path d="{d}" fill="none" stroke="#0e0703" stroke-width="{width}" '
        f'stroke-linecap="round" opacity="{strength}" style="filter:blur({blur}px)"/>'
    )


def placed(drawing: str, x: float, y: float, scale: float = 1.0, turn: float = 0.0) -> str:
    """Give a drawing whose origin comes to lie at (x, y)."""
    return f'<g transform="translate({x},{y}) rotate({turn}) scale({scale})">{drawing}</g>'


def focused(drawing: str, middle: tuple[float, float], scale: float, turn: float = 0.0) -> str:
    """Give a drawing enlarged so that its point `middle` comes to the middle of the canvas."""
    return (
        f'<g transform="translate(600,750) rotate({turn}) scale({scale}) '
        f'translate({-middle[0]},{-middle[1]})">{drawing}</g>'
    )


def dimmed(drawing: str, level: float = 0.9) -> str:
    """Give the drawing as it looks further from the lamp."""
    return f'<g style="filter:brightness({level})">{drawing}</g>'


def ground(length: float, strength: float = 0.55) -> str:
    """Give the shadow under a shoe whose sole runs from x = 0 to `length` at y = 0."""
    return (
        f'<ellipse cx="{length * 0.54}" cy="6" rx="{length * 0.56}" ry="34" fill="#1a0f06" '
        f'opacity="{strength * 0.7:.2f}" style="filter:blur(22px)"/>'
        f'<ellipse cx="{length * 0.5}" cy="0" rx="{length * 0.49}" ry="11" fill="#0e0703" '
        f'opacity="{strength:.2f}" style="filter:blur(7px)"/>'
    )


def threads(
    seed: int, box: tuple[float, float, float, float], count: int, colours: tuple[str, ...]
) -> str:
    """Give loose short fibres over a box (x, y, width, height), for jute and canvas."""
    rng, out = Random(seed), []
    x, y, w, h = box
    for _ in range(count):
        a, b = rng.uniform(x, x + w), rng.uniform(y, y + h)
        out.append(
            f'<path d="M{a:.1f},{b:.1f} q{rng.uniform(-9, 9):.1f},{rng.uniform(-9, 9):.1f} '
            f'{rng.uniform(-14, 14):.1f},{rng.uniform(-10, 10):.1f}" fill="none" '
            f'stroke="{rng.choice(colours)}" stroke-width="{rng.uniform(0.7, 1.6):.1f}" '
            f'opacity="{rng.uniform(0.3, 0.8):.2f}"/>'
        )
    return "".join(out)


def weave(name: str, light: str, dark: str, size: float) -> str:
    """Give a plain weave of thick threads, `size` units each, as a pattern called `name`."""
    s = size
    bars = (
        f'<rect x="0.5" y="0.8" width="{s}" height="{s - 1.6}" rx="{s * 0.3}" fill="{light}"/>'
        f'<rect x="{s + 0.8}" y="0.5" width="{s - 1.6}" height="{s}" rx="{s * 0.3}" fill="{dark}"/>'
        f'<rect x="{s + 0.5}" y="{s + 0.8}" width="{s}" height="{s - 1.6}" rx="{s * 0.3}" '
        f'fill="{light}"/><rect x="0.8" y="{s + 0.5}" width="{s - 1.6}" height="{s}" '
        f'rx="{s * 0.3}" fill="{dark}"/>'
    )
    return (
        f'<pattern id="{name}" width="{2 * s}" height="{2 * s}" patternUnits="userSpaceOnUse">'
        f'<rect width="{2 * s}" height="{2 * s}" fill="#3a2a14"/>{bars}</pattern>'
    )
