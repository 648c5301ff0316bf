"""Leaves that food is served on or flavoured with: banana leaf and kaffir lime leaf."""

from random import Random

from demo.art.elements import clipped, group, line, linear, lit, path, place, rect

DEFS = "".join(
    [
        linear("leaf", "0 #7DB356, .4 #4C8A3C, 1 #285A2A", 0, 0, 1, 1),
        linear("leaf-under", "0 #A9CB84, 1 #6E9D55", 0, 0, 1, 1),
        linear("lime-leaf", "0 #6FAE4E, .5 #35752F, 1 #1D4A22", 0, 0, 1, 1),
    ]
)


def banana_leaf(
    name: str, outline: str, x: float, y: float, width: float, height: float, *, lean: float = 0.3
) -> str:
    """Draw a piece of banana leaf: an outline, filled with the leaf's parallel veins.

    Args:
        name: Unique in the picture.
        outline: Path data of the piece.
        x: Left edge of the outline.
        y: Top edge of the outline.
        width: Width of the outline.
        height: Height of the outline.
        lean: How far the veins lean over, as a share of the height.
    """
    body = path(outline, "@leaf") + _veins(Random(name), x, y, width, height, lean)
    sheen = rect(x, y, width, height, "@t-fall")
    edge = path(outline, stroke="#D9EDB4", stroke_width=2.5, opacity=0.5)
    shade = path(outline, "#10260f", transform="translate(4,8)", filter="@t-blur4", opacity=0.5)
    return shade + clipped(name, outline, body, sheen, edge)


def _veins(rnd: Random, x: float, y: float, width: float, height: float, lean: float) -> str:
    """Draw the parallel veins of a leaf, lighter and darker by chance."""
    veins = []
    at = x - height * lean
    while at < x + width + height * lean:
        bend = rnd.uniform(-3, 3)
        vein = f"M{at:.0f},{y - 5} q{height * lean * 0.4 + bend:.0f},{height * 0.5:.0f}"
        vein += f" {height * lean:.0f},{height + 10:.0f}"
        tone = rnd.choice(("#1E4A22", "#A9D27C", "#2C6430"))
        veins.append(line(vein, tone, rnd.uniform(0.8, 2.6), opacity=rnd.uniform(0.15, 0.5)))
        at += rnd.uniform(5, 12)
    return "".join(veins)


def _blade(length: float, width: float, tone: float) -> str:
    """Draw one blade of a leaf that points right from (0, 0)."""
    shape = (
        f"M0,0 C{length * 0.2:.1f},{-width:.1f} {length * 0.7:.1f},{-width:.1f} {length:.1f},0"
        f" C{length * 0.7:.1f},{width:.1f} {length * 0.2:.1f},{width:.1f} 0,0Z"
    )
    lower = f"M0,0 L{length:.1f},0 C{length * 0.7:.1f},{width:.1f} {length * 0.2:.1f},{width:.1f}"
    ribs = []
    for step in range(1, 8):
        at = length * step / 8.5
        reach = width * 0.62 * (1 - abs(step - 4) / 7)
        for side in (-1, 1):
            rib = f"M{at:.1f},0 q{length * 0.05:.1f},{side * reach * 0.7:.1f}"
            rib += f" {length * 0.11:.1f},{side * reach:.1f}"
            ribs.append(line(rib, lit("#79B05A", tone), width * 0.028, opacity=0.6))
    mid = line(f"M0,0 L{length * 0.97:.1f},0", lit("#B5D890", tone), width * 0.07)
    return (
        path(shape, "@lime-leaf")
        + path(lower + " 0,0Z", "#0d2c12", opacity=0.22)
        + "".join(ribs)
        + mid
    )


def lime_leaf(x: float, y: float, size: float, turn: float) -> str:
    """Draw a kaffir lime leaf, which is two blades in a row, lying on a table."""
    first, second = _blade(size * 0.42, size * 0.14, 0.9), _blade(size * 0.58, size * 0.2, 1.0)
    stalk = line(f"M{-size * 0.16:.1f},{size * 0.02:.1f} L0,0", "#5C8B3E", size * 0.025)
    leaf = stalk + first + place(size * 0.4, 0, second, turn=5)
    shade = group(leaf, transform="translate(7,10)", filter="@t-dark", opacity=0.38)
    return place(x, y, shade, leaf, turn=turn)
