"""What the office fills in for a maker is written in the log by itself.

Saving a draft is no transition and leaves no row. On an errand it has to: the maker must be able to
read who wrote what. One row for each kind of thing and facilitation is enough; rows are written in
the same transaction as what they tell of.
"""

from dataclasses import dataclass, field, fields
from typing import Final

from flask import Flask, g, has_request_context
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from accounts.log import record
from accounts.models import LogEntry, User
from catalog.makers import MakerProfile
from catalog.models import Maker, ProductRevision, RevisionPhoto
from catalog.products import COPIED
from database import db


@dataclass(slots=True)
class Filled:
    """What a flush is about, as far as the log does not know of it otherwise: keys of things."""

    makers: set[int] = field(default_factory=set)
    products: set[int] = field(default_factory=set)
    photographed: set[int] = field(default_factory=set)


PROFILE: Final = tuple(one.name for one in fields(MakerProfile))


def _person_on_errand() -> User | None:
    """Whoever is signed in, if they fill in for a maker; asks the database nothing."""
    user = g.get("_login_user") if has_request_context() else None
    return user if isinstance(user, User) and user.errand is not None else None


def _wrote(row: object, names: tuple[str, ...]) -> bool:
    state = inspect(row)
    return state is not None and any(state.attrs[name].history.has_changes() for name in names)


def _filled(session: Session) -> Filled:
    filled = Filled()
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, Maker) and row not in session.new and _wrote(row, PROFILE):
            filled.makers.add(row.id)
        elif isinstance(row, ProductRevision) and _wrote(row, COPIED):
            filled.products.add(row.product_id)
        elif isinstance(row, RevisionPhoto):
            revision = row.revision or session.get(ProductRevision, row.revision_id)
            # A new draft brings copies of the photos along; nobody added them.
            if revision is not None and revision not in session.new:
                filled.photographed.add(revision.product_id)
    return filled


def _is_told(user: User, kind: str, key: int, action: str) -> bool:
    """Whether the log says so already for this errand."""
    query = select(LogEntry.data).where(
        LogEntry.subject_kind == kind,
        LogEntry.subject_id == key,
        LogEntry.action == action,
        LogEntry.actor_id == user.id,
    )
    errand = user.errand
    told = db.session.scalars(query)
    return any(errand and data.get("facilitation") == errand.facilitation_id for data in told)


def _tell_of_product(user: User, key: int, action: str) -> None:
    if not _is_told(user, "product", key, action):
        record(actor=user, subject=("product", key), action=action)


def _after_flush(session: Session, _flush: UOWTransaction) -> None:
    user = _person_on_errand()
    if user is None:
        return
    with session.no_autoflush:
        filled = _filled(session)
        for key in sorted(filled.products):
            _tell_of_product(user, key, "fill")
        for key in sorted(filled.photographed):
            _tell_of_product(user, key, "fill_photos")
        for key in sorted(filled.makers):
            if not _is_told(user, "maker", key, "fill_profile"):
                record(actor=user, subject=("maker", key), action="fill_profile")


def init_errand_log(_app: Flask) -> None:
    """Listen to flushes, once for all apps of this process: they share one session factory."""
    factory = db.session.session_factory
    if not event.contains(factory, "after_flush", _after_flush):
        event.listen(factory, "after_flush", _after_flush)
