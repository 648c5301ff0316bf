"""The life of an inquiry, as one transition table."""

from enum import StrEnum
from typing import Final

from accounts.permissions import is_maker
from web.guards import Rule


class InquiryState(StrEnum):
    """Whether the maker still owes the buyer an answer."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class SynonymKind(StrEnum):
    """What the office says of a word.

    Attributes:
        EQUAL: It and some others mean the same, and find each other.
        LEADS: It finds some others too, and they do not find it.
        OFF: What comes with Etalase is wrong for it here.
    """

    EQUAL = "equal"
    LEADS = "leads"
    OFF = "off"


# (state, action) → (next state, who may).
INQUIRY_TRANSITIONS: Final[dict[tuple[InquiryState, str], tuple[InquiryState, Rule]]] = {
    (InquiryState.OPEN, "answer"): (InquiryState.ANSWERED, is_maker),
    (InquiryState.OPEN, "grant"): (InquiryState.ANSWERED, is_maker),
    (InquiryState.ANSWERED, "grant"): (InquiryState.ANSWERED, is_maker),
    (InquiryState.OPEN, "close"): (InquiryState.CLOSED, is_maker),
    (InquiryState.ANSWERED, "close"): (InquiryState.CLOSED, is_maker),
    (InquiryState.ANSWERED, "reopen"): (InquiryState.OPEN, is_maker),
    (InquiryState.CLOSED, "reopen"): (InquiryState.OPEN, is_maker),
}
