"""What sheets ask the database."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select, true
from sqlalchemy.orm import aliased, contains_eager, selectinload

from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from catalog.sheets.models import OVER, WORKED_ON, SheetJob, SheetState
from database import db
from uploads.models import Photo

FIRST_CODES: Final = 200
"""Codes that are looked up to tell a sheet's category."""


def _last() -> ScalarSelect[int | None]:
    """Select the number of a product's newest revision, inside a query of products."""
    other = aliased(ProductRevision)
    query = select(func.max(other.number)).where(other.product_id == Product.id)
    return query.correlate(Product).scalar_subquery()


def _newest() -> Select[int]:
    """Select the keys of the newest revision of every product, joined to the product."""
    query = select(ProductRevision.id).join(Product, Product.id == ProductRevision.product_id)
    return query.where(ProductRevision.number == _last())


def newest_ids(category_key: str, maker_id: int | None) -> Sequence[int]:
    """Return the keys of the newest revisions in a category, by product.

    Args:
        category_key: The category.
        maker_id: Whose products; everybody's where it is None.
    """
    query = _newest().where(ProductRevision.category == category_key)
    if maker_id is not None:
        query = query.where(Product.maker_id == maker_id)
    return db.session.scalars(query.order_by(Product.id)).all()


def revisions_by_ids(ids: Sequence[int]) -> Sequence[ProductRevision]:
    """Return revisions with their photos, product and maker, by product."""
    query = (
        select(ProductRevision)
        .where(ProductRevision.id.in_(ids))
        .join(ProductRevision.product)
        .options(
            contains_eager(ProductRevision.product).joinedload(Product.maker),
            selectinload(ProductRevision.photos).joinedload(RevisionPhoto.photo),
        )
    )
    return db.session.scalars(query.order_by(Product.id)).unique().all()


def maker_of_slug(slug: str) -> Maker | None:
    """Return the maker with this name in addresses, or None."""
    return db.session.scalar(select(Maker).where(Maker.slug == slug))


def makers_with_products() -> Sequence[tuple[str, str]]:
    """Return the slug and name of every maker who has a product, by name."""
    query = select(Maker.slug, Maker.name).where(Maker.products.any()).order_by(Maker.name)
    return [(slug, name) for slug, name in db.session.execute(query)]


def products_by_category(maker_id: int | None) -> dict[str, int]:
    """Count the products of each category by their newest revisions; everybody's for None."""
    query = _newest().with_only_columns(ProductRevision.category, func.count())
    if maker_id is not None:
        query = query.where(Product.maker_id == maker_id)
    counted = db.session.execute(query.group_by(ProductRevision.category))
    return {one.category: one[1] for one in counted}


def _newest_where(*conditions: ColumnElement[bool]) -> Sequence[ProductRevision]:
    """Return the newest revisions of the products for which the conditions hold."""
    ids = db.session.scalars(_newest().where(*conditions)).all()
    return revisions_by_ids(ids)


def _of(maker_id: int | None) -> ColumnElement[bool]:
    return true() if maker_id is None else Product.maker_id == maker_id


def newest_by_codes(codes: Collection[str], maker_id: int | None) -> dict[str, ProductRevision]:
    """Return the newest revision of each product by its code.

    Args:
        codes: As they stand in a sheet; those of nobody's product are left out.
        maker_id: Whose products; everybody's where it is None.
    """
    if not codes:
        return {}
    found = _newest_where(Product.code.in_(codes), _of(maker_id))
    return {one.product.code: one for one in found if one.product.code}


def category_of_codes(codes: Sequence[str], maker_id: int | None) -> str | None:
    """Return the category of most of the first products with these codes, or None."""
    found = newest_by_codes(set(codes[:FIRST_CODES]), maker_id).values()
    counted = Counter(one.category for one in found).most_common(1)
    return counted[0][0] if counted else None


def newest_by_names(
    names: Collection[str], maker_id: int | None
) -> dict[tuple[int, str], list[ProductRevision]]:
    """Return the newest revisions that bear these names, by maker and name."""
    found: dict[tuple[int, str], list[ProductRevision]] = {}
    if names:
        for one in _newest_where(ProductRevision.name_id.in_(names), _of(maker_id)):
            found.setdefault((one.product.maker_id, one.name_id), []).append(one)
    return found


def makers_by_slug() -> dict[str, int]:
    """Return the keys of all makers by their names in addresses."""
    return {one.slug: one.id for one in db.session.execute(select(Maker.slug, Maker.id))}


def sample_makers() -> dict[int, bool]:
    """Return of each maker, by key, whether it belongs to the sample town."""
    rows = db.session.execute(select(Maker.id, Maker.is_sample))
    return {one.id: one.is_sample for one in rows}


def photo_ids_by_prefix(maker_id: int, prefix: str) -> Sequence[int]:
    """Return the keys of a maker's photos whose names begin so, oldest first."""
    query = select(Photo.id).where(
        Photo.maker_id == maker_id, Photo.name >= prefix, Photo.name < prefix + "g"
    )
    return db.session.scalars(query.order_by(Photo.id)).all()


def photo_ids_by_name(names: Collection[str]) -> dict[tuple[int | None, str], int]:
    """Return the keys of photos by maker and name."""
    query = select(Photo.maker_id, Photo.name, Photo.id).where(Photo.name.in_(names))
    return {(maker, name): key for maker, name, key in db.session.execute(query)}


def job_of_maker(job_id: int, maker_id: int) -> SheetJob | None:
    """Return a sheet of a maker, or None."""
    return db.session.scalar(
        select(SheetJob).where(SheetJob.id == job_id, SheetJob.maker_id == maker_id)
    )


def job_of_office(job_id: int) -> SheetJob | None:
    """Return a sheet of the office, or None."""
    return db.session.scalar(
        select(SheetJob).where(SheetJob.id == job_id, SheetJob.maker_id.is_(None))
    )


def newest_jobs(maker_id: int | None, limit: int = 20) -> Sequence[SheetJob]:
    """Return the newest sheets of a maker, or of the office for None, with who sent them."""
    whose = SheetJob.maker_id.is_not_distinct_from(maker_id)
    query = select(SheetJob).where(whose).options(selectinload(SheetJob.owner))
    return db.session.scalars(query.order_by(SheetJob.id.desc()).limit(limit)).all()


def imported_before(job: SheetJob) -> SheetJob | None:
    """Return the last sheet with the very same content that was imported for the same maker."""
    query = select(SheetJob).where(
        SheetJob.fingerprint == job.fingerprint,
        SheetJob.maker_id.is_not_distinct_from(job.maker_id),
        SheetJob.state == SheetState.IMPORTED,
        SheetJob.id != job.id,
    )
    return db.session.scalar(query.order_by(SheetJob.id.desc()).limit(1))


def unclaimed(before: datetime) -> ColumnElement[bool]:
    """Whether a sheet waits for a worker and nobody was at it since ``before``."""
    free = or_(SheetJob.claimed_at.is_(None), SheetJob.claimed_at < before)
    return SheetJob.state.in_(WORKED_ON) & free


def waiting_job_ids(before: datetime) -> Sequence[int]:
    """Return the keys of sheets that wait for a worker, oldest first."""
    query = select(SheetJob.id).where(unclaimed(before), SheetJob.updated_at < before)
    return db.session.scalars(query.order_by(SheetJob.id)).all()


def left_job_ids(before: datetime) -> Sequence[int]:
    """Return the keys of checked sheets with which nobody went on since ``before``."""
    query = select(SheetJob.id).where(
        SheetJob.state == SheetState.CHECKED, SheetJob.updated_at < before
    )
    return db.session.scalars(query).all()


def kept_job_ids(since: datetime) -> set[int]:
    """Return the keys of sheets whose files are kept: in use, or over after ``since``."""
    over = SheetJob.state.in_(OVER) & (SheetJob.finished_at < since)
    return set(db.session.scalars(select(SheetJob.id).where(~over)))
