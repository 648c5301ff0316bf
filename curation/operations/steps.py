"""One step of an entry's lifecycle, and the messages that tell its maker."""

from typing import Any

from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.messages import send
from accounts.models import User
from curation.entry_models import Entry
from curation.queries.people import people_of_maker
from curation.states import ENTRY_TRANSITIONS
from web.errors import RuleViolation
from web.transitions import next_state


def take_step(
    *,
    entry: Entry,
    action: str,
    actor: User,
    reason: str = "",
    data: dict[str, Any] | None = None,
) -> None:
    """Move an entry along the transition table and write the log.

    Raises:
        RuleViolation: The action does not fit the state, or the person may not take it.
    """
    before = entry.state
    refusal = _l("Langkah ini tidak cocok dengan status ajuan sekarang.")
    after = next_state(ENTRY_TRANSITIONS, before, action, refusal)
    _, allowed = ENTRY_TRANSITIONS[before, action]
    if not allowed(actor):
        raise RuleViolation(_l("Langkah ini bukan wewenang Anda."))
    entry.state = after
    entry.state_reason = reason
    record(
        actor=actor,
        subject=("entry", entry.id),
        action=action,
        before=before.value,
        after=after.value,
        reason=reason,
        data=data,
    )


def required_reason(reason: str) -> str:
    """Give back a reason that says something.

    Raises:
        RuleViolation: It is empty; on the field ``reason``.
    """
    if not reason.strip():
        raise RuleViolation(
            _l("Tulis alasannya, supaya perajin tahu apa yang harus dilakukan."), "reason"
        )
    return reason.strip()


def tell_maker(*, entry: Entry, event: str, subject: LazyString, body: LazyString) -> None:
    """Write one message to each person of the entry's maker, each in their own language.

    Args:
        entry: What it is about.
        event: Names the occasion, so that repeating it sends nothing twice.
        subject: One line.
        body: Plain text.
    """
    for person in people_of_maker(entry.product.maker_id):
        with force_locale(person.language):
            send(
                key=f"entry:{entry.id}:{event}:{person.id}",
                to_user=person,
                subject=str(subject),
                body=str(body),
            )
