"""What people do in a round. Nothing here commits.

Each concept has a module of its own; this one is the door through which other packages come in.
"""

from curation.operations.assignment import assign_curators, plan_assignment
from curation.operations.conflicts import declare_conflict
from curation.operations.decisions import (
    propose_by_thresholds,
    propose_outcome,
    reopen_entry,
    take_back_proposal,
)
from curation.operations.entries import (
    admit_entry,
    refuse_entry,
    return_entry_for_fix,
    submit_entry,
    withdraw_entry,
)
from curation.operations.release import release_decisions
from curation.operations.rounds import RoundPlan, adopt_rubric, open_round
from curation.operations.scoresheets import (
    Answer,
    finish_scoresheet,
    reopen_scoresheet,
    save_scoresheet,
)

__all__ = [
    "Answer",
    "RoundPlan",
    "admit_entry",
    "adopt_rubric",
    "assign_curators",
    "declare_conflict",
    "finish_scoresheet",
    "open_round",
    "plan_assignment",
    "propose_by_thresholds",
    "propose_outcome",
    "refuse_entry",
    "release_decisions",
    "reopen_entry",
    "reopen_scoresheet",
    "return_entry_for_fix",
    "save_scoresheet",
    "submit_entry",
    "take_back_proposal",
    "withdraw_entry",
]
