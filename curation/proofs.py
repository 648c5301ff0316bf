"""Whether a certificate is genuine: what anybody who holds its code may read."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from catalog.models import Maker, Product, ProductRevision
from catalog.queries import listed_product
from curation.entry_models import Decision, Entry
from curation.models import Round
from curation.queries.decisions import newest_released, proven_decision, revision_of
from curation.states import EntryState

# Letters and digits that nobody takes for another when copying them from paper.
ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH: Final = 20
"""Characters: 99 bits, so that nobody finds a second code by trying."""


class ProofStanding(StrEnum):
    """Whether the acceptance still holds."""

    STANDS = "stands"
    REOPENED = "reopened"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the public page says, and nothing else: no score, no rank, no person.

    Attributes:
        revision: The product as it was judged.
        maker: Whose product it is.
        round: In which round, and by which partner.
        accepted_at: When the decision was released.
        standing: Whether it still holds.
        superseded_at: When the decision that took its place was released.
        listed: The product where it is public today.
    """

    code: str
    revision: ProductRevision
    maker: Maker
    round: Round
    accepted_at: datetime
    standing: ProofStanding
    superseded_at: datetime | None
    listed: Product | None


def new_proof_code() -> str:
    """Make a code that cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def in_groups(code: str) -> str:
    """Write a code in groups of five, as it is easier to copy."""
    return "-".join(code[at : at + 5] for at in range(0, len(code), 5))


def read_code(typed: str) -> str | None:
    """Read a code with or without hyphens, in any case; None when it cannot be one."""
    code = typed.lower().replace("-", "")
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


def proof_of(typed: str) -> Proof | None:
    """Find what a code proves; None for every other text.

    Args:
        typed: As it stands in the address.
    """
    code = read_code(typed)
    decision = proven_decision(code) if code else None
    if decision is None or decision.released_at is None or code is None:
        return None
    entry = decision.entry
    standing, newer = standing_of(decision, entry)
    return Proof(
        code=in_groups(code),
        revision=revision_of(decision),
        maker=entry.product.maker,
        round=entry.round,
        accepted_at=decision.released_at,
        standing=standing,
        superseded_at=newer.released_at if newer else None,
        listed=listed_product(entry.product.slug),
    )


def standing_of(decision: Decision, entry: Entry) -> tuple[ProofStanding, Decision | None]:
    """Say whether a decision still holds, and which one took its place."""
    newest = newest_released(entry)
    if newest is not None and newest.id != decision.id:
        return ProofStanding.SUPERSEDED, newest
    if entry.state is not EntryState.ACCEPTED:
        return ProofStanding.REOPENED, None
    return ProofStanding.STANDS, None
