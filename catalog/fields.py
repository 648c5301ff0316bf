"""Form fields for what products are described with."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from catalog.attribute_values import ValueRefused, read_number
from catalog.money import RupiahError, parse_rupiah
from catalog.rules import MAX_COUNT
from web.formats import number
from web.forms import clean_text
from web.languages import language


class MultiCheckboxField(SelectMultipleField):  # type: ignore[misc]  # WTForms has no types.
    """Several choices as check boxes, which work on every phone."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TypedField(StringField):  # type: ignore[misc]  # As above.
    """A text box that reads a number and shows again what was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing at all is None."""
        typed = (clean_text(valuelist[0]) if valuelist else "") or ""
        self.data = self.read(typed) if typed else None

    def read(self, typed: str) -> int:
        """Read a typed number; ValueError carries the sentence for the person."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_data:
            return clean_text(str(self.raw_data[0])) or ""
        return "" if self.data is None else self.write(self.data)

    def write(self, value: int) -> str:
        """Write a stored number as it would be typed."""
        return str(value)


class RupiahField(TypedField):
    """An amount of rupiah as people type it."""

    def read(self, typed: str) -> int:
        """Read an amount of at least one rupiah."""
        try:
            amount = parse_rupiah(typed)
        except RupiahError:
            raise ValueError(_("Tulis harga dengan angka, misalnya 125.000 atau 125rb.")) from None
        if amount < 1:
            raise ValueError(_("Harga paling sedikit Rp 1."))
        return amount

    def write(self, value: int) -> str:
        """Write an amount with the dots that shops print."""
        return f"{value:,}".replace(",", ".")


class CountField(TypedField):
    """A whole number from a smallest one up."""

    def __init__(self, *args: Any, minimum: int = 1, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.minimum = minimum

    def read(self, typed: str) -> int:
        """Read a whole number within the limits."""
        try:
            count = read_number(typed, language())
        except ValueRefused as refused:
            raise ValueError(str(refused)) from None
        if count != int(count):
            raise ValueError(_("Tulis angka bulat, tanpa koma."))
        if not self.minimum <= count <= MAX_COUNT:
            raise ValueError(
                _(
                    "Isi angka dari %(low)s sampai %(high)s.",
                    low=self.minimum,
                    high=number(MAX_COUNT),
                )
            )
        return int(count)


class KeywordsField(StringField):  # type: ignore[misc]  # As above.
    """A few words parted by commas, kept as a list."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Part the words, drop empty and repeated ones."""
        typed = (clean_text(valuelist[0]) if valuelist else "") or ""
        words = (" ".join(word.split()) for word in typed.split(","))
        self.data = list(dict.fromkeys(word for word in words if word))

    def _value(self) -> str:
        return ", ".join(self.data or [])


def says_required(field: Field) -> None:
    """Mark a field as required for the reader, without a rule of its own."""
    field.flags.required = True


NOT_YET = _l("Pilih…")
"""What a list shows before anything is chosen."""
