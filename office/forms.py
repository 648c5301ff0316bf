"""The office's forms."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)

from catalog.fields import MultiCheckboxField
from web.forms import Form
from web.validators import at_most, between, chosen, required, single_line

REASON_LENGTH = 2_000


class ReasonForm(Form):
    """Why something is sent back."""

    reason = TextAreaField(_l("Alasan"), [required(), at_most(REASON_LENGTH)])


class ConfirmForm(Form):
    """A button with nothing to fill in."""


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
    opens_at = DateTimeLocalField(_l("Pendaftaran dibuka"), [required()])
    closes_at = DateTimeLocalField(_l("Pendaftaran ditutup"), [required()])
    scoring_ends_at = DateTimeLocalField(_l("Penilaian berakhir"), [required()])
    categories = MultiCheckboxField(_l("Kategori"), [chosen()])
    entries_per_maker = IntegerField(_l("Ajuan per perajin"), [required(), between(1, 100)])
    sheets_wanted = IntegerField(_l("Lembar nilai per ajuan"), [required(), between(1, 9)])
    is_blind = BooleanField(_l("Nama perajin tidak terlihat oleh kurator"))
