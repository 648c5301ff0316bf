"""Marking the words that matched, without trusting a single sign of the text."""

import re
from typing import Final

from markupsafe import Markup, escape

# Signs of Unicode's private area: no keyboard makes them, and a text that holds them anyway only
# gets a mark where nobody searched.
OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"

_PAIR = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def marked(text: str) -> Markup:
    """A text from Meilisearch with its matches inside ``<mark>``, everything else escaped."""
    safe = _PAIR.sub(r"<mark>\1</mark>", str(escape(text)))
    return Markup(safe.replace(OPEN, "").replace(CLOSE, ""))  # noqa: S704 - escaped just above.
