"""Roles, and what a person of the office does for a maker at this moment."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a membership lets a person be; one person can hold several."""

    MAKER = "maker"
    CURATOR = "curator"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Errand:
    """An open facilitation as a request knows it: somebody of the office fills in for a maker.

    Attributes:
        facilitation_id: The row that allows it.
        maker_id: For whom.
    """

    facilitation_id: int
    maker_id: int
