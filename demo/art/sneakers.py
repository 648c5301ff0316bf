"""A canvas sneaker in profile, toe to the left, standing on y = 0, about 800 long."""

from demo.art.parts import cut, gloss, panel, seam, shade, stitch

UPPER = (
    "M26,-70 C10,-120 50,-150 110,-160 C190,-174 250,-206 306,-256 C340,-284 370,-306 410,-312 "
    "C440,-314 452,-300 470,-284 C520,-250 600,-244 670,-262 C716,-276 744,-300 770,-306 "
    "C792,-306 796,-284 794,-258 C790,-190 802,-130 794,-66 C540,-44 260,-44 26,-62Z"
)
QUARTER = (
    "M300,-250 C340,-284 370,-306 410,-312 C440,-314 452,-300 470,-284 C520,-250 600,-244 670,-262 "
    "C716,-276 744,-300 770,-306 C792,-306 796,-284 794,-258 C790,-190 802,-130 794,-66 "
    "C680,-48 560,-46 440,-46 C430,-120 392,-176 330,-204 C300,-218 286,-234 300,-250Z"
)
ACCENT = (
    "M446,-60 C440,-112 416,-156 380,-186 C440,-210 560,-196 640,-222 C700,-242 760,-250 794,-252 "
    "C790,-190 802,-130 794,-66 C680,-48 560,-46 446,-46Z"
)
SOLE = (
    "M2,-76 C-8,-40 6,-6 40,-2 C200,4 560,2 770,0 C796,-2 806,-30 804,-78 "
    "C700,-62 500,-56 300,-58 C180,-60 80,-64 2,-76Z"
)
TOE = (
    "M26,-68 C10,-120 50,-150 110,-160 C132,-164 146,-166 158,-170 C190,-150 "
    "204,-108 198,-62 C130,-62 70,-64 26,-68Z"
)


def _lacing() -> str:
    out = []
    for k in range(6):
        x, y = 318 + k * 26, -238 - k * 15
        out.append(
            f'<circle cx="{x + 16}" cy="{y + 6}" r="8" fill="#d8d4c8" filter="url(#metal)"/>'
            f'<circle cx="{x + 16}" cy="{y + 6}" r="3.6" fill="#2a2622"/>'
            f'<path d="M{x + 14},{y + 6} C{x - 4},{y - 14} {x - 26},{y - 22} {x - 44},{y - 14}" '
            'fill="none" stroke="#f6f2e8" stroke-width="13" stroke-linecap="round" '
            'filter="url(#thread)"/>'
        )
    return "".join(out)


def _sole() -> str:
    foxing = "M-2,-40 C120,-24 560,-22 805,-38"
    grips = "".join(
        f'<path d="M{x},-6 v-14" stroke="#9c9484" stroke-width="3" opacity=".6"/>'
        for x in range(60, 770, 14)
    )
    return (
        panel(SOLE, "#f1ece0", "rubber")
        + cut("sneaker-sole", SOLE, shade("M20,0 C200,8 600,8 790,0", 22, 0.5))
        + f'<path d="{foxing}" fill="none" stroke="#27355f" stroke-width="7"/>'
        + seam("M2,-74 C80,-62 180,-58 300,-56 C500,-54 700,-60 804,-76", 3)
        + grips
    )


SNEAKER_FAR = (
    "M396,-308 C450,-344 560,-300 660,-300 C720,-300 750,-316 772,-308 C730,-250 520,-232 440,-296Z"
)
SNEAKER_GRAIN = '<rect x="0" y="-330" width="810" height="290" filter="url(#weave)" opacity=".35"/>'


def _sneaker_inside() -> str:
    return panel(SNEAKER_FAR, "#cfc4ae", "canvas") + cut(
        "sneaker-in", SNEAKER_FAR, shade("M430,-300 C520,-236 660,-240 780,-300", 44, 0.7)
    )


def _sneaker_tongue(canvas: str) -> str:
    return panel(
        "M288,-262 C330,-310 372,-352 416,-362 C446,-366 464,-344 472,-322 C440,-312 "
        "370,-280 312,-228Z",
        canvas,
        "canvas",
    )


def _sneaker_light() -> str:
    return (
        shade("M20,-62 C200,-48 560,-46 800,-56", 36, 0.45, 14)
        + gloss("M70,-140 C150,-160 220,-186 270,-226", 26, 0.4, 12)
        + shade("M450,-56 C430,-120 392,-176 322,-210", 22, 0.4)
        + shade("M796,-300 C790,-190 802,-130 794,-66", 40, 0.4, 16)
    )


def sneaker(canvas: str, accent: str) -> str:
    """Give a low canvas sneaker whose side panel is `accent`, a colour or pattern reference."""
    inside = _sneaker_inside()
    tongue = _sneaker_tongue(canvas)
    light = _sneaker_light()
    body = panel(UPPER, canvas, "canvas") + panel(QUARTER, canvas, "canvas")
    body += panel(ACCENT, accent, "matt") + cut("sneaker-u", UPPER, light)
    weave = cut("sneaker-w", UPPER, SNEAKER_GRAIN)
    rows = stitch("M440,-66 C430,-116 398,-166 336,-194", "#3a4670", 2.4)
    rows += stitch(
        "M392,-190 C450,-214 560,-200 644,-230 C704,-250 750,-258 790,-260", "#f6f2e8", 2.4
    )
    rows += stitch(
        "M474,-270 C524,-236 600,-230 672,-248 C718,-262 746,-284 780,-294", "#3a4670", 2
    )
    rows += stitch("M300,-238 C350,-282 380,-300 430,-302", "#3a4670", 2)
    toe = panel(TOE, "#f1ece0", "rubber") + gloss("M52,-134 C80,-146 110,-150 140,-154", 12, 0.7, 4)
    heel = panel("M764,-206 H797 C795,-160 800,-110 795,-70 H762Z", "#27355f", "leather")
    return inside + tongue + body + weave + rows + toe + heel + _sole() + _lacing()
