"""Footwear seen from above: each is a left one, about 300 wide and 760 high, toe upwards.

The origin is the middle of the sole; mirror a drawing for the right foot.
"""

from demo.art.parts import cut, gloss, panel, seam, shade, stitch, threads

SOLE = (
    "M-16,-376 C62,-388 126,-330 138,-238 C148,-160 126,-90 108,-20 C96,40 102,110 108,190 "
    "C116,300 74,372 4,376 C-68,378 -108,318 -106,226 C-104,150 -84,80 -94,0 "
    "C-106,-80 -142,-150 -138,-236 C-132,-316 -86,-368 -16,-376Z"
)
BED = (
    "M-16,-360 C54,-370 112,-318 122,-236 C132,-160 110,-90 92,-20 C80,40 86,110 92,190 "
    "C100,290 64,356 4,360 C-58,362 -92,306 -90,226 C-88,150 -68,80 -78,0 "
    "C-90,-80 -126,-150 -122,-236 C-116,-306 -76,-352 -16,-360Z"
)


def _fall(d: str, lift: float = 16) -> str:
    """Give the shadow that a body of outline `d` throws to the right and down."""
    return (
        f'<path d="{d}" transform="translate({lift},{lift * 1.3})" fill="#140b05" opacity=".45" '
        f'style="filter:blur({lift}px)"/>'
    )


def _base(sole: str, bed: str, material: str, edge: str) -> str:
    """Give sole and footbed with the hollows that a foot presses."""
    hollow = (
        '<ellipse cx="0" cy="-214" rx="86" ry="96" fill="#140b05" opacity=".22" '
        'style="filter:blur(30px)"/><ellipse cx="4" cy="262" rx="56" ry="70" fill="#140b05" '
        'opacity=".22" style="filter:blur(24px)"/>'
    )
    light = gloss("M-96,-290 C-110,-180 -70,-80 -66,40 C-66,120 -80,200 -72,290", 22, 0.3, 12)
    return (
        _fall(SOLE)
        + panel(SOLE, sole, "rubber")
        + panel(BED, bed, material)
        + cut("bed", BED, hollow + light)
        + stitch(BED, edge, 2.4, "8 6")
    )


def _band(d: str, paint: str, material: str, thread: str, inset: str) -> str:
    """Give a strap over the foot: its shadow on the bed, its body, its light and its stitches."""
    strap = panel(d, paint, material) + (stitch(inset, thread, 2.4, "8 5") if thread else "")
    return cut("bed-b", SOLE, _fall(d, 13)) + _wrapped(strap)


def _wrapped(strap: str) -> str:
    """Give a strap cut where it turns down around the edge of the sole."""
    return (
        f'<clipPath id="wrap"><path d="{SOLE}" transform="scale(1.055,1.01)"/></clipPath>'
        f'<g clip-path="url(#wrap)">{strap}</g>'
    )


CROSS_SANDAL_FIRST = (
    "M-152,-226 C-100,-250 -40,-214 20,-150 C64,-104 100,-76 128,-64 L112,10 C60,0 "
    "14,-36 -34,-84 C-82,-132 -112,-152 -146,-142Z"
)
CROSS_SANDAL_SECOND = (
    "M152,-236 C100,-256 40,-218 -20,-152 C-62,-106 -90,-84 -118,-70 L-98,6 "
    "C-44,-8 0,-40 46,-86 C92,-132 118,-150 150,-146Z"
)
CROSS_SANDAL_INSET = (
    "M-140,-214 C-100,-232 -46,-198 8,-138 C50,-92 84,-66 116,-54 M-136,-154 "
    "C-104,-160 -72,-140 -24,-94 C20,-52 62,-16 104,-4"
)
CROSS_SANDAL_INSET2 = (
    "M140,-222 C100,-238 46,-202 -10,-140 C-50,-96 -78,-74 -108,-60 M140,-158 "
    "C112,-162 84,-142 38,-98 C-6,-56 -50,-22 -92,-8"
)
CROSS_SANDAL_ANKLE = "M-104,120 C-60,70 60,70 112,118 L110,158 C58,112 -56,114 -104,160Z"
CROSS_SANDAL_ANKLE_INSET = "M-98,128 C-56,84 58,84 108,128 M-98,148 C-54,104 56,102 106,146"
CROSS_SANDAL_BUCKLE = (
    '<path d="M70,70 h44 v62 h-44Z M80,82 v38 h24 v-38Z" fill="#c9a45a" fill-rule="evenodd" '
    'filter="url(#metal)"/><path d="M60,100 h40" stroke="#8f6f33" stroke-width="6"/>'
)
CROSS_SANDAL_MARK = (
    '<path d="M-34,276 h72 M-24,292 h52" stroke="#1a0d05" stroke-opacity=".4" stroke-width="4"/>'
)


def cross_sandal(leather: str, bed: str, thread: str) -> str:
    """Give a man's sandal with two broad crossed straps and a heel strap with a buckle."""
    shine = gloss("M-120,-206 C-70,-214 -20,-160 30,-110", 18, 0.24, 8)
    return (
        _base("#2a1d15", bed, "leather", thread)
        + CROSS_SANDAL_MARK
        + _band(CROSS_SANDAL_ANKLE, leather, "leather", thread, CROSS_SANDAL_ANKLE_INSET)
        + CROSS_SANDAL_BUCKLE
        + _band(CROSS_SANDAL_SECOND, leather, "leather", thread, CROSS_SANDAL_INSET2)
        + _band(CROSS_SANDAL_FIRST, leather, "leather", thread, CROSS_SANDAL_INSET)
        + shine
    )


def jute_sandal(seed: int = 5) -> str:
    """Give a slide of recycled jute sacking with the sack's printed stripe and letters."""
    band = (
        "M-150,-236 C-90,-280 92,-284 150,-240 C164,-160 150,-96 128,-46 C70,-92 "
        "-66,-88 -118,-40 C-144,-96 -162,-160 -150,-236Z"
    )
    inset = "M-142,-226 C-84,-266 86,-270 142,-230 M-112,-54 C-62,-102 68,-106 122,-60"
    print_ = (
        '<path d="M-30,-300 L-50,-40 M-8,-300 L-26,-40" stroke="#a23f26" stroke-width="13" '
        'opacity=".7"/><text x="58" y="-176" font-family="Georgia,serif" font-size="40" '
        'letter-spacing="5" fill="#2a1a0c" opacity=".85" font-weight="bold" text-anchor="middle" '
        'transform="rotate(4 58 -170)">KOPI</text><text x="62" y="-140" font-family="Georgia,serif"'
        ' font-size="21" letter-spacing="4" fill="#3a2a18" opacity=".66" text-anchor="middle">'
        "60 KG</text>"
    )
    tones = ("#e6cf9f", "#8a6a3a", "#c9a86c", "#f0dfb8")
    return (
        _base("#3a332b", "url(#jute-bed)", "canvas", "#8a6a3a")
        + cut("bed-j", BED, threads(seed, (-140, -370, 280, 740), 260, tones))
        + _band(band, "url(#jute)", "canvas", "", inset)
        + cut("jute-b", band, print_ + threads(seed + 1, (-160, -290, 330, 260), 130, tones))
        + cut("jute-s", band, gloss("M-120,-214 C-60,-244 60,-250 120,-214", 30, 0.35, 14))
        + _wrapped(stitch(inset, "#f2e4c2", 4.5, "14 9"))
    )


HOTEL_SLIPPER_VAMP = (
    "M-16,-384 C68,-396 132,-336 144,-240 C152,-170 138,-110 118,-56 C66,-104 "
    "-62,-104 -106,-52 C-128,-110 -150,-170 -146,-238 C-140,-322 -90,-376 -16,-384Z"
)
HOTEL_SLIPPER_EDGE = "M118,-56 C66,-104 -62,-104 -106,-52"


def _hotel_slipper_light() -> str:
    return (
        gloss("M-104,-290 C-84,-350 -30,-370 20,-364", 34, 0.34, 14)
        + shade("M118,-46 C66,-94 -62,-94 -106,-42", 22, 0.3)
        + shade("M140,-330 C160,-220 140,-120 110,-60", 46, 0.42, 16)
    )


def hotel_slipper(logo: str) -> str:
    """Give a hotel slipper: terry bed, closed batik vamp, a round white label for a logo."""
    light = _hotel_slipper_light()
    label = (
        '<circle cx="2" cy="-214" r="50" fill="#f4eee0" filter="url(#matt)"/>'
        '<circle cx="2" cy="-214" r="42" fill="none" stroke="#a23f26" stroke-width="2.5" '
        f'stroke-dasharray="6 4"/><g transform="translate(2,-214) scale(.3)">{logo}</g>'
    )
    return (
        _base("#d8d2c4", "#f2ede2", "canvas", "#c4b9a2")
        + _band(HOTEL_SLIPPER_VAMP, "url(#slip)", "pillow", "", HOTEL_SLIPPER_EDGE)
        + cut("slip-v", HOTEL_SLIPPER_VAMP, light)
        + _wrapped(
            f'<path d="{HOTEL_SLIPPER_EDGE}" fill="none" stroke="#4a2413" stroke-width="15" '
            'stroke-linecap="round" filter="url(#thread)"/>'
        )
        + label
    )


FLAT = (
    "M-10,-376 C58,-384 112,-330 124,-250 C134,-176 118,-100 104,-30 C94,40 100,110 104,190 "
    "C108,300 70,366 4,370 C-64,372 -100,312 -98,226 C-96,150 -82,80 -90,0 "
    "C-98,-80 -130,-160 -126,-244 C-120,-320 -74,-368 -10,-376Z"
)
FLAT_OPENING = (
    "M-6,-196 C46,-200 84,-160 86,-100 C86,-50 74,0 74,60 C74,110 78,160 78,214 "
    "C78,290 50,334 4,336 C-44,338 -72,294 -70,222 C-68,160 -56,110 -58,56 C-60,0 -84,-50 -86,-104 "
    "C-86,-156 -52,-192 -6,-196Z"
)


BATIK_FLAT_BED = (
    "M-4,-180 C40,-184 72,-150 74,-96 C74,-50 62,0 62,60 C62,110 66,160 66,214 "
    "C66,280 42,322 4,324 C-36,326 -60,284 -58,222 C-56,160 -44,110 -46,56 C-48,0 "
    "-72,-50 -74,-100 C-74,-146 -46,-176 -4,-180Z"
)
BATIK_FLAT_BOW = (
    "M0,-214 C-30,-246 -66,-246 -64,-214 C-64,-186 -30,-184 0,-208Z "
    "M0,-214 C30,-246 66,-246 64,-214 C64,-186 30,-184 0,-208Z"
)


def _batik_flat_inner() -> str:
    return (
        shade("M-84,-104 C-78,-190 60,-214 88,-100", 50, 0.75, 14)
        + shade("M-80,-80 C-50,0 -62,160 -66,290", 26, 0.6, 10)
        + gloss("M40,0 C36,100 44,200 38,270", 18, 0.3, 9)
    )


def _batik_flat_light() -> str:
    return (
        gloss("M-92,-262 C-76,-330 -34,-354 10,-352", 34, 0.5, 13)
        + shade("M122,-300 C140,-180 110,-60 104,60 C100,200 110,300 60,360", 34, 0.55, 12)
        + gloss("M-94,30 C-84,100 -96,180 -90,260", 9, 0.5, 5)
    )


def _batik_flat_rim() -> str:
    return (
        f'<path d="{FLAT_OPENING}" fill="none" stroke="#17110d" stroke-width="13" '
        'filter="url(#thread)"/>'
    )


def batik_flat(gold: str = "#c9a45a") -> str:
    """Give a ballerina of batik cloth with a black rim, a bow, and a pale insole."""
    inner = _batik_flat_inner()
    light = _batik_flat_light()
    rim = _batik_flat_rim()
    mark = f'<path d="M-26,246 h56 M-18,262 h40" stroke="{gold}" stroke-width="4"/>'
    return (
        _fall(FLAT)
        + panel(FLAT, "#17110d", "rubber")
        + f'<g transform="scale(.975)">{panel(FLAT, "url(#flat)", "pillow")}</g>'
        + cut("flat-u", FLAT, light)
        + panel(FLAT_OPENING, "#6d4c33", "matt")
        + panel(BATIK_FLAT_BED, "#b08c60", "leather")
        + cut("flat-o", FLAT_OPENING, mark + inner)
        + rim
        + '<g transform="translate(5,8)" opacity=".6" style="filter:blur(5px)"><path '
        f'd="{BATIK_FLAT_BOW}"/></g>'
        + panel(BATIK_FLAT_BOW, "#5a3018", "leather")
        + panel("M-12,-226 h24 v26 h-24Z", "#6b3a1e", "leather")
        + seam("M0,-372 V-366", 1)
    )
