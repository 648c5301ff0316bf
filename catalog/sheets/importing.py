"""Writing what the dry run found right: everything in one short transaction, or nothing.

Ten thousand rows through the form's own operations would hold SQLite's one write lock for minutes.
The rules were asked by the dry run; here rows are written many at a time, and only what may have
changed since is asked again.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, bindparam, delete, insert, select, update

from accounts.models import LogEntry
from catalog.models import Product, ProductRevision, RevisionPhoto
from catalog.slugs import slugify
from catalog.states import Listing, RevisionState
from database import db, utcnow

CHUNK: Final = 500

Line = dict[str, Any]

_product: Final[Table] = Product.__table__  # type: ignore[assignment]  # Mapped classes have a table.
_revision: Final[Table] = ProductRevision.__table__  # type: ignore[assignment]
_photo: Final[Table] = RevisionPhoto.__table__  # type: ignore[assignment]
_log: Final[Table] = LogEntry.__table__  # type: ignore[assignment]


@dataclass(slots=True)
class Written:
    """What an import did.

    Attributes:
        new: Products made.
        changed: Drafts written.
        left: Numbers of rows whose products changed since the dry run.
    """

    new: int = 0
    changed: int = 0
    left: list[int] = field(default_factory=list)


class Slugs:
    """Names in addresses that nothing has, given out one after another."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken, self._next = set(taken), Counter[str]()

    def give(self, name: str) -> str:
        """Return the name's slug, numbered where it is taken."""
        base = slugify(name, "produk")
        slug = base
        while slug in self._taken:
            self._next[base] += 1
            slug = f"{base}-{self._next[base] + 1}"
        self._taken.add(slug)
        return slug


def _chunks(lines: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(lines), CHUNK):
        yield lines[start : start + CHUNK]


def _insert(table: Table, rows: Sequence[Line]) -> None:
    for some in _chunks(rows):
        db.session.execute(insert(table), list(some))


def _stamps() -> Line:
    now = utcnow()
    return {"created_at": now, "updated_at": now}


def _photo_rows(revision_id: int, photos: Sequence[Sequence[Any]]) -> list[Line]:
    seen: dict[int, Line] = {}
    for key, alt_id, alt_en in photos:
        row = {"revision_id": revision_id, "photo_id": key, "alt_id": alt_id, "alt_en": alt_en}
        seen.setdefault(key, row | {"position": len(seen)})
    return list(seen.values())


def _log_row(actor_id: int | None, product_id: int, job_id: int) -> Line:
    return {
        "at": utcnow(),
        "actor_id": actor_id,
        "subject_kind": "product",
        "subject_id": product_id,
        "action": "create",
        "before": "",
        "after": "draft",
        "reason": "",
        "data": {"sheet": job_id},
    }


def _product_rows(lines: Sequence[Line]) -> list[Line]:
    slugs = Slugs(db.session.scalars(select(Product.slug)).all())
    return [
        {
            "slug": slugs.give(line["values"]["name_id"]),
            "maker_id": line["maker"],
            "listing": Listing.UNLISTED,
            "is_sample": line["is_sample"],
            "version": 1,
        }
        | _stamps()
        for line in lines
    ]


def _write_new(lines: Sequence[Line], job_id: int, actor_id: int | None) -> int:
    """Insert products with their drafts, photos and log."""
    if not lines:
        return 0
    products = _product_rows(lines)
    keys: list[int] = []
    for some in _chunks(products):
        made = insert(_product).returning(_product.c.id, sort_by_parameter_order=True)
        keys.extend(db.session.scalars(made, list(some)))
    code = update(_product).where(_product.c.id == bindparam("key"))
    db.session.execute(
        code.values(code=bindparam("made")),
        [{"key": key, "made": f"P-{key:05d}"} for key in keys],
    )
    drafts = [
        (key, 1, line["values"], line["photos"] or [])
        for key, line in zip(keys, lines, strict=True)
    ]
    _write_drafts(drafts)
    _insert(_log, [_log_row(actor_id, key, job_id) for key in keys])
    return len(keys)


def _write_drafts(drafts: Sequence[tuple[int, int, Line, Sequence[Sequence[Any]]]]) -> None:
    """Insert drafts of products: key, number, what is said, photos."""
    if not drafts:
        return
    rows = [
        values
        | {"product_id": key, "number": number, "state": RevisionState.DRAFT, "version": 1}
        | _stamps()
        for key, number, values, _photos in drafts
    ]
    keys: list[int] = []
    for some in _chunks(rows):
        made = insert(_revision).returning(_revision.c.id, sort_by_parameter_order=True)
        keys.extend(db.session.scalars(made, list(some)))
    placed = [
        row
        for key, (_product_id, _number, _values, photos) in zip(keys, drafts, strict=True)
        for row in _photo_rows(key, photos)
    ]
    _insert(_photo, placed)


def _write_into_drafts(lines: Sequence[Line]) -> None:
    """Change drafts that are there; those with photos of their own lose the old ones."""
    now = utcnow()
    for line in lines:
        base = line["base"]
        changed = update(_revision).where(
            _revision.c.id == base["revision"], _revision.c.version == base["version"]
        )
        values = line["values"] | {"version": base["version"] + 1, "updated_at": now}
        db.session.execute(changed.values(**values))
    photographed = [line for line in lines if line["photos"] is not None]
    for some in _chunks([line["base"]["revision"] for line in photographed]):
        db.session.execute(delete(_photo).where(_photo.c.revision_id.in_(some)))
    placed = [
        row
        for line in photographed
        for row in _photo_rows(line["base"]["revision"], line["photos"])
    ]
    _insert(_photo, placed)


def _marks_now(keys: Sequence[int]) -> dict[int, tuple[int, int, list[list[Any]]]]:
    """Return by product its newest revision, that one's version, and its photos, as stored now."""
    found: dict[int, tuple[int, int, list[list[Any]]]] = {}
    for some in _chunks(keys):
        rows = db.session.execute(
            select(_revision.c.product_id, _revision.c.id, _revision.c.version)
            .where(_revision.c.product_id.in_(some))
            .order_by(_revision.c.product_id, _revision.c.number)
        ).all()
        newest = {product: (key, version) for product, key, version in rows}
        photos: dict[int, list[list[Any]]] = {key: [] for key, _version in newest.values()}
        placed = db.session.execute(
            select(_photo.c.revision_id, _photo.c.photo_id, _photo.c.alt_id, _photo.c.alt_en)
            .where(_photo.c.revision_id.in_(photos))
            .order_by(_photo.c.revision_id, _photo.c.position)
        )
        for key, *shown in placed:
            photos[key].append(shown)
        found |= {one: (key, version, photos[key]) for one, (key, version) in newest.items()}
    return found


def _still(line: Line, marks: dict[int, tuple[int, int, list[list[Any]]]]) -> bool:
    base = line["base"]
    return marks.get(base["product"]) == (base["revision"], base["version"], base["shown"])


def write_lines_of_plan(lines: Sequence[Line], *, job_id: int, actor_id: int | None) -> Written:
    """Write all rows of a plan in the current transaction; the caller commits.

    Products and drafts whose stored state is no longer what the dry run saw are left as they are.
    Visitors see none of it: new products are unlisted, and changes of listed ones wait as drafts.

    Args:
        lines: As ``CheckedRow.plan`` gives them, with photos by their keys.
        job_id: The sheet.
        actor_id: Who asked for it.
    """
    old = [line for line in lines if line["base"] is not None]
    marks = _marks_now([line["base"]["product"] for line in old])
    kept = [line for line in old if _still(line, marks)]
    written = Written(
        new=_write_new([line for line in lines if line["base"] is None], job_id, actor_id),
        changed=len(kept),
        left=[line["row"] for line in old if not _still(line, marks)],
    )
    _write_into_drafts([one for one in kept if one["base"]["state"] == RevisionState.DRAFT])
    frozen = [one for one in kept if one["base"]["state"] == RevisionState.FROZEN]
    _write_drafts(
        [
            (
                one["base"]["product"],
                one["base"]["number"] + 1,
                one["values"],
                one["base"]["shown"] if one["photos"] is None else one["photos"],
            )
            for one in frozen
        ]
    )
    return written
