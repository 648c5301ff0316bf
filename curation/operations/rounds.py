"""Rubrics and rounds: take over the default rubric, open a round."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from accounts.log import record
from accounts.models import User
from curation.gates import default_gates
from curation.models import Criterion, Level, Partner, Round, RubricVersion
from curation.outcomes import Thresholds
from curation.queries.rounds import newest_rubric
from curation.rubric_data import CriterionData, RubricData, default_rubric
from curation.rules import curates_for
from curation.states import Visibility
from database import db
from web.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What is settled before a round opens; times are aware moments."""

    slug: str
    name_id: str
    opens_at: datetime
    closes_at: datetime
    scoring_ends_at: datetime
    name_en: str = ""
    categories: tuple[str, ...] = ("batik", "alas_kaki", "kriya", "mamin")
    entries_per_maker: int = 5
    sheets_wanted: int = 2
    is_blind: bool = True
    visibility: Visibility = Visibility.NEVER
    gates: dict[str, Any] = field(default_factory=default_gates)
    thresholds: Thresholds = field(default_factory=Thresholds)
    is_sample: bool = False


def adopt_rubric(
    *, partner: Partner, actor: User | None, data: RubricData | None = None
) -> RubricVersion:
    """Make a rubric the partner's newest version; the default one unless another is given."""
    data = data or default_rubric()
    newest = newest_rubric(partner.id)
    rubric = RubricVersion(
        partner_id=partner.id, number=newest.number + 1 if newest else 1, name=data.name_id
    )
    for category, criteria in data.categories.items():
        rubric.criteria += [_criterion(category, *one) for one in enumerate(criteria)]
    db.session.add(rubric)
    db.session.flush()
    record(
        actor=actor,
        subject=("partner", partner.id),
        action="adopt_rubric",
        data={"rubric": rubric.id, "number": rubric.number},
    )
    return rubric


def _criterion(category: str, position: int, data: CriterionData) -> Criterion:
    """Turn one criterion of a rubric file into rows."""
    return Criterion(
        category=category,
        position=position,
        key=data.key,
        weight=data.weight,
        required=data.required,
        name_id=data.name_id,
        name_en=data.name_en,
        hint_id=data.hint_id,
        hint_en=data.hint_en,
        levels=[
            Level(value=one.value, sentence_id=one.sentence_id, sentence_en=one.sentence_en)
            for one in data.levels
        ],
    )


def open_round(
    *,
    partner: Partner,
    rubric: RubricVersion,
    plan: RoundPlan,
    chair: User | None,
    actor: User | None,
) -> Round:
    """Make a round, which takes entries from ``plan.opens_at`` on.

    Raises:
        RuleViolation: Times out of order, a slug that is taken, a category without criteria, a
            rubric or a chair of another partner.
    """
    check_plan(plan, rubric)
    _check_parts(partner, rubric, plan)
    round_ = _round_of(partner, rubric, plan, chair)
    if chair is not None and not curates_for(chair, round_):
        raise RuleViolation(_l("Ketua harus kurator mitra ini."), "chair")
    db.session.add(round_)
    db.session.flush()
    record(actor=actor, subject=("round", round_.id), action="open", after="open")
    return round_


def _round_of(
    partner: Partner, rubric: RubricVersion, plan: RoundPlan, chair: User | None
) -> Round:
    """Turn a plan into a row."""
    return Round(
        partner_id=partner.id,
        rubric_id=rubric.id,
        chair_id=chair.id if chair else None,
        slug=plan.slug,
        name_id=plan.name_id,
        name_en=plan.name_en,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        scoring_ends_at=plan.scoring_ends_at,
        categories=list(plan.categories),
        entries_per_maker=plan.entries_per_maker,
        sheets_wanted=plan.sheets_wanted,
        is_blind=plan.is_blind,
        visibility=plan.visibility,
        gates=plan.gates,
        accept_from=int(plan.thresholds.accept),
        conditional_from=int(plan.thresholds.conditional),
        revise_from=int(plan.thresholds.revise),
        is_sample=plan.is_sample,
    )


def check_plan(plan: RoundPlan, rubric: RubricVersion) -> None:
    """Refuse what cannot be of any round with this rubric.

    Raises:
        RuleViolation: Times or limits out of order, or a category without criteria.
    """
    _check_times(plan)
    _check_thresholds(plan.thresholds)
    for category in plan.categories:
        if not rubric.criteria_for(category):
            raise RuleViolation(_l("Rubrik belum punya kriteria untuk jenis ini."), "categories")


def _check_times(plan: RoundPlan) -> None:
    """Refuse times out of order."""
    if plan.opens_at >= plan.closes_at:
        raise RuleViolation(_l("Kurasi harus dibuka sebelum ditutup."), "closes_at")
    if plan.closes_at > plan.scoring_ends_at:
        raise RuleViolation(_l("Penilaian berakhir setelah pengajuan ditutup."), "scoring_ends_at")
    if plan.sheets_wanted < 1:
        raise RuleViolation(_l("Paling sedikit satu lembar nilai per ajuan."), "sheets_wanted")


def _check_thresholds(limits: Thresholds) -> None:
    """Refuse two result classes that start at the same score, as the database does."""
    if not limits.accept > limits.conditional > limits.revise:
        raise RuleViolation(
            _l("Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan."), "accept_from"
        )


def _check_parts(partner: Partner, rubric: RubricVersion, plan: RoundPlan) -> None:
    """Refuse parts that do not fit together."""
    if rubric.partner_id != partner.id:
        raise RuleViolation(_l("Rubrik ini milik mitra lain."), "rubric")
    if db.session.scalar(select(Round.id).where(Round.slug == plan.slug)) is not None:
        raise RuleViolation(_l("Alamat kurasi ini sudah dipakai."), "slug")
