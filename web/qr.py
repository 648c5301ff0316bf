"""QR codes: an address that a phone's camera reads from paper or a screen."""

from typing import Final

import segno
from markupsafe import Markup

SCALE: Final = 6


def qr_code(address: str) -> Markup:
    """Return an address as a QR code: SVG without styles, as wide as its box."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(scale=SCALE, omitsize=True, border=4, dark="#000", light="#fff")
    return Markup(drawn)  # noqa: S704 - drawn by the library from modules, not from words.
