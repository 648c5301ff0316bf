"""What documents are made of, read from SQL for a whole batch at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload, load_only, selectinload

from catalog.models import Maker, Paper, Product, ProductRevision, RevisionPhoto
from catalog.queries import public_products
from catalog.states import PUBLIC_PAPERS, PaperState
from curation.entry_models import Entry
from curation.models import Partner, Round
from curation.states import EntryState
from database import db, utcnow
from uploads.models import Photo
from web.formats import in_wib


@dataclass(frozen=True, slots=True)
class Source:
    """One public product with everything that its document says.

    Attributes:
        product: with its listed revision, maker, place and kelurahan loaded.
        cover: the first photo, or None.
        papers: kinds of confirmed papers that have not run out.
        partners: slug and name of those that accepted it, by name.
    """

    product: Product
    cover: RevisionPhoto | None = None
    papers: frozenset[str] = frozenset()
    partners: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class _Papers:
    of_makers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    of_products: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def of(self, product: Product) -> frozenset[str]:
        return frozenset(self.of_makers[product.maker_id] | self.of_products[product.id])


def _products(ids: Collection[int]) -> list[Product]:
    query = (
        public_products()
        .where(Product.id.in_(ids))
        .options(
            contains_eager(Product.maker).options(
                defer(Maker.story_id),
                defer(Maker.story_en),
                selectinload(Maker.kelurahan),
                selectinload(Maker.place),
            ),
            joinedload(Product.listed_revision, innerjoin=True),
        )
    )
    return list(db.session.scalars(query))


def _covers(products: Collection[Product]) -> dict[int, RevisionPhoto]:
    """The first photo of each listed revision, by revision."""
    wanted = [product.listed_revision_id for product in products]
    first = (
        select(RevisionPhoto.revision_id, func.min(RevisionPhoto.position).label("position"))
        .where(RevisionPhoto.revision_id.in_(wanted))
        .group_by(RevisionPhoto.revision_id)
        .subquery()
    )
    query = (
        select(RevisionPhoto)
        .join(
            first,
            (RevisionPhoto.revision_id == first.c.revision_id)
            & (RevisionPhoto.position == first.c.position),
        )
        .order_by(RevisionPhoto.id.desc())
        .options(
            joinedload(RevisionPhoto.photo).options(
                load_only(Photo.name, Photo.width, Photo.height, Photo.mat, Photo.state, Photo.look)
            )
        )
    )
    return {cover.revision_id: cover for cover in db.session.scalars(query)}


def _papers(products: Collection[Product], today: date) -> _Papers:
    query = select(Paper.maker_id, Paper.product_id, Paper.kind).where(
        Paper.maker_id.in_({product.maker_id for product in products}),
        Paper.state == PaperState.CONFIRMED,
        Paper.kind.in_(PUBLIC_PAPERS),
        or_(Paper.expires_on.is_(None), Paper.expires_on >= today),
    )
    papers = _Papers()
    for maker_id, product_id, kind in db.session.execute(query):
        if product_id is None:
            papers.of_makers[maker_id].add(kind.value)
        else:
            papers.of_products[product_id].add(kind.value)
    return papers


def _partners(products: Collection[Product]) -> dict[int, list[tuple[str, str]]]:
    query = (
        select(Entry.product_id, Partner.slug, Partner.name)
        .join(Entry.round)
        .join(Round.partner)
        .where(
            Entry.product_id.in_([product.id for product in products]),
            Entry.state == EntryState.ACCEPTED,
        )
        .distinct()
        .order_by(Partner.name)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for product_id, slug, name in db.session.execute(query):
        found[product_id].append((slug, name))
    return found


def sources(ids: Collection[int]) -> Iterator[Source]:
    """The public ones among these products, in no order, with a fixed number of queries."""
    products = _products(ids)
    if not products:
        return
    covers = _covers(products)
    papers = _papers(products, in_wib(utcnow()).date())
    partners = _partners(products)
    for product in products:
        yield Source(
            product=product,
            cover=covers.get(product.listed_revision_id or 0),
            papers=papers.of(product),
            partners=tuple(partners.get(product.id, ())),
        )


def public_pages(size: int) -> Iterator[list[int]]:
    """The keys of all public products in their order, ``size`` at a time.

    Each page is read in a transaction of its own, so that none stays open in between.
    """
    last = 0
    while True:
        query = public_products().with_only_columns(Product.id).where(Product.id > last)
        page = list(db.session.scalars(query.order_by(Product.id).limit(size)))
        db.session.rollback()
        if not page:
            return
        yield page
        last = page[-1]


def public_count() -> int:
    """How many products are public."""
    query = public_products().with_only_columns(func.count())
    return db.session.scalar(query) or 0


def revision_of(source: Source) -> ProductRevision:
    """The revision that visitors see; the query brings only products that have one."""
    revision = source.product.listed_revision
    assert revision is not None  # noqa: S101 - tells the type checker what the inner join ensures.
    return revision
