"""Reminders before a paper runs out: 90, 30 and 7 days, each once, the nearest only."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import aliased, selectinload

from accounts.messages import send
from accounts.models import Membership, OutgoingMessage, User
from catalog.models import Paper
from catalog.paper_links import paper_url
from catalog.papers import paper_name, today_here
from catalog.states import PaperState
from database import db
from web.formats import day
from web.tasks import sweep

THRESHOLDS: Final = (7, 30, 90)  # Days before the last one.
HALF_AN_HOUR: Final = 1800.0
BATCH: Final = 500  # Keys asked for at once: databases limit the values of one question.


def threshold(ends: date, today: date) -> int | None:
    """The nearest threshold that has passed, or None while none has or once the paper is over."""
    left = (ends - today).days
    if left < 0:
        return None
    return next((days for days in THRESHOLDS if left <= days), None)


def _ending(today: date) -> Sequence[Paper]:
    """Confirmed papers that end within the first threshold and that nothing renews yet."""
    newer = aliased(Paper)
    renewed = select(newer.id).where(
        newer.supersedes_id == Paper.id, newer.state != PaperState.REFUSED
    )
    query = (
        select(Paper)
        .where(
            Paper.state == PaperState.CONFIRMED,
            Paper.expires_on.between(today, today + timedelta(days=max(THRESHOLDS))),
            ~renewed.exists(),
        )
        .options(selectinload(Paper.maker))
        .order_by(Paper.expires_on, Paper.id)
    )
    return db.session.scalars(query).all()


def _people(papers: Sequence[Paper]) -> dict[int, list[User]]:
    """The people of the makers of these papers."""
    ids = {paper.maker_id for paper in papers}
    query = select(Membership).where(Membership.maker_id.in_(ids)).order_by(Membership.user_id)
    found: dict[int, list[User]] = {key: [] for key in ids}
    for row in db.session.scalars(query.options(selectinload(Membership.user))):
        if row.maker_id is not None and row.user.is_active:
            found[row.maker_id].append(row.user)
    return found


def _written(keys: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        query = select(OutgoingMessage.key).where(OutgoingMessage.key.in_(part))
        found.update(db.session.scalars(query))
    return found


def _key(paper: Paper, days: int, person: User) -> str:
    return f"paper:{paper.id}:ends:{paper.expires_on}:{days}:{person.id}"


def remind(today: date) -> int:
    """Write the reminders that are due; give how many were new.

    Running twice, or a day late, writes each once. The caller commits.
    """
    papers = _ending(today)
    people = _people(papers)
    due = [
        (paper, days, person)
        for paper in papers
        if paper.expires_on and (days := threshold(paper.expires_on, today))
        for person in people[paper.maker_id]
    ]
    there = _written([_key(*one) for one in due])
    new = [one for one in due if _key(*one) not in there]
    for paper, days, person in new:
        _remind(paper, days, person, today)
    return len(new)


def _subject(name: str, left: int) -> str:
    if not left:
        return str(_("%(paper)s berakhir hari ini", paper=name))
    words: str = ngettext(
        "%(paper)s berakhir %(num)s hari lagi",
        "%(paper)s berakhir %(num)s hari lagi",
        left,
        paper=name,
    )
    return words


def _remind(paper: Paper, days: int, person: User, today: date) -> None:
    if paper.expires_on is None:
        return
    with force_locale(person.language):
        name = paper_name(paper.kind)
        words = _(
            "%(paper)s milik %(maker)s berlaku sampai %(day)s. Sesudah hari itu tandanya tidak "
            "tampil lagi. Urus perpanjangannya, lalu tambahkan yang baru di sini:",
            paper=name,
            maker=paper.maker.name,
            day=day(paper.expires_on),
        )
        send(
            key=_key(paper, days, person),
            to_user=person,
            subject=_subject(name, (paper.expires_on - today).days),
            body=f"{words} {paper_url(paper, person)}",
        )


@sweep("papers.remind", seconds=HALF_AN_HOUR)
def remind_today() -> None:
    """Write whatever reminder is due today."""
    if remind(today_here()):
        db.session.commit()
    else:
        db.session.rollback()
