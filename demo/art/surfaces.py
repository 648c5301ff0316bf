"""Light and ground of the still lifes: tables, shadows, textures and relief filters.

The light falls from the upper left in every picture, so shadows go down and to the right.
"""

from demo.art.canvas import FULL_VIEW, HEIGHT, scene
from demo.art.elements import (
    ellipse,
    group,
    line,
    linear,
    lit,
    path,
    place,
    radial,
    rect,
    tag,
)
from demo.art.lettering import faces

View = tuple[float, float, float, float]
_BOX = {"x": "-5%", "y": "-5%", "width": "110%", "height": "110%"}
_LIGHT = '<feDistantLight azimuth="232" elevation="{}"/>'
_MULTIPLY = '<feComposite in="SourceGraphic" in2="{}" operator="arithmetic" k1="{}" result="{}"/>'
# A warm ambient light: what is turned away from the lamp goes brown rather than black.
_WARM = (
    '<feComponentTransfer in="l" result="w"><feFuncR type="gamma" exponent=".62"/>'
    '<feFuncG type="gamma" exponent=".88"/><feFuncB type="gamma" exponent="1.15"/>'
    "</feComponentTransfer>"
)
_INSIDE = '<feComposite in="{}" in2="SourceAlpha" operator="in"/>'
_SHINE = (
    _MULTIPLY.format("w", 1.22, "m")
    + '<feComposite in="m" in2="s" operator="arithmetic" k2="1" k3="1" result="p"/>'
    + _INSIDE.format("p")
)


def _blur(name: str, deviation: float) -> str:
    """Define a blur with room enough around a low, wide shape."""
    step = f'<feGaussianBlur stdDeviation="{deviation}"/>'
    return tag("filter", step, id=name, x="-60%", y="-200%", width="220%", height="500%")


def _filter(name: str, *steps: str) -> str:
    """Wrap steps into a filter that works on screen colours rather than on linear light."""
    return tag("filter", "".join(steps), id=name, color_interpolation_filters="sRGB", **_BOX)


def relief(name: str, grain: str, depth: float, octaves: int = 3, seed: int = 1) -> str:
    """Define a filter that gives a flat colour a bumpy surface, lit from the upper left."""
    return _filter(
        name,
        f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="{octaves}"'
        f' seed="{seed}" result="n"/>',
        f'<feDiffuseLighting in="n" surfaceScale="{depth}" lighting-color="#fff" result="l">'
        f"{_LIGHT.format(56)}</feDiffuseLighting>",
        _MULTIPLY.format("l", 1.2, "m"),
        _INSIDE.format("m"),
    )


def _skin(rough: float, grain: str) -> list[str]:
    """Give the steps that mix noise into the height of a cast; noise is slow, so only if asked."""
    if not rough:
        return ['<feOffset in="b" result="h"/>']
    return [
        f'<feTurbulence type="fractalNoise" baseFrequency="{grain}" numOctaves="3" result="n"/>',
        f'<feComposite in="b" in2="n" operator="arithmetic" k2="{1 - rough}" k3="{rough}"',
        ' result="h"/>',
    ]


def cast(
    name: str,
    blur: float,
    depth: float,
    *,
    shine: float = 0.6,
    sharp: float = 18,
    tint: str = "#fff2d0",
    rough: float = 0,
    grain: str = ".05",
) -> str:
    """Define a filter that swells a shape into relief, with a highlight and a rough skin."""
    return _filter(
        name,
        f'<feGaussianBlur in="SourceAlpha" stdDeviation="{blur}" result="b"/>',
        *_skin(rough, grain),
        f'<feDiffuseLighting in="h" surfaceScale="{depth}" lighting-color="#fff" result="l">'
        f"{_LIGHT.format(52)}</feDiffuseLighting>",
        f'<feSpecularLighting in="h" surfaceScale="{depth}" specularConstant="{shine}"'
        f' specularExponent="{sharp}" lighting-color="{tint}" result="s">'
        f"{_LIGHT.format(48)}</feSpecularLighting>",
        _WARM + _SHINE,
    )


def _grain(name: str, frequency: str, tint: str, gain: float, seed: int) -> str:
    """Define a filter that replaces its source by stains of one tint."""
    red, green, blue = (int(tint[i : i + 2], 16) / 255 for i in (1, 3, 5))
    matrix = f"0 0 0 0 {red:.3f} 0 0 0 0 {green:.3f} 0 0 0 0 {blue:.3f} 0 0 0 {gain} {-gain * 0.5}"
    return _filter(
        name,
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="4"'
        f' seed="{seed}"/><feColorMatrix values="{matrix}" result="g"/>',
        _INSIDE.format("g"),
    )


DEFS = "".join(
    [
        _blur("t-blur4", 4),
        _blur("t-blur9", 8),
        _blur("t-blur14", 14),
        _blur("t-blur34", 34),
        _filter(
            "t-dark",
            '<feColorMatrix values="0 0 0 0 .08 0 0 0 0 .04 0 0 0 0 .01 0 0 0 1 0"/>'
            '<feGaussianBlur stdDeviation="5"/>',
        ),
        _grain("t-wood", ".0016 .05", "#2b1204", 2.6, 8),
        _grain("t-wood-fine", ".004 .32", "#2b1204", 2.0, 3),
        _grain("t-stone", ".007", "#241c14", 1.1, 5),
        _grain("t-speckle", ".75", "#1c140c", 3.2, 9),
        relief("t-linen", ".55 .42", 1.3, 2),
        relief("t-card", ".3", 0.35, 2),
        relief("t-paper", ".035", 1.6, 4),
        relief("t-plaster", ".012 .016", 5, 5, 2),
        radial("t-drop", "0 #1a0c04 .75, .55 #1a0c04 .38, 1 #1a0c04 0", 0.5, 0.5, 0.5),
        linear("t-fall", "0 #fff .16, .35 #fff .03, 1 #160a02 .30"),
        linear("t-side", "0 #fff .12, .5 #fff 0, 1 #160a02 .22", 0, 0, 1, 0),
    ]
)


def table(y: float, colour: str, kind: str = "wood") -> str:
    """Draw the table top from its back edge at `y` to the front; kind: wood, stone or cloth."""
    height = HEIGHT - y + 40
    board = rect(-20, y, 1240, height, colour)
    if kind == "cloth":
        board = rect(-20, y, 1240, height, colour, filter="@t-linen")
    texture = {"wood": ("wood", "wood-fine"), "stone": ("stone", "speckle"), "cloth": ("stone",)}
    over = [
        rect(-20, y, 1240, height, "#000", filter=f"@t-{name}", opacity=0.5)
        for name in texture[kind]
    ]
    light = rect(-20, y, 1240, height, "@t-fall") + rect(-20, y, 1240, height, "@t-side")
    edge = rect(-20, y - 6, 1240, 12, lit(colour, 0.55), filter="@t-blur4", opacity=0.55)
    return edge + board + "".join(over) + light


def flat(colour: str, kind: str = "stone") -> str:
    """Fill the whole picture with a table top that is seen from above."""
    return table(-30, colour, kind)


def shadow(cx: float, cy: float, rx: float, ry: float, strength: float = 1) -> str:
    """Lay the shadow of a standing thing: dark where it touches, wide to the right."""
    return group(
        ellipse(cx + rx * 0.34, cy + ry * 0.25, rx * 1.12, ry, "#1a0d05", filter="@t-blur34"),
        ellipse(cx + rx * 0.1, cy, rx * 0.97, ry * 0.55, "#140a04", filter="@t-blur14"),
        ellipse(cx + rx * 0.02, cy - ry * 0.1, rx, ry * 0.3, "#140a04", filter="@t-blur4"),
        opacity=0.5 * strength,
    )


def thrown(shape: str, dx: float, dy: float, strength: float = 0.4, blur: str = "t-blur14") -> str:
    """Throw the shadow of a flat outline (path data) onto what lies behind it."""
    near = path(shape, "#1a0d05", transform=f"translate({dx},{dy})", filter=f"@{blur}")
    return group(near, opacity=strength)


def dapple(x: float, y: float, size: float = 1, turn: float = 0, strength: float = 0.1) -> str:
    """Let a palm outside the window throw its soft shadow onto the wall."""
    leaves = []
    for step in range(15):
        at, reach = step * 52, 330 * (1 - abs(step - 5) / 15)
        for side in (-1, 1):
            tip = f"{reach * 0.75:.0f},{side * reach:.0f}"
            upper = f"{reach * 0.15:.0f},{side * reach * 0.62:.0f}"
            lower = f"{reach * 0.5:.0f},{side * reach * 0.5:.0f}"
            leaf = path(f"M0,0 Q{upper} {tip} Q{lower} 12,0Z", "#20140a")
            leaves.append(place(at, 0, leaf))
    stem = line("M-160,0 H800", "#20140a", 9)
    frond = place(x, y, stem, *leaves, turn=turn, size=size)
    return group(frond, filter="@t-blur9", opacity=strength)


def picture(wall: str, *parts: str, defs: str = "", view: View = FULL_VIEW) -> str:
    """Close a still life: its parts on a wall of the given colour, with the shared filters."""
    return scene(faces() + "".join(parts), DEFS + defs, wall, view)
