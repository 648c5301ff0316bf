"""Reading rupiah as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

MAX_RUPIAH = 1_000_000_000
"""The dearest thing that may be listed, in rupiah: a slip of three zeros is caught
here, and the number stays inside a 32-bit column."""

_SHAPE = re.compile(
    r"""
    ^(?:rp\.?|idr)?\s*                      # Rp, Rp., IDR
    (?P<number>\d+(?:[.,\s]\d+)*)           # 125, 125.000, 1,25, 1 250 000
    (?:,-|,--|\.-)?\s*                      # the dash that closes a price: 125.000,-
    (?P<word>rb|ribu|k|jt|juta|m|mio)?\.?   # thousand, million
    (?:\s*rupiah)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GROUPED = re.compile(r"^\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]0{2})?$")
_TIMES = {"rb": 1_000, "ribu": 1_000, "k": 1_000}
_MILLION = 1_000_000


class RupiahError(ValueError):
    """The text is not an amount of whole rupiah."""


def _decimal(number: str) -> Decimal:
    """Read a number with at most one decimal sign; "1,25" and "1.25" are the same."""
    compact = re.sub(r"\s", "", number).replace(",", ".")
    if compact.count(".") > 1:
        raise RupiahError(number)
    return Decimal(compact)


def _grouped(number: str) -> Decimal | None:
    """Read "1.250.000", "1,250,000" or "125.000,00"; None for any other shape."""
    if not _GROUPED.match(number):
        return None
    without_cents = re.sub(r"[.,]00$", "", number)
    return Decimal(re.sub(r"\D", "", without_cents))


def parse_rupiah(text: str) -> int:
    """Read an amount of rupiah as people write it.

    "125.000", "Rp125rb", "50k", "1,25 jt", "Rp 125.000,-" and "1250000" are all
    amounts. After a word for thousands, "1.250rb" is 1,250 thousand; after a word
    for millions a single sign is a decimal sign, so "1.250 jt" is 1.25 million.

    Args:
        text: What was typed.

    Returns:
        Whole rupiah, zero or more and at most ``MAX_RUPIAH``.

    Raises:
        RupiahError: When it is not an amount, has a fraction or is too large.
    """
    found = _SHAPE.match(text.strip()) if text.isascii() else None
    if not found:
        raise RupiahError(text)
    number, word = found["number"], (found["word"] or "").lower()
    if word and word not in _TIMES:
        amount = _decimal(number) * _MILLION
    else:
        grouped = _grouped(number)
        amount = (_decimal(number) if grouped is None else grouped) * _TIMES.get(word, 1)
    if amount != amount.to_integral_value() or amount > MAX_RUPIAH:
        raise RupiahError(text)
    return int(amount)
