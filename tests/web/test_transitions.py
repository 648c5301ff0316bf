"""One step of a lifecycle, for every table alike."""

from enum import StrEnum

import pytest

from catalog.states import LISTING_TRANSITIONS, MAKER_TRANSITIONS, Listing, MakerState
from curation.states import ENTRY_TRANSITIONS, EntryState
from web.errors import RuleViolation
from web.guards import Rule
from web.transitions import next_state


@pytest.mark.parametrize(
    ("table", "state", "action", "after"),
    [
        (MAKER_TRANSITIONS, MakerState.SUBMITTED, "verify", MakerState.VERIFIED),
        (LISTING_TRANSITIONS, Listing.WITHDRAWN, "list", Listing.WITHDRAWN),
        (ENTRY_TRANSITIONS, EntryState.PROPOSED, "release_revise", EntryState.REVISE),
    ],
)
def test_next_state_is_what_the_table_says(
    table: dict[tuple[StrEnum, str], tuple[StrEnum, Rule]],
    state: StrEnum,
    action: str,
    after: StrEnum,
) -> None:
    assert next_state(table, state, action, "Tidak cocok.") is after


@pytest.mark.parametrize("action", ["verify", "fly", ""])
def test_next_state_refuses_in_the_callers_words(action: str) -> None:
    with pytest.raises(RuleViolation) as broken:
        next_state(MAKER_TRANSITIONS, MakerState.DRAFT, action, "Tidak cocok.")
    assert (broken.value.message, broken.value.field) == ("Tidak cocok.", None)
