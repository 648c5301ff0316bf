"""The office fills a maker's pages with them: who may, until when. Nothing here commits."""

from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import Facilitation, HelpConsent, User
from accounts.queries import consent_of, help_for, members_of_maker
from database import db, utcnow
from web.errors import RuleViolation

FACILITATION: Final = "facilitation"
"""Where a browser's session keeps the key of the facilitation that is open in it."""

FACILITATION_LIFE: Final = timedelta(hours=8)
"""A day in the hall; whoever forgets to finish is done by the evening."""

CONSENT_DAYS: Final = (1, 3, 7)
"""For how long a maker can let the office help."""


def allow_help(*, maker_id: int, actor: User, days: int) -> HelpConsent:
    """Let the office fill in for the maker; another consent replaces the one before.

    Raises:
        RuleViolation: For a number of days that is not offered.
    """
    if days not in CONSENT_DAYS:
        raise RuleViolation(_l("Pilih salah satu yang ada."), "days")
    _revoke(maker_id)
    consent = HelpConsent(
        maker_id=maker_id, given_by_id=actor.id, expires_at=utcnow() + timedelta(days=days)
    )
    db.session.add(consent)
    db.session.flush()
    record(actor=actor, subject=("maker", maker_id), action="allow_help", data={"days": days})
    return consent


def _revoke(maker_id: int) -> None:
    consent = consent_of(maker_id)
    while consent is not None:
        consent.revoked_at = utcnow()
        db.session.flush()
        consent = consent_of(maker_id)


def end_help(*, maker_id: int, actor: User) -> None:
    """Take the consent back and end whatever the office has open for the maker."""
    _revoke(maker_id)
    end_every_facilitation(maker_id=maker_id)
    record(actor=actor, subject=("maker", maker_id), action="end_help")


def start_facilitation(*, maker_id: int, helper: User) -> Facilitation:
    """Begin to fill in for a maker, or go on with what this person has open.

    Raises:
        RuleViolation: When the maker has people of its own who did not ask for help.
    """
    for known in help_for(maker_id):
        if known.helper_id == helper.id:
            return known
    consent = consent_of(maker_id)
    if consent is None and members_of_maker(maker_id):
        raise RuleViolation(
            _l("Perajin ini punya akun sendiri. Mereka perlu mengizinkan dulu, di halaman Riwayat.")
        )
    facilitation = _new_facilitation(maker_id, helper, consent)
    record(
        actor=helper,
        subject=("maker", maker_id),
        action="start_filling",
        data={"on_behalf_of": maker_id, "facilitation": facilitation.id},
    )
    return facilitation


def _new_facilitation(maker_id: int, helper: User, consent: HelpConsent | None) -> Facilitation:
    now = utcnow()
    end = now + FACILITATION_LIFE
    facilitation = Facilitation(
        maker_id=maker_id,
        helper=helper,
        consent=consent,
        started_at=now,
        expires_at=min(end, consent.expires_at) if consent else end,
    )
    db.session.add(facilitation)
    db.session.flush()
    return facilitation


def end_facilitation(*, facilitation: Facilitation, actor: User) -> None:
    """Stop filling in for a maker; once is enough."""
    if facilitation.ended_at is not None:
        return
    facilitation.ended_at = utcnow()
    maker_id = facilitation.maker_id
    record(
        actor=actor,
        subject=("maker", maker_id),
        action="end_filling",
        data={"on_behalf_of": maker_id, "facilitation": facilitation.id},
    )


def end_every_facilitation(*, maker_id: int) -> None:
    """End what anybody of the office has open for a maker."""
    for one in help_for(maker_id):
        one.ended_at = utcnow()
    db.session.flush()
