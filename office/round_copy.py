"""A round as the beginning of next year's: its settings, a year on, and nothing of its entries."""

import re
from datetime import datetime
from typing import Any, Final

from curation.gates import GateKey
from curation.models import Round
from curation.rules import curates_for
from web.formats import in_wib

YEAR: Final = re.compile(r"\b20\d\d\b")
NAME_LENGTH: Final = 120


def copied_settings(round_: Round) -> dict[str, Any]:
    """What the form for a new round begins with, by name of the field.

    The rubric is not among them: next year begins with the partner's newest. The chair is, where
    they still curate for the partner.

    Args:
        round_: The round that is copied.
    """
    chair = round_.chair
    still = chair is not None and curates_for(chair, round_)
    return {
        "name_id": _next_name(round_.name_id, round_.opens_at),
        "name_en": _next_name(round_.name_en, round_.opens_at) if round_.name_en else "",
        "partner": round_.partner_id,
        "opens_at": _a_year_on(round_.opens_at),
        "closes_at": _a_year_on(round_.closes_at),
        "scoring_ends_at": _a_year_on(round_.scoring_ends_at),
        "categories": list(round_.categories),
        "entries_per_maker": round_.entries_per_maker,
        "sheets_wanted": round_.sheets_wanted,
        "is_blind": round_.is_blind,
        **({"chair": chair.id} if chair and still else {}),
        "accept_from": round_.accept_from,
        "conditional_from": round_.conditional_from,
        "revise_from": round_.revise_from,
        **{f"gate_{key.value}": _asked_of(round_, key) for key in GateKey},
    }


def _asked_of(round_: Round, key: GateKey) -> list[str]:
    """The categories that must meet the requirement."""
    return [category for category, keys in round_.gates.items() if key.value in keys]


def _next_name(name: str, opened: datetime) -> str:
    """The year in a name becomes the next one; a name without gets it, for no two are alike."""
    if YEAR.search(name):
        return YEAR.sub(lambda found: str(int(found[0]) + 1), name)
    return f"{name} {in_wib(opened).year + 1}"[:NAME_LENGTH]


def _a_year_on(moment: datetime) -> datetime:
    """The same time of the same day, as a clock of WIB shows it; 29 February becomes the 28th."""
    there = in_wib(moment).replace(tzinfo=None, second=0, microsecond=0)
    try:
        return there.replace(year=there.year + 1)
    except ValueError:
        return there.replace(year=there.year + 1, day=28)
