"""Yes/no requirements of a round: papers that block acceptance and never change a score.

The defaults are those of the domain notes, section 1.4. A round keeps its own choice as
``{category: [gate keys]}``.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from catalog.models import Maker, Paper, Product, ProductRevision
from catalog.states import MakerState, PaperKind, Region
from curation.entry_models import Entry
from curation.outcomes import Gate

# Food that keeps for less than a week needs no PIRT (PerBPOM 22/2018).
PERMIT_FROM_SHELF_DAYS: Final = 7


class GateKey(StrEnum):
    """What a round can require."""

    CITY = "city"
    NIB = "nib"
    FOOD_PERMIT = "food_permit"
    HALAL = "halal"
    TRADEMARK = "trademark"


PAPERS: Final[Mapping[GateKey, frozenset[PaperKind]]] = {
    GateKey.NIB: frozenset({PaperKind.NIB}),
    GateKey.FOOD_PERMIT: frozenset({PaperKind.PIRT, PaperKind.BPOM}),
    GateKey.HALAL: frozenset({PaperKind.HALAL}),
    GateKey.TRADEMARK: frozenset({PaperKind.TRADEMARK}),
}


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
    if key is GateKey.FOOD_PERMIT and _keeps_less_than_a_week(revision):
        return Gate(key=key.value, green=True)
    papers = (paper for paper in product.maker.papers if _is_for(paper, product))
    green = any(paper.kind in PAPERS[key] and paper.is_valid_on(today) for paper in papers)
    return Gate(key=key.value, green=green)


def _in_city(maker: Maker) -> Gate:
    """Only the city's own makers pass; another region cannot be repaired by a date."""
    in_city = maker.region is Region.CITY
    verified = maker.state is MakerState.VERIFIED
    return Gate(key=GateKey.CITY.value, green=in_city and verified, repairable=in_city)


def _keeps_less_than_a_week(revision: ProductRevision) -> bool:
    """Read the shelf life that the maker gave."""
    days = revision.attributes.get("shelf_life_days")
    return isinstance(days, int | float) and days < PERMIT_FROM_SHELF_DAYS


def _is_for(paper: Paper, product: Product) -> bool:
    """Tell a paper of the whole business or of this product from one of another product."""
    return paper.product_id is None or paper.product_id == product.id
