"""Roles."""

from enum import StrEnum


class Role(StrEnum):
    """What a membership lets a person be; one person can hold several."""

    MAKER = "maker"
    CURATOR = "curator"
    OFFICE = "office"
