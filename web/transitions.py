"""One step of a lifecycle that is written down as a table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from flask_babel import LazyString

from web.errors import RuleViolation
from web.guards import Rule

State = TypeVar("State", bound=StrEnum)


def next_state(
    table: Mapping[tuple[State, str], tuple[State, Rule]],
    state: State,
    action: str,
    refusal: str | LazyString,
) -> State:
    """The state after an action.

    Args:
        table: ``(state, action)`` to the next state and who may take the step.
        state: where it stands now.
        action: the verb, such as ``"submit"``.
        refusal: one sentence for the person when the action does not fit.

    Raises:
        RuleViolation: when the action does not fit the state.
    """
    try:
        return table[state, action][0]
    except KeyError:
        raise RuleViolation(refusal) from None
