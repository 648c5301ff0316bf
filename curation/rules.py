"""Who may do what with a round and its entries, and when."""

from datetime import datetime
from typing import Final

from accounts.models import User
from accounts.permissions import is_office
from curation.entry_models import Entry
from curation.models import Round
from curation.states import RELEASED, EntryState, Outcome, Visibility

# Curators score what was admitted, until the outcome is released.
SCORABLE: Final = frozenset({EntryState.IN_REVIEW, EntryState.PROPOSED, EntryState.REOPENED})

# What counts in a round's standing: everything that curators were asked to score.
STANDING: Final = frozenset(
    {
        EntryState.IN_REVIEW,
        EntryState.PROPOSED,
        EntryState.ACCEPTED,
        EntryState.CONDITIONAL,
        EntryState.REVISE,
        EntryState.DECLINED,
        EntryState.WAITLISTED,
        EntryState.REOPENED,
    }
)

# Between these the chair and the office move an entry without its maker knowing.
UNDER_WAY: Final = frozenset({EntryState.IN_REVIEW, EntryState.PROPOSED, EntryState.REOPENED})

# These no longer use up one of the maker's places in a round.
GIVEN_UP: Final = frozenset({EntryState.WITHDRAWN, EntryState.INELIGIBLE})

# What a partner takes home after the release.
CHOSEN: Final = frozenset({EntryState.ACCEPTED, EntryState.CONDITIONAL})

# The maker reads the newest released decision while nothing newer is under way.
RESULT_SHOWN: Final = RELEASED

# A maker may send these in again although the round has closed for new entries.
SENT_BACK: Final = frozenset({EntryState.NEEDS_FIX, EntryState.REVISE})


def curates_for(user: User, round_: Round) -> bool:
    """Whether the person is a curator of the round's partner."""
    return round_.partner_id in user.partner_ids()


def may_chair(user: User, round_: Round) -> bool:
    """Whether the person may propose and release: the round's chair, or the office."""
    if is_office(user):
        return True
    return round_.chair_id == user.id and curates_for(user, round_)


def sees_others(round_: Round, *, has_final_sheet: bool) -> bool:
    """Whether a curator may read the other curators' sheets of an entry that they were given."""
    if round_.visibility is Visibility.AFTER_OWN:
        return has_final_sheet
    return round_.visibility is Visibility.ALWAYS


def is_scorable(entry: Entry, now: datetime) -> bool:
    """Whether sheets of the entry may still change."""
    return entry.state in SCORABLE and entry.round.is_scored_at(now)


def state_for_maker(entry: Entry) -> EntryState:
    """The state that the entry's maker may know: nothing of what is only proposed, or taken back.

    An entry on the waiting list stays on it in its maker's eyes until another decision is released.
    """
    if entry.state not in UNDER_WAY:
        return entry.state
    released = [one for one in entry.decisions if one.released_at is not None]
    waits = bool(released) and released[-1].outcome is Outcome.WAITLIST
    return EntryState.WAITLISTED if waits else EntryState.IN_REVIEW


def accepts_entries(round_: Round, state: EntryState | None, now: datetime) -> bool:
    """Whether a maker may submit now, by the server's clock.

    Args:
        round_: The round.
        state: The state of the maker's entry, None for a new one. What was sent back may come
            again until scoring ends.
        now: The present moment.
    """
    if state in SENT_BACK:
        return round_.is_scored_at(now)
    return round_.is_open_at(now)
