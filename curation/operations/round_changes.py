"""Changing a round that is open: what may still change, and when it may not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from catalog.categories import category
from curation.models import Round
from curation.operations.rounds import RoundPlan, check_plan
from curation.queries.round_uses import RoundUse, round_use
from curation.rules import curates_for
from database import db
from web.errors import RuleViolation, StaleVersion
from web.languages import language

# What is left once somebody was told a result: names, the chair and the times.
SETTLED_BY_RESULTS: Final = (
    "categories",
    "entries_per_maker",
    "sheets_wanted",
    "is_blind",
    "gates",
    "accept_from",
    "conditional_from",
    "revise_from",
)


def change_round(
    *, round_: Round, plan: RoundPlan, chair: User | None, version: int, actor: User
) -> Mapping[str, tuple[Any, Any]]:
    """Change a round's settings; partner, rubric and address stay.

    Args:
        round_: The round.
        plan: All settings as they should be; its slug is not looked at.
        chair: A curator of the partner; None for the office.
        version: The round's version that the person saw.
        actor: Of the office.

    Returns:
        What changed, by name: before and after.

    Raises:
        StaleVersion: The round was changed meanwhile.
        RuleViolation: A value that cannot be, or that what happened in the round does not allow.
    """
    db.session.refresh(round_, with_for_update=True)
    if version != round_.version:
        raise StaleVersion(_l("Pengaturan kurasi ini baru saja diubah orang lain."))
    check_plan(plan, round_.rubric)
    if chair is not None and not curates_for(chair, round_):
        raise RuleViolation(_l("Ketua harus kurator mitra ini."), "chair")
    wanted = _values(plan, chair)
    changes = {
        name: (getattr(round_, name), value)
        for name, value in wanted.items()
        if not _is_same(getattr(round_, name), value)
    }
    _check_changes(changes, round_use(round_.id))
    for name, (_before, after) in changes.items():
        setattr(round_, name, after)
    if changes:
        data = {name: [_plain(one) for one in pair] for name, pair in changes.items()}
        record(actor=actor, subject=("round", round_.id), action="change", data=data)
        db.session.flush()
    return changes


def _values(plan: RoundPlan, chair: User | None) -> dict[str, Any]:
    """The plan by the names of the round's columns."""
    return {
        "chair_id": chair.id if chair else None,
        "name_id": plan.name_id,
        "name_en": plan.name_en,
        "opens_at": plan.opens_at,
        "closes_at": plan.closes_at,
        "scoring_ends_at": plan.scoring_ends_at,
        "categories": list(plan.categories),
        "entries_per_maker": plan.entries_per_maker,
        "sheets_wanted": plan.sheets_wanted,
        "is_blind": plan.is_blind,
        "visibility": plan.visibility,
        "gates": plan.gates,
        "accept_from": int(plan.thresholds.accept),
        "conditional_from": int(plan.thresholds.conditional),
        "revise_from": int(plan.thresholds.revise),
    }


def _is_same(before: object, after: object) -> bool:
    """Whether nothing changes: a form knows no seconds, and its lists have their own order."""
    if isinstance(before, dict) and isinstance(after, dict):
        asked = ({key: set(one) for key, one in both.items() if one} for both in (before, after))
        return next(asked) == next(asked)
    if isinstance(before, list) and isinstance(after, list):
        return set(before) == set(after)
    if isinstance(before, datetime) and isinstance(after, datetime):
        return before.replace(second=0, microsecond=0) == after.replace(second=0, microsecond=0)
    return before == after


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def _check_changes(changes: Mapping[str, tuple[Any, Any]], use: RoundUse) -> None:
    """Refuse what would contradict what people already did in the round."""
    settled = next((name for name in SETTLED_BY_RESULTS if name in changes), None)
    if use.has_results and settled is not None:
        field = "gate_nib" if settled == "gates" else settled
        raise RuleViolation(
            _l("Hasil sudah diumumkan. Hanya nama, ketua, dan waktunya yang masih bisa diubah."),
            field,
        )
    if use.has_sheets and "is_blind" in changes:
        raise RuleViolation(
            _l("Penilaian sudah mulai, jadi terlihat atau tidaknya nama perajin tetap."), "is_blind"
        )
    _check_categories(changes, use)
    most = changes.get("entries_per_maker", (0, use.most_of_a_maker))[1]
    if most < use.most_of_a_maker:
        raise RuleViolation(
            _l("Ada perajin dengan %(count)d ajuan di kurasi ini.", count=use.most_of_a_maker),
            "entries_per_maker",
        )
    opens = changes.get("opens_at", (None, None))[1]
    if opens and use.first_entered_at and opens > use.first_entered_at:
        raise RuleViolation(_l("Sudah ada ajuan yang masuk sebelum waktu ini."), "opens_at")


def _check_categories(changes: Mapping[str, tuple[Any, Any]], use: RoundUse) -> None:
    """Refuse to drop a kind of goods that somebody entered."""
    if "categories" not in changes:
        return
    for key in sorted(use.categories - set(changes["categories"][1])):
        kind = category(key)
        name = kind.label(language()) if kind else key
        raise RuleViolation(_l("Sudah ada ajuan %(kind)s di kurasi ini.", kind=name), "categories")
