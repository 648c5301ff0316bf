"""A round's settings as its form holds them, and as the beginning of next year's round."""

import re
from datetime import datetime
from typing import Any, Final

from curation.gates import GateKey
from curation.models import Round
from curation.rules import curates_for
from web.formats import in_wib

YEAR: Final = re.compile(r"\b20\d\d\b")
NAME_LENGTH: Final = 120


def settings_of(round_: Round) -> dict[str, Any]:
    """What the round's form holds, by name of the field; times as a clock of WIB shows them."""
    return {
        "name_id": round_.name_id,
        "name_en": round_.name_en,
        "partner": round_.partner_id,
        "opens_at": _on_our_clock(round_.opens_at),
        "closes_at": _on_our_clock(round_.closes_at),
        "scoring_ends_at": _on_our_clock(round_.scoring_ends_at),
        "categories": list(round_.categories),
        "entries_per_maker": round_.entries_per_maker,
        "sheets_wanted": round_.sheets_wanted,
        "is_blind": round_.is_blind,
        "visibility": round_.visibility.value,
        **({"chair": round_.chair_id} if round_.chair_id else {}),
        "accept_from": round_.accept_from,
        "conditional_from": round_.conditional_from,
        "revise_from": round_.revise_from,
        **{f"gate_{key.value}": _asked_of(round_, key) for key in GateKey},
    }


def copied_settings(round_: Round) -> dict[str, Any]:
    """The same for next year's round.

    The rubric is not among them: next year begins with the partner's newest. The chair is, where
    they still curate for the partner.

    Args:
        round_: The round that is copied.
    """
    found = settings_of(round_)
    chair = round_.chair
    if chair is not None and not curates_for(chair, round_):
        del found["chair"]
    if round_.name_en:
        found["name_en"] = _next_name(round_.name_en, round_.opens_at)
    times = ("opens_at", "closes_at", "scoring_ends_at")
    return {
        **found,
        "name_id": _next_name(round_.name_id, round_.opens_at),
        **{name: _a_year_on(found[name]) for name in times},
    }


def _asked_of(round_: Round, key: GateKey) -> list[str]:
    """The categories that must meet the requirement."""
    return [category for category, keys in round_.gates.items() if key.value in keys]


def _next_name(name: str, opened: datetime) -> str:
    """The year in a name becomes the next one; a name without gets it, for no two are alike."""
    if YEAR.search(name):
        return YEAR.sub(lambda found: str(int(found[0]) + 1), name)
    return f"{name} {in_wib(opened).year + 1}"[:NAME_LENGTH]


def _on_our_clock(moment: datetime) -> datetime:
    """A moment as a form's field holds it: nobody opens a round at a second."""
    return in_wib(moment).replace(tzinfo=None, second=0, microsecond=0)


def _a_year_on(there: datetime) -> datetime:
    """The same time of the same day; 29 February becomes the 28th."""
    try:
        return there.replace(year=there.year + 1)
    except ValueError:
        return there.replace(year=there.year + 1, day=28)
