"""Reminders of questions that wait: to the maker's people after one day and after four.

One message tells of all that wait as long; the same questions are never told of twice at the same
age. After the second the office sees the question in its own list, with how long it has waited.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from flask_babel import force_locale, ngettext
from sqlalchemy import func, select

from accounts.messages import send
from accounts.models import OutgoingMessage, User
from accounts.queries import members_of_maker
from catalog.models import Maker
from catalog.states import MakerState
from database import db, utcnow
from showcase.models import Inquiry
from showcase.states import InquiryState
from web.context import settings
from web.tasks import sweep

AGES: Final = (4, 1)  # Days, the longest first.
GIVEN_UP: Final = 14  # Days after which nobody is reminded any more.
HALF_AN_HOUR: Final = 1800.0


class Waiting(NamedTuple):
    """The open questions to a maker that are as old.

    Attributes:
        days: which of the ``AGES`` they have passed.
        number: how many there are.
        newest: the key of the newest, so that a new one makes a new message.
    """

    maker_id: int
    days: int
    number: int
    newest: int


def waiting(now: datetime) -> list[Waiting]:
    """What waits, by maker and age; a question counts at the longest age that it has passed."""
    found: list[Waiting] = []
    until = GIVEN_UP
    for days in AGES:
        query = (
            select(Inquiry.maker_id, func.count(), func.max(Inquiry.id))
            .join(Maker, Maker.id == Inquiry.maker_id)
            .where(
                Inquiry.state == InquiryState.OPEN,
                Inquiry.created_at <= now - timedelta(days=days),
                Inquiry.created_at > now - timedelta(days=until),
                Maker.state == MakerState.VERIFIED,
            )
            .group_by(Inquiry.maker_id)
            .order_by(Inquiry.maker_id)
        )
        found += [
            Waiting(maker, days, number, newest)
            for maker, number, newest in db.session.execute(query)
        ]
        until = days
    return found


def remind_of_questions(now: datetime) -> int:
    """Write the reminders that are due; give how many were new. The caller commits."""
    due = [(one, person) for one in waiting(now) for person in members_of_maker(one.maker_id)]
    there = _written([_key(*pair) for pair in due])
    new = [pair for pair in due if _key(*pair) not in there]
    for one, person in new:
        _write(one, person)
    return len(new)


def _key(one: Waiting, person: User) -> str:
    return f"inquiries:{one.maker_id}:{one.days}:{one.newest}:{person.id}"


def _written(keys: Sequence[str]) -> set[str]:
    query = select(OutgoingMessage.key).where(OutgoingMessage.key.in_(keys))
    return set(db.session.scalars(query)) if keys else set()


def _write(one: Waiting, person: User) -> None:
    """Write one reminder, in its reader's language."""
    with force_locale(person.language):
        prefix = "/en" if person.language == "en" else ""
        send(
            key=_key(one, person),
            to_user=person,
            subject=ngettext(
                "%(num)s pertanyaan pembeli menunggu jawaban Anda",
                "%(num)s pertanyaan pembeli menunggu jawaban Anda",
                one.number,
            ),
            body=ngettext(
                "Sudah lebih dari %(num)s hari. Pembeli yang cepat dijawab lebih sering jadi "
                "membeli. Jawab, atau tandai bila sudah: %(url)s",
                "Sudah lebih dari %(num)s hari. Pembeli yang cepat dijawab lebih sering jadi "
                "membeli. Jawab, atau tandai bila sudah: %(url)s",
                one.days,
                url=f"{settings().public_url}{prefix}/perajin-saya/pertanyaan?keadaan=baru",
            ),
        )


@sweep("showcase.questions", seconds=HALF_AN_HOUR)
def remind_now() -> None:
    """Write whatever reminder is due."""
    if remind_of_questions(utcnow()):
        db.session.commit()
    else:
        db.session.rollback()
