"""Whether anything that a round's table rests on has changed, in a few counts."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from catalog.models import Maker, Paper, Product
from curation.entry_models import Assignment, Decision, Entry, Scoresheet
from curation.models import Round
from database import db

Counts = tuple[int | str | datetime | None, ...]
"""Equal as long as nothing changed."""


class RoundState(NamedTuple):
    """How much there is of each, with versions and last changes.

    Attributes:
        settings: The round's version.
        scale: What scores are worked out by: the rubric and the kinds of products.
        day: On which papers must be valid.
        entries: Which stand, and where.
        sheets: Of curators.
        given: What curators were given.
        decisions: Proposed and released ones.
        makers: Who entered something.
        papers: Of these.
    """

    settings: int
    scale: Counts
    day: date
    entries: Counts
    sheets: Counts
    given: Counts
    decisions: Counts
    makers: Counts
    papers: Counts


def round_state(round_: Round, day: date) -> RoundState:
    """Count what the table rests on.

    Args:
        round_: The round.
        day: On which papers must be valid.
    """
    mine = Entry.round_id == round_.id
    entered = select(Product.maker_id).join(Entry, Entry.product_id == Product.id).where(mine)
    sheets, given = _counted(Scoresheet), _counted(Assignment)
    decisions, papers = _counted(Decision), _counted(Paper)
    return RoundState(
        settings=round_.version,
        scale=(round_.rubric_id, *round_.categories),
        day=day,
        entries=_found(_counted(Entry).add_columns(func.sum(Entry.version)).where(mine)),
        sheets=_found(sheets.add_columns(func.sum(Scoresheet.version)).join(Entry).where(mine)),
        given=_found(given.join(Entry).where(mine)),
        decisions=_found(decisions.add_columns(func.max(Decision.id)).join(Entry).where(mine)),
        makers=_found(select(func.max(Maker.updated_at)).where(Maker.id.in_(entered))),
        papers=_found(papers.where(Paper.maker_id.in_(entered))),
    )


def _counted(
    model: type[Entry | Scoresheet | Assignment | Decision | Paper],
) -> Select[int, datetime]:
    """How many there are, and when one of them last changed."""
    return select(func.count(model.id), func.max(model.updated_at))


def _found(query: Select[*tuple[Any, ...]]) -> Counts:
    return tuple(db.session.execute(query).one())
