"""Reminders to curators who lag: 7, 3 and 1 days before scoring ends, and when the chair asks.

Each is written once, however often it is asked for; whoever has nothing left is never bothered.
"""

from datetime import datetime
from typing import Final

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from accounts.log import record
from accounts.messages import send
from accounts.models import OutgoingMessage, User
from curation.models import Round
from curation.queries.people import curators_of_partner
from curation.queries.progress import progress_of_round
from curation.queries.rounds import hold_round, rounds_scored_at
from curation.rules import SCORABLE
from database import db, utcnow
from web.context import settings
from web.errors import RuleViolation
from web.formats import in_wib, moment_text
from web.tasks import sweep

THRESHOLDS: Final = (1, 3, 7)  # Days before scoring ends.
HALF_AN_HOUR: Final = 1800.0
SECONDS_A_DAY: Final = 86_400


def threshold(ends: datetime, now: datetime) -> int | None:
    """The nearest threshold that has passed; None while none has, and once scoring is over."""
    left = (ends - now).total_seconds() / SECONDS_A_DAY
    if left <= 0:
        return None
    return next((days for days in THRESHOLDS if left <= days), None)


def left_to_score(round_: Round) -> list[tuple[User, int]]:
    """The round's curators with entries that they can and did not yet finish, and how many."""
    curators = {one.id: one for one in curators_of_partner(round_.partner_id)}
    return [
        (curators[one.curator_id], one.given - one.finished)
        for one in progress_of_round(round_, states=SCORABLE)
        if one.given > one.finished and one.curator_id in curators
    ]


def remind_all(now: datetime) -> int:
    """Write the reminders that are due in every round; give how many were new.

    The caller commits.
    """
    written = 0
    for round_ in rounds_scored_at(now):
        days = threshold(round_.scoring_ends_at, now)
        if days is not None:
            written += _remind(round_, f"ends:{round_.scoring_ends_at.isoformat()}:{days}")
    return written


def remind_round(*, round_: Round, actor: User, now: datetime) -> int:
    """Write to everybody in the round who lags, at most once on each day of WIB's calendar.

    Returns:
        How many were new. The caller commits.

    Raises:
        RuleViolation: Scoring has not begun or is over.
    """
    hold_round(round_.id)  # Two who press at once write once.
    if not round_.is_scored_at(now):
        raise RuleViolation(_("Penilaian kurasi ini tidak sedang berlangsung."))
    written = _remind(round_, f"asked:{in_wib(now).date()}")
    if written:
        record(actor=actor, subject=("round", round_.id), action="remind", data={"people": written})
    return written


def _remind(round_: Round, occasion: str) -> int:
    """Write to whoever lags and was not written to on this occasion."""
    lagging = [
        (f"round:{round_.id}:lag:{occasion}:{curator.id}", curator, left)
        for curator, left in left_to_score(round_)
    ]
    query = select(OutgoingMessage.key).where(OutgoingMessage.key.in_([one[0] for one in lagging]))
    there = set(db.session.scalars(query))
    new = [one for one in lagging if one[0] not in there]
    for key, curator, left in new:
        _write(key, round_, curator, left)
    return len(new)


def _write(key: str, round_: Round, curator: User, left: int) -> None:
    """Write one reminder, in the curator's language."""
    with force_locale(curator.language):
        english = curator.language == "en"
        name = (round_.name_en if english else "") or round_.name_id
        subject = ngettext(
            "%(num)d ajuan menunggu nilai Anda", "%(num)d ajuan menunggu nilai Anda", left
        )
        body = _(
            "Kurasi “%(round)s” dinilai sampai %(moment)s. Lanjutkan di sini: %(url)s",
            round=name,
            moment=moment_text(round_.scoring_ends_at),
            url=f"{settings().public_url}{'/en' if english else ''}/kurator/kurasi/{round_.id}",
        )
        send(key=key, to_user=curator, subject=subject, body=body)


@sweep("curation.remind", seconds=HALF_AN_HOUR)
def remind_now() -> None:
    """Write whatever reminder is due."""
    if remind_all(utcnow()):
        db.session.commit()
    else:
        db.session.rollback()
