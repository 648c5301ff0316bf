"""The office's forms."""

from datetime import datetime
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from accounts.identity import normalise_email
from catalog.fields import MultiCheckboxField
from catalog.forms import MakerForm, whatsapp_number
from catalog.slugs import slugify
from curation.forms import read_version
from curation.gates import GateKey
from curation.operations.rounds import RoundPlan
from curation.outcomes import Thresholds
from curation.states import Visibility
from web.errors import RuleViolation
from web.formats import WIB
from web.forms import Form
from web.validators import at_most, between, chosen, filled, optional, required, single_line

REASON_LENGTH = 2_000
HIGHEST = 100
YEARS: Final = range(2020, 2101)  # What can only be a slip of the finger lies outside.


def in_our_time(_form: Form, field: Field) -> None:
    """Refuse years that no round takes place in.

    Raises:
        ValidationError: with the sentence for a date that cannot be read.
    """
    moment: datetime | None = field.data
    if moment is not None and moment.year not in YEARS:
        raise ValidationError(_l("Tanggal dan jam ini belum benar."))


class ReasonForm(Form):
    """Why something is sent back."""

    reason = TextAreaField(_l("Alasan"), [required(), at_most(REASON_LENGTH)])


class ConfirmForm(Form):
    """A button with nothing to fill in."""


def email_address(_form: Form, field: Field) -> None:
    """Take an e-mail address, in lower case.

    Raises:
        ValidationError: when it cannot be one.
    """
    try:
        field.data = normalise_email(field.data)
    except RuleViolation as broken:
        raise ValidationError(broken.message) from None


class RegisterMakerForm(MakerForm):
    """A business that the office registers for its owner, who may have left the phone at home."""

    whatsapp = StringField(_l("Nomor WhatsApp"), [optional(), at_most(40), whatsapp_number])
    owner_email = StringField(
        _l("Email pemilik"), [optional(), at_most(254), single_line, email_address]
    )


class PartnerForm(Form):
    """A retailer that curates."""

    name = StringField(_l("Nama mitra"), [required(), at_most(120), single_line])
    city = StringField(_l("Kota"), [at_most(80), single_line])
    description_id = TextAreaField(_l("Tentang mitra (Indonesia)"), [at_most(2_000)])
    description_en = TextAreaField(_l("Tentang mitra (Inggris)"), [at_most(2_000)])


class RoundForm(Form):
    """A curation round and its dates, on the clock of WIB."""

    name_id = StringField(_l("Nama kurasi (Indonesia)"), [required(), at_most(120), single_line])
    name_en = StringField(_l("Nama kurasi (Inggris)"), [at_most(120), single_line])
    partner = SelectField(_l("Mitra ritel"), [chosen()], coerce=int)
    opens_at = DateTimeLocalField(_l("Pendaftaran dibuka"), [filled(), in_our_time])
    closes_at = DateTimeLocalField(_l("Pendaftaran ditutup"), [filled(), in_our_time])
    scoring_ends_at = DateTimeLocalField(_l("Penilaian berakhir"), [filled(), in_our_time])
    categories = MultiCheckboxField(_l("Kategori"), [chosen()])
    entries_per_maker = IntegerField(_l("Ajuan per perajin"), [filled(), between(1, 100)])
    sheets_wanted = IntegerField(_l("Lembar nilai per ajuan"), [filled(), between(1, 9)])
    is_blind = BooleanField(_l("Nama perajin tidak terlihat oleh kurator"))
    visibility = SelectField(_l("Kurator melihat nilai kurator lain"))
    chair = SelectField(_l("Ketua kurasi"), coerce=int)
    rubric = SelectField(_l("Rubrik"), coerce=int)
    accept_from = IntegerField(_l("Lolos mulai"), [filled(), between(0, HIGHEST)])
    conditional_from = IntegerField(_l("Bersyarat mulai"), [filled(), between(0, HIGHEST)])
    revise_from = IntegerField(_l("Perbaikan mulai"), [filled(), between(0, HIGHEST)])
    gate_city = MultiCheckboxField()
    gate_nib = MultiCheckboxField()
    gate_food_permit = MultiCheckboxField()
    gate_halal = MultiCheckboxField()
    gate_trademark = MultiCheckboxField()

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - WTForms' own.
        """Each a possible value, and the limits falling from one class to the next."""
        if not super().validate(extra_validators):
            return False
        if self.accept_from.data > self.conditional_from.data > self.revise_from.data:
            return True
        self.add_error(
            "accept_from", _l("Batas harus menurun: lolos, lalu bersyarat, lalu perbaikan.")
        )
        return False

    def gate_fields(self) -> dict[GateKey, Field]:
        """One field for each requirement: the categories that it is asked of."""
        return {key: self[f"gate_{key.value}"] for key in GateKey}

    def plan(self) -> RoundPlan:
        """What was typed, once it is valid; times were typed on the clock of WIB."""
        return RoundPlan(
            slug=slugify(self.name_id.data, "kurasi"),
            name_id=self.name_id.data,
            name_en=self.name_en.data or "",
            opens_at=self.opens_at.data.replace(tzinfo=WIB),
            closes_at=self.closes_at.data.replace(tzinfo=WIB),
            scoring_ends_at=self.scoring_ends_at.data.replace(tzinfo=WIB),
            categories=tuple(self.categories.data),
            entries_per_maker=self.entries_per_maker.data,
            sheets_wanted=self.sheets_wanted.data,
            is_blind=self.is_blind.data,
            visibility=Visibility(self.visibility.data),
            gates=self.gates(),
            thresholds=Thresholds(
                self.accept_from.data, self.conditional_from.data, self.revise_from.data
            ),
        )

    def gates(self) -> dict[str, list[str]]:
        """The requirements of each chosen category, as a round keeps them."""
        fields = self.gate_fields()
        return {
            category: [key.value for key, field in fields.items() if category in field.data]
            for category in self.categories.data
        }


class RoundChangeForm(RoundForm):
    """The settings of a round that is open; partner and rubric are chosen once."""

    partner = None
    rubric = None
    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The round's version that the page showed."""
        return read_version({"version": str(self.version.data or "")})
