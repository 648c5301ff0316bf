"""What sheets ask the database."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, selectinload

from catalog.models import Maker, Product, ProductRevision, RevisionPhoto
from database import db


def _newest() -> Select[int]:
    """Select the keys of the newest revision of every product."""
    last = (
        select(ProductRevision.product_id, func.max(ProductRevision.number).label("number"))
        .group_by(ProductRevision.product_id)
        .subquery()
    )
    return select(ProductRevision.id).join(
        last,
        (ProductRevision.product_id == last.c.product_id)
        & (ProductRevision.number == last.c.number),
    )


def newest_ids(category_key: str, maker_id: int | None) -> Sequence[int]:
    """Return the keys of the newest revisions in a category, by product.

    Args:
        category_key: The category.
        maker_id: Whose products; everybody's where it is None.
    """
    query = _newest().join(Product, Product.id == ProductRevision.product_id)
    query = query.where(ProductRevision.category == category_key)
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
    query = query.join(Product, Product.id == ProductRevision.product_id)
    if maker_id is not None:
        query = query.where(Product.maker_id == maker_id)
    counted = db.session.execute(query.group_by(ProductRevision.category))
    return {one.category: one[1] for one in counted}
