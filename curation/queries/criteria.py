"""Criteria of a rubric's versions, and which of them stand for the same thing."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from curation.models import Criterion, Round, RubricVersion
from database import db


def matching_criteria(round_: Round, rubric: RubricVersion | None = None) -> dict[int, int]:
    """The criterion of the round's rubric that each criterion of any of its versions stands for.

    A round may change to another version while its sheets keep the scores that they have. Criteria
    are the same where category and key are: a score on an older version counts on the newer one,
    with the newer weight. A criterion that is gone is left out, and so does not count; one that is
    new is nobody's counterpart, and so has no score on older sheets.

    Args:
        round_: With its rubric's criteria at hand.
        rubric: Another version that the round could change to; its own when it is None.

    Returns:
        Keys of the criteria of all versions, each with that of its counterpart; a criterion of the
        round's own version is its own.
    """
    rubric = rubric or round_.rubric
    now = {(one.category, one.key): one.id for one in rubric.criteria}
    query = (
        select(Criterion.id, Criterion.category, Criterion.key)
        .join(RubricVersion)
        .where(RubricVersion.partner_id == rubric.partner_id)
    )
    return {
        criterion_id: now[category, key]
        for criterion_id, category, key in db.session.execute(query)
        if (category, key) in now
    }


def keys_ever_used(partner_id: int, category: str) -> set[str]:
    """Keys of one kind's criteria in all of a partner's versions."""
    query = (
        select(Criterion.key)
        .join(RubricVersion)
        .where(RubricVersion.partner_id == partner_id, Criterion.category == category)
    )
    return set(db.session.scalars(query))


def criteria_with_levels(criterion_ids: Collection[int]) -> dict[int, Criterion]:
    """Criteria of any version by key, with their level sentences."""
    query = (
        select(Criterion)
        .where(Criterion.id.in_(criterion_ids))
        .options(selectinload(Criterion.levels))
        .order_by(Criterion.position, Criterion.id)
    )
    return {one.id: one for one in db.session.scalars(query)}
