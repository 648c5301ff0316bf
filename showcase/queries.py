"""What the public pages ask of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from sqlalchemy import ColumnElement, func, select, union_all
from sqlalchemy.orm import selectinload

from catalog.categories import categories
from catalog.models import Maker, Paper, Place, Product, ProductRevision, RevisionPhoto
from catalog.papers import today_here
from catalog.queries import listed_products, public_by_key, public_products
from catalog.states import PUBLIC_PAPERS, Listing, MakerState, PaperState
from curation.entry_models import Decision, Entry
from curation.models import Partner, Round, RubricVersion
from curation.states import EntryState, Outcome
from database import db, utcnow
from showcase.models import Inquiry


def newest_of_each_category(limit: int) -> Sequence[Product]:
    """Return up to ``limit`` public products: the newest of each category in turn, and again.

    The categories take turns in the order of their newest products, so that whoever listed
    a hundred goods yesterday does not fill the front page.
    """
    turns = zip_longest(*_newest_keys(limit))
    keys = [key for key in chain.from_iterable(turns) if key is not None][:limit]
    shown = public_by_key(keys)
    return [shown[key] for key in keys]


def _newest_keys(limit: int) -> list[list[int]]:
    """The keys of each category's newest products, the category with the newest of all first.

    One short walk down the index for each category: ranking every product would read them all.
    """
    newest = (
        public_products()
        .join(ProductRevision, ProductRevision.id == Product.listed_revision_id)
        .with_only_columns(Product.id, Product.listed_at, ProductRevision.category)
        .order_by(Product.listed_at.desc(), Product.id.desc())
        .limit(limit)
    )
    walks = [newest.where(ProductRevision.category == kind.key).subquery() for kind in categories()]
    found = union_all(*(select(walk) for walk in walks)).subquery()
    keys: dict[str, list[int]] = {}
    query = select(found.c.id, found.c.category)
    for key, kind in db.session.execute(
        query.order_by(found.c.listed_at.desc(), found.c.id.desc())
    ):
        keys.setdefault(kind, []).append(key)
    return list(keys.values())


@dataclass(frozen=True, slots=True)
class ShownMaker:
    """A maker in the list: how many public products, and the cover of the newest one."""

    maker: Maker
    number: int
    cover: RevisionPhoto | None


def _shown_by_maker() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Product.maker_id == Maker.id, Product.listing == Listing.LISTED


def shows_something() -> ColumnElement[bool]:
    """Whether a maker has a listed product."""
    return select(Product.id).where(*_shown_by_maker()).exists()


def public_makers(*, page: int, size: int) -> Sequence[ShownMaker]:
    """Return a page of the verified makers that show something, by name.

    Args:
        page: From 1.
        size: Makers on a page.
    """
    asked = (
        select(Maker.id)
        .where(Maker.state == MakerState.VERIFIED, shows_something())
        .order_by(Maker.name, Maker.id)
        .limit(size)
        .offset((page - 1) * size)
    ).subquery()
    # Asked for the makers of the page alone: each is a short walk down the index.
    number = select(func.count()).where(*_shown_by_maker()).scalar_subquery()
    newest = (
        select(Product.listed_revision_id)
        .where(*_shown_by_maker())
        .order_by(Product.listed_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(Maker, number, newest)
        .join(asked, asked.c.id == Maker.id)
        .options(selectinload(Maker.kelurahan), selectinload(Maker.place))
        .order_by(Maker.name, Maker.id)
    )
    rows = db.session.execute(query).all()
    covers = _covers([newest for _, _, newest in rows])
    return [ShownMaker(maker, number, covers.get(newest)) for maker, number, newest in rows]


def _covers(revision_ids: Sequence[int]) -> dict[int, RevisionPhoto]:
    """The first photo of each revision."""
    query = (
        select(RevisionPhoto)
        .where(RevisionPhoto.revision_id.in_(revision_ids), RevisionPhoto.position == 0)
        .options(selectinload(RevisionPhoto.photo))
    )
    return {cover.revision_id: cover for cover in db.session.scalars(query)}


def public_maker(slug: str) -> Maker | None:
    """Return a verified maker with place and papers, or None."""
    return db.session.scalar(
        select(Maker)
        .where(Maker.slug == slug, Maker.state == MakerState.VERIFIED)
        .options(
            selectinload(Maker.kelurahan), selectinload(Maker.place), selectinload(Maker.papers)
        )
    )


def confirmed_papers(maker: Maker, product: Product | None = None) -> Sequence[Paper]:
    """Return what visitors may know: papers that are confirmed and have not run out.

    The maker's, and the product's own.
    """
    of: ColumnElement[bool] = Paper.product_id.is_(None)
    if product is not None:
        of = of | (Paper.product_id == product.id)
    query = select(Paper).where(Paper.maker_id == maker.id, of).order_by(Paper.id)
    today = today_here()
    query = query.where(Paper.state == PaperState.CONFIRMED, Paper.kind.in_(PUBLIC_PAPERS))
    papers = db.session.scalars(query)
    return [paper for paper in papers if paper.is_valid_on(today)]


def place_with_makers(slug: str) -> Place | None:
    """Return a place with the makers that work there, or None."""
    return db.session.scalar(
        select(Place)
        .where(Place.slug == slug)
        .options(
            selectinload(Place.kelurahan),
            selectinload(Place.makers).selectinload(Maker.kelurahan),
        )
    )


def products_near(place: Place, limit: int = 8) -> Sequence[Product]:
    """Return public products of makers at the place or in its kelurahan, newest first."""
    here = (Maker.place_id == place.id) | (Maker.kelurahan_id == place.kelurahan_id)
    return listed_products(where=here, limit=limit)


def accepted_by(product: Product) -> Sequence[Round]:
    """Return the rounds whose newest released decision accepted the product."""
    # Not DISTINCT over a join: PostgreSQL cannot compare the JSON columns of a round.
    accepting = (
        select(Entry.round_id)
        .join(Decision, Decision.entry_id == Entry.id)
        .where(
            Entry.product_id == product.id,
            Decision.released_at.is_not(None),
            Decision.outcome.in_([Outcome.ACCEPT, Outcome.CONDITIONAL]),
            Entry.state.in_([EntryState.ACCEPTED, EntryState.CONDITIONAL]),
        )
    )
    query = select(Round).where(Round.id.in_(accepting)).options(selectinload(Round.partner))
    return db.session.scalars(query.order_by(Round.opens_at.desc(), Round.id.desc())).all()


def _accepted_of(partner: Partner) -> ColumnElement[bool]:
    """Whether a product stands accepted in a round of a partner."""
    return Product.id.in_(
        select(Entry.product_id)
        .join(Entry.round)
        .where(Round.partner_id == partner.id, Entry.state == EntryState.ACCEPTED)
    )


def accepted_products(partner: Partner, limit: int) -> Sequence[Product]:
    """Return public products that a partner accepted, newest first."""
    return listed_products(where=_accepted_of(partner), limit=limit)


def accepted_count(partner: Partner) -> int:
    """Return how many public products a partner accepted."""
    query = public_products().where(_accepted_of(partner)).with_only_columns(func.count())
    return db.session.scalar(query) or 0


def _has_opened() -> ColumnElement[bool]:
    """Whether a round of a partner has opened: before, nobody need know of it."""
    opened = select(Round.id).where(Round.partner_id == Partner.id, Round.opens_at <= utcnow())
    return opened.exists()


def public_partner(slug: str) -> Partner | None:
    """Return a partner of whom a round has opened, or None."""
    return db.session.scalar(select(Partner).where(Partner.slug == slug, _has_opened()))


def partners_shown() -> Sequence[Partner]:
    """Return the partners of whom a round has opened, by name."""
    return db.session.scalars(select(Partner).where(_has_opened()).order_by(Partner.name)).all()


def public_rounds() -> Sequence[Round]:
    """Return the rounds that have opened, newest first, with their partners."""
    query = select(Round).where(Round.opens_at <= utcnow()).options(selectinload(Round.partner))
    return db.session.scalars(query.order_by(Round.opens_at.desc(), Round.id.desc())).all()


def newest_round_rubric() -> RubricVersion | None:
    """Return the rubric of the newest round with its criteria, or None before the first round."""
    rounds = public_rounds()
    if not rounds:
        return None
    query = select(RubricVersion).where(RubricVersion.id == rounds[0].rubric_id)
    return db.session.scalar(query.options(selectinload(RubricVersion.criteria)))


def released_counts() -> dict[int, int]:
    """Return how many entries of each round were accepted, of released decisions only."""
    query = (
        select(Entry.round_id, func.count())
        .where(Entry.state.in_([EntryState.ACCEPTED, EntryState.CONDITIONAL]))
        .group_by(Entry.round_id)
    )
    return {key: number for key, number in db.session.execute(query)}  # noqa: C416 - as above.


def newest_inquiries(limit: int = 100) -> Sequence[Inquiry]:
    """Return the inquiries, newest first, with their products and makers."""
    query = (
        select(Inquiry)
        .options(selectinload(Inquiry.product).selectinload(Product.listed_revision))
        .options(selectinload(Inquiry.product).selectinload(Product.maker))
        .order_by(Inquiry.id.desc())
    )
    return db.session.scalars(query.limit(limit)).all()
