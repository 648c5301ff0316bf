"""The visitor's forms."""

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from web.forms import Form
from web.validators import at_most, between, optional, required, single_line

MOST_PIECES = 100_000
QUESTION_LENGTH = 1_000


class InquiryForm(Form):
    """Who asks, how many, and what."""

    buyer_name = StringField(_l("Nama Anda"), [required(), at_most(120), single_line])
    buyer_kind = RadioField(
        _l("Anda membeli untuk"),
        choices=[
            SelectChoice("visitor", _l("dipakai sendiri atau oleh-oleh")),
            SelectChoice("wholesale", _l("dijual lagi (grosir)")),
        ],
        default="visitor",
        validate_choice=True,
    )
    quantity = IntegerField(_l("Jumlah"), [optional(), between(1, MOST_PIECES)])
    question = TextAreaField(_l("Pertanyaan"), [at_most(QUESTION_LENGTH)])
