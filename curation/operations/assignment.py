"""Giving entries to curators."""

from typing import Final

from accounts.log import record
from accounts.models import User
from curation.balancing import Plan, balance
from curation.entry_models import Assignment, CuratorLimit, Entry
from curation.models import Round
from curation.queries.assignments import limits_of_round
from curation.queries.entries import entries_of_round
from curation.queries.figures import counted_sheet_numbers
from curation.queries.people import curators_of_partner
from curation.queries.rounds import hold_round
from curation.queries.scoresheets import assignments_of_round, conflicts_of
from curation.rules import SCORABLE
from curation.states import AssignmentState
from database import db

# Everybody else said no, and is not asked again.
GIVEN_OR_FREE: Final = frozenset({AssignmentState.ASSIGNED, AssignmentState.REMOVED})


def plan_assignment(round_: Round) -> Plan:
    """Say who would get what now: balanced, without conflicts, what was given stays.

    Who stepped back from an entry does not get it again. Who curates no more keeps a place only
    where their sheet is final; the others are free, also for themselves should they come back.
    """
    entries = entries_of_round(round_.id, SCORABLE)
    curators = curators_of_partner(round_.partner_id)
    known = {entry.id for entry in entries}
    kept: dict[int, set[int]] = {}
    limits = limits_of_round(round_.id)
    forbidden = barred_pairs(round_, entries) | _other_kinds(entries, limits)
    rows = assignments_of_round(round_.id)
    left = {row.id for row in _left_behind(round_, rows)}
    for assignment in rows:
        if assignment.state not in GIVEN_OR_FREE or _is_taken_by_hand(assignment):
            forbidden.add((assignment.entry_id, assignment.curator_id))
        elif assignment.state is AssignmentState.REMOVED or assignment.id in left:
            continue
        elif assignment.entry_id in known:
            kept.setdefault(assignment.entry_id, set()).add(assignment.curator_id)
    return balance(
        entries=[entry.id for entry in entries],
        curators=[curator.id for curator in curators],
        wanted=round_.sheets_wanted,
        forbidden=forbidden,
        kept=kept,
        for_all={entry.id for entry in entries if entry.is_anchor},
        limits={one.curator_id: one.most for one in limits if one.most is not None},
    )


def _other_kinds(entries: list[Entry], limits: list[CuratorLimit]) -> set[tuple[int, int]]:
    """Find the (entry, curator) pairs of goods that the curator does not take."""
    return {
        (entry.id, limit.curator_id)
        for limit in limits
        for entry in entries
        if limit.categories and entry.revision.category not in limit.categories
    }


def _is_taken_by_hand(assignment: Assignment) -> bool:
    """Whether the chair took the entry from the curator."""
    return assignment.state is AssignmentState.REMOVED and assignment.is_manual


def assign_curators(*, round_: Round, actor: User | None) -> Plan:
    """Carry out ``plan_assignment``; doing it again adds only what is missing.

    Returns:
        The plan, which says what could not be satisfied.
    """
    hold_round(round_.id)  # Two who press at once share out once.
    plan = plan_assignment(round_)
    rows = assignments_of_round(round_.id)
    taken = _left_behind(round_, rows)
    for row in taken:
        row.state, row.is_manual = AssignmentState.REMOVED, False
    new, back = _give(plan, rows)
    record(
        actor=actor,
        subject=("round", round_.id),
        action="assign",
        data={
            "added": new,
            "taken": len(taken),
            "put_back": back,
            "missing": sum(plan.missing.values()),
        },
    )
    db.session.flush()
    return plan


def _give(plan: Plan, rows: list[Assignment]) -> tuple[int, int]:
    """Give what the plan says and is not given yet: in new rows, or in those that were free.

    Returns:
        How many are new, and how many were put back.
    """
    there = {(row.entry_id, row.curator_id): row for row in rows}
    wanted = {(entry, curator) for entry, who in plan.given.items() for curator in who}
    new = sorted(wanted - there.keys())
    db.session.add_all(Assignment(entry_id=entry, curator_id=curator) for entry, curator in new)
    back = [
        there[pair]
        for pair in wanted & there.keys()
        if there[pair].state is AssignmentState.REMOVED
    ]
    for row in back:
        row.state = AssignmentState.ASSIGNED
    return len(new), len(back)


def _left_behind(round_: Round, rows: list[Assignment]) -> list[Assignment]:
    """Find the places of people who curate no more, except where their final sheet counts."""
    here = {curator.id for curator in curators_of_partner(round_.partner_id)}
    gone = [
        row for row in rows if row.state is AssignmentState.ASSIGNED and row.curator_id not in here
    ]
    if not gone:
        return []
    counted = counted_sheet_numbers(round_.id).tolist()
    scored = {(entry_id, curator_id) for _key, entry_id, curator_id, _version in counted}
    return [row for row in gone if (row.entry_id, row.curator_id) not in scored]


def barred_pairs(round_: Round, entries: list[Entry]) -> set[tuple[int, int]]:
    """Find the (entry, curator) pairs that a declared interest bars."""
    curator_ids = [curator.id for curator in curators_of_partner(round_.partner_id)]
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
