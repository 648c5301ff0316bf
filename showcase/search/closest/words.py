"""A text in words, the same for names and for searches."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """The words of a text in their order: small letters, without accents.

    ``ÉCLAIR 100ml`` gives ``eclair`` and ``100ml``; ``onde-onde`` gives ``onde`` twice.
    """
    if text.isascii():
        return _WORD.findall(text.lower())
    # Taken apart before and after: what looks like a letter may be a large one of another script.
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _WORD.findall("".join(sign for sign in parts if not unicodedata.combining(sign)))


def letters_of(word: str) -> int:
    """Which letters a word has, one bit for each of 32 groups of letters.

    Two words of which one becomes the other by k changes of a letter differ in at most 2k bits.
    """
    bits = 0
    for sign in word:
        bits |= 1 << (ord(sign) % 32)
    return bits
