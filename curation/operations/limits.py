"""How much a curator takes in a round."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.entry_models import CuratorLimit
from curation.models import Round
from curation.queries.assignments import limit_of
from curation.queries.rounds import hold_round
from curation.rules import curates_for
from database import db
from web.errors import RuleViolation, StaleVersion


def limit_curator(
    *,
    round_: Round,
    curator: User,
    most: int | None,
    categories: Sequence[str],
    version: int,
    actor: User,
) -> None:
    """Let sharing out keep to a limit from now on; what was given stays.

    Args:
        round_: The round.
        curator: Of its partner.
        most: How many entries; None for as many as there are.
        categories: Of which kinds of the round; none for all.
        version: Of the limit that the person saw; 0 where there was none.
        actor: The round's chair, or the office.

    Raises:
        StaleVersion: The limit was changed meanwhile; ``current`` is what is stored.
        RuleViolation: The person does not curate here, or a kind is not the round's.
    """
    hold_round(round_.id)
    there = limit_of(round_.id, curator.id)
    if version != (there.version if there else 0):
        raise StaleVersion(_l("Batas kurator ini baru saja diubah orang lain."), there)
    if not curates_for(curator, round_):
        raise RuleViolation(_l("Orang ini bukan kurator mitra kurasi ini."))
    if not set(categories) <= set(round_.categories):
        raise RuleViolation(_l("Jenis ini tidak ada di kurasi ini."), "categories")
    if there is None:
        there = CuratorLimit(round_id=round_.id, curator_id=curator.id)
        db.session.add(there)
    there.most, there.categories = most, list(categories)
    data = {"curator": curator.id, "most": most, "categories": list(categories)}
    record(actor=actor, subject=("round", round_.id), action="limit", data=data)
    db.session.flush()
