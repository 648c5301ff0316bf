"""Leather and cloth goods: an embossed wallet and a crossbody bag of leather and batik."""

from collections.abc import Callable

from demo.art.canvas import scene, wood_table
from demo.art.cloth import INDIGO_AND_BROWN
from demo.art.growth import rawan_tile
from demo.art.motifs import Dyes, pattern, surya
from demo.art.parts import cut, focused, gloss, panel, placed, seam, shade, stitch

WALLET = (
    "M-390,-300 C-394,-312 -384,-320 -372,-320 L372,-320 C386,-320 392,-312 "
    "390,-300 L396,300 C396,314 388,320 374,320 L-376,320 C-390,320 -396,312 "
    "-396,300Z"
)
WALLET_STITCH = "M-366,-296 H366 M-366,-296 C-368,0 -370,200 -370,296 H370 C370,200 366,0 366,-296"


def _embossed(r: float) -> str:
    """Give the sun pressed into leather: a dark sunken line and its lit lower lip."""
    dark = Dyes("none", "#1d0c05", "#2c1409", "#1d0c05")
    lit = Dyes("none", "#e9b07c", "none", "#e9b07c")
    return (
        f'<g transform="translate(2.5,3.5)" opacity=".5">{surya(r, lit)}</g>'
        f'<g opacity=".62">{surya(r, dark)}</g>'
    )


def wallet_body(leather: str) -> str:
    """Give a closed wallet, 790 by 640, its middle at the origin, the sun pressed into it."""
    back = f'<g transform="translate(10,12)">{panel(WALLET, "#3a1c0e", "leather")}</g>'
    patina = (
        shade("M-390,300 H390 C400,0 392,-200 388,-300", 70, 0.34, 30)
        + gloss("M-330,-260 C-150,-290 120,-290 300,-240", 90, 0.16, 34)
        + shade("M-300,80 C-260,220 200,260 340,180", 60, 0.14, 34)
        + gloss("M-386,-300 C-390,0 -392,200 -390,300", 5, 0.5, 2)
    )
    edge = '<path d="M-386,306 H386" stroke="#1a0b04" stroke-width="7" opacity=".7"/>'
    return (
        back
        + panel(WALLET, leather, "leather")
        + cut("wallet", WALLET, patina + edge)
        + placed(_embossed(190), 0, -14)
        + stitch(WALLET_STITCH, "#e6c48e", 5, "17 9")
        + seam("M-352,-282 H352 M-352,-282 C-354,0 -356,200 -356,282", 1.4, 0.3)
    )


def _wallet_room() -> str:
    return wood_table(-40, "#8b6b4e", "#4a311c", 8)


def wallet() -> str:
    """Give the wallet's cover: closed upon a table, cards looking out, a second one ajar behind."""
    cards = "".join(
        f'<g transform="translate({x},{y}) rotate({turn})"><rect x="-290" y="-60" width="580" '
        f'height="150" rx="20" fill="{colour}" filter="url(#matt)"/></g>'
        for x, y, turn, colour in ((10, -330, 1.2, "#d8c7a4"), (-6, -312, -0.8, "#6c7f6f"))
    )
    fall = (
        f'<path d="{WALLET}" transform="translate(34,46)" fill="#120904" opacity=".5" '
        'style="filter:blur(30px)"/>'
        f'<path d="{WALLET}" transform="translate(10,14)" fill="#120904" opacity=".6" '
        'style="filter:blur(8px)"/>'
    )
    body = placed(fall + cards + wallet_body("#7d4020"), 600, 790, 1.1, -5)
    return scene(_wallet_room() + body, "", "#8b6b4e")


BAG = (
    "M-410,-250 C-414,-276 -398,-288 -372,-288 L372,-288 C398,-288 414,-276 "
    "410,-250 C404,-120 418,60 430,226 C434,276 410,300 366,302 C140,312 -140,312 "
    "-366,302 C-410,300 -434,276 -430,226 C-418,60 -404,-120 -410,-250Z"
)
FLAP = (
    "M-414,-254 C-418,-282 -400,-296 -374,-296 L374,-296 C400,-296 418,-282 "
    "414,-254 C408,-180 412,-90 418,-10 C420,40 396,70 350,84 C240,116 110,132 "
    "0,132 C-110,132 -240,116 -350,84 C-396,70 -420,40 -418,-10 C-412,-90 "
    "-408,-180 -414,-254Z"
)
INLAY = (
    "M-330,-226 H330 C328,-150 332,-80 336,-20 C336,10 320,28 290,38 C200,62 "
    "100,74 0,74 C-100,74 -200,62 -290,38 C-320,28 -336,10 -336,-20 C-332,-80 "
    "-328,-150 -330,-226Z"
)


def _clasp() -> str:
    return (
        '<g transform="translate(0,118)"><rect x="-44" y="-58" width="88" height="112" rx="16" '
        'fill="#5b2f18" filter="url(#leather)"/><rect x="-27" y="-24" width="54" height="56" '
        'rx="12" fill="#cfa95d" filter="url(#metal)"/><circle cx="0" cy="4" r="11" fill="#8d6a2c" '
        'filter="url(#metal)"/></g>'
    )


def _strap() -> str:
    """Give the bag's strap: two ends that rise from its rings and lie in a loop above."""
    d = "M-372,-268 C-452,-560 -290,-742 -20,-744 C270,-746 452,-560 372,-268"
    paint = 'fill="none" stroke-linecap="butt"'
    return (
        f'<path d="{d}" transform="translate(34,40)" stroke="#120904" stroke-width="44" {paint} '
        'opacity=".3" style="filter:blur(20px)"/>'
        f'<path d="{d}" stroke="#6a371b" stroke-width="42" {paint} filter="url(#leather)"/>'
        + stitch(d, "#e0bd86", 3, "11 7")
        + "".join(
            f'<rect x="{x - 36}" y="-330" width="72" height="62" rx="14" fill="none" '
            'stroke="#cfa95d" stroke-width="13" filter="url(#metal)"/>'
            for x in (-384, 384)
        )
    )


BAG_BODY_RIM = "M-410,276 C-390,288 -200,294 0,294 C200,294 390,288 410,276"
BAG_BODY_BORDER = (
    "M-386,-268 H386 M-388,-250 C-384,-150 -388,-80 -392,-10 C-392,30 -372,50 "
    "-336,60 C-230,90 -110,104 0,104 C110,104 230,90 336,60 C372,50 392,30 392,-10 "
    "C388,-80 384,-150 388,-250"
)


def _bag_body_inlay() -> str:
    return panel(INLAY, "url(#inlay)", "matt") + seam(INLAY, 4, 0.7)


def bag_body(leather: str) -> str:
    """Give the crossbody bag, 860 wide, its flap inlaid with batik, `url(#inlay)`."""
    body = panel(BAG, leather, "leather")
    body += cut(
        "bag",
        BAG,
        shade("M-430,240 C-300,320 300,320 430,240", 90, 0.45, 30)
        + shade("M-400,70 C-240,150 240,150 400,70", 60, 0.75, 18)
        + gloss("M-400,-200 C-404,0 -414,140 -418,240", 12, 0.3, 6),
    )
    flap = panel(FLAP, leather, "leather")
    flap += cut("flap", FLAP, gloss("M-380,-270 C-100,-286 200,-286 380,-262", 40, 0.24, 18))
    inlay = _bag_body_inlay()
    inlay += cut(
        "inlay-c", INLAY, shade("M-330,-226 H330", 22, 0.5) + shade("M-334,-226 V30", 16, 0.4)
    )
    return (
        _strap()
        + body
        + stitch(BAG_BODY_RIM, "#e0bd86", 3.4, "12 7")
        + flap
        + inlay
        + stitch(INLAY.replace("M-330,-226 H330", "M-342,-238 H342"), "#e0bd86", 3.2, "11 7")
        + stitch(BAG_BODY_BORDER, "#e0bd86", 3.2, "11 7")
        + _clasp()
    )


def _bag_defs() -> str:
    return pattern("inlay", rawan_tile(INDIGO_AND_BROWN), 0.56)


def bag() -> str:
    """Give the bag's cover: standing on a shelf, its strap looped up the wall."""
    shelf = (
        '<rect x="-20" y="1238" width="1240" height="40" fill="#c9b08c"/>'
        '<rect x="-20" y="1276" width="1240" height="70" fill="#a98a62"/>'
        '<rect x="-20" y="1346" width="1240" height="170" fill="#20140a" opacity=".28" '
        'style="filter:blur(30px)"/>'
    )
    fall = (
        f'<path d="{BAG}" transform="translate(40,26)" fill="#120904" opacity=".45" '
        'style="filter:blur(28px)"/>'
        '<ellipse cx="10" cy="304" rx="430" ry="20" fill="#120904" opacity=".65" '
        'style="filter:blur(10px)"/>'
    )
    body = shelf + placed(fall + bag_body("#7b4223"), 600, 960, 1.0)
    return scene(body, _bag_defs(), "#c2cdc6")


def wallet_detail() -> str:
    """Give the wallet close up: the pressed sun, the hand-sewn edge, the corner."""
    fall = (
        f'<path d="{WALLET}" transform="translate(16,20)" fill="#120904" opacity=".6" '
        'style="filter:blur(14px)"/>'
    )
    close = focused(fall + wallet_body("#7d4020"), (170, 100), 2.1, 9)
    return scene(_wallet_room() + close, "", "#8b6b4e")


def bag_detail() -> str:
    """Give the bag close up: clasp, stitches and the batik let into the flap."""
    return scene(focused(bag_body("#7b4223"), (60, 30), 2.1, -5), _bag_defs(), "#c2cdc6")


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-023-1": wallet,
    "SAMPLE-023-2": wallet_detail,
    "SAMPLE-024-1": bag,
    "SAMPLE-024-2": bag_detail,
}
