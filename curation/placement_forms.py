"""What the maker and the partner write down of a product in a shop."""

from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
    ValidationError,
)

from catalog.rules import MAX_COUNT
from curation.operations.placements import PlacementFacts
from web.forms import Form
from web.validators import at_most, between, optional, required, single_line

NOTE_LENGTH: Final = 600
YEARS: Final = range(2015, 2101)  # What can only be a slip of the finger lies outside.


def in_our_time(_form: Form, field: Field) -> None:
    """Refuse years in which no shop had the product.

    Raises:
        ValidationError: with the sentence for a date that cannot be read.
    """
    day: date | None = field.data
    if day is not None and day.year not in YEARS:
        raise ValidationError(_l("Tanggal ini belum benar."))


class PlacementForm(Form):
    """A product in one shop."""

    outlet = StringField(_l("Toko dan cabangnya"), [required(), at_most(120), single_line])
    ordered_on = DateField(_l("Dipesan tanggal"), [optional(), in_our_time])
    ordered_count = IntegerField(_l("Banyak dipesan"), [optional(), between(1, MAX_COUNT)])
    on_shelf_on = DateField(_l("Dipajang sejak"), [optional(), in_our_time])
    sold_count = IntegerField(_l("Sudah terjual"), [optional(), between(0, MAX_COUNT)])
    off_shelf_on = DateField(_l("Tidak dipajang lagi sejak"), [optional(), in_our_time])
    note = TextAreaField(_l("Catatan"), [at_most(NOTE_LENGTH)])
    version = HiddenField()

    def facts(self) -> PlacementFacts:
        """What was typed."""
        return PlacementFacts(
            outlet=self.outlet.data or "",
            ordered_on=self.ordered_on.data,
            ordered_count=self.ordered_count.data,
            on_shelf_on=self.on_shelf_on.data,
            off_shelf_on=self.off_shelf_on.data,
            sold_count=self.sold_count.data,
            note=self.note.data or "",
        )
