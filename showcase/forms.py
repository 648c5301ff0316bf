"""The visitor's forms."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from catalog.fields import MultiCheckboxField
from catalog.forms import whatsapp_number
from catalog.options import MAX_OPTIONS, Option
from showcase.inquiries import Asked
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
    option_1 = SelectField("", [optional()])
    option_2 = SelectField("", [optional()])
    option_3 = SelectField("", [optional()])
    others = MultiCheckboxField(_l("Juga tanya tentang"), [optional()])
    quantity = IntegerField(_l("Jumlah"), [optional(), between(1, MOST_PIECES)])
    question = TextAreaField(_l("Pertanyaan"), [at_most(QUESTION_LENGTH)])
    buyer_phone = StringField(_l("Nomor WhatsApp Anda"), [optional(), at_most(40), whatsapp_number])

    def offer(self, options: Sequence[Option]) -> None:
        """Fill the lists of the product's options, and drop the fields that it does not need."""
        for index in range(MAX_OPTIONS):
            name = f"option_{index + 1}"
            if index >= len(options):
                del self[name]
                continue
            option = options[index]
            self[name].label.text = option.name
            undecided = SelectChoice("", _l("Belum tentu"))
            self[name].choices = [undecided, *(SelectChoice(one, one) for one in option.values)]

    def offer_others(self, others: Sequence[tuple[str, str]]) -> None:
        """Offer the maker's other products, by slug and name, or drop the field."""
        if others:
            self.others.choices = [SelectChoice(slug, name) for slug, name in others]
        else:
            del self.others

    def chosen_others(self) -> list[str]:
        """Return the names of the other products that were ticked."""
        if "others" not in self:
            return []
        return [one.label for one in self.others.choices if one.value in (self.others.data or [])]

    def option_fields(self) -> list[Field]:
        """Return the lists of the product's options, in its order."""
        names = (f"option_{index + 1}" for index in range(MAX_OPTIONS))
        return [self[name] for name in names if name in self]

    def asked(self) -> Asked:
        """Return what was filled in."""
        chosen = [(str(one.label.text), one.data) for one in self.option_fields() if one.data]
        chosen += [(str(_("Juga")), name) for name in self.chosen_others()]
        return Asked(
            buyer_name=self.buyer_name.data,
            buyer_kind=self.buyer_kind.data,
            quantity=self.quantity.data,
            question=self.question.data or "",
            choices=tuple(chosen),
            buyer_phone=self.buyer_phone.data or None,
        )
