"""Validators whose messages are plain sentences in the person's language."""

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from web.forms import Form

__all__ = [
    "at_least",
    "at_most",
    "between",
    "chosen",
    "filled",
    "optional",
    "required",
    "single_line",
]


def required() -> DataRequired:
    """The field must hold something other than spaces."""
    return DataRequired(message=_l("Bagian ini perlu diisi."))


def filled() -> InputRequired:
    """Something must be typed; unlike ``required``, zero and what cannot be read are."""
    return InputRequired(message=_l("Bagian ini perlu diisi."))


def chosen() -> InputRequired:
    """One of the choices must be taken."""
    return InputRequired(message=_l("Pilih salah satu."))


def at_most(signs: int) -> Length:
    """Text of at most ``signs`` characters."""
    return Length(max=signs, message=_l("Paling banyak %(max)d huruf; persingkat sedikit."))


def at_least(signs: int) -> Length:
    """Text of at least ``signs`` characters."""
    return Length(min=signs, message=_l("Paling sedikit %(min)d huruf."))


def between(low: int, high: int) -> NumberRange:
    """A number from ``low`` to ``high``, both included."""
    return NumberRange(low, high, message=_l("Isi angka dari %(min)s sampai %(max)s."))


def optional() -> Optional:
    """An empty field stops the chain without an error."""
    return Optional()


def single_line(_form: Form, field: Field) -> None:
    """Fold line breaks and tabs of a one-line field into spaces."""
    if isinstance(field.data, str):
        field.data = " ".join(field.data.split())
