"""How cloth falls: folds as a height profile that both shades the cloth and bends its pattern."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from random import Random
from urllib.parse import quote

STEPS = 150  # Gradient stops across a cloth: enough that no fold shows facets.

Profile = Callable[[float], float]


@dataclass(frozen=True)
class Drape:
    """Folds that run along y over x from `left` to `right`.

    Attributes:
        left: Where the cloth begins, in canvas units.
        right: Where it ends.
        folds: About how many folds lie between the two.
        depth: Strength of the shading, around 1.
        pull: How far, in units, the folds drag the pattern sideways.
        seed: What makes this cloth fall unlike another.
        sheen: Strength of the light on the ridges: 0.2 for cotton, 0.6 for silk.
    """

    left: float
    right: float
    folds: float = 5.0
    depth: float = 1.0
    pull: float = 24.0
    seed: int = 1
    sheen: float = 0.2

    @cached_property
    def waves(self) -> list[tuple[float, float, float]]:
        """Give the waves that add up to the folds: (height, turns, phase)."""
        rng = Random(self.seed)
        parts = ((0.55, 1.0), (0.3, 0.63), (0.28, 1.57), (0.12, 2.7))
        return [
            (height, self.folds * turns * rng.uniform(0.92, 1.08), rng.uniform(0, 2 * math.pi))
            for height, turns in parts
        ]

    def height(self, x: float) -> float:
        """Give the cloth's height at x, from about -1 (valley) to 1 (ridge)."""
        t = (x - self.left) / (self.right - self.left)
        return sum(a * math.cos(2 * math.pi * n * t + p) for a, n, p in self.waves)

    def slope(self, x: float) -> float:
        """Give the cloth's slope at x, from about -1 (faces right) to 1 (faces the lamp)."""
        t = (x - self.left) / (self.right - self.left)
        total = sum(-a * n * math.sin(2 * math.pi * n * t + p) for a, n, p in self.waves)
        return max(-1.0, min(1.0, total / self.folds))

    def light(self, x: float) -> float:
        """Give the light on the cloth at x: below zero shade, above zero highlight."""
        return 0.62 * self.slope(x) + 0.34 * self.height(x) - 0.16

    def _stops(self, colour: Callable[[float], str]) -> str:
        span = self.right - self.left
        return "".join(
            f'<stop offset="{k / STEPS:.4f}" {colour(self.left + span * k / STEPS)}/>'
            for k in range(STEPS + 1)
        )

    def _gradient(self, name: str, colour: Callable[[float], str]) -> str:
        return (
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{self.left}" y1="0" '
            f'x2="{self.right}" y2="0">{self._stops(colour)}</linearGradient>'
        )

    def _shade_stop(self, x: float) -> str:
        value = max(0.0, -self.light(x))
        return (
            f'stop-color="#0a0807" stop-opacity="{min(0.9, value**1.15 * 0.86 * self.depth):.3f}"'
        )

    def _sheen_stop(self, x: float) -> str:
        value = max(0.0, self.light(x))
        return f'stop-color="#fffaf0" stop-opacity="{min(0.8, value**1.6 * self.sheen * 2):.3f}"'

    def _bend_stop(self, x: float) -> str:
        t = (x - self.left) / (self.right - self.left)
        swing = sum(a * math.sin(2 * math.pi * n * t + p) for a, n, p in self.waves[:2])
        value = round(128 - 140 * max(-0.9, min(0.9, swing)))
        rise = round(128 + 60 * max(-1.0, min(1.0, self.height(x))))
        return f'stop-color="rgb({value},{rise},0)"'

    def defs(self, name: str) -> str:
        """Give the gradients and filters of this drape, their ids beginning with `name`."""
        bend = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1500"><defs>'
            f"{self._gradient('m', self._bend_stop)}</defs>"
            '<rect width="1200" height="1500" fill="url(#m)"/></svg>'
        )
        return (
            self._gradient(f"{name}-shade", self._shade_stop)
            + self._gradient(f"{name}-sheen", self._sheen_stop)
            + f'<filter id="{name}-bend" filterUnits="userSpaceOnUse" x="0" y="0" width="1200" '
            'height="1500" color-interpolation-filters="sRGB"><feImage x="0" y="0" width="1200" '
            f'height="1500" href="data:image/svg+xml,{quote(bend)}" result="m"/>'
            f'<feDisplacementMap in="SourceGraphic" in2="m" scale="{self.pull}" '
            'xChannelSelector="R" yChannelSelector="G"/></filter>'
            + f'<filter id="{name}-sway" x="-5%" y="-5%" width="110%" height="110%">'
            '<feTurbulence type="fractalNoise" baseFrequency="0.0026 0.0014" numOctaves="2" '
            f'seed="{self.seed + 20}" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" '
            'scale="120" xChannelSelector="R" yChannelSelector="A"/></filter>'
        )

    def cover(self, name: str, box: tuple[float, float, float, float]) -> str:
        """Give the shade and sheen over a box (x, y, width, height), to lie on the cloth."""
        x, y, w, h = box
        frame = f'x="{x - 90}" y="{y - 60}" width="{w + 180}" height="{h + 120}"'
        return (
            f'<g filter="url(#{name}-sway)"><rect {frame} fill="url(#{name}-shade)"/>'
            f'<rect {frame} fill="url(#{name}-sheen)"/></g>'
        )

    def hem(self, y: float, swing: float, steps: int = 60) -> list[tuple[float, float]]:
        """Give the points of a hem at height y, right to left, that swings with the folds."""
        span = self.right - self.left
        points = []
        for k in range(steps, -1, -1):
            x = self.left + span * k / steps
            points.append((x, y + swing * self.height(x)))
        return points


def path(points: list[tuple[float, float]], start: str = "M") -> str:
    """Give SVG path data through the points."""
    return start + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
