"""Butter cookies pressed into the eight-rayed sun of Majapahit."""

from math import cos, pi, sin
from random import Random

from demo.art.elements import circle, ellipse, group, lit, path, place, radial
from demo.art.surfaces import cast

DEFS = "".join(
    [
        cast("biscuit", 6, 9, shine=0.16, sharp=9, rough=0.1, grain=".07"),
        cast("stamp", 2.2, 4, shine=0.1, sharp=9, rough=0.12, grain=".09"),
        radial("baked", "0 #F6D697, .62 #EFC67E, .86 #D89A4C, 1 #B8722F", 0.46, 0.44, 0.56),
    ]
)


def sun(r: float, rays: int = 8, waist: float = 0.76) -> str:
    """Give the path of a sun whose rays end in rounded points, r from middle to tip."""
    d = ""
    for k in range(rays):
        a, half = 2 * pi * k / rays - pi / 2, pi / rays
        tip = (r * cos(a), r * sin(a))
        before, after = a - half, a + half
        left = (r * 0.86 * cos(a - half * 0.5), r * 0.86 * sin(a - half * 0.5))
        right = (r * 0.86 * cos(a + half * 0.5), r * 0.86 * sin(a + half * 0.5))
        start = (r * waist * cos(before), r * waist * sin(before))
        end = (r * waist * cos(after), r * waist * sin(after))
        d += f"{'L' if d else 'M'}{start[0]:.1f},{start[1]:.1f}"
        d += f" Q{left[0]:.1f},{left[1]:.1f} {tip[0]:.1f},{tip[1]:.1f}"
        d += f" Q{right[0]:.1f},{right[1]:.1f} {end[0]:.1f},{end[1]:.1f}"
    return d + "Z"


def _stamp(r: float) -> str:
    """Draw the raised lines of the stamp: rays, a ring of beads, a lotus in the middle."""
    rim = "#C98A3E"
    parts = []
    for k in range(8):
        ray = f"M0,{-r * 0.5:.1f} Q{r * 0.12:.1f},{-r * 0.66:.1f} 0,{-r * 0.84:.1f}"
        ray += f" Q{-r * 0.12:.1f},{-r * 0.66:.1f} 0,{-r * 0.5:.1f}Z"
        petal = f"M0,{-r * 0.08:.1f} Q{r * 0.15:.1f},{-r * 0.22:.1f} 0,{-r * 0.34:.1f}"
        petal += f" Q{-r * 0.15:.1f},{-r * 0.22:.1f} 0,{-r * 0.08:.1f}Z"
        shapes = path(ray, lit(rim, 1.45)) + path(petal, lit(rim, 1.45))
        parts.append(place(0, 0, shapes, turn=k * 45))
    for k in range(24):
        a = 2 * pi * k / 24
        parts.append(circle(r * 0.43 * cos(a), r * 0.43 * sin(a), r * 0.028, lit(rim, 1.5)))
    parts.append(circle(0, 0, r * 0.07, lit(rim, 1.4)))
    return "".join(parts)


def cookie(rnd: Random, x: float, y: float, r: float, *, tilt: float = 1, turn: float = 0) -> str:
    """Lay one cookie at (x, y); tilt below 1 shows it lying down, seen from the side."""
    shape = sun(r)
    speckles = [
        circle(rnd.gauss(0, r * 0.36), rnd.gauss(0, r * 0.36), rnd.uniform(0.8, 2.2), "#A8682A")
        for _ in range(26)
    ]
    squash = f"scale(1,{tilt}) rotate({turn})"
    body = group(path(shape, "@baked"), group(*speckles, opacity=0.35), transform=squash)
    thick = r * 0.16 * (1.15 - tilt) if tilt < 1 else 0
    side = group(path(shape, "#B97B36", transform=squash), transform=f"translate(0,{thick:.1f})")
    under = ellipse(r * 0.1, r * 0.16 * tilt + thick, r * 1.16, r * 1.1 * tilt, "@t-drop")
    stamp = group(_stamp(r), transform=squash)
    raised = group(stamp, filter="@stamp")
    return place(x, y, under, group(side, body, filter="@biscuit"), raised)
