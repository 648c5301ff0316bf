"""What people type in a round."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice

from accounts.facilitation import CONSENT_DAYS
from catalog.fields import MultiCheckboxField
from curation.models import Criterion
from curation.operations.remarks import REMARK_LENGTH
from curation.operations.scoresheets import Answer, Seen
from curation.outcomes import Thresholds
from curation.states import Outcome
from curation.wording import outcome_in_words
from web.errors import RuleViolation
from web.forms import Form, clean_text
from web.validators import at_most, between, chosen, filled, optional, required

NOT_APPLICABLE = "na"
SAVE_KEY = re.compile(r"[0-9a-f]{32}")
MOST_UNANSWERED = 20  # Saves that a device tells of; older ones are settled or lost for good.
REASON_LENGTH = 600
HIGHEST = 100
MOST_ENTRIES = 9_999


class SubmitForm(Form):
    """A maker enters a product in a round."""

    consents_to_listing = BooleanField(
        _l("Saya setuju versi produk ini tampil di etalase bila lolos kurasi.")
    )


class HelpForm(Form):
    """For how long the office may fill in."""

    days = RadioField(
        _l("Berapa lama?"),
        [chosen()],
        coerce=int,
        choices=[
            SelectChoice(days, label)
            for days, label in zip(
                CONSENT_DAYS, (_l("Satu hari"), _l("Tiga hari"), _l("Tujuh hari")), strict=True
            )
        ],
    )


class ReasonForm(Form):
    """Why the office sends an entry back or refuses it."""

    reason = TextAreaField(_l("Alasan"), [required(), at_most(REASON_LENGTH)])


class InterestForm(Form):
    """What ties a curator to a maker."""

    reason = TextAreaField(_l("Kepentingan Anda"), [required(), at_most(REASON_LENGTH)])


class OutcomeForm(Form):
    """The outcome that the chair proposes, with a reason that the maker will read."""

    outcome = SelectField(_l("Usulan"))
    reason = TextAreaField(_l("Alasan untuk perajin"), [at_most(REASON_LENGTH)])

    def offer(self) -> "OutcomeForm":
        """Name the outcomes in the reader's language."""
        self.outcome.choices = [(one.value, outcome_in_words(one)) for one in Outcome]
        return self


class RemarkForm(Form):
    """What somebody says about an entry."""

    text = TextAreaField(_l("Pendapat Anda"), [required(), at_most(REMARK_LENGTH)])


class PlainForm(Form):
    """A button alone; CSRF and errors of the whole form."""


class ThresholdsForm(Form):
    """Where each result class begins, in whole points."""

    accept_from = IntegerField(_l("Lolos mulai"), [filled(), between(0, HIGHEST)])
    conditional_from = IntegerField(_l("Bersyarat mulai"), [filled(), between(0, HIGHEST)])
    revise_from = IntegerField(_l("Perbaikan mulai"), [filled(), between(0, HIGHEST)])
    version = HiddenField()

    @property
    def thresholds(self) -> Thresholds:
        """What was typed, once it is valid."""
        return Thresholds(
            accept=self.accept_from.data,
            conditional=self.conditional_from.data,
            revise=self.revise_from.data,
        )

    @property
    def seen_version(self) -> int:
        """The round's version that the page showed."""
        return read_version({"version": str(self.version.data or "")})

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - WTForms' own.
        """Each a score, and falling from one class to the next."""
        if not super().validate(extra_validators):
            return False
        if self.accept_from.data > self.conditional_from.data > self.revise_from.data:
            return True
        self.accept_from.errors = [_("Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan.")]
        return False


class LimitForm(Form):
    """How much a curator takes."""

    most = IntegerField(_l("Paling banyak, ajuan"), [optional(), between(0, MOST_ENTRIES)])
    categories = MultiCheckboxField(_l("Hanya jenis"))
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The limit's version that the page showed; 0 where there was none."""
        return read_version({"version": str(self.version.data or "")})


class ReleaseForm(Form):
    """What the chair saw when pressing release."""

    fingerprint = HiddenField()
    seen = HiddenField()


def read_answers(
    typed: Mapping[str, str], criteria: Sequence[Criterion], matching: Mapping[int, int]
) -> dict[int, Answer]:
    """Read the whole sheet: ``c<criterion>`` is 1 to 5 or "na", ``note<criterion>`` a note.

    A device that was without a network may send a page of an older version of the rubric.

    Args:
        typed: The form.
        criteria: Of the sheet.
        matching: The sheet's criterion for each that a page may name.

    Raises:
        RuleViolation: A value is neither, on its field.
    """
    sent = {now: key for key, now in matching.items() if _is_sent(typed, key)}
    return {one.id: _answer(typed, one.id, sent.get(one.id, one.id)) for one in criteria}


def _is_sent(typed: Mapping[str, str], criterion_id: int) -> bool:
    return f"c{criterion_id}" in typed or f"note{criterion_id}" in typed


def _answer(typed: Mapping[str, str], criterion_id: int, sent_as: int) -> Answer:
    """Read one criterion's answer, which an older page sends under the key of its time."""
    value = typed.get(f"c{sent_as}", "")
    note = clean_text(typed.get(f"note{sent_as}", "")) or ""
    if value == NOT_APPLICABLE:
        return Answer(not_applicable=True, note=note)
    if not value:
        return Answer(note=note)
    if value not in {"1", "2", "3", "4", "5"}:
        raise RuleViolation(_("Pilih nilai 1 sampai 5."), f"c{criterion_id}")
    return Answer(value=int(value), note=note)


def read_version(typed: Mapping[str, str]) -> int:
    """The sheet's version that the page showed; 0 for a new sheet or nonsense."""
    text = typed.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0  # noqa: PLR2004


def read_seen_sheet(typed: Mapping[str, str]) -> Seen:
    """What the device knew of the sheet and of its own saves; nonsense reads as nothing."""
    keys = [one for one in typed.get("unanswered", "").split(",") if _is_save_key(one)]
    key = typed.get("save_key", "")
    return Seen(read_version(typed), key if _is_save_key(key) else "", keys[-MOST_UNANSWERED:])


def _is_save_key(text: str) -> bool:
    return SAVE_KEY.fullmatch(text) is not None


PLACE = "place-"


def read_places(typed: Mapping[str, str]) -> dict[int, int]:
    """The places in a tie: ``place-<entry>`` is a whole number from 1.

    Raises:
        RuleViolation: One of them is none.
    """
    places: dict[int, int] = {}
    for name, value in typed.items():
        key, place = name.removeprefix(PLACE), value.strip()
        if not name.startswith(PLACE) or not key.isascii() or not key.isdigit():
            continue
        if not (place.isascii() and place.isdigit() and len(place) <= 9):  # noqa: PLR2004
            raise RuleViolation(_("Beri setiap ajuan tempatnya sendiri, mulai dari 1."))
        places[int(key)] = int(place)
    return places
