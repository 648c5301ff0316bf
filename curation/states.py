"""The lifecycle of an entry, as one table, and the states of its parts."""

from enum import StrEnum
from typing import Final

from accounts.permissions import is_curator, is_maker, is_office
from web.guards import Rule


class EntryState(StrEnum):
    """Where an entry stands in its round."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_FIX = "needs_fix"
    INELIGIBLE = "ineligible"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CONDITIONAL = "conditional"
    REVISE = "revise"
    DECLINED = "declined"
    WAITLISTED = "waitlisted"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What a decision says; each names the entry's state once it is released."""

    ACCEPT = "accepted"
    CONDITIONAL = "conditional"
    REVISE = "revise"
    DECLINE = "declined"
    WAITLIST = "waitlisted"


class AssignmentState(StrEnum):
    """What a curator does with an entry that was given to them."""

    ASSIGNED = "assigned"
    RECUSED = "recused"
    REMOVED = "removed"


class ScoresheetState(StrEnum):
    """Only final sheets that are not excluded count."""

    DRAFT = "draft"
    FINAL = "final"
    EXCLUDED = "excluded"


class Visibility(StrEnum):
    """What curators see of each other's scores."""

    NEVER = "never"
    AFTER_OWN = "after_own"
    ALWAYS = "always"


chairs = is_curator | is_office  # That it is the chair of this round is checked by the loader.

# (state, action) → (next state, who may).
ENTRY_TRANSITIONS: Final[dict[tuple[EntryState, str], tuple[EntryState, Rule]]] = {
    (EntryState.DRAFT, "submit"): (EntryState.SUBMITTED, is_maker | is_office),
    (EntryState.SUBMITTED, "return"): (EntryState.NEEDS_FIX, is_office),
    (EntryState.NEEDS_FIX, "submit"): (EntryState.SUBMITTED, is_maker | is_office),
    (EntryState.SUBMITTED, "refuse"): (EntryState.INELIGIBLE, is_office),
    (EntryState.SUBMITTED, "admit"): (EntryState.IN_REVIEW, is_office),
    (EntryState.IN_REVIEW, "propose"): (EntryState.PROPOSED, chairs),
    (EntryState.PROPOSED, "propose"): (EntryState.PROPOSED, chairs),
    (EntryState.PROPOSED, "take_back"): (EntryState.IN_REVIEW, chairs),
    (EntryState.PROPOSED, "release_accepted"): (EntryState.ACCEPTED, chairs),
    (EntryState.PROPOSED, "release_conditional"): (EntryState.CONDITIONAL, chairs),
    (EntryState.PROPOSED, "release_revise"): (EntryState.REVISE, chairs),
    (EntryState.PROPOSED, "release_declined"): (EntryState.DECLINED, chairs),
    (EntryState.PROPOSED, "release_waitlisted"): (EntryState.WAITLISTED, chairs),
    (EntryState.REVISE, "submit"): (EntryState.SUBMITTED, is_maker | is_office),
    (EntryState.WAITLISTED, "propose"): (EntryState.PROPOSED, chairs),
    (EntryState.ACCEPTED, "reopen"): (EntryState.REOPENED, is_office),
    (EntryState.CONDITIONAL, "reopen"): (EntryState.REOPENED, is_office),
    (EntryState.REVISE, "reopen"): (EntryState.REOPENED, is_office),
    (EntryState.DECLINED, "reopen"): (EntryState.REOPENED, is_office),
    (EntryState.WAITLISTED, "reopen"): (EntryState.REOPENED, is_office),
    (EntryState.REOPENED, "propose"): (EntryState.PROPOSED, chairs),
    (EntryState.DRAFT, "withdraw"): (EntryState.WITHDRAWN, is_maker),
    (EntryState.SUBMITTED, "withdraw"): (EntryState.WITHDRAWN, is_maker),
    (EntryState.NEEDS_FIX, "withdraw"): (EntryState.WITHDRAWN, is_maker),
    (EntryState.IN_REVIEW, "withdraw"): (EntryState.WITHDRAWN, is_maker),
    (EntryState.PROPOSED, "withdraw"): (EntryState.WITHDRAWN, is_maker),
    (EntryState.WAITLISTED, "withdraw"): (EntryState.WITHDRAWN, is_maker),
}

RELEASED: Final = frozenset(
    {
        EntryState.ACCEPTED,
        EntryState.CONDITIONAL,
        EntryState.REVISE,
        EntryState.DECLINED,
        EntryState.WAITLISTED,
    }
)
