"""Yes/no requirements of a round: papers that block acceptance and never change a score.

The defaults are those of the domain notes, section 1.4. A round keeps its own choice as
``{category: [gate keys]}``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.paper_wishes import BY_KEY, PaperFacts, is_granted, keeps_a_week
from catalog.states import MakerState, Region
from curation.entry_models import Entry
from curation.outcomes import Gate


class GateKey(StrEnum):
    """What a round can require."""

    CITY = "city"
    NIB = "nib"
    FOOD_PERMIT = "food_permit"
    HALAL = "halal"
    TRADEMARK = "trademark"


def default_gates() -> dict[str, list[str]]:
    """Give the gates that a new round starts with, by category."""
    everybody = [GateKey.CITY.value, GateKey.NIB.value]
    return {
        "batik": everybody,
        "alas_kaki": everybody,
        "kriya": everybody,
        "mamin": [*everybody, GateKey.FOOD_PERMIT.value, GateKey.HALAL.value],
    }


@dataclass(frozen=True, slots=True)
class GateFacts:
    """What the gates look at.

    Attributes:
        product_id: What is entered.
        keeps_a_week: Whether it keeps for a week or longer.
        region: Where its maker is.
        maker_state: How far the office is with the maker.
        papers: Of the maker.
    """

    product_id: int
    keeps_a_week: bool
    region: Region
    maker_state: MakerState
    papers: Sequence[PaperFacts]


def gates_of(entry: Entry, today: date) -> list[Gate]:
    """Check the round's gates for an entry, in the round's order.

    Args:
        entry: With its product's maker and papers at hand.
        today: The day on which papers must be valid.
    """
    maker = entry.product.maker
    facts = GateFacts(
        product_id=entry.product.id,
        keeps_a_week=keeps_a_week(entry.revision),
        region=maker.region,
        maker_state=maker.state,
        papers=maker.papers,
    )
    return check_gates(entry.round.gates.get(entry.revision.category, []), facts, today)


def check_gates(wanted: Sequence[str], facts: GateFacts, today: date) -> list[Gate]:
    """Check some gates.

    Args:
        wanted: Their keys.
        facts: Of the entry.
        today: The day on which papers must be valid.
    """
    return [_check(GateKey(key), facts, today) for key in wanted]


def _check(key: GateKey, facts: GateFacts, today: date) -> Gate:
    """Check one gate."""
    if key is GateKey.CITY:
        return _in_city(facts)
    if key is GateKey.FOOD_PERMIT and not facts.keeps_a_week:
        return Gate(key=key.value, green=True)
    wish = BY_KEY[key.value]
    return Gate(key=key.value, green=is_granted(facts.papers, facts.product_id, wish, today))


def _in_city(facts: GateFacts) -> Gate:
    """Only the city's own makers pass; another region cannot be repaired by a date."""
    in_city = facts.region is Region.CITY
    verified = facts.maker_state is MakerState.VERIFIED
    return Gate(key=GateKey.CITY.value, green=in_city and verified, repairable=in_city)
