"""What a product still needs for one round: what every product needs, and what this round asks.

The same lines stand on the product's page and where it is entered. Papers that a round asks for do
not keep a product from being entered, but from being accepted, so they count too.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from catalog.checklist import Checklist, checklist_of
from catalog.models import Product
from catalog.paper_wishes import BY_KEY, keeps_a_week
from catalog.readiness import Check, paper_check, readiness
from curation.entry_models import Entry
from curation.gates import GateKey
from curation.models import Round
from curation.queries.entries import entries_of_product, places_used
from curation.queries.rounds import open_rounds, rounds_sent_back
from curation.rules import SENT_BACK
from curation.states import EntryState


@dataclass(frozen=True, slots=True)
class RoundReadiness:
    """How a product stands before one round.

    Attributes:
        round: The round.
        entry: The product's entry there, if any.
        takes_kind: Whether the round takes products of this category.
        places_left: How many more entries the maker has in this round.
        checklist: What is open and what is done, with the counts.
    """

    round: Round
    entry: Entry | None
    takes_kind: bool
    places_left: int
    checklist: Checklist

    @property
    def is_entered(self) -> bool:
        """Whether the product is on its way in this round and nothing is asked of the maker."""
        return self.entry is not None and self.entry.state not in SENT_BACK | {EntryState.DRAFT}

    @property
    def can_enter(self) -> bool:
        """Whether it is worth showing the button; the operation decides."""
        return self.takes_kind and not self.is_entered


def round_checks(round_: Round, product: Product, places_left: int) -> list[Check]:
    """Return the lines of one round: what every product needs, a place, and the round's papers."""
    needed = [check for check in readiness(product) if check.blocks]
    place = Check(
        key="place",
        label=_l("Tempat untuk satu ajuan lagi"),
        advice=_l("Jatah ajuan usaha Anda di kurasi ini sudah habis. Tarik satu, kalau mau."),
        passed=places_left > 0,
        blocks=True,
        endpoint="",
    )
    return [*needed, place, *_paper_checks(round_, product)]


def _paper_checks(round_: Round, product: Product) -> list[Check]:
    """The papers that the round asks of this category; the city is among what all need."""
    revision = product.newest
    keys = [GateKey(key) for key in round_.gates.get(revision.category, [])]
    wanted = [
        BY_KEY[key.value]
        for key in keys
        if key.value in BY_KEY and not (key is GateKey.FOOD_PERMIT and not keeps_a_week(revision))
    ]
    return [paper_check(product, wish, blocks=True) for wish in wanted]


def round_readiness(round_: Round, product: Product, entry: Entry | None) -> RoundReadiness:
    """Say how a product stands before a round."""
    used = places_used(round_.id, product.maker_id, besides=entry.id if entry else None)
    left = max(0, round_.entries_per_maker - used)
    return RoundReadiness(
        round=round_,
        entry=entry,
        takes_kind=product.newest.category in round_.categories,
        places_left=left,
        checklist=checklist_of(round_checks(round_, product, left), product),
    )


def rounds_for(product: Product, now: datetime) -> list[RoundReadiness]:
    """Return the rounds that a product could be entered in, or sent in to again."""
    there = {entry.round_id: entry for entry in entries_of_product(product.id)}
    sent_back = [entry.round_id for entry in there.values() if entry.state in SENT_BACK]
    rounds = {one.id: one for one in [*open_rounds(now), *rounds_sent_back(sent_back, now)]}
    return [round_readiness(one, product, there.get(one.id)) for one in rounds.values()]
