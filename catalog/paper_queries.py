"""What the maker's pages ask about papers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from accounts.models import User
from catalog.models import Maker, Paper, Product
from catalog.states import PaperState
from database import db


def papers_of(maker: Maker) -> Sequence[Paper]:
    """Return a maker's papers but the superseded ones, with what each is for."""
    query = (
        select(Paper)
        .where(Paper.maker_id == maker.id, Paper.state != PaperState.SUPERSEDED)
        .options(selectinload(Paper.product).selectinload(Product.revisions))
        .order_by(Paper.id)
    )
    return db.session.scalars(query).all()


def paper_of(user: User, paper_id: int) -> Paper | None:
    """Return a paper of one of the person's businesses, or None."""
    query = select(Paper).where(Paper.id == paper_id, Paper.maker_id.in_(user.maker_ids()))
    loaded = selectinload(Paper.product).selectinload(Product.revisions)
    return db.session.scalar(query.options(loaded, selectinload(Paper.maker)))


def renewal_of(paper: Paper) -> Paper | None:
    """Return the newer paper that waits to take this one's place, or None."""
    query = select(Paper).where(Paper.supersedes_id == paper.id, Paper.state != PaperState.REFUSED)
    return db.session.scalar(query.order_by(Paper.id.desc()).limit(1))
