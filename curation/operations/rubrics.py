"""A partner's rubric: a change makes a new version, to which rounds move one by one."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.models import Criterion, Partner, Round, RubricVersion
from curation.operations.rounds import adopt_rubric
from curation.queries.round_uses import round_use
from curation.queries.rounds import newest_rubric
from curation.rubric_data import CriterionData, LevelData, RubricData
from curation.rubric_moves import RubricMove, rubric_move
from database import db
from web.errors import RuleViolation, StaleVersion

WHOLE: Final = 100
MOST_CRITERIA: Final = 12
"""A sheet is scored in seconds; with more criteria nobody does."""


def data_of(rubric: RubricVersion) -> RubricData:
    """A version as plain data, which another one can be made of."""
    categories: dict[str, tuple[CriterionData, ...]] = {}
    for criterion in rubric.criteria:
        so_far = categories.get(criterion.category, ())
        categories[criterion.category] = (*so_far, _criterion_data(criterion))
    return RubricData(name_id=rubric.name, name_en=rubric.name, categories=categories)


def _criterion_data(criterion: Criterion) -> CriterionData:
    return CriterionData(
        key=criterion.key,
        weight=criterion.weight,
        name_id=criterion.name_id,
        name_en=criterion.name_en,
        hint_id=criterion.hint_id,
        hint_en=criterion.hint_en,
        levels=tuple(
            LevelData(one.value, one.sentence_id, one.sentence_en) for one in criterion.levels
        ),
        required=criterion.required,
    )


def publish_rubric(
    *,
    partner: Partner,
    base: int,
    category: str,
    criteria: Sequence[CriterionData],
    actor: User,
) -> RubricVersion | None:
    """Make a new version with other criteria for one kind of goods; rounds keep theirs.

    Args:
        partner: Whose rubric.
        base: The number of the version that the person changed.
        category: The kind of goods.
        criteria: All of its criteria, in the order of the sheet.
        actor: Of the office.

    Returns:
        The new version; None when nothing differs from the newest.

    Raises:
        StaleVersion: Somebody published another version meanwhile.
        RuleViolation: No criterion or too many, two alike, or weights that do not make 100.
    """
    db.session.refresh(partner, with_for_update=True)
    newest = newest_rubric(partner.id)
    if newest is None or newest.number != base:
        raise StaleVersion(_l("Rubrik ini baru saja diubah orang lain."))
    check_criteria(criteria)
    before = data_of(newest)
    if before.categories.get(category, ()) == tuple(criteria):
        return None
    after = RubricData(
        before.name_id, before.name_en, {**before.categories, category: tuple(criteria)}
    )
    return adopt_rubric(partner=partner, actor=actor, data=after)


def check_criteria(criteria: Sequence[CriterionData]) -> None:
    """Refuse what curators could not score by.

    Raises:
        RuleViolation: See ``publish_rubric``.
    """
    if not criteria:
        raise RuleViolation(_l("Rubrik perlu paling sedikit satu kriteria."))
    if len(criteria) > MOST_CRITERIA:
        raise RuleViolation(_l("Paling banyak %(count)d kriteria.", count=MOST_CRITERIA))
    for names in ([one.name_id for one in criteria], [one.name_en for one in criteria]):
        twice = [name for name, count in Counter(map(str.casefold, names)).items() if count > 1]
        if twice:
            raise RuleViolation(_l("Ada dua kriteria bernama “%(name)s”.", name=twice[0]))
    whole = sum(one.weight for one in criteria)
    if whole != WHOLE:
        raise RuleViolation(_l("Jumlah bobot harus 100; sekarang %(whole)d.", whole=whole))


def move_round(
    *, round_: Round, rubric: RubricVersion, fingerprint: str, actor: User
) -> RubricMove:
    """Let a round score by another version of its rubric, exactly as the preview showed.

    Scores stay where they are and count by criteria of the same key; open proposals become stale.

    Raises:
        StaleVersion: Something changed since the preview; ``current`` is the new one.
        RuleViolation: Results are out, or the version lacks criteria for a kind of goods.
    """
    db.session.refresh(round_, with_for_update=True)
    check_move(round_, rubric)
    move = rubric_move(round_, rubric)
    if move.fingerprint != fingerprint:
        raise StaleVersion(_l("Ada yang berubah sejak Anda melihat pratinjau."), move)
    before = round_.rubric.number
    round_.rubric_id = rubric.id
    record(
        actor=actor,
        subject=("round", round_.id),
        action="move_rubric",
        data={"before": before, "after": rubric.number, "moved": len(move.movers)},
    )
    db.session.flush()
    return move


def check_move(round_: Round, rubric: RubricVersion) -> None:
    """Refuse a version that the round cannot move to.

    Raises:
        RuleViolation: See ``move_round``.
    """
    if rubric.partner_id != round_.rubric.partner_id:
        raise RuleViolation(_l("Rubrik ini milik mitra lain."))
    if round_use(round_.id).has_results:
        raise RuleViolation(_l("Hasil kurasi ini sudah diumumkan; rubriknya tidak berubah lagi."))
    if any(not rubric.criteria_for(category) for category in round_.categories):
        raise RuleViolation(_l("Rubrik belum punya kriteria untuk jenis ini."))
