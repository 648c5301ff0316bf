"""Closed shoes in profile, toe to the left: each stands on y = 0 and is about 800 long."""

from demo.art.parts import cut, gloss, panel, seam, shade, stitch

DERBY_UPPER = (
    "M16,-62 C6,-96 34,-128 92,-146 C170,-168 236,-188 300,-232 C338,-258 366,-288 404,-304 "
    "C428,-312 452,-306 462,-290 C500,-246 590,-226 664,-240 C712,-250 748,-278 776,-300 "
    "C796,-306 806,-290 803,-266 C797,-205 812,-152 797,-66 C700,-62 620,-62 540,-56 "
    "C440,-42 330,-34 230,-34 C140,-34 50,-42 16,-62Z"
)
DERBY_QUARTER = (
    "M286,-222 C316,-246 340,-272 372,-290 C396,-304 430,-300 450,-276 C500,-240 590,-226 664,-240 "
    "C712,-250 748,-278 776,-300 C796,-306 806,-290 803,-266 C797,-205 812,-152 797,-66 "
    "C700,-62 620,-62 540,-56 C500,-50 462,-46 428,-42 C410,-96 372,-150 318,-176 "
    "C290,-190 272,-204 286,-222Z"
)


def _derby_sole(edge: str) -> str:
    sole = (
        "M4,-58 C30,-30 120,-18 240,-16 C350,-14 440,-28 560,-42 L566,0 H788 L797,-70 "
        "C700,-66 620,-66 540,-58 C440,-46 330,-38 230,-38 C140,-38 60,-48 14,-70 "
        "C4,-72 0,-66 4,-58Z"
    )
    tread = (
        "M4,-58 C30,-30 120,-18 240,-16 C350,-14 440,-22 560,-42 L549,-44 C440,-16 "
        "340,-4 240,-4 C130,-4 40,-14 8,-48Z"
    )
    lifts = "".join(
        f'<path d="M568,{y} H787" stroke="#000" stroke-opacity=".5" stroke-width="2"/>'
        for y in (-16, -34)
    )
    welt = "M14,-66 C60,-46 140,-36 230,-36 C330,-36 440,-44 540,-57 C620,-64 700,-64 797,-68"
    return (
        panel(tread, "#1a1512", "rubber")
        + panel(sole, edge, "rubber")
        + lifts
        + f'<path d="{welt}" fill="none" stroke="{edge}" stroke-width="9" filter="url(#thread)"/>'
        + stitch(welt, "#c8a878", 2.2, "7 5")
    )


def _laces(points: tuple[tuple[float, float], ...], lace: str) -> str:
    out = []
    for x, y in points:
        out.append(
            f'<path d="M{x},{y} C{x - 20},{y - 16} {x - 40},{y - 22} {x - 52},{y - 14}" '
            'fill="none" '
            f'stroke="{lace}" stroke-width="11" stroke-linecap="round" filter="url(#thread)"/>'
            f'<circle cx="{x}" cy="{y}" r="6" fill="#0b0705"/>'
            f'<circle cx="{x}" cy="{y}" r="6" fill="none" stroke="#fff" stroke-opacity=".2"/>'
        )
    return "".join(out)


DERBY_FAR = (
    "M380,-296 C420,-330 470,-326 486,-300 C540,-268 620,-262 680,-274 C724,-284 756,-304 "
    "782,-302 C760,-250 700,-226 640,-222 C560,-222 480,-250 452,-290Z"
)
DERBY_TOE_LINE = "M196,-178 C222,-150 226,-90 210,-36"
DERBY_EDGE = "M296,-214 C286,-204 296,-196 322,-184 C378,-158 416,-104 436,-46"
DERBY_COUNTER = "M668,-232 C650,-190 640,-140 646,-64"
DERBY_TOP = "M456,-274 C500,-232 590,-214 666,-228 C716,-238 750,-264 780,-288"


def _derby_inside(lining: str) -> str:
    return panel(DERBY_FAR, lining, "leather") + cut(
        "derby-in", DERBY_FAR, shade("M450,-280 C520,-226 640,-214 780,-280", 46, 0.75)
    )


def _derby_lights() -> str:
    return (
        shade("M10,-52 C140,-28 330,-28 540,-50 C640,-58 720,-60 800,-64", 46, 0.55, 22)
        + gloss("M60,-124 C110,-146 180,-160 240,-186", 20, 0.75)
        + gloss("M90,-112 C130,-126 170,-134 196,-146", 9, 0.8, 3.5)
        + gloss("M520,-196 C600,-186 690,-190 770,-226", 26, 0.34)
        + shade("M430,-52 C410,-100 372,-152 318,-178", 26, 0.6)
        + shade("M262,-60 C330,-62 380,-70 420,-80", 60, 0.4, 22)
    )


def _derby_tongue(deep: str) -> str:
    return panel(
        "M300,-236 C344,-280 376,-318 420,-324 C450,-326 470,-310 476,-292 C440,-300 "
        "380,-268 316,-208Z",
        deep,
        "leather",
    )


def derby(leather: str, deep: str, thread: str, lining: str = "#b58a5c") -> str:
    """Give a man's derby of polished leather with a plain toe, laced through open quarters."""
    inside = _derby_inside(lining)
    lights = _derby_lights()
    vamp = panel(DERBY_UPPER, leather, "polished") + cut("derby-u", DERBY_UPPER, lights)
    vamp += seam(DERBY_TOE_LINE, 3) + stitch(
        "M206,-178 C232,-150 236,-90 220,-38", thread, 2, "6 4"
    )
    quarter = panel(DERBY_QUARTER, leather, "leather")
    quarter += cut(
        "derby-q",
        DERBY_QUARTER,
        gloss("M360,-250 C420,-200 560,-176 770,-214", 40, 0.26, 22)
        + shade("M430,-38 C560,-50 640,-58 800,-62", 60, 0.6, 22)
        + shade("M800,-300 C790,-200 806,-150 797,-66", 40, 0.5, 22),
    )
    seams = stitch(DERBY_EDGE, thread, 2.2, "6 4") + seam(DERBY_COUNTER, 3)
    seams += stitch("M676,-230 C658,-190 648,-140 654,-66", thread, 2, "6 4")
    seams += stitch(DERBY_TOP, thread, 2, "6 4")
    tongue = _derby_tongue(deep)
    laces = _laces(((338, -234), (362, -250), (388, -264), (416, -276)), deep)
    return _derby_sole("#2a1d16") + inside + vamp + tongue + quarter + seams + laces
