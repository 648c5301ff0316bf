"""The table of stale documents: marking, claiming and closing its rows.

A row says that a product's document may differ from the database. Any number of workers may claim
rows; a claim that is not renewed runs out, so that a killed worker holds nothing up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, delete, func, literal, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from database import db, utcnow, writing
from showcase.models import StaleDocument

BATCH: Final = 500  # Products claimed at once; also the most that one task can lose.
LEASE = timedelta(seconds=10)  # After a kill, this long until another worker takes over.
RENEW = timedelta(seconds=3)
CHUNK: Final = 300  # Rows in one statement; SQLite allows 32,766 values in all.

_TABLE = StaleDocument.__table__


@dataclass(slots=True)
class Claim:
    """Rows that one worker has taken.

    Attributes:
        token: when they were taken or last renewed; it tells this claim from any other.
        stamps: by product, the row's stamp at that time.
    """

    token: datetime
    stamps: dict[int, int]

    @property
    def ids(self) -> list[int]:
        """The products, oldest mark first."""
        return list(self.stamps)


def _upsert(connection: Connection) -> Any:  # noqa: ANN401 - two dialects' own insert.
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(_TABLE)


def _on_conflict(statement: Any) -> Any:  # noqa: ANN401 - as above.
    """A row that is there already counts up and becomes free again."""
    return statement.on_conflict_do_update(
        index_elements=["product_id"],
        set_={
            "stamp": StaleDocument.stamp + 1,
            "marked_at": statement.excluded.marked_at,
            "claimed_at": None,
            "set_aside_at": None,
            "failure": "",
        },
    )


def mark(connection: Connection, product_ids: Iterable[int]) -> None:
    """Mark products, known by their keys, in the connection's transaction."""
    ids = sorted(set(product_ids))
    now = utcnow()
    for start in range(0, len(ids), CHUNK):
        rows = [
            {"product_id": key, "stamp": 1, "marked_at": now, "failure": ""}
            for key in ids[start : start + CHUNK]
        ]
        connection.execute(_on_conflict(_upsert(connection).values(rows)))


def mark_selected(connection: Connection, chosen: Select[int]) -> None:
    """Mark the products whose keys a query gives, in one statement.

    The query must have a WHERE clause: SQLite cannot tell its end from ON CONFLICT otherwise.
    """
    now = literal(utcnow(), StaleDocument.marked_at.type)
    found = chosen.distinct().subquery()
    rows = select(found.c[0], literal(1), now, literal("")).where(found.c[0].is_not(None))
    columns = ["product_id", "stamp", "marked_at", "failure"]
    connection.execute(_on_conflict(_upsert(connection).from_select(columns, rows)))


def _free(now: datetime) -> ColumnElement[bool]:
    """Rows that may be claimed: not set aside, and not held by a living claim."""
    return StaleDocument.set_aside_at.is_(None) & or_(
        StaleDocument.claimed_at.is_(None), StaleDocument.claimed_at < now - LEASE
    )


def anything_free() -> bool:
    """Whether there is something to claim, asked without a lock on writing."""
    found = db.session.scalar(select(StaleDocument.product_id).where(_free(utcnow())).limit(1))
    db.session.rollback()
    return found is not None


def claim(limit: int = BATCH) -> Claim | None:
    """Take up to ``limit`` free rows, oldest first, and commit; None when there are none."""
    now = utcnow()
    oldest = (
        select(StaleDocument.product_id)
        .where(_free(now))
        .order_by(StaleDocument.marked_at, StaleDocument.product_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    with writing():
        taken = db.session.execute(
            update(StaleDocument)
            .where(StaleDocument.product_id.in_(oldest.scalar_subquery()), _free(now))
            .values(claimed_at=now)
            .returning(StaleDocument.product_id, StaleDocument.stamp)
            .execution_options(synchronize_session=False)
        ).all()
        db.session.commit()
    return Claim(now, dict(taken)) if taken else None


def _held(token: datetime, ids: Sequence[int]) -> ColumnElement[bool]:
    return StaleDocument.product_id.in_(ids) & (StaleDocument.claimed_at == token)


def renew(held: Claim) -> None:
    """Keep a claim alive while the server works; rows that changed meanwhile are free already."""
    now = utcnow()
    if now - held.token < RENEW:
        return
    with writing():
        db.session.execute(
            update(StaleDocument)
            .where(_held(held.token, held.ids))
            .values(claimed_at=now)
            .execution_options(synchronize_session=False)
        )
        db.session.commit()
    held.token = now


def _delete_same(
    column: InstrumentedAttribute[Any],
    pairs: Sequence[tuple[int, Any]],
    *further: ColumnElement[bool],
) -> None:
    """Remove rows that still say the same; not committed.

    Args:
        column: Which of theirs.
        pairs: Each row's product with what it said.
        *further: What must hold for them besides.
    """
    # By the key as well, because SQLite reads the whole table for a list of pairs.
    known = StaleDocument.product_id.in_([key for key, _ in pairs])
    same = tuple_(StaleDocument.product_id, column).in_(pairs)
    gone = delete(StaleDocument).where(known, same, *further)
    db.session.execute(gone.execution_options(synchronize_session=False))


def finish(held: Claim, done: Iterable[int], failed: dict[int, str]) -> None:
    """Close a claim: remove what is done and unchanged, set failures aside, free the rest.

    Args:
        held: the claim.
        done: products whose documents are true as of the claim.
        failed: by product, why its document could not be made or taken.
    """
    with writing():
        pairs = [(key, held.stamps[key]) for key in done]
        for start in range(0, len(pairs), CHUNK):
            ours = StaleDocument.claimed_at == held.token
            _delete_same(StaleDocument.stamp, pairs[start : start + CHUNK], ours)
        for key, reason in failed.items():
            set_aside(key, reason, stamp=held.stamps[key])
        release(held)
        db.session.commit()


def set_aside(product_id: int, reason: str, *, stamp: int) -> None:
    """Keep a product out of further tries until it changes; not committed."""
    db.session.execute(
        update(StaleDocument)
        .where(StaleDocument.product_id == product_id, StaleDocument.stamp == stamp)
        .values(claimed_at=None, set_aside_at=utcnow(), failure=reason)
        .execution_options(synchronize_session=False)
    )


def release(held: Claim) -> None:
    """Free whatever the claim still holds, for another try; not committed."""
    db.session.execute(
        update(StaleDocument)
        .where(_held(held.token, held.ids))
        .values(claimed_at=None)
        .execution_options(synchronize_session=False)
    )


def waiting_rows() -> list[tuple[int, datetime]]:
    """Products that wait now with the moment of their mark, for ``forget``."""
    query = select(StaleDocument.product_id, StaleDocument.marked_at)
    rows = [(key, marked_at) for key, marked_at in db.session.execute(query)]
    db.session.rollback()
    return rows


def forget(rows: Sequence[tuple[int, datetime]]) -> None:
    """Remove rows that were not marked again since, because a rebuild has covered them.

    A few at a time: of a million, others could save nothing for minutes.
    """
    for start in range(0, len(rows), CHUNK):
        with writing():
            _delete_same(StaleDocument.marked_at, rows[start : start + CHUNK])
            db.session.commit()


def pending_count() -> int:
    """How many products wait, those that are set aside not counted."""
    waiting = select(func.count()).where(StaleDocument.set_aside_at.is_(None))
    return db.session.scalar(waiting) or 0


def set_aside_rows() -> list[StaleDocument]:
    """What could not be indexed, with its reason, newest first."""
    query = (
        select(StaleDocument)
        .where(StaleDocument.set_aside_at.is_not(None))
        .order_by(StaleDocument.set_aside_at.desc())
    )
    return list(db.session.scalars(query))
