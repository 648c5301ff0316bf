"""The chair moves a round's thresholds."""

from flask_babel import lazy_gettext as _l

from accounts.log import record
from accounts.models import User
from curation.models import Round
from curation.outcomes import Thresholds
from curation.rules import may_chair
from database import db
from web.errors import RuleViolation, StaleVersion

HIGHEST = 100


def move_thresholds(*, round_: Round, thresholds: Thresholds, version: int, actor: User) -> None:
    """Keep new thresholds for what is suggested from now on; decisions stay as they are.

    Args:
        round_: The round.
        thresholds: Whole points, falling from acceptance to revision.
        version: The round's version that the person saw.
        actor: Its chair, or the office.

    Raises:
        StaleVersion: The round was changed meanwhile.
        RuleViolation: Two classes start at the same score; somebody who does not chair.
    """
    if not may_chair(actor, round_):
        raise RuleViolation(_l("Hanya ketua kurasi atau dinas yang dapat memutuskan."))
    if not thresholds.accept > thresholds.conditional > thresholds.revise:
        raise RuleViolation(
            _l("Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan."), "accept_from"
        )
    if version != round_.version:
        raise StaleVersion(
            _l("Pengaturan kurasi ini baru saja diubah orang lain. Periksa lagi batasnya.")
        )
    before = [round_.accept_from, round_.conditional_from, round_.revise_from]
    after = [int(thresholds.accept), int(thresholds.conditional), int(thresholds.revise)]
    if before == after:
        return
    round_.accept_from, round_.conditional_from, round_.revise_from = after
    record(
        actor=actor,
        subject=("round", round_.id),
        action="move_thresholds",
        data={"before": before, "after": after},
    )
    db.session.flush()
