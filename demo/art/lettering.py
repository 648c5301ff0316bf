"""Type on packaging: the interface's two typefaces where they are installed.

The browser that draws the pictures has no web fonts of its own, so the files are put into the
drawing itself. Without them the pictures fall back to the machine's own serif and sans-serif.
"""

import base64
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from demo.art.elements import Value, tag

FONTS = Path(__file__).parents[2] / "node_modules" / "@fontsource-variable"
SERIF = "Label Serif, DejaVu Serif, serif"
SANS = "Label Sans, DejaVu Sans, sans-serif"
_FILES = (
    ("Label Serif", "normal", "fraunces/files/fraunces-latin-full-normal.woff2"),
    ("Label Serif", "italic", "fraunces/files/fraunces-latin-full-italic.woff2"),
    ("Label Sans", "normal", "plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2"),
)


@cache
def faces() -> str:
    """Give the style element that brings the label typefaces, empty where none is installed."""
    rules = []
    for family, style, name in _FILES:
        source = FONTS / name
        if source.exists():
            data = base64.b64encode(source.read_bytes()).decode("ascii")
            rules.append(
                f'@font-face{{font-family:"{family}";font-style:{style};font-weight:100 900;'
                f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
            )
    return tag("style", "".join(rules)) if rules else ""


def text(x: float, y: float, words: str, size: float, fill: str, **attributes: Value) -> str:
    """Set one line of sans-serif type, centred on x with its baseline at y."""
    attributes.setdefault("font_family", SANS)
    attributes.setdefault("text_anchor", "middle")
    attributes.setdefault("font_weight", 500)
    return tag("text", escape(words), x=x, y=y, font_size=size, fill=fill, **attributes)


def title(x: float, y: float, words: str, size: float, fill: str, **attributes: Value) -> str:
    """Set one line of serif type, centred on x with its baseline at y."""
    attributes.setdefault("font_family", SERIF)
    attributes.setdefault("font_weight", 600)
    return text(x, y, words, size, fill, **attributes)


def capitals(x: float, y: float, words: str, size: float, fill: str, **attributes: Value) -> str:
    """Set one line of small spaced capitals, centred on x with its baseline at y."""
    attributes.setdefault("letter_spacing", size * 0.16)
    attributes.setdefault("font_weight", 600)
    return text(x + size * 0.08, y, words.upper(), size, fill, **attributes)
