"""The blueprint that the view modules share, and the words that its templates need."""

from flask import Blueprint
from flask_babel import format_decimal

from catalog.checklist import ready_in_words
from catalog.models import Product, ProductRevision
from catalog.papers import NAMES as PAPER_NAMES
from catalog.units import unit_label
from curation.gates import GateKey
from curation.queries.shortlist import may_place
from curation.round_readiness import RoundReadiness, rounds_for
from curation.rules import state_for_maker
from curation.states import EntryState, Outcome
from curation.wording import gate_in_words, outcome_in_words, stage_in_words, state_in_words
from database import utcnow
from web.languages import language

blueprint = Blueprint("curation", __name__)

STATE_KINDS = {
    EntryState.DRAFT: "neutral",
    EntryState.SUBMITTED: "indigo",
    EntryState.NEEDS_FIX: "sun",
    EntryState.INELIGIBLE: "danger",
    EntryState.IN_REVIEW: "indigo",
    EntryState.PROPOSED: "indigo",
    EntryState.ACCEPTED: "leaf",
    EntryState.CONDITIONAL: "sun",
    EntryState.REVISE: "sun",
    EntryState.DECLINED: "neutral",
    EntryState.WAITLISTED: "neutral",
    EntryState.REOPENED: "indigo",
    EntryState.WITHDRAWN: "neutral",
}


def outcome_words(outcome: str) -> str:
    """An outcome's name, from its value."""
    return outcome_in_words(Outcome(outcome))


def gate_words(key: str) -> str:
    """A requirement's name, from its key."""
    return gate_in_words(GateKey(key))


def points(value: float) -> str:
    """A score with exactly one decimal, as all of them stand in a column."""
    text: str = format_decimal(value, format="0.0")
    return text


def unit_words(revision: ProductRevision) -> str:
    """What one of a product is called."""
    return unit_label(revision.unit, language())


def rounds_ahead(product: Product) -> list[RoundReadiness]:
    """The rounds that a product is not entered in yet, for the product's own page."""
    return [one for one in rounds_for(product, utcnow()) if one.can_enter]


@blueprint.app_context_processor
def words() -> dict[str, object]:
    """Names that templates of curation use."""
    return {
        "outcome_words": outcome_words,
        "gate_words": gate_words,
        "paper_names": PAPER_NAMES,
        "points": points,
        "state_words": state_in_words,
        "stage_words": stage_in_words,
        "unit_words": unit_words,
        "may_place": may_place,
        "state_kinds": STATE_KINDS,
        "state_for_maker": state_for_maker,
        "rounds_ahead": rounds_ahead,
        "ready_in_words": ready_in_words,
    }
