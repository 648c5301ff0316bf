"""What the office asks about papers: what waits, and what ends when."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import selectinload

from catalog.models import Paper, Product
from catalog.states import PaperKind, PaperState
from database import db

PAGE: Final = 50


class View(StrEnum):
    """Which papers the office looks at."""

    WAITING = "menunggu"
    INGREDIENTS = "bahan"
    OVERDUE = "lewat"
    WEEK = "7-hari"
    MONTH = "30-hari"
    QUARTER = "90-hari"
    LATER = "nanti"


ENDING: Final = (View.OVERDUE, View.WEEK, View.MONTH, View.QUARTER, View.LATER)
WAITING: Final = (PaperState.CLAIMED,)


def _confirmed_between(first: date | None, last: date | None) -> ColumnElement[bool]:
    parts = [Paper.state == PaperState.CONFIRMED, Paper.expires_on.is_not(None)]
    if first is not None:
        parts.append(Paper.expires_on >= first)
    if last is not None:
        parts.append(Paper.expires_on <= last)
    return and_(*parts)


def _conditions(today: date) -> dict[View, ColumnElement[bool]]:
    """What each view holds; the groups of endings share no paper."""
    after = [today + timedelta(days=days) for days in (7, 8, 30, 31, 90, 91)]
    asked = or_(Paper.ingredients_asked_at.is_not(None), Paper.ingredients_changed_at.is_not(None))
    return {
        View.WAITING: Paper.state.in_(WAITING),
        View.INGREDIENTS: and_(Paper.state == PaperState.CONFIRMED, asked),
        View.OVERDUE: _confirmed_between(None, today - timedelta(days=1)),
        View.WEEK: _confirmed_between(today, after[0]),
        View.MONTH: _confirmed_between(after[1], after[2]),
        View.QUARTER: _confirmed_between(after[3], after[4]),
        View.LATER: _confirmed_between(after[5], None),
    }


def _of_kind(query: Select[Paper], kind: PaperKind | None) -> Select[Paper]:
    return query if kind is None else query.where(Paper.kind == kind)


def papers(view: View, kind: PaperKind | None, today: date, page: int) -> Sequence[Paper]:
    """Return a page of papers of a view, the most urgent first, with maker and product."""
    query = _of_kind(select(Paper).where(_conditions(today)[view]), kind).options(
        selectinload(Paper.maker),
        selectinload(Paper.product).selectinload(Product.revisions),
    )
    order = (Paper.expires_on, Paper.id) if view in ENDING else (Paper.updated_at, Paper.id)
    return db.session.scalars(query.order_by(*order).limit(PAGE).offset((page - 1) * PAGE)).all()


def numbers(kind: PaperKind | None, today: date) -> dict[View, int]:
    """Return how many papers each view holds, in one question."""
    conditions = _conditions(today)
    counts = [func.count(case((condition, 1))) for condition in conditions.values()]
    query = select(*counts)
    if kind is not None:
        query = query.where(Paper.kind == kind)
    row = db.session.execute(query).one()
    return dict(zip(conditions, row, strict=True))


def paper_by_id(paper_id: int) -> Paper | None:
    """Return a paper with maker, product and the one that it renews, or None."""
    return db.session.get(
        Paper,
        paper_id,
        options=[
            selectinload(Paper.maker),
            selectinload(Paper.product).selectinload(Product.revisions),
            selectinload(Paper.supersedes),
        ],
    )


def others_with_number(paper: Paper) -> Sequence[Paper]:
    """Return papers of other makers with the same number: one of them is wrong."""
    if not paper.document_number:
        return []
    query = select(Paper).where(
        Paper.kind == paper.kind,
        Paper.document_number == paper.document_number,
        Paper.maker_id != paper.maker_id,
    )
    return db.session.scalars(query.options(selectinload(Paper.maker)).limit(10)).all()
