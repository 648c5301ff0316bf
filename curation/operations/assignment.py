"""Giving entries to curators."""

from accounts.log import record
from accounts.models import User
from curation.balancing import Plan, balance
from curation.entry_models import Assignment, Entry
from curation.models import Round
from curation.queries.entries import entries_of_round
from curation.queries.people import curators_of_partner
from curation.queries.scoresheets import assignments_of_round, conflicts_of
from curation.rules import SCORABLE
from curation.states import AssignmentState
from database import db


def plan_assignment(round_: Round) -> Plan:
    """Say who would get what now: balanced, without conflicts, what was given stays.

    Who stepped back from an entry or was taken off it does not get it again.
    """
    entries = entries_of_round(round_.id, SCORABLE)
    curators = curators_of_partner(round_.partner_id)
    known = {entry.id for entry in entries}
    kept: dict[int, set[int]] = {}
    forbidden = _conflicts(entries, [curator.id for curator in curators])
    for assignment in assignments_of_round(round_.id):
        if assignment.state is not AssignmentState.ASSIGNED:
            forbidden.add((assignment.entry_id, assignment.curator_id))
        elif assignment.entry_id in known:
            kept.setdefault(assignment.entry_id, set()).add(assignment.curator_id)
    return balance(
        entries=[entry.id for entry in entries],
        curators=[curator.id for curator in curators],
        wanted=round_.sheets_wanted,
        forbidden=forbidden,
        kept=kept,
    )


def assign_curators(*, round_: Round, actor: User | None) -> Plan:
    """Carry out ``plan_assignment``; doing it again adds only what is missing.

    Returns:
        The plan, which says what could not be satisfied.
    """
    plan = plan_assignment(round_)
    there = {
        (assignment.entry_id, assignment.curator_id)
        for assignment in assignments_of_round(round_.id)
    }
    new = sorted({(e, c) for e, who in plan.given.items() for c in who} - there)
    db.session.add_all(Assignment(entry_id=entry, curator_id=curator) for entry, curator in new)
    record(
        actor=actor,
        subject=("round", round_.id),
        action="assign",
        data={"added": len(new), "missing": sum(plan.missing.values())},
    )
    db.session.flush()
    return plan


def _conflicts(entries: list[Entry], curator_ids: list[int]) -> set[tuple[int, int]]:
    """Find the (entry, curator) pairs that a declared interest bars."""
    by_maker: dict[int, list[int]] = {}
    by_product: dict[int, list[int]] = {}
    for entry in entries:
        by_maker.setdefault(entry.product.maker_id, []).append(entry.id)
        by_product.setdefault(entry.product_id, []).append(entry.id)
    barred: set[tuple[int, int]] = set()
    for conflict in conflicts_of(curator_ids):
        touched = by_maker.get(conflict.maker_id or 0, []) + by_product.get(
            conflict.product_id or 0, []
        )
        barred |= {(entry_id, conflict.curator_id) for entry_id in touched}
    return barred
