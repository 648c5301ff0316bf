"""Yes/no requirements of a round: papers that block acceptance and never change a score.

The defaults are those of the domain notes, section 1.4. A round keeps its own choice as
``{category: [gate keys]}``.
"""

from datetime import date
from enum import StrEnum

from catalog.models import Maker, Product, ProductRevision
from catalog.paper_wishes import BY_KEY, is_granted, keeps_a_week
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


def gates_of(entry: Entry, today: date) -> list[Gate]:
    """Check the round's gates for an entry, in the round's order.

    Args:
        entry: With its product's maker and papers at hand.
        today: The day on which papers must be valid.
    """
    wanted = entry.round.gates.get(entry.revision.category, [])
    return [_check(GateKey(key), entry.product, entry.revision, today) for key in wanted]


def _check(key: GateKey, product: Product, revision: ProductRevision, today: date) -> Gate:
    """Check one gate."""
    if key is GateKey.CITY:
        return _in_city(product.maker)
    if key is GateKey.FOOD_PERMIT and not keeps_a_week(revision):
        return Gate(key=key.value, green=True)
    return Gate(key=key.value, green=is_granted(product, BY_KEY[key.value], today))


def _in_city(maker: Maker) -> Gate:
    """Only the city's own makers pass; another region cannot be repaired by a date."""
    in_city = maker.region is Region.CITY
    verified = maker.state is MakerState.VERIFIED
    return Gate(key=GateKey.CITY.value, green=in_city and verified, repairable=in_city)
