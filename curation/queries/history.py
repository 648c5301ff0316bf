"""What happened with a maker, its products, papers and entries, as the log holds it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import LogEntry, User
from catalog.models import Maker, Paper, Product
from catalog.papers import paper_name
from curation.entry_models import Entry
from database import db
from web.languages import localised

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Names:
    """What the things are called that a page of the log speaks of, by kind and key."""

    by_subject: Mapping[tuple[str, int], str]

    def of(self, kind: str, key: int) -> str:
        """What a thing is called; empty where it is gone or has no name."""
        return self.by_subject.get((kind, key), "")


def log_of_maker(maker_id: int, actions: Collection[str]) -> Sequence[LogEntry]:
    """The log of a maker and all that belongs to it, the newest first, with its actors."""
    products = select(Product.id).where(Product.maker_id == maker_id)
    belongs: dict[str, Select[int]] = {
        "product": products,
        "paper": select(Paper.id).where(Paper.maker_id == maker_id),
        "entry": select(Entry.id).where(Entry.product_id.in_(products)),
    }
    own = and_(LogEntry.subject_kind == "maker", LogEntry.subject_id == maker_id)
    theirs = [
        and_(LogEntry.subject_kind == kind, LogEntry.subject_id.in_(keys))
        for kind, keys in belongs.items()
    ]
    query = (
        select(LogEntry)
        .where(or_(own, *theirs), LogEntry.action.in_(actions))
        .options(joinedload(LogEntry.actor).selectinload(User.memberships))
        .order_by(LogEntry.id.desc())
        .limit(MOST_ROWS)
    )
    return db.session.scalars(query).all()


def names_in(rows: Iterable[LogEntry]) -> Names:
    """Look up what the rows speak of, in the reader's language."""
    keys: dict[str, set[int]] = {"maker": set(), "product": set(), "paper": set(), "entry": set()}
    for row in rows:
        keys.setdefault(row.subject_kind, set()).add(row.subject_id)
        if "on_behalf_of" in row.data:
            keys["maker"].add(row.data["on_behalf_of"])
    named: dict[tuple[str, int], str] = {}
    makers = select(Maker.id, Maker.name).where(Maker.id.in_(keys["maker"]))
    named |= {("maker", key): name for key, name in db.session.execute(makers)}
    papers = select(Paper.id, Paper.kind).where(Paper.id.in_(keys["paper"]))
    named |= {("paper", key): paper_name(kind) for key, kind in db.session.execute(papers)}
    entries = select(Entry).where(Entry.id.in_(keys["entry"])).options(joinedload(Entry.revision))
    named |= {("entry", one.id): _revision_name(one) for one in db.session.scalars(entries)}
    products = select(Product).where(Product.id.in_(keys["product"]))
    for one in db.session.scalars(products.options(selectinload(Product.revisions))):
        named["product", one.id] = localised(one.newest, "name")
    return Names(named)


def _revision_name(entry: Entry) -> str:
    return localised(entry.revision, "name")


def submitted_for_maker(entry_ids: Collection[int]) -> dict[int, str]:
    """Who of the office entered these entries on their maker's behalf, by key of the entry."""
    query = (
        select(LogEntry)
        .where(
            LogEntry.subject_kind == "entry",
            LogEntry.subject_id.in_(entry_ids),
            LogEntry.action == "submit",
        )
        .options(joinedload(LogEntry.actor))
        .order_by(LogEntry.id)
    )
    newest = {row.subject_id: row for row in db.session.scalars(query)}
    return {
        key: row.actor.name
        for key, row in newest.items()
        if row.actor is not None and "on_behalf_of" in row.data
    }
