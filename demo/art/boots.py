"""Sturdy shoes in profile, toe to the left, standing on y = 0: a boot and a school shoe."""

from demo.art.parts import cut, gloss, panel, seam, shade, stitch

BOOT = (
    "M14,-92 C0,-140 36,-176 96,-190 C170,-208 226,-232 272,-282 C312,-330 330,-400 338,-470 "
    "C342,-512 348,-546 366,-552 C480,-566 620,-562 704,-546 C724,-540 724,-512 718,-480 "
    "C704,-400 714,-300 746,-220 C768,-170 770,-120 764,-60 C600,-40 300,-40 14,-80Z"
)
BOOT_QUARTER = (
    "M262,-272 C312,-330 330,-400 338,-470 C342,-512 348,-546 366,-552 C480,-566 620,-562 704,-546 "
    "C724,-540 724,-512 718,-480 C704,-400 714,-300 746,-220 C768,-170 770,-120 764,-72 "
    "C640,-50 520,-48 400,-50 C396,-130 350,-196 296,-222 C266,-236 250,-256 262,-272Z"
)
BOOT_FACING = (
    "M270,-280 C312,-330 330,-400 338,-470 C342,-512 348,-546 366,-552 C390,-556 410,-557 430,-558 "
    "C418,-470 406,-380 366,-300 C350,-270 320,-250 292,-248 C268,-246 260,-264 270,-280Z"
)
BOOT_SOLE = (
    "M4,-104 C20,-84 120,-62 300,-60 C480,-58 640,-62 770,-78 L774,-6 L766,0 H556 L540,-26 "
    "C470,-30 440,-20 400,-10 C280,-2 160,-4 76,-20 C24,-32 -8,-66 4,-104Z"
)


def _lugs(spots: range, foot: float) -> str:
    return "".join(
        f'<path d="M{x},{foot} l8,-20 h14 l4,20Z" fill="#000" opacity=".45"/>' for x in spots
    )


def _boot_laces(lace: str) -> str:
    rows = ((296, -262), (322, -296), (342, -334), (357, -374), (368, -416), (377, -460))
    out = []
    for x, y in rows:
        out.append(
            f'<circle cx="{x + 22}" cy="{y - 2}" r="9" fill="#8c6a3a" filter="url(#metal)"/>'
            f'<circle cx="{x + 22}" cy="{y - 2}" r="4" fill="#120b06"/>'
            f'<path d="M{x + 20},{y - 2} C{x},{y - 18} {x - 22},{y - 24} {x - 42},{y - 14}" '
            f'fill="none" stroke="{lace}" stroke-width="11" stroke-linecap="round" '
            'filter="url(#thread)"/>'
        )
    return "".join(out)


def _boot_light() -> str:
    return (
        shade("M10,-78 C200,-50 500,-56 770,-70", 46, 0.55, 20)
        + gloss("M60,-168 C120,-188 190,-200 240,-236", 26, 0.34)
        + gloss("M470,-520 C450,-400 450,-260 500,-160", 70, 0.2, 26)
        + shade("M724,-540 C704,-400 714,-300 760,-100", 56, 0.5, 20)
        + shade("M402,-60 C396,-130 350,-196 280,-226", 22, 0.55)
    )


BOOT_FAR = "M362,-548 C440,-600 640,-594 708,-542 C640,-522 440,-524 362,-548Z"
BOOT_COLLAR = (
    "M372,-552 C480,-566 620,-562 704,-546 C722,-540 722,-512 716,-492 C610,-506 480,-508 378,-498Z"
)
BOOT_HEEL = "M640,-66 C634,-140 660,-190 742,-224 C768,-170 770,-120 764,-72Z"
BOOT_EDGES = "M398,-74 C392,-130 348,-192 296,-216"
BOOT_WELT = "M12,-98 C40,-78 140,-62 300,-60 C480,-58 640,-62 768,-76"


def _boot_tongue(deep: str) -> str:
    return panel(
        "M300,-300 C322,-380 318,-480 322,-560 C326,-606 400,-614 424,-586 C410,-520 "
        "400,-420 350,-280Z",
        deep,
        "nubuck",
    )


def boot(nubuck: str, deep: str, thread: str, lining: str, rubber: str) -> str:
    """Give a laced ankle boot of nubuck on a lugged sole, about 775 long and 590 high."""
    inside = panel(BOOT_FAR, lining, "canvas")
    inside += cut("boot-in", BOOT_FAR, shade("M360,-540 C470,-532 610,-532 710,-540", 30, 0.75))
    tongue = _boot_tongue(deep)
    body = panel(BOOT, nubuck, "nubuck") + panel(BOOT_QUARTER, nubuck, "nubuck")
    body += cut("boot", BOOT, _boot_light()) + panel(BOOT_FACING, deep, "nubuck")
    rows = stitch("M388,-72 C382,-128 340,-184 288,-208", thread) + stitch(BOOT_EDGES, thread)
    rows += stitch("M650,-70 C644,-138 668,-182 744,-214", thread)
    rows += stitch("M372,-488 C480,-498 610,-496 712,-482", thread)
    rows += stitch("M420,-552 C408,-466 396,-380 358,-304", thread)
    sole = panel(BOOT_SOLE, rubber, "rubber") + _lugs(range(90, 330, 42), -3)
    sole += _lugs(range(566, 750, 40), 0) + seam("M2,-70 C100,-34 400,-30 772,-40", 3)
    sole += stitch(BOOT_WELT, "#e2c79a", 3, "10 6")
    return (
        inside
        + tongue
        + body
        + panel(BOOT_COLLAR, deep, "pillow")
        + panel(BOOT_HEEL, deep, "nubuck")
        + rows
        + sole
        + _boot_laces("#e0c9a0")
        + '<path d="M706,-560 q14,-40 26,-2 l-4,64 h-14Z" fill="#6b4a2a" filter="url(#leather)"/>'
    )


SCHOOL = (
    "M10,-60 C-4,-120 30,-160 92,-172 C170,-184 220,-204 268,-240 C304,-268 330,-286 360,-288 "
    "C392,-288 404,-274 420,-262 C460,-234 540,-232 600,-258 C624,-270 648,-292 668,-292 "
    "C690,-290 694,-266 690,-240 C686,-180 702,-120 694,-56 C500,-36 200,-36 10,-50Z"
)
SCHOOL_SOLE = (
    "M0,-70 C40,-54 200,-46 360,-46 C500,-46 620,-52 702,-66 L706,-8 L698,0 H470 L458,-12 "
    "C420,-14 400,-8 360,-4 C220,4 80,0 30,-18 C0,-30 -6,-50 0,-70Z"
)
CAP = (
    "M10,-60 C-4,-120 30,-160 92,-172 C124,-176 150,-180 168,-184 C196,-150 "
    "200,-96 188,-50 C110,-42 50,-44 10,-50Z"
)


def _strap(x: float, y: float, fall: float) -> str:
    """Give one touch-fastened strap from (x, y) forward and down over the instep."""
    d = (
        f"M{x},{y} C{x + 40},{y + 6} {x + 70},{y + 40} {x + 96},{y + fall} "
        f"C{x + 100},{y + fall + 12} {x + 90},{y + fall + 20} {x + 78},{y + fall + 20} "
        f"L{x + 40},{y + fall + 18} C{x + 34},{y + fall - 20} {x + 0},{y + 52} {x - 36},{y + 36} "
        f"C{x - 42},{y + 20} {x - 24},{y + 2} {x},{y}Z"
    )
    inset = (
        f"M{x - 18},{y + 24} C{x + 16},{y + 30} {x + 52},{y + 60} {x + 56},{y + fall + 4} "
        f"L{x + 80},{y + fall + 6} C{x + 66},{y + 48} {x + 40},{y + 20} {x + 4},{y + 12}"
    )
    lift = (
        f'<g transform="translate(5,9)" opacity=".7" style="filter:blur(6px)"><path d="{d}"/></g>'
    )
    return lift + panel(d, "#262626", "leather") + stitch(inset, "#6c6c6c", 2, "6 4")


SCHOOL_SHOE_FAR = (
    "M340,-270 C352,-290 380,-300 420,-302 C500,-310 590,-304 676,-294 C660,-210 400,-190 340,-270Z"
)
SCHOOL_SHOE_COLLAR = (
    "M356,-288 C392,-288 404,-274 420,-262 C460,-234 540,-232 600,-258 C624,-270 "
    "648,-292 668,-292 C690,-290 692,-268 688,-244 C660,-244 640,-220 600,-210 "
    "C530,-196 450,-200 400,-226 C374,-240 352,-262 356,-288Z"
)
SCHOOL_SHOE_ROWS = (
    "M576,-52 C570,-108 594,-150 690,-178",
    "M402,-216 C452,-188 530,-186 606,-202 C640,-212 660,-232 684,-236",
)
SCHOOL_SHOE_COUNTER = "M566,-50 C560,-110 586,-160 690,-190 C692,-140 702,-110 694,-56Z"


def _school_shoe_light() -> str:
    return (
        shade("M0,-56 C200,-40 500,-40 700,-54", 44, 0.7, 16)
        + gloss("M46,-146 C100,-166 180,-172 240,-214", 22, 0.5)
        + gloss("M62,-130 C84,-140 110,-146 138,-150", 9, 0.55, 3.5)
        + gloss("M440,-190 C520,-176 600,-190 676,-224", 30, 0.26, 14)
    )


def school_shoe() -> str:
    """Give a child's black school shoe with two straps and a strengthened toe, 700 long."""
    inside = panel(SCHOOL_SHOE_FAR, "#56606b", "canvas")
    inside += cut(
        "school-in", SCHOOL_SHOE_FAR, shade("M350,-282 C460,-232 580,-236 680,-290", 34, 0.8)
    )
    light = _school_shoe_light()
    body = panel(SCHOOL, "#1b1b1c", "leather") + cut("school", SCHOOL, light)
    cap = panel(CAP, "#2b2b2b", "rubber") + gloss("M44,-140 C80,-158 120,-162 150,-164", 14, 0.4, 5)
    cap += stitch("M176,-180 C204,-148 208,-96 196,-52", "#777", 2.2, "6 4")
    sole = panel(SCHOOL_SOLE, "#191919", "rubber") + _lugs(range(110, 360, 34), -2)
    sole += _lugs(range(482, 680, 34), 0) + stitch(
        "M6,-64 C50,-50 200,-42 360,-42 C500,-42 620,-48 700,-60", "#5a5a5a", 2.6, "8 5"
    )
    rows = stitch(SCHOOL_SHOE_ROWS[0], "#777", 2.2, "6 4") + stitch(SCHOOL_SHOE_ROWS[1], "#777", 2)
    return (
        inside
        + body
        + panel(SCHOOL_SHOE_COLLAR, "#2d2d2d", "pillow")
        + panel(SCHOOL_SHOE_COUNTER, "#272727", "leather")
        + rows
        + cap
        + sole
        + _strap(262, -236, 106)
        + _strap(342, -282, 122)
    )
