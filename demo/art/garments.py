"""Clothes: a man's long-sleeved batik shirt laid flat, a woman's blouse on a hanger."""

from collections.abc import Callable

from demo.art.canvas import scene, wood_table
from demo.art.growth import maja_tile
from demo.art.mirror import mirrored
from demo.art.motifs import Dyes, matahari_tile, pattern
from demo.art.parts import cut, focused, gloss, panel, placed, seam, shade, stitch

TEAL_AND_FLAME = Dyes("#1f333b", "#F1D9A8", "#C4702B", "#F6E7C6", "#8a2f22")
GREEN_AND_MAJA = Dyes("#284a40", "#F3E6C4", "#DBA63F", "#E9DDB8", "#7fa17b")

# Right halves, the middle of the garment at x = 0 and the shoulders near y = 60.
SHIRT_BODY = (
    "M0,60 L66,-14 C130,4 196,28 250,64 C258,130 242,200 238,270 C236,500 242,800 238,930 "
    "C226,958 190,968 160,974 C110,984 50,986 0,986Z"
)
SHIRT_SLEEVE = (
    "M250,64 C304,100 326,190 342,300 C362,460 376,640 384,790 C344,808 300,814 262,812 "
    "C262,640 254,420 238,270 C242,200 258,130 250,64Z"
)
CUFF = "M258,806 C300,812 346,804 386,786 L392,866 C350,884 304,890 262,886Z"
COLLAR = "M4,66 C26,22 44,-8 58,-50 C90,-44 116,-22 124,6 C100,44 74,78 50,108 C30,98 14,84 4,66Z"
BLOUSE_BODY = (
    "M0,150 C40,120 74,60 84,-8 L112,-12 C160,4 205,26 240,58 C252,110 232,180 222,250 "
    "C208,380 204,440 206,500 C228,640 270,770 292,860 C200,896 90,908 0,908Z"
)
BLOUSE_SLEEVE = (
    "M240,58 C290,96 322,190 352,320 C380,430 408,520 430,594 C386,628 326,646 280,646 "
    "C272,500 246,360 222,250 C232,180 252,110 240,58Z"
)


def _both(half: str, fill: str) -> str:
    """Give a half and its mirror, whose motif is mirrored too, as a good tailor cuts it."""
    return mirrored(half).replace(f"url(#{fill})", f"url(#{fill}-m)") + half


def _shirt_half() -> str:
    body = panel(SHIRT_BODY, "url(#shirt)", "pillow") + cut(
        "shirt-b",
        SHIRT_BODY,
        shade("M238,250 C190,320 150,420 140,520", 40, 0.32, 16)
        + shade("M236,300 C226,500 240,760 230,960", 44, 0.42, 16)
        + gloss("M120,240 C110,460 130,700 110,900", 40, 0.1, 20)
        + shade("M60,620 C80,740 60,860 80,980", 30, 0.26, 14)
        + shade("M160,700 C150,800 170,900 160,980", 24, 0.3, 12),
    )
    sleeve = panel(SHIRT_SLEEVE, "url(#shirt)", "pillow") + cut(
        "shirt-s",
        SHIRT_SLEEVE,
        shade("M250,64 C262,240 262,560 268,810", 34, 0.5, 14)
        + shade("M270,400 C300,420 330,424 366,410", 20, 0.34, 9)
        + shade("M266,560 C300,590 340,590 380,570", 22, 0.3, 10)
        + gloss("M316,180 C336,340 346,560 350,780", 24, 0.14, 12),
    )
    cuff = panel(CUFF, "url(#shirt)", "pillow") + seam("M258,808 C300,814 346,806 386,788", 3, 0.7)
    cuff += stitch("M262,818 C302,824 348,816 386,798", "#d9b98a", 1.8, "5 4")
    button = '<circle cx="286" cy="852" r="10" fill="#e8dcc2" filter="url(#matt)"/>'
    return sleeve + body + cuff + button + seam("M250,64 C258,130 242,200 238,270", 3, 0.6)


def _buttons(spots: range) -> str:
    return "".join(
        f'<circle cx="0" cy="{y}" r="12" fill="#e9dfc8" filter="url(#matt)"/>'
        f'<path d="M-4,{y - 4} L4,{y + 4} M4,{y - 4} L-4,{y + 4}" stroke="#6b4a2a" '
        'stroke-width="2.4"/>'
        for y in spots
    )


SHIRT_DRAWING_NECK = "M-66,-14 C-40,-52 40,-52 66,-14 C50,20 20,56 0,74 C-20,56 -50,20 -66,-14Z"
SHIRT_DRAWING_LABEL = (
    '<rect x="-34" y="-30" width="68" height="34" rx="3" fill="#f4ecd9" '
    'filter="url(#matt)"/><path d="M-20,-18 h40 M-14,-8 h28" stroke="#a23f26" '
    'stroke-width="4"/>'
)
SHIRT_DRAWING_PLACKET = "M-26,66 H26 V984 H-26Z"
SHIRT_DRAWING_POCKET = "M84,250 H206 V366 L145,392 L84,366Z"


def _shirt_drawing_label() -> str:
    return (
        '<rect x="-34" y="-30" width="68" height="34" rx="3" fill="#f4ecd9" '
        'filter="url(#matt)"/><path d="M-20,-18 h40 M-14,-8 h28" stroke="#a23f26" '
        'stroke-width="4"/>'
    )


def shirt_drawing() -> str:
    """Give the shirt about its middle: halves cut alike, placket, collar and pocket."""
    lining = panel(SHIRT_DRAWING_NECK, "#c8b48c", "matt") + cut(
        "neck", SHIRT_DRAWING_NECK, shade("M-70,-30 H70", 40, 0.4, 12)
    )
    front = panel(SHIRT_DRAWING_PLACKET, "url(#shirt)", "matt")
    front += seam("M26,70 V984", 3, 0.6) + stitch("M19,76 V982 M-19,76 V982", "#d9b98a", 1.8, "5 4")
    sewn = panel(SHIRT_DRAWING_POCKET, "url(#shirt)", "matt") + stitch(
        "M90,260 V364 L145,386 L200,364 V260", "#d9b98a", 1.8, "5 4"
    )
    collar = cut("collar-fall", SHIRT_BODY, shade(COLLAR, 16, 0.5, 8)) + panel(
        COLLAR, "url(#shirt)", "matt"
    )
    collar += stitch("M14,68 C32,34 50,2 64,-40 M116,8 C94,42 72,70 50,98 L16,72", "#d9b98a", 1.8)
    return (
        _both(_shirt_half(), "shirt")
        + lining
        + SHIRT_DRAWING_LABEL
        + front
        + sewn
        + _buttons(range(150, 960, 128))
        + _both(collar, "shirt")
        + _buttons(range(84, 85))
    )


def _fall(half: str, blur: int = 24) -> str:
    one = f'<path d="{half}" fill="#160c05"/>'
    return (
        f'<g transform="translate(24,32)" opacity=".45" style="filter:blur({blur}px)">'
        f"{one}{mirrored(one)}</g>"
        f'<g transform="translate(6,8)" opacity=".5" style="filter:blur(6px)">{one}{mirrored(one)}'
        "</g>"
    )


def _shirt_defs() -> str:
    tile = matahari_tile(TEAL_AND_FLAME)
    straight = pattern("shirt", tile, 0.6).replace("rotate(0", "translate(0,20) rotate(0")
    return straight + straight.replace('id="shirt"', 'id="shirt-m"').replace(
        "scale(0.6)", "scale(-0.6,0.6)"
    )


def shirt() -> str:
    """Give the shirt's cover: laid flat on a pale board."""
    board = wood_table(-40, "#d9c4a4", "#a98a62", 3)
    outline = _fall(SHIRT_BODY) + _fall(SHIRT_SLEEVE) + _fall(CUFF)
    return scene(board + placed(outline + shirt_drawing(), 600, 285, 1.1), _shirt_defs(), "#d9c4a4")


def _blouse_half() -> str:
    body = panel(BLOUSE_BODY, "url(#blouse)", "pillow") + cut(
        "blouse-b",
        BLOUSE_BODY,
        shade("M226,250 C206,400 196,470 210,520 C230,640 270,760 290,860", 40, 0.5, 16)
        + shade("M110,480 C120,620 150,760 160,900", 34, 0.4, 14)
        + shade("M40,520 C44,660 66,780 60,910", 26, 0.34, 12)
        + gloss("M80,480 C90,640 110,780 112,890", 26, 0.16, 12)
        + gloss("M170,520 C190,640 214,760 226,880", 20, 0.14, 10)
        + shade("M222,250 C180,290 150,340 140,400", 28, 0.34, 12)
        + stitch("M0,892 C90,892 198,880 288,846", "#f3e6c4", 2, "6 5"),
    )
    sleeve = panel(BLOUSE_SLEEVE, "url(#blouse)", "pillow") + cut(
        "blouse-s",
        BLOUSE_SLEEVE,
        shade("M240,58 C240,240 274,480 290,640", 34, 0.5, 14)
        + shade("M320,300 C340,420 350,540 352,640", 24, 0.4, 10)
        + gloss("M300,220 C340,360 372,480 396,590", 22, 0.18, 10),
    )
    band = "M278,618 C326,618 384,600 424,572 L432,598 C388,630 328,650 280,648Z"
    hem = panel(band, "#DBA63F", "matt") + seam("M278,618 C326,618 384,600 424,572", 2.4)
    trim = "M0,158 C46,126 80,62 90,-8 L70,-10 C60,54 34,104 0,130Z"
    neck = panel(trim, "#DBA63F", "matt") + stitch("M2,150 C42,118 74,58 84,-6", "#fff3d0", 1.8)
    return sleeve + hem + body + neck + seam("M240,58 C252,110 232,180 222,250", 3, 0.6)


def _hanger() -> str:
    arm = "M0,-58 C60,-54 160,-14 236,44 C246,54 240,66 226,62 C150,18 60,-18 0,-20Z"
    hook = "M0,-56 V-96 C0,-120 34,-124 36,-152 C38,-186 -14,-190 -20,-156"
    return (
        f'<path d="{hook}" fill="none" stroke="#b9b4a8" stroke-width="10" stroke-linecap="round" '
        'filter="url(#metal)"/>'
        + panel(arm, "#b98a55", "wood")
        + mirrored(panel(arm, "#b98a55", "wood"))
    )


def blouse_drawing() -> str:
    """Give the blouse about its middle, on a wooden hanger."""
    back = "M-100,-12 C-60,22 60,22 100,-12 L84,40 L0,150 L-84,40Z"
    inside = panel(back, "#1d382f", "matt") + shade("M-90,0 C-40,40 40,40 90,0", 26, 0.4, 10)
    tie = (
        '<path d="M0,150 C-8,190 -20,220 -26,262 M0,150 C10,190 18,226 30,252" fill="none" '
        'stroke="#DBA63F" stroke-width="9" stroke-linecap="round" filter="url(#thread)"/>'
        '<circle cx="0" cy="150" r="13" fill="#DBA63F" filter="url(#matt)"/>'
        '<circle cx="-26" cy="268" r="10" fill="#a8452c" filter="url(#glaze)"/>'
        '<circle cx="30" cy="258" r="10" fill="#a8452c" filter="url(#glaze)"/>'
    )
    return inside + _hanger() + _both(_blouse_half(), "blouse") + tie


def _blouse_defs() -> str:
    straight = pattern("blouse", maja_tile(GREEN_AND_MAJA), 0.55)
    return straight + straight.replace('id="blouse"', 'id="blouse-m"').replace(
        "scale(0.55)", "scale(-0.55,0.55)"
    )


def blouse() -> str:
    """Give the blouse's cover: on a hanger, from a peg in the wall."""
    peg = (
        '<circle cx="600" cy="196" r="26" fill="#8a5f38" filter="url(#glaze)"/>'
        '<circle cx="612" cy="214" r="26" fill="#1a0f06" opacity=".3" style="filter:blur(8px)"/>'
    )
    fall = _fall(BLOUSE_BODY, 28) + _fall(BLOUSE_SLEEVE, 28)
    drawing = placed(fall + blouse_drawing(), 600, 395, 1.08)
    return scene(drawing + peg, _blouse_defs(), "#e8cdb9")


def shirt_detail() -> str:
    """Give the shirt close up: collar, label, buttons and the suns that meet at the placket."""
    board = wood_table(-40, "#d9c4a4", "#a98a62", 3)
    close = focused(_fall(SHIRT_BODY) + shirt_drawing(), (50, 170), 2.3, 4)
    return scene(board + close, _shirt_defs(), "#d9c4a4")


def blouse_detail() -> str:
    """Give the blouse close up: the trimmed neck, its tie and beads."""
    close = focused(_fall(BLOUSE_BODY) + blouse_drawing(), (40, 150), 2.3, -4)
    return scene(close, _blouse_defs(), "#e8cdb9")


PICTURES: dict[str, Callable[[], str]] = {
    "SAMPLE-007-1": shirt,
    "SAMPLE-007-2": shirt_detail,
    "SAMPLE-008-1": blouse,
    "SAMPLE-008-2": blouse_detail,
}
