"""Sewn and painted linens: a lotus-embroidered tablecloth, a painted tote of canvas and jute."""

from collections.abc import Callable
from random import Random

from demo.art.canvas import scene
from demo.art.drape import Drape, path
from demo.art.motifs import at, petal, ring
from demo.art.parts import cut, focused, gloss, panel, placed, seam, shade, stitch, threads, weave


def lotus(rose: str, pale: str, green: str) -> str:
    """Give an embroidered lotus about 260 wide, opening upwards from the origin."""
    out = []
    for turn, reach, colour in (
        (-78, 96, rose),
        (78, 96, rose),
        (-54, 118, pale),
        (54, 118, pale),
        (-29, 130, rose),
        (29, 130, rose),
        (0, 140, pale),
    ):
        edge = rose if colour == pale else "#8f3f3c"
        one = petal(0, reach, 34, f'fill="{colour}" stroke="{edge}" stroke-width="3"')
        hatch = "".join(
            f'<path d="M0,-10 C{k * 7},{-reach * 0.4:.0f} {k * 5},{-reach * 0.7:.0f} '
            f'0,{-reach + 8}"'
            f' fill="none" stroke="{edge}" stroke-width="1.4" opacity=".6"/>'
            for k in (-2, -1, 0, 1, 2)
        )
        out.append(at(0, 0, turn, 1, one + hatch))
    cup = "M-64,-6 C-40,26 40,26 64,-6 C40,8 -40,8 -64,-6Z"
    seeds = "".join(f'<circle cx="{x}" cy="-40" r="4" fill="#d9a441"/>' for x in (-16, 0, 16))
    return f'<g filter="url(#thread)">{"".join(out)}<path d="{cup}" fill="{green}"/>{seeds}</g>'


def _pads(green: str, dark: str) -> str:
    """Give embroidered lotus leaves, buds and stems beside a flower."""
    pad = (
        f'<path d="M0,0 C-40,-40 -110,-30 -120,10 C-110,44 -40,40 0,0Z" fill="{green}" '
        f'stroke="{dark}" stroke-width="3"/><path d="M-4,0 C-50,-4 -80,0 -108,10 M-20,-6 C-50,-24 '
        f'-70,-22 -90,-18 M-20,6 C-50,20 -70,24 -90,24" fill="none" stroke="{dark}" '
        'stroke-width="2"/>'
    )
    stems = (
        f'<path d="M0,10 C-20,60 -60,76 -96,78 M0,10 C20,60 60,76 96,78 M0,12 V112 M0,60 '
        f'C-80,60 -150,30 -168,-30 M0,60 C80,60 150,30 168,-30" fill="none" stroke="{green}" '
        'stroke-width="5" stroke-linecap="round"/>'
    )
    bud = petal(-8, 62, 20, 'fill="#c9706a" stroke="#8f3f3c" stroke-width="2.5"')
    bud += petal(-10, 26, 14, f'fill="{green}" stroke="{dark}" stroke-width="2"')
    return (
        f'<g filter="url(#thread)">{stems}{at(-52, 78, -4, 0.9, pad)}'
        f"{at(52, 78, 184, 0.9, pad)}{at(-168, -34, -14, 1, bud)}{at(168, -34, 14, 1, bud)}</g>"
    )


def lotus_spray() -> str:
    """Give a lotus with leaves and buds, about 380 wide."""
    return _pads("#6f8f63", "#46623f") + lotus("#c9706a", "#f0c3b4", "#6f8f63")


def _scallops(drape: Drape, y: float, count: int) -> list[str]:
    span = (drape.right - drape.left) / count
    parts = []
    for k in range(count, 0, -1):
        x = drape.left + span * (k - 1)
        low = y + 10 * drape.height(x)
        parts.append(f"Q{x + span / 2:.0f},{low + 44:.0f} {x:.0f},{low:.0f}")
    return parts


def _tabletop() -> str:
    top = "M150,800 L300,610 H900 L1050,800Z"
    sprays = placed(f'<g transform="scale(1,.46)">{lotus_spray()}</g>', 600, 744, 0.8)
    hatch = (
        '<path d="M196,776 L322,634 H878 L1004,776" fill="none" stroke="#c9b48c" '
        'stroke-width="3" stroke-dasharray="3 7" stroke-linecap="round"/>'
    )
    return (
        f'<path d="{top}" fill="#f3ecdf"/>'
        + cut("top", top, gloss("M240,700 C400,640 700,640 860,700", 90, 0.5, 40))
        + hatch
        + sprays
    )


def _embroidered(line: str) -> str:
    """Give the falling part of the cloth, flat: three lotus sprays above the hem `line`."""
    sprays = placed(lotus_spray(), 600, 992, 1.06)
    sprays += placed(lotus_spray(), 286, 1024, 0.66) + placed(lotus_spray(), 914, 1024, 0.66)
    return (
        '<rect x="60" y="760" width="1080" height="520" fill="#efe7d8"/>'
        f"{sprays}"
        f'<path d="{line}" fill="none" stroke="#c9706a" stroke-width="6" '
        'stroke-dasharray="0.1 11" stroke-linecap="round"/>'
        f'<path d="{line}" transform="translate(0,-16)" fill="none" stroke="#6f8f63" '
        'stroke-width="3"/>'
    )


def _drop() -> tuple[str, str]:
    """Give (body, defs) of the cloth's fall over the table's front edge."""
    drape = Drape(140, 1060, 5.0, 0.42, 12, 5, 0.12)
    hem = 1180
    edge = (
        f"M150,800 H1050 C1062,920 1066,1060 1060,{hem} "
        f"{' '.join(_scallops(drape, hem, 20))} C134,1060 138,920 150,800Z"
    )
    flat = _embroidered(path(drape.hem(hem - 26, 10)))
    body = (
        f'<clipPath id="drop"><path d="{edge}"/></clipPath><path d="{edge}" fill="#160c05" '
        'opacity=".4" transform="translate(18,26)" style="filter:blur(22px)"/>'
        f'<g clip-path="url(#drop)"><g filter="url(#linen-bend)">{flat}</g>'
        f"{drape.cover('linen', (100, 760, 1000, 520))}"
        '<rect x="60" y="760" width="1080" height="520" filter="url(#weave)" opacity=".2"/>'
        + gloss("M140,806 H1060", 14, 0.6, 6)
        + shade("M140,830 H1060", 16, 0.14, 8)
        + f'</g><path d="{edge}" fill="none" stroke="#c9706a" stroke-width="3" opacity=".7"/>'
    )
    return body, drape.defs("linen")


def tablecloth_body() -> tuple[str, str]:
    """Give (body, defs) of a laid table in a room, seen from the front."""
    legs = "".join(
        f'<path d="M{x},1100 h54 l-8,330 h-38Z" fill="#7a5636" filter="url(#wood)"/>'
        for x in (190, 956)
    )
    floor_ = (
        '<ellipse cx="620" cy="1432" rx="520" ry="34" fill="#120904" opacity=".45" '
        'style="filter:blur(20px)"/>'
    )
    bowl = (
        '<ellipse cx="612" cy="668" rx="92" ry="13" fill="#120904" opacity=".5" '
        'style="filter:blur(6px)"/><path d="M546,640 h108 l8,28 h-124Z" fill="#5c7d77" '
        'filter="url(#glaze)"/><path d="M452,520 C456,610 530,650 600,650 C670,650 744,610 '
        '748,520Z" fill="#7fa09a" filter="url(#glaze)"/><ellipse cx="600" cy="522" rx="148" '
        'ry="24" fill="#4f6f69"/><ellipse cx="600" cy="528" rx="132" ry="17" fill="#3d5b55"/>'
    )
    drop, defs = _drop()
    return floor_ + legs + _tabletop() + drop + bowl, defs


def tablecloth() -> str:
    """Give the tablecloth's cover: laid, falling over the table's edge."""
    body, defs = tablecloth_body()
    floor_ = '<rect x="-20" y="1320" width="1240" height="200" fill="#5d6f68"/>'
    return scene(floor_ + placed(body, -60, -170, 1.1), defs, "#9fb3ab")


TOTE = (
    "M-350,-360 C-352,-372 -346,-380 -334,-380 H334 C346,-380 352,-372 350,-360 "
    "C356,-120 362,160 366,352 C366,376 352,388 330,390 C110,398 -110,398 -330,390 "
    "C-352,388 -366,376 -366,352 C-362,160 -356,-120 -350,-360Z"
)
TOTE_FOOT = (
    "M-364,150 C-120,162 120,162 364,150 C364,220 366,290 366,352 C366,376 352,388 "
    "330,390 C110,398 -110,398 -330,390 C-352,388 -366,376 -366,352 C-366,290 "
    "-364,220 -364,150Z"
)


TOWER_SUN = '<circle cx="0" cy="-150" r="112" fill="#e3a13f" opacity=".85"/>'
TOWER_TOWER = (
    '<path d="M-44,110 L-34,-120 H34 L44,110Z" fill="#b24a2f"/>'
    '<path d="M-58,-120 H58 L48,-146 H-48Z" fill="#7d2f1e"/>'
    '<path d="M-40,-146 H40 V-196 H-40Z" fill="#c9643f"/>'
    '<path d="M-54,-196 H54 L0,-262Z" fill="#7d2f1e"/><path d="M0,-262 V-296" '
    'stroke="#4a2014" stroke-width="6"/>'
    '<path d="M-16,-184 h12 v28 h-12Z M6,-184 h12 v28 h-12Z M-10,-90 h20 v36 h-20Z M-11,-20 '
    'h22 v38 h-22Z M-14,58 h28 v52 h-28Z" fill="#3a1a10"/>'
    '<path d="M-38,-60 H38 M-40,10 H40 M-42,48 H42" stroke="#e2a079" stroke-width="5"/>'
)
TOWER_GROUND = (
    '<path d="M-300,112 C-160,98 160,98 300,112 C200,132 -200,132 -300,112Z" fill="#7f9a55"/>'
)


def _tower() -> str:
    """Give the painted city tower among trees, before a low sun."""
    rays = ring(16, '<path d="M0,-128 V-160" stroke="#d9853a" stroke-width="9"/>')
    trees = ""
    rng = Random(6)
    for x, s in ((-180, 1.0), (170, 1.1), (-110, 0.7), (110, 0.72), (240, 0.7), (-250, 0.7)):
        trees += f'<path d="M{x - 6},112 L{x - 4},40 h10 l2,72Z" fill="#5b3a22"/>'
        for _ in range(9):
            trees += (
                f'<circle cx="{x + rng.uniform(-44, 44) * s:.0f}" '
                f'cy="{20 - rng.uniform(0, 76) * s:.0f}" r="{rng.uniform(18, 34) * s:.0f}" '
                f'fill="{rng.choice(("#4f7a4a", "#6b9458", "#3d6541"))}" opacity=".86"/>'
            )
    rayed = at(0, -150, 0, 1, rays)
    return f'<g filter="url(#steam)">{rayed}{TOWER_SUN}{trees}{TOWER_GROUND}{TOWER_TOWER}</g>'


def _handle(dx: float, colour: str) -> str:
    d = f"M{-170 + dx},-340 C{-190 + dx},-720 {190 + dx},-720 {170 + dx},-340"
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="44" filter="url(#canvas)"/>'
        + stitch(d, "#8a6a44", 2.4, "8 6")
    )


def _tote_body_lights() -> str:
    return (
        shade("M-366,380 C-100,396 100,396 366,380", 60, 0.4, 24)
        + shade("M350,-370 C356,-100 362,160 364,380", 54, 0.34, 22)
        + shade("M-190,-370 C-160,-200 -210,0 -170,200", 40, 0.14, 22)
        + shade("M230,-370 C200,-180 250,40 220,380", 44, 0.2, 22)
        + gloss("M-310,-360 C-320,-100 -326,160 -330,360", 44, 0.3, 20)
    )


def _patch() -> str:
    """Give the sewn patch that holds an end of a handle."""
    cross = "M-22,-34 L22,34 M22,-34 L-22,34 M-22,-34 H22 V34 H-22Z"
    return panel("M-30,-44 h60 v88 h-60Z", "#d8bf92", "canvas") + stitch(cross, "#a23f26", 2.4)


def tote_body() -> str:
    """Give the tote, 730 wide, about its middle: canvas above, jute at the foot."""
    tones = ("#e6cf9f", "#8a6a3a", "#c9a86c")
    lights = _tote_body_lights()
    cloth = panel(TOTE, "#ece2cd", "canvas")
    foot = panel(TOTE_FOOT, "url(#sack)", "matt")
    foot += cut("tote-j", TOTE_FOOT, threads(4, (-366, 150, 732, 250), 300, tones))
    top = '<path d="M-346,-338 H346" stroke="#b99a6c" stroke-width="2"/>' + stitch(
        "M-346,-330 H346", "#b0905e", 2.4, "8 6"
    )
    return (
        _handle(14, "#b79a6c")
        + cloth
        + placed(_tower(), 0, 20, 1.0)
        + foot
        + seam("M-364,150 C-120,162 120,162 364,150", 4)
        + stitch("M-362,138 C-120,150 120,150 362,138", "#a23f26", 3.4, "12 8")
        + cut("tote", TOTE, lights)
        + top
        + _handle(-6, "#d8bf92")
        + placed(_patch(), -174, -316)
        + placed(_patch(), 162, -316)
    )


def tote_defs() -> str:
    """Give the patterns that the tote is made of."""
    return weave("sack", "#cdae76", "#a5824a", 7)


def tote() -> str:
    """Give the tote's cover: standing against a wall on a low bench."""
    bench = (
        '<rect x="-20" y="1290" width="1240" height="34" fill="#c7a678"/>'
        '<rect x="-20" y="1322" width="1240" height="200" fill="#9c7a4e"/>'
    )
    fall = (
        f'<path d="{TOTE}" transform="translate(40,20)" fill="#120904" opacity=".35" '
        'style="filter:blur(30px)"/><ellipse cx="10" cy="392" rx="370" ry="16" fill="#120904" '
        'opacity=".6" style="filter:blur(8px)"/>'
    )
    return scene(bench + placed(fall + tote_body(), 600, 872, 1.1), tote_defs(), "#c5cfcf")


def tablecloth_detail() -> str:
    """Give the cloth close up: one lotus, its leaves, and the scalloped hem."""
    body, defs = tablecloth_body()
    return scene(focused(body, (500, 985), 1.9), defs, "#9fb3ab")


def tote_detail() -> str:
    """Give the tote close up: the painted tower, the seam to the jute."""
    return scene(focused(tote_body(), (30, 30), 2.1, 5), tote_defs(), "#c5cfcf")


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-028-1": tablecloth,
    "SAMPLE-028-2": tablecloth_detail,
    "SAMPLE-030-1": tote,
    "SAMPLE-030-2": tote_detail,
}
