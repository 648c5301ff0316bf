"""SVG elements, gradients and colours as small functions, shared by the still lifes.

Coordinates are the 1200 by 1500 units of the canvas. A value that starts with ``@`` names
something in ``<defs>``: ``fill="@brass"`` becomes ``fill="url(#brass)"``.
"""

import colorsys
from collections.abc import Iterable

Value = float | str
Point = tuple[float, float]


def number(value: float) -> str:
    """Write a number with two decimals at most, so that drawings stay small."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def tag(name: str, body: str = "", /, **attributes: Value) -> str:
    """Write one element; underscores in attribute names become hyphens."""
    words = [name]
    for key, value in attributes.items():
        text = number(value) if isinstance(value, (int, float)) else value
        text = f"url(#{text[1:]})" if text.startswith("@") else text
        words.append(f'{key.rstrip("_").replace("_", "-")}="{text}"')
    return f"<{' '.join(words)}>{body}</{name}>" if body else f"<{' '.join(words)}/>"


def path(d: str, fill: str = "none", **attributes: Value) -> str:
    """Draw a path; without a fill it is a line, round at its ends."""
    if fill == "none":
        attributes.setdefault("stroke_linecap", "round")
    return tag("path", d=d, fill=fill, **attributes)


def line(d: str, stroke: str, width: float, **attributes: Value) -> str:
    """Draw an open line of the given colour and width."""
    attributes.setdefault("stroke_linecap", "round")
    return tag("path", d=d, fill="none", stroke=stroke, stroke_width=width, **attributes)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str, **attributes: Value) -> str:
    """Draw an ellipse around (cx, cy)."""
    return tag("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **attributes)


def circle(cx: float, cy: float, r: float, fill: str, **attributes: Value) -> str:
    """Draw a circle around (cx, cy)."""
    return tag("circle", cx=cx, cy=cy, r=r, fill=fill, **attributes)


def rect(x: float, y: float, width: float, height: float, fill: str, **attributes: Value) -> str:
    """Draw a rectangle by its top left corner and its size."""
    return tag("rect", x=x, y=y, width=width, height=height, fill=fill, **attributes)


def group(*parts: str, **attributes: Value) -> str:
    """Put parts into one group."""
    return tag("g", "".join(parts) or " ", **attributes)


def place(x: float, y: float, *parts: str, turn: float = 0, size: float = 1) -> str:
    """Move a drawing made around (0, 0) to (x, y), turned by degrees and scaled."""
    moves = f"translate({number(float(x))},{number(float(y))})"
    if turn:
        moves += f" rotate({number(float(turn))})"
    if size != 1:
        moves += f" scale({number(float(size))})"
    return group(*parts, transform=moves)


def clipped(name: str, d: str, *parts: str) -> str:
    """Show parts only inside the outline `d`; `name` must be unique in the picture."""
    return tag("clipPath", path(d, "#000"), id=name) + group(*parts, clip_path=f"@{name}")


def polygon(points: Iterable[Point], fill: str, **attributes: Value) -> str:
    """Draw a closed shape through points."""
    text = " ".join(f"{number(float(x))},{number(float(y))}" for x, y in points)
    return tag("polygon", points=text, fill=fill, **attributes)


def through(points: list[Point]) -> str:
    """Give the path of a closed soft curve that follows the given corners."""
    ends = [((x + points[i - 1][0]) / 2, (y + points[i - 1][1]) / 2)
            for i, (x, y) in enumerate(points)]  # fmt: skip
    d = f"M{ends[0][0]:.1f},{ends[0][1]:.1f}"
    for i, (x, y) in enumerate(points):
        ahead = ends[(i + 1) % len(points)]
        d += f" Q{x:.1f},{y:.1f} {ahead[0]:.1f},{ahead[1]:.1f}"
    return d + "Z"


def _stops(spec: str) -> str:
    """Turn ``"0 #fff .5, 1 #000"`` (offset, colour, opacity if not 1) into gradient stops."""
    parts = []
    for item in spec.split(","):
        offset, colour, *opacity = item.split()
        alpha = opacity[0] if opacity else "1"
        parts.append(tag("stop", offset=offset, stop_color=colour, stop_opacity=alpha))
    return "".join(parts)


def linear(name: str, spec: str, x1: float = 0, y1: float = 0, x2: float = 0, y2: float = 1) -> str:
    """Define a linear gradient; by default it runs from top to bottom."""
    return tag("linearGradient", _stops(spec), id=name, x1=x1, y1=y1, x2=x2, y2=y2)


def radial(name: str, spec: str, cx: float = 0.36, cy: float = 0.28, r: float = 0.85) -> str:
    """Define a radial gradient; by default it is lit from the upper left."""
    return tag("radialGradient", _stops(spec), id=name, cx=cx, cy=cy, r=r)


def _channels(colour: str) -> tuple[float, float, float]:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _hexadecimal(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(min(1, max(0, c)) * 255):02x}" for c in (red, green, blue))


def mix(first: str, second: str, share: float) -> str:
    """Blend two ``#rrggbb`` colours; share 0 gives the first, 1 the second."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return _hexadecimal(red, green, blue)


def lit(colour: str, factor: float) -> str:
    """Light or darken a colour: above 1 towards warm white, below 1 towards warm black."""
    if factor >= 1:
        return mix(colour, "#fff6e4", min(1, factor - 1))
    return mix("#1c0d04", colour, max(0, factor))


def turned(colour: str, hue: float = 0, saturation: float = 1) -> str:
    """Shift a colour's hue (in turns) and scale its saturation."""
    h, lightness, s = colorsys.rgb_to_hls(*_channels(colour))
    return _hexadecimal(*colorsys.hls_to_rgb((h + hue) % 1, lightness, min(1, s * saturation)))
