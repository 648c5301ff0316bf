"""Marking the words that matched, without trusting a single sign of the text."""

import re
from collections.abc import Collection
from typing import Final

from markupsafe import Markup, escape

from showcase.search.closest.words import words_of

# Signs of Unicode's private area: no keyboard makes them, and a text that holds them anyway only
# gets a mark where nobody searched.
OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"

_WORD = re.compile(r"\w+")
_PAIR = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")


def marked(text: str) -> Markup:
    """A text from Meilisearch with its matches inside ``<mark>``, everything else escaped."""
    safe = _PAIR.sub(r"<mark>\1</mark>", str(escape(text)))
    return Markup(safe.replace(OPEN, "").replace(CLOSE, ""))  # noqa: S704 - escaped just above.


def with_marks(text: str, words: Collection[str]) -> str:
    """A text with the signs that ``marked`` reads around some words, as Meilisearch sets them.

    Args:
        text: A name.
        words: As ``words_of`` gives them.
    """

    def around(match: re.Match[str]) -> str:
        known = any(word in words for word in words_of(match[0]))
        return f"{OPEN}{match[0]}{CLOSE}" if known else match[0]

    return _WORD.sub(around, text)
