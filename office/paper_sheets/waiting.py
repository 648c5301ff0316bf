"""Checked scores on their way from the preview to the button: signed, so that nothing slips in.

They wait in the page and not in a table: what nobody saves leaves nothing behind.
"""

from collections.abc import Sequence
from typing import Any, Final

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadData, URLSafeSerializer

from accounts.models import User
from curation.models import Round
from curation.operations.scoresheets import Answer
from office.paper_sheets.queries import SheetKey, places_of
from office.paper_sheets.typing import PlannedSheet, type_sheet
from web.errors import RuleViolation

SALT: Final = "paper-scores"
MOST: Final = 400_000  # Letters; a form may hold half a million.


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt=SALT)


def packed(round_: Round, writer: User, plans: Sequence[PlannedSheet]) -> str:
    """Pack what is new on the sheets, for one person and one round.

    Raises:
        RuleViolation: It is too much for one form, on the field of the file.
    """
    sheets = [
        [
            plan.place.entry.id,
            plan.place.curator.id,
            plan.version,
            [[key, one.value, one.not_applicable, one.note] for key, one in plan.answers.items()],
        ]
        for plan in plans
        if plan.is_new
    ]
    text = _signer().dumps([round_.id, writer.id, sheets])
    if len(text) > MOST:
        raise RuleViolation(
            _l("Isi berkas ini terlalu banyak untuk sekali simpan. Bagi per kurator."), "sheet"
        )
    return str(text)


def _unpacked(text: str, round_: Round, writer: User) -> list[Any]:
    try:
        round_id, writer_id, sheets = _signer().loads(text)
    except (BadData, TypeError, ValueError):
        round_id, writer_id, sheets = None, None, []
    if (round_id, writer_id) != (round_.id, writer.id):
        raise RuleViolation(_l("Pratinjau ini tidak berlaku lagi. Kirim berkasnya sekali lagi."))
    return list(sheets)


def save_packed(text: str, round_: Round, writer: User) -> int:
    """Save all sheets of a preview; saving them once more changes nothing.

    Returns:
        How many sheets there were.

    Raises:
        StaleVersion: A sheet was saved since the preview.
        RuleViolation: The preview is not this person's or not of this round, the entries were
            given to others since, or scoring is over. Nothing may be committed then.
    """
    sheets = _unpacked(text, round_, writer)
    places = {(one.entry.id, one.curator.id): one for one in places_of(round_, writer)}
    for entry_id, curator_id, version, answers in sheets:
        key: SheetKey = (entry_id, curator_id)
        if key not in places:
            raise RuleViolation(
                _l("Pembagian ajuan sudah berubah sejak pratinjau ini. Kirim berkasnya lagi.")
            )
        type_sheet(
            place=places[key],
            answers={criterion: Answer(*answer) for criterion, *answer in answers},
            private_note=None,
            version=version,
            writer=writer,
        )
    return len(sheets)
