"""Which documents a change makes stale, written in the transaction of the change.

Listeners find the products that each flush touches, and those of ``update()`` and ``delete()`` on a
model. Bulk inserts and plain SQL call ``mark_stale`` by hand.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from sqlalchemy import Delete, Select, Update, event, inspect, select, true
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from catalog.models import (
    Kelurahan,
    Maker,
    Paper,
    Place,
    Product,
    ProductRevision,
    RevisionPhoto,
)
from curation.entry_models import Entry
from curation.models import Partner, Round
from database import Model, db
from showcase.search.claims import mark, mark_selected
from showcase.search.sync import sync_stale_documents
from uploads.models import Photo
from web.tasks import enqueue_after_commit

Keys = Collection[int] | Select[int]
Chosen = Select[int]


def _of_revisions(keys: Keys) -> Chosen:
    return select(ProductRevision.product_id).where(ProductRevision.id.in_(keys))


def _of_photos(keys: Keys) -> Chosen:
    return (
        select(ProductRevision.product_id)
        .join(RevisionPhoto, RevisionPhoto.revision_id == ProductRevision.id)
        .where(RevisionPhoto.photo_id.in_(keys))
    )


def _of_makers(keys: Keys) -> Chosen:
    return select(Product.id).where(Product.maker_id.in_(keys))


def _of_places(keys: Keys) -> Chosen:
    return select(Product.id).join(Product.maker).where(Maker.place_id.in_(keys))


def _of_kelurahan(keys: Keys) -> Chosen:
    return select(Product.id).join(Product.maker).where(Maker.kelurahan_id.in_(keys))


def _of_partners(keys: Keys) -> Chosen:
    return select(Entry.product_id).join(Entry.round).where(Round.partner_id.in_(keys))


@dataclass(frozen=True, slots=True)
class Touch:
    """How a changed row leads to products: by a column, directly or through a query."""

    model: type[Model]
    column: str
    products: Callable[[Keys], Chosen] | None = None


# The documents are made of these; a new part of a document needs its line here.
TOUCHES = (
    Touch(Product, "id"),
    Touch(ProductRevision, "product_id"),
    Touch(RevisionPhoto, "revision_id", _of_revisions),
    Touch(Photo, "id", _of_photos),
    Touch(Maker, "id", _of_makers),
    Touch(Place, "id", _of_places),
    Touch(Kelurahan, "id", _of_kelurahan),
    Touch(Paper, "maker_id", _of_makers),
    Touch(Entry, "product_id"),
    Touch(Partner, "id", _of_partners),
)
_MODELS = tuple(touch.model for touch in TOUCHES)


def mark_stale(product_ids: Iterable[int]) -> None:
    """Say that the documents of these products may be wrong; part of the current transaction.

    For inserts that bypass the session. The worker is asked to look after the commit.
    """
    mark(db.session.connection(), product_ids)
    enqueue_after_commit(sync_stale_documents)


def _changed(session: Session) -> Iterator[Any]:
    """The known rows that a flush will update or delete; columns count, collections do not."""
    yield from session.deleted
    for row in session.dirty:
        if session.is_modified(row, include_collections=False):
            yield row


def _collect(session: Session, rows: Iterable[Any]) -> None:
    """Remember the keys by which rows lead to products now."""
    touched: dict[Touch, set[int]] = session.info.setdefault("touched", {})
    for row in rows:
        for touch in TOUCHES:
            if isinstance(row, touch.model):
                keys = touched.setdefault(touch, set())
                keys.add(getattr(row, touch.column))
                keys.update(inspect(row).attrs[touch.column].history.deleted or ())


def _before_flush(session: Session, _flush: UOWTransaction, _rows: object) -> None:
    # Here deleted rows can still be read, and changed ones have not yet left their old parents.
    _collect(session, [row for row in _changed(session) if isinstance(row, _MODELS)])


def _after_flush(session: Session, _flush: UOWTransaction) -> None:
    # Here new rows have keys, and changed ones have their new parents.
    changed = [row for row in _changed(session) if row not in session.deleted]
    _collect(session, [row for row in (*session.new, *changed) if isinstance(row, _MODELS)])
    touched: dict[Touch, set[int]] = session.info.pop("touched")
    if touched:
        _write_marks(session, touched)


def _write_marks(session: Session, touched: dict[Touch, set[int]]) -> None:
    connection = session.connection()
    direct: set[int] = set()
    for touch, keys in touched.items():
        keys.discard(None)
        if touch.products is None:
            direct |= keys
        elif keys:
            mark_selected(connection, touch.products(keys))
    mark(connection, direct)
    enqueue_after_commit(sync_stale_documents)


def _before_bulk(bulk: ORMExecuteState) -> None:
    """Mark what an ``update()`` or ``delete()`` is about to change, by its own condition.

    A column that leads to products is never changed in bulk, so its old value is enough.
    """
    if not (bulk.is_update or bulk.is_delete) or bulk.bind_mapper is None:
        return
    statement = cast("Update | Delete", bulk.statement)
    condition = statement.whereclause
    for touch in TOUCHES:
        if touch.model is not bulk.bind_mapper.class_:
            continue
        keys = select(getattr(touch.model, touch.column))
        keys = keys.where(true() if condition is None else condition)
        chosen = keys if touch.products is None else touch.products(keys)
        mark_selected(bulk.session.connection(), chosen)
        enqueue_after_commit(sync_stale_documents)


def init_staleness(_app: Flask) -> None:
    """Listen to flushes, once for all apps of this process: they share one session factory."""
    factory = db.session.session_factory
    if not event.contains(factory, "after_flush", _after_flush):
        event.listen(factory, "before_flush", _before_flush)
        event.listen(factory, "after_flush", _after_flush)
        event.listen(factory, "do_orm_execute", _before_bulk)
