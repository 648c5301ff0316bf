"""What visitors look for: counted by words and day, so that the office sees what is missing.

Nothing says who looked: no address, no account, no time of day. What may be about a person, such as
a number or an email, is not counted at all.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from flask import Flask, current_app
from sqlalchemy import delete, func, select

from config import Settings
from database import db, utcnow
from showcase.models import SoughtWords
from showcase.search.closest.words import words_of
from showcase.search.results import SearchResult
from web.counting import CountBuffer, add_counts, keep_counting, waiting_time
from web.formats import in_wib
from web.tasks import sweep

KEPT_DAYS: Final = 400  # A year and the same month of the year before.
LONGEST: Final = 100  # Letters; what is longer is no search but a text.
MOST_ROWS: Final = 100
EXTENSION: Final = "sought"
A_DAY: Final = 24 * 3600.0

# Digits in a row, as in a phone number or an identity card; prices and sizes are shorter.
_PERSONAL: Final = re.compile(r"@|(?:\d[\s.-]?){9,}")


class Search(NamedTuple):
    """A search as it is counted."""

    day: date
    language: str
    words: str
    found_nothing: bool


class Sought(NamedTuple):
    """What was looked for in some days.

    Attributes:
        words: As they are counted: small letters, one space between them.
        times: How often.
        in_vain: How often no product had all of them.
        last: The last day.
    """

    words: str
    times: int
    in_vain: int
    last: date


def today() -> date:
    """The day in WIB."""
    return in_wib(utcnow()).date()


def counted_words(typed: str) -> str:
    """Words as they are counted; nothing where they must not be, or say nothing."""
    if _PERSONAL.search(typed):
        return ""
    words = " ".join(words_of(typed))
    return words if len(words) <= LONGEST else ""


def counted_search(result: SearchResult) -> Search | None:
    """A search as it is counted; a further page, or an answer while search is away, is none."""
    request = result.request
    words = counted_words(request.typed) and counted_words(request.understood.words)
    if not words or request.page > 1 or result.limited:
        return None
    # Filters of the visitor's own are no sign that the town lacks something.
    nothing = not (result.exact if result.loosened else result.total) and not request.chosen
    return Search(today(), request.lang, words, nothing)


def note_search(search: Search) -> None:
    """Count a search."""
    buffer: CountBuffer[Search] = current_app.extensions[EXTENSION]
    buffer.count(search)


def add_searches(counts: Mapping[Search, int]) -> None:
    """Add searches to the counters."""
    times: dict[tuple[date, str, str], list[int]] = {}
    for one, count in counts.items():
        row = times.setdefault((one.day, one.language, one.words), [0, 0])
        row[0] += count
        row[1] += count if one.found_nothing else 0
    rows: list[dict[str, object]] = [
        {"day": day, "language": language, "words": words, "times": all_, "in_vain": in_vain}
        for (day, language, words), (all_, in_vain) in sorted(times.items())
    ]
    add_counts(SoughtWords, ("day", "language", "words"), rows, "times", "in_vain")


def sought(days: int, *, only_in_vain: bool) -> Sequence[Sought]:
    """What was looked for most in the last days, both languages together.

    Args:
        days: How many, today among them.
        only_in_vain: Only what was not found, by how often that was.
    """
    times, in_vain = func.sum(SoughtWords.times), func.sum(SoughtWords.in_vain)
    query = (
        select(SoughtWords.words, times, in_vain, func.max(SoughtWords.day))
        .where(SoughtWords.day > today() - timedelta(days=days))
        .group_by(SoughtWords.words)
        .order_by((in_vain if only_in_vain else times).desc(), SoughtWords.words)
        .limit(MOST_ROWS)
    )
    if only_in_vain:
        query = query.having(in_vain > 0)
    return [Sought(*row) for row in db.session.execute(query)]


@sweep("sought.forget", seconds=A_DAY)
def forget_old_searches() -> None:
    """Delete what is older than anybody looks at."""
    old = today() - timedelta(days=KEPT_DAYS)
    db.session.execute(delete(SoughtWords).where(SoughtWords.day < old))
    db.session.commit()


def init_sought(app: Flask, settings: Settings) -> None:
    """Give the app its buffer."""
    buffer: CountBuffer[Search] = CountBuffer(app, add_searches, seconds=waiting_time(settings))
    keep_counting(app, settings, EXTENSION, buffer)
