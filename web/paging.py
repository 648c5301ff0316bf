"""Pages of a long list."""

from typing import Final

from flask import request

PARAMETER: Final = "hal"
LAST_PAGE: Final = 10_000  # Nobody reads further; it keeps offsets small.


def page_number() -> int:
    """The page asked for in the address, from 1; anything unreadable is the first."""
    typed = request.args.get(PARAMETER, "1")
    if not (typed.isascii() and typed.isdigit()):
        return 1
    return min(max(int(typed[:6]), 1), LAST_PAGE)
