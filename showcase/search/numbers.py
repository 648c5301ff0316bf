"""Prices and sizes inside a search, as people write them.

"batik di bawah 100 ribu" asks for batik, at most Rp 100.000; "sandal 39 eu" asks for size 39. What
is understood is taken out of the words and becomes a filter that can be taken off again. A number
that is none of these stays among the words: "kain 2 m", "onde-onde isi 10".
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalog.money import MAX_RUPIAH, RupiahError, parse_rupiah

SMALLEST_SIZE: Final = 15  # European shoe sizes, from a baby's to the largest made.
LARGEST_SIZE: Final = 50
THOUSANDS_BELOW: Final = 1000  # "di bawah 100" means 100 ribu: nothing costs less than Rp 1.000.

_NUMBER = r"\d{1,12}(?:[.,]\d{1,3}){0,3}"
_AMOUNT = rf"(?:rp\.?\s*)?{_NUMBER}\s*(?:rb|ribu|k|jt|juta)?(?:-an|an)?"
# Without a word that says so, only what is plainly money counts: Rp 50.000, 50rb, 50k, 1,5 juta.
_MONEY = rf"(?:rp\.?\s*{_NUMBER}(?:\s*(?:rb|ribu|k|jt|juta))?|{_NUMBER}\s*(?:rb|ribu|k|jt|juta))"

_BETWEEN = re.compile(
    rf"""(?<!\w)(?:(?:antara|between|dari|from|harga)\s+)?
    (?P<low>{_AMOUNT})\s*(?:-|\u2013|sampai|s/d|sd|hingga|dan|and|to)\s*(?P<high>{_MONEY})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_MOST = re.compile(
    rf"""(?<!\w)(?:harga\s+|price\s+)?
    (?:di\s?bawah|kurang\s+dari|paling\s+mahal|maksimal|maks|max|sampai|hingga|
       under|below|less\s+than|up\s+to|cheaper\s+than|<=?)\.?\s*
    (?P<amount>{_AMOUNT})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_AT_LEAST = re.compile(
    rf"""(?<!\w)(?:harga\s+|price\s+)?
    (?:di\s?atas|lebih\s+dari|paling\s+murah|minimal|min|mulai(?:\s+dari)?|
       over|above|more\s+than|from|starting\s+at|>=?)\.?\s*
    (?P<amount>{_AMOUNT})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"(?<!\w)(?:harga\s+|price\s+)?(?P<amount>{_MONEY})(?P<about>\s*-?an)?(?!\w)", re.IGNORECASE
)
_SIZE = re.compile(
    r"(?<!\w)(?:(?:ukuran|nomor|nomer|no\.?|size|eu)\s*(?P<after>\d{2})(?:\s*eu)?"
    r"|(?P<before>\d{2})\s*eu)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a search says beside its words.

    Attributes:
        words: the search without what was understood.
        price_min: rupiah, or None.
        price_max: rupiah, or None.
        size: a European shoe size, or None.
    """

    words: str
    price_min: int | None = None
    price_max: int | None = None
    size: int | None = None


def _rupiah(text: str, *, loose: bool = True) -> int | None:
    """An amount in rupiah, None when it is none or nothing; a small number means thousands."""
    try:
        amount = parse_rupiah(re.sub(r"-?an$", "", text.strip(), flags=re.IGNORECASE))
    except RupiahError:
        return None
    if loose and 0 < amount < THOUSANDS_BELOW:
        amount *= 1000
    return amount if 0 < amount <= MAX_RUPIAH else None


def _without(text: str, match: re.Match[str]) -> str:
    return " ".join(f"{text[: match.start()]} {text[match.end() :]}".split())


def _range(text: str) -> tuple[str, int | None, int | None] | None:
    """Both ends of "50rb-100rb"; a small number without its word means thousands."""
    match = _BETWEEN.search(text)
    if not match:
        return None
    low, high = _rupiah(match["low"]), _rupiah(match["high"])
    if low is None or high is None:
        return None
    return _without(text, match), min(low, high), max(low, high)


def _limit(text: str) -> tuple[str, int | None, int | None]:
    """Both ends of "min 50rb maks 80rb", or one; a plain amount is what may be spent."""
    low = high = None
    if (match := _AT_MOST.search(text)) and (high := _rupiah(match["amount"])):
        text = _without(text, match)
    if (match := _AT_LEAST.search(text)) and (low := _rupiah(match["amount"])):
        text = _without(text, match)
    if low is None and high is None and (match := _ABOUT.search(text)):
        amount = _rupiah(match["amount"], loose=False)
        if amount:
            text, high = _without(text, match), amount
            low, high = (amount, amount * 2 - 1) if match["about"] else (None, amount)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return text, low, high


def _size(text: str) -> tuple[str, int | None]:
    match = _SIZE.search(text)
    if not match:
        return text, None
    size = int(match["after"] or match["before"])
    if not SMALLEST_SIZE <= size <= LARGEST_SIZE:
        return text, None
    return _without(text, match), size


@lru_cache(maxsize=1024)
def understand(text: str) -> Understood:
    """Read prices and sizes out of a search.

    Args:
        text: what was typed, at most a few hundred characters.
    """
    rest, size = _size(text)
    found = _range(rest)
    rest, low, high = found or _limit(rest)
    return Understood(rest, low, high, size)
