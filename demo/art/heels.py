"""Women's open shoes in profile, toe to the left, on y = 0: the woven wedge and the selop."""

import math

from demo.art.motifs import at, petal
from demo.art.parts import cut, gloss, panel, shade, stitch

WEDGE = (
    "M0,-34 C-4,-16 10,-4 34,-2 L744,0 C764,-40 780,-110 776,-170 C700,-182 640,-160 560,-120 "
    "C470,-76 380,-58 260,-54 C160,-52 60,-52 12,-62 C4,-58 0,-48 0,-34Z"
)
WEDGE_BED = (
    "M10,-62 C60,-52 160,-52 260,-54 C380,-58 470,-76 560,-120 C640,-160 700,-182 776,-170 "
    "C790,-184 780,-200 756,-204 C690,-214 620,-186 550,-150 C460,-104 370,-84 260,-82 "
    "C160,-80 80,-84 40,-86 C14,-84 6,-72 10,-62Z"
)


def plait(name: str, light: str, dark: str, size: float = 30) -> str:
    """Give a basket weave as a pattern called `name`."""
    h = size / 2
    over = f'<rect x="1" y="1" width="{size - 2}" height="{h - 2}" rx="3" fill="{light}"/>'
    up = f'<rect x="1" y="1" width="{h - 2}" height="{size - 2}" rx="3" fill="{dark}"/>'
    shine = f'<rect x="3" y="3" width="{size - 6}" height="3" fill="#fff" opacity=".35"/>'
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(38)"><rect width="{size}" height="{size}" fill="#3c2712"/>'
        f'{up}{over}{shine}<g transform="translate({h},{h})">{over}{shine}</g>'
        f'<g transform="translate({-h},{h})">{over}{shine}</g></pattern>'
    )


WEDGE_VAMP = (
    "M66,-72 C84,-150 150,-208 236,-214 C310,-216 366,-170 396,-84 C330,-66 140,-60 66,-72Z"
)
WEDGE_FAR = "M120,-84 C150,-180 250,-238 330,-196 C380,-166 410,-120 420,-92Z"
WEDGE_SLING = (
    "M500,-112 C530,-170 580,-230 664,-262 C720,-280 770,-268 778,-230 C784,-206 "
    "780,-186 770,-176 "
    "L744,-186 C752,-214 740,-236 700,-228 C640,-214 590,-166 560,-132Z"
)
WEDGE_SLING_FAR = (
    "M520,-140 C560,-220 640,-290 720,-284 C764,-278 780,-250 776,-220 C740,-262 640,-240 570,-140Z"
)
WEDGE_BUCKLE = (
    '<path d="M560,-196 l44,-30 l22,30 l-44,32Z M574,-192 l12,15 l26,-19 l-12,-15Z" '
    'fill="#caa75e" fill-rule="evenodd" filter="url(#metal)"/>'
)


def _wedge_layers() -> str:
    return "".join(
        f'<path d="M-10,{y} C300,{y + 6} 600,{y - 4} 800,{y - 10}" fill="none" stroke="#4a321b" '
        'stroke-opacity=".3" stroke-width="3"/>'
        for y in range(-150, -8, 26)
    )


def wedge(thread: str) -> str:
    """Give a sandal with plaited straps, `url(#plait)`, on a 5 cm wedge, 780 long."""
    layers = _wedge_layers()
    light = gloss("M100,-130 C140,-190 230,-206 300,-180", 30, 0.5, 12)
    light += shade("M380,-60 C350,-150 320,-190 270,-210", 40, 0.45, 14)
    body = panel(WEDGE, "#c69c63", "clay") + cut("wedge", WEDGE, layers)
    return (
        panel(WEDGE_FAR, "#5a3d20", "matt")
        + panel(WEDGE_SLING_FAR, "#6a4826", "matt")
        + body
        + panel("M0,-20 C0,-6 10,0 34,0 L744,0 L748,-14 L30,-16Z", "#2b221a", "rubber")
        + panel(WEDGE_BED, "#e3c795", "leather")
        + stitch(
            "M20,-74 C160,-66 260,-66 330,-72 C460,-92 560,-150 640,-184 700,-198 768,-188", thread
        )
        + panel(WEDGE_VAMP, "url(#plait)", "pillow")
        + cut("wedge-v", WEDGE_VAMP, light)
        + panel(WEDGE_SLING, "url(#plait)", "matt")
        + stitch("M80,-84 C96,-150 154,-198 236,-204 C304,-206 352,-168 380,-96", thread, 3)
        + WEDGE_BUCKLE
    )


SELOP_VAMP = (
    "M8,-58 C-4,-92 30,-128 90,-146 C170,-168 236,-196 300,-236 C330,-252 352,-240 366,-214 "
    "C392,-166 420,-120 436,-76 C330,-40 140,-34 8,-58Z"
)


SPRIG_STEM = (
    "M36,-66 C110,-60 150,-110 210,-120 C270,-128 300,-170 322,-214 M150,-100 "
    "C150,-140 190,-150 "
    "200,-134 C206,-122 192,-114 186,-124 M210,-120 C250,-90 300,-96 310,-116 "
    "C314,-130 296,-136 "
    "292,-122 M90,-72 C100,-96 130,-104 136,-90 M250,-130 C244,-170 270,-186 280,-172 "
    "M300,-84 C340,-76 380,-80 410,-88"
)


def _sprig_flower(gold: str, pale: str) -> str:
    return "".join(
        at(x, y, k * 45, grown, petal(6, 32, 9, f'fill="{pale if k % 2 else gold}"'))
        + at(x, y, 0, grown, '<circle r="8" fill="#f7efe0"/>')
        for x, y, grown in ((348, -142, 1.15), (206, -128, 0.62), (122, -112, 0.6))
        for k in range(8)
    )


def _sprig_beads(pale: str) -> str:
    return "".join(
        f'<circle cx="{40 + k * 15.5:.1f}" cy="{-52 - 9 * math.sin(k / 8):.1f}" r="3.4" '
        f'fill="{pale}"/>'
        for k in range(24)
    )


def _sprig(gold: str, pale: str) -> str:
    """Give an embroidered tendril with leaves and a flower, laid along the vamp."""
    spots: tuple[tuple[int, int, int], ...] = (
        (62, -74, 20),
        (118, -80, 60),
        (172, -112, 130),
        (232, -118, 20),
        (262, -100, 110),
    )
    spots += ((288, -160, 150), (318, -200, 10), (330, -80, 100), (372, -82, 70), (206, -86, 160))
    spots += ((92, -84, -30), (140, -112, -10), (250, -150, -60), (284, -122, 60), (396, -96, 20))
    spots += ((76, -104, 70), (196, -146, -40), (226, -92, 60), (304, -184, 80), (160, -68, 100))
    leaf = petal(0, 38, 11, f'fill="{gold}"') + petal(4, 30, 3.4, f'fill="{pale}"')
    leaves = "".join(at(x, y, turn, 1, leaf) for x, y, turn in spots)
    flower = _sprig_flower(gold, pale)
    beads = _sprig_beads(pale)
    return (
        f'<g filter="url(#thread)"><path d="{SPRIG_STEM}" fill="none" stroke="{gold}" '
        f'stroke-width="4.6" stroke-linecap="round"/>{leaves}{flower}'
        f"{beads}</g>"
    )


SELOP_BED = (
    "M20,-70 C120,-50 300,-52 400,-66 C500,-84 580,-140 660,-158 C710,-168 768,-160 776,-140 "
    "C780,-128 770,-120 752,-118 C690,-118 620,-92 560,-64 C500,-40 420,-30 "
    "300,-26 C160,-22 60,-30 20,-52Z"
)
SELOP_TOP = (
    "M250,-66 C340,-56 420,-74 480,-98 C560,-134 620,-164 690,-170 C744,-174 776,-158 776,-142 "
    "C760,-132 700,-136 640,-118 C560,-92 500,-60 400,-50 C330,-44 270,-50 250,-66Z"
)
SELOP_SOLE = (
    "M10,-52 C60,-22 180,-14 300,-18 C420,-22 500,-32 560,-58 C620,-86 690,-112 756,-114 "
    "L752,-104 C690,-100 626,-76 566,-46 C500,-20 420,-10 300,-6 C160,-2 40,-10 6,-44Z"
)
SELOP_HEEL = (
    "M624,-88 C660,-104 710,-114 756,-114 C752,-70 740,-40 742,0 H664 C668,-40 652,-70 624,-88Z"
)
SELOP_JOIN = (
    "M10,-60 C120,-46 420,-46 560,-90 L770,-140 L752,-104 C690,-100 626,-76 566,-46 "
    "C500,-20 420,-10 300,-6 C160,-2 40,-10 6,-44Z"
)
SELOP_FAR = "M330,-232 C380,-236 420,-150 450,-84 L400,-70Z"
SELOP_RIM = "M312,-240 C334,-250 352,-238 366,-212 C392,-166 420,-120 436,-78"


def _selop_light() -> str:
    return (
        gloss("M60,-122 C130,-146 220,-170 300,-216", 30, 0.4, 14)
        + shade("M10,-48 C140,-24 330,-30 440,-66", 30, 0.6, 12)
        + shade("M350,-240 C392,-166 420,-120 440,-70", 26, 0.5, 10)
    )


def selop(velvet: str, deep: str, gold: str, pale: str) -> str:
    """Give a bridal mule of embroidered velvet on a 4 cm heel, 780 long."""
    light = _selop_light()
    return (
        panel(SELOP_JOIN, "#2e0a13", "matt")
        + panel(SELOP_HEEL, deep, "glaze")
        + panel(SELOP_SOLE, "#3a2a1a", "rubber")
        + panel(SELOP_BED, deep, "leather")
        + panel(SELOP_FAR, deep, "matt")
        + panel(SELOP_TOP, "#cdb07c", "leather")
        + shade("M270,-62 C340,-60 400,-68 450,-88", 30, 0.5, 12)
        + stitch(
            "M440,-66 C520,-90 600,-140 690,-152 C730,-156 756,-150 764,-144", gold, 2.2, "6 4"
        )
        + panel(SELOP_VAMP, velvet, "velvet")
        + cut("selop", SELOP_VAMP, light)
        + _sprig(gold, pale)
        + f'<path d="{SELOP_RIM}" fill="none" stroke="{gold}" stroke-width="8" '
        'stroke-linecap="round" '
        'filter="url(#thread)"/>'
    )
