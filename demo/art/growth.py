"""Batik motifs that grow: bamboo, beans, maja fruit, the winding marsh, and teak leaves."""

import math
from random import Random

from demo.art.motifs import Dyes, Tile, at, disc, isen, petal, ring, surya


def _ground(size: tuple[float, float], dyes: Dyes) -> str:
    return f'<rect width="{size[0]}" height="{size[1]}" fill="{dyes.ground}"/>'


def _culm(x: float, lean: float, height: float, width: float, dyes: Dyes, seed: int) -> str:
    """Give one bamboo stem from (x, 0) upwards: joints, leaning sideways by `lean`."""
    rng, out = Random(seed), []
    joints = 6
    for k in range(joints):
        a, b = k / joints, (k + 1) / joints
        x0, x1 = x + lean * a**1.5, x + lean * b**1.5
        y0, y1 = -height * a, -height * b + 3
        w = width * (1 - 0.35 * a) / 2
        out.append(
            f'<path d="M{x0 - w:.1f},{y0:.1f} L{x1 - w:.1f},{y1:.1f} H{x1 + w:.1f} '
            f'L{x0 + w:.1f},{y0:.1f}Z" fill="{dyes.fill}" stroke="{dyes.line}" stroke-width="1.6"/>'
            f'<path d="M{x1 - w - 2:.1f},{y1:.1f} h{2 * w + 4:.1f}" stroke="{dyes.line}" '
            'stroke-width="3.4" stroke-linecap="round"/>'
            f'<path d="M{x0 - w * 0.3:.1f},{y0 - 6:.1f} L{x1 - w * 0.3:.1f},{y1 + 6:.1f}" '
            f'stroke="{dyes.ground}" stroke-width="1.4" opacity="0.8"/>'
        )
        if k > 1:
            for side in (-1, 1):
                turn = side * rng.uniform(50, 112)
                out.append(at(x1, y1, turn, rng.uniform(0.7, 1.05), _spray(dyes, seed + k)))
    return "".join(out)


def _spray(dyes: Dyes, seed: int) -> str:
    """Give a twig that points upwards with three bamboo leaves, some of the second colour."""
    rng = Random(seed)
    out = [f'<path d="M0,0 V-22" stroke="{dyes.second}" stroke-width="1.8"/>']
    for turn in (-38, 4, 40):
        colour = dyes.second if rng.random() < 0.45 else dyes.fill
        leaf = petal(0, 44, 9, f'fill="{colour}" stroke="{dyes.line}" stroke-width="1.2"')
        leaf += f'<path d="M0,-4 V-36" stroke="{dyes.ground}" stroke-width="1"/>'
        out.append(at(0, -20, turn + rng.uniform(-9, 9), rng.uniform(0.8, 1.1), leaf))
    return "".join(out)


def _peacock(dyes: Dyes) -> str:
    """Give a small peacock that looks left, about 150 wide, feet near the origin."""
    line = f'stroke="{dyes.line}" stroke-width="2"'
    tail = "".join(
        at(
            14,
            -34,
            96 + k * 13,
            1,
            petal(6, 118 - abs(k) * 7, 11, f'fill="{dyes.second}" {line}')
            + disc(8, f'fill="{dyes.fill}" {line}', 0, -94 + abs(k) * 7)
            + disc(3, f'fill="{dyes.ground}"', 0, -94 + abs(k) * 7),
        )
        for k in (-2, 2, -1, 1, 0)
    )
    body = (
        f'<path d="M-34,-86 C-28,-98 -14,-96 -14,-82 C-14,-64 6,-60 22,-40 C26,-18 -8,-6 -24,-26 '
        f'C-34,-44 -24,-66 -28,-76 L-44,-76Z" fill="{dyes.fill}" {line}/>'
        f'<path d="M-8,-50 C10,-56 26,-44 44,-28 C20,-20 -4,-26 -8,-50Z" fill="{dyes.second}" '
        f'{line}/><path d="M-6,-12 v14 M6,-14 v16 M-24,-96 l-4,-16 M-22,-96 l4,-16" {line}/>'
    )
    eyes = disc(2.4, f'fill="{dyes.ground}"', -24, -84)
    return tail + body + eyes + disc(2, f'fill="{dyes.line}"', -28, -113)


def _clump(dyes: Dyes) -> str:
    """Give a clump of bamboo about 260 wide and 360 high, standing on the origin."""
    stems = ((-46, -70, 270, 13), (44, 74, 250, 12), (-22, -20, 330, 15), (24, 30, 310, 14))
    out = "".join(_culm(*stem, dyes, 30 + i) for i, stem in enumerate(stems))
    out += _culm(0, 4, 350, 16, dyes, 41)
    mound = "".join(
        f'<path d="M{x},6 q14,-30 28,0Z" fill="{dyes.second}" stroke="{dyes.line}" '
        'stroke-width="1.6"/>'
        for x in range(-92, 80, 22)
    )
    shoots = "".join(
        at(x, 2, turn, 1, petal(0, 52, 9, f'fill="{dyes.fill}" stroke="{dyes.line}"'))
        for x, turn in ((-72, -12), (74, 14), (-58, 4))
    )
    return shoots + out + mound


def pring_tile(dyes: Dyes) -> Tile:
    """Give Pring Sedapur: bamboo clumps and a peacock on a light ground with fine dots."""
    size = (440.0, 520.0)
    body = _ground(size, dyes) + isen(size, 21, dyes.dot, 1.5)
    clump, bird = _clump(dyes), _peacock(dyes)
    for x, y in ((110, 400), (330, 140), (330, 660), (-110, 140), (-110, 660), (550, 400)):
        body += at(x, y, 0, 0.94, clump)
    for x, y in ((84, 506), (84, -14), (304, 246)):
        body += at(x, y, 0, 0.84, bird)
    return Tile(body, *size)


def _flower(r: float, dyes: Dyes, petals: int = 6) -> str:
    line = f'stroke="{dyes.line}" stroke-width="2"'
    one = (
        f'<path d="M0,{-r * 0.2:.1f} C{r * 0.55:.1f},{-r * 0.5:.1f} {r * 0.4:.1f},{-r:.1f} '
        f"0,{-r * 0.88:.1f} C{-r * 0.4:.1f},{-r:.1f} {-r * 0.55:.1f},{-r * 0.5:.1f} "
        f'0,{-r * 0.2:.1f}Z" fill="{dyes.fill}" {line}/>'
        f'<path d="M0,{-r * 0.34:.1f} V{-r * 0.7:.1f}" {line}/>'
    )
    return ring(petals, one) + disc(r * 0.24, f'fill="{dyes.second}" {line}')


def _bird(dyes: Dyes) -> str:
    """Give a bird in flight that looks right, about 110 wide."""
    line = f'stroke="{dyes.line}" stroke-width="2.2" stroke-linejoin="round"'
    return (
        f'<path d="M-58,6 L-22,-4 C-10,-20 14,-24 28,-16 C34,-26 50,-24 50,-12 L62,-8 L49,-4 '
        f'C44,12 14,22 -12,12 L-54,22 L-44,12Z" fill="{dyes.second}" {line}/>'
        f'<path d="M-10,-8 C-22,-34 -46,-44 -62,-46 C-56,-30 -40,-6 -4,6 C10,10 20,2 14,-6 '
        f'C8,-12 -2,-12 -10,-8Z" fill="{dyes.fill}" {line}/>'
        f'<path d="M-48,-36 C-36,-28 -22,-14 -8,0 M-44,-24 C-34,-18 -20,-6 -8,4" fill="none" '
        f"{line}/>" + disc(2.6, f'fill="{dyes.line}"', 42, -13)
    )


def _winding(x: float, size: tuple[float, float], dyes: Dyes) -> str:
    """Give one winding water line down the tile at `x`: a band of parallel wax lines."""
    w, h = 74.0, size[1]
    d = (
        f"M{x},{-h / 4} C{x + w * 1.5},{-h / 8} {x + w * 1.5},{h / 8} {x},{h / 4} "
        f"S{x - w * 1.5},{h * 5 / 8} {x},{h * 3 / 4} S{x + w * 1.5},{h * 9 / 8} {x},{h * 5 / 4}"
    )
    strokes = ((34, dyes.line), (29, dyes.fill), (19, dyes.line), (15.5, dyes.ground))
    band = "".join(
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        for width, colour in strokes
    )
    return band + (
        f'<path d="{d}" fill="none" stroke="{dyes.dot}" stroke-width="5.5" '
        'stroke-dasharray="0.1 13" stroke-linecap="round"/>'
    )


def rawan_tile(dyes: Dyes) -> Tile:
    """Give Rawan Inggek: winding marsh lines with birds, flowers and small suns between them."""
    size = (460.0, 420.0)
    body = _ground(size, dyes) + isen(size, 14, dyes.dot, 1.5)
    body += _winding(115, size, dyes) + _winding(345, size, dyes)
    sun = disc(50, f'fill="{dyes.ground}"') + surya(46, dyes)
    for x, y in ((230, 104), (0, 104), (460, 104)):
        body += at(x, y + 8, 0, 1, sun)
    for x, y in ((115, 8), (345, 8), (115, 428), (345, 428)):
        body += at(x - 34, y - 4, 0, 0.9, _flower(30, dyes))
    for x, y, turn in ((100, 218, -14), (330, 218, -14)):
        body += at(x + 60, y - 4, turn, 0.82, _bird(dyes))
    for x, y in ((230, 320), (0, 320), (460, 320)):
        body += at(x, y - 6, 0, 1, _flower(34, dyes, 8))
    return Tile(body, *size)


def _bean(dyes: Dyes) -> str:
    line = f'stroke="{dyes.line}" stroke-width="2.2"'
    return (
        f'<path d="M-9,0 C-15,-22 -4,-40 9,-40 C22,-38 20,-24 14,-19 C9,-14 12,-5 9,1 '
        f'C5,7 -7,8 -9,0Z" fill="{dyes.fill}" {line}/>'
        f'<path d="M-1,-6 C-3,-20 2,-30 9,-33" fill="none" {line} opacity="0.8"/>'
    )


def koro_tile(dyes: Dyes) -> Tile:
    """Give Koro Renteng: strings of koro beans along a creeper, with small blossoms."""
    size = (200.0, 260.0)
    body = _ground(size, dyes) + isen(size, 15, dyes.dot, 1.3)
    for x0, amplitude in ((-50.0, -20), (50.0, 20), (150.0, -20), (250.0, 20)):
        points = [
            (x0 + amplitude * math.sin(2 * math.pi * k / 26), -10 + k * 10) for k in range(29)
        ]
        d = "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)
        body += f'<path d="{d}" fill="none" stroke="{dyes.line}" stroke-width="3"/>'
        for k in range(-1, 10):
            y = k * 32.5 + 10
            x = x0 + amplitude * math.sin(2 * math.pi * (y + 10) / 260)
            side = 1 if k % 2 else -1
            body += at(x, y, side * 62, 0.95, _bean(dyes))
            body += at(x, y + 8, -side * 100, 0.62, petal(2, 36, 10, _leafy(dyes)))
    for x, y in ((100, 65), (0, 195), (200, 195)):
        body += at(x, y, 0, 1, _flower(15, dyes, 5))
    return Tile(body, *size)


def _leafy(dyes: Dyes) -> str:
    return f'fill="{dyes.second}" stroke="{dyes.line}" stroke-width="2.4"'


def _maja(dyes: Dyes) -> str:
    """Give a branch of maja: a round fruit, two blossoms and leaves in threes."""
    line = f'stroke="{dyes.line}" stroke-width="2.4"'
    leaf = petal(0, 62, 16, f'fill="{dyes.second}" {line}') + f'<path d="M0,-6 V-52" {line}/>'
    trio = "".join(at(0, 0, turn, 1, leaf) for turn in (-46, 46, 0))
    fruit = disc(38, f'fill="{dyes.fill}" {line}')
    fruit += "".join(
        f'<path d="M0,-38 C{x},-16 {x},18 0,38" fill="none" {line} opacity="0.75"/>'
        for x in (-38, -16, 16, 38)
    )
    fruit += disc(5, f'fill="{dyes.line}"', 0, 33)
    stem = (
        f'<path d="M-96,64 C-50,30 -18,-20 0,-46 C22,-74 64,-78 96,-62" fill="none" {line} '
        'stroke-width="3.6"/>'
    )
    out = (
        stem + at(-58, 34, 214, 0.8, trio) + at(46, -72, 34, 0.8, trio) + at(2, -46, -40, 0.7, trio)
    )
    return (
        out
        + at(16, 12, -14, 1, fruit)
        + at(-84, -22, 0, 1, _flower(32, dyes, 5))
        + at(84, 16, 20, 0.9, _flower(32, dyes, 5))
    )


def maja_tile(dyes: Dyes) -> Tile:
    """Give Kembang Maja: sprays with fruit, blossom and leaves, half-dropped."""
    size = (300.0, 400.0)
    body = _ground(size, dyes) + isen(size, 16, dyes.dot, 1.5)
    branch = _maja(dyes)
    for x, y, turn in ((80, 100, 0), (230, 300, 180), (-70, 300, 180), (380, 100, 0)):
        body += at(x, y, turn, 0.92, branch)
    return Tile(body, *size)


def teak_leaf(colour: str, vein: str, seed: int) -> str:
    """Give a teak leaf 200 high about the origin: broad blade, pinnate veins, steamed softly."""
    rng, veins = Random(seed), []
    for k in range(9):
        y = 78 - k * 19
        reach = 54 * math.sin(math.pi * min(1.0, (k + 1.6) / 10.5)) ** 0.8
        for side in (-1, 1):
            tip = side * reach * rng.uniform(0.86, 1.0)
            veins.append(
                f"M0,{y} C{tip * 0.4:.0f},{y - 8} {tip * 0.8:.0f},{y - 24} {tip:.0f},{y - 36}"
            )
            mid = tip * 0.55
            veins.append(f"M{mid:.0f},{y - 17} q{tip * 0.1:.0f},-4 {tip * 0.12:.0f},-14")
    blade = (
        "M0,100 C-14,84 -58,84 -72,34 C-84,-12 -54,-62 -26,-82 C-12,-92 -4,-96 0,-106 "
        "C4,-96 12,-92 26,-82 C54,-62 84,-12 72,34 C58,84 14,84 0,100Z"
    )
    return (
        f'<path d="{blade}" fill="{colour}" opacity="0.62"/>'
        f'<path d="{blade}" fill="none" stroke="{vein}" stroke-width="3" opacity="0.65"/>'
        f'<path d="M0,124 V-100" stroke="{vein}" stroke-width="3.4" fill="none"/>'
        f'<clipPath id="teak"><path d="{blade}"/></clipPath><path d="{" ".join(veins)}" '
        f'clip-path="url(#teak)" stroke="{vein}" stroke-width="1.7" fill="none" opacity="0.85"/>'
    )


def teak_tile(dyes: Dyes, seed: int = 5) -> Tile:
    """Give an ecoprint of teak leaves: large prints that overlap, in several steamed tints."""
    rng, size, out = Random(seed), (560.0, 620.0), []
    spots = ((120, 140), (390, 90), (270, 330), (500, 380), (80, 470), (350, 560))
    for k, (x, y) in enumerate(spots):
        tint = (dyes.fill, dyes.second, dyes.dot)[k % 3]
        leaf = teak_leaf(tint, dyes.line, seed + k)
        turn, grown = rng.uniform(-170, 170), rng.uniform(0.85, 1.25)
        around = [(x + dx, y + dy) for dx in (-560, 0, 560) for dy in (-620, 0, 620)]
        out += [at(*spot, turn, grown, leaf) for spot in around]
    return Tile(_ground(size, dyes) + "".join(out), *size)
