"""The chair settles a tie."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.models import Round
from curation.rules import may_chair
from curation.standing import round_standing
from database import db
from web.errors import RuleViolation


def settle_tie(*, round_: Round, places: Mapping[int, int], reason: str, actor: User) -> None:
    """Give entries that share a rank an order among themselves.

    Args:
        round_: The round.
        places: The place of each entry of the tie, by key: 1 to as many as there are.
        reason: Why in this order; kept in the log.
        actor: The round's chair, or the office.

    Raises:
        RuleViolation: These entries do not share a rank any more; two have one place; no reason;
            somebody who does not chair.
    """
    if not may_chair(actor, round_):
        raise RuleViolation(_l("Hanya ketua kurasi atau dinas yang dapat memutuskan."))
    rows = [row for row in round_standing(round_).rows if row.ranked and row.ranked.tied]
    ranks = {row.ranked.rank for row in rows if row.ranked and row.entry.id in places}
    tied = [row for row in rows if row.ranked and row.ranked.rank in ranks]
    if len(ranks) != 1 or {row.entry.id for row in tied} != set(places):
        raise RuleViolation(_l("Seri ini sudah berubah. Periksa lagi urutannya."))
    if sorted(places.values()) != list(range(1, len(places) + 1)):
        raise RuleViolation(_l("Beri setiap ajuan tempatnya sendiri, mulai dari 1."))
    if not reason.strip():
        raise RuleViolation(_l("Tulis alasan urutan ini."))
    among = sorted(places)
    for row in tied:
        row.entry.tie_settled = {"place": places[row.entry.id], "among": among}
    record(
        actor=actor,
        subject=("round", round_.id),
        action="settle_tie",
        reason=reason.strip(),
        data={"places": {str(key): place for key, place in sorted(places.items())}},
    )
    db.session.flush()
