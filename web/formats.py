"""Numbers, money and times as people in Indonesia and elsewhere write them."""

from datetime import date, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, get_locale

from web.languages import TIME_ZONE, language

WIB: Final = ZoneInfo(TIME_ZONE)


def rupiah(amount: int | None) -> str:
    """Whole rupiah, ``Rp 125.000``; the dot is kept in English, as shops in Indonesia print it."""
    if amount is None:
        return ""
    return "Rp\N{NO-BREAK SPACE}" + f"{amount:,}".replace(",", ".")


def number(value: float | None, digits: int = 0) -> str:
    """A number with the language's separators and at most ``digits`` decimals."""
    if value is None:
        return ""
    return _number(value, digits, get_locale())


@lru_cache(maxsize=4096)
def _number(value: float, digits: int, locale: Locale | None) -> str:
    """Babel reads its pattern anew for each number, and a page of filters has sixty."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return format_decimal(value, format=pattern, locale=locale)


def in_wib(moment: datetime) -> datetime:
    """A moment on the clock of western Indonesia (UTC+7)."""
    return moment.astimezone(WIB)


def day(moment: date | datetime | None) -> str:
    """A date in words, ``22 November 2026``."""
    if moment is None:
        return ""
    local = in_wib(moment).date() if isinstance(moment, datetime) else moment
    text: str = format_date(local, "d MMMM y", rebase=False)
    return text


def weekday(day_shown: date) -> str:
    """The short name of a date's day of the week: ``Rab``, ``Wed``."""
    text: str = format_date(day_shown, "EEE", rebase=False)
    return text


def moment_text(moment: datetime | None) -> str:
    """Date and time in WIB, ``22 November 2026, 14.30 WIB`` (``14:30`` in English)."""
    if moment is None:
        return ""
    clock = in_wib(moment).strftime("%H:%M" if language() == "en" else "%H.%M")
    return f"{day(moment)}, {clock} WIB"


def init_formats(app: Flask) -> None:
    """Give templates the filters."""
    for name, function in (
        ("rupiah", rupiah),
        ("number", number),
        ("date", day),
        ("weekday", weekday),
        ("datetime", moment_text),
    ):
        app.add_template_filter(function, name)
