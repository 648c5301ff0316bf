"""The base form and the one place where a broken rule becomes a form error."""

import unicodedata
from types import TracebackType
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field

from database import db
from web.errors import RuleViolation, StaleVersion

# Marks that steer text direction: kept out of single lines, where they only disguise a name.
DIRECTION_MARKS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT_CONTROLS = frozenset("\n\t")


def clean_text(value: str | None) -> str | None:
    """Typed text in NFC without control characters, direction marks and outer white space."""
    if value is None:
        return None
    if value.isprintable():  # Then there is nothing to leave out, and sheets have many such cells.
        return unicodedata.normalize("NFC", value).strip()
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (
        sign
        for sign in text
        if sign in KEPT_CONTROLS
        or (unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in DIRECTION_MARKS)
    )
    return "".join(kept).strip()


# What WTForms says by itself, in our words.
BUILT_IN: Final = {
    "Not a valid choice.": _l("Pilih salah satu yang ada."),
    "Not a valid choice": _l("Pilih salah satu yang ada."),
    "Invalid Choice: could not coerce.": _l("Pilih salah satu yang ada."),
    "Not a valid integer value.": _l("Isi dengan angka bulat."),
    "Not a valid decimal value.": _l("Isi dengan angka."),
    "Not a valid float value.": _l("Isi dengan angka."),
    "Not a valid date value.": _l("Tanggal ini belum benar."),
    "Not a valid datetime value.": _l("Tanggal dan jam ini belum benar."),
    "This field is required.": _l("Bagian ini perlu diisi."),
}


class OwnWords:
    """Translations for WTForms: our sentences for its messages."""

    def gettext(self, message: str) -> str:
        """The sentence for a message; a choice's own value is not repeated."""
        if "is not a valid choice" in message or "are not valid choices" in message:
            return str(BUILT_IN["Not a valid choice."])
        return str(BUILT_IN.get(message, message))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The sentence for a message with a number."""
        return self.gettext(one if number == 1 else many)


class Form(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types.
    """What every form of ours inherits: CSRF, cleaned text, a list of whole-form errors."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # as above.
        """Clean every text field; passwords keep what was typed."""

        def get_translations(self, _form: Any) -> OwnWords:  # noqa: ANN401 - WTForms' own form.
            """Our words instead of WTForms' English."""
            return OwnWords()

        def bind_field(self, form: Any, unbound: Any, options: dict[str, Any]) -> Field:  # noqa: ANN401
            """Attach the text filter to fields that take text."""
            name = unbound.field_class.__name__
            filters = list(unbound.kwargs.get("filters", ()))
            if name in {"StringField", "TextAreaField", "SearchField", "EmailField", "TelField"}:
                options = {**options, "filters": [clean_text, *filters]}
                unbound.kwargs.pop("filters", None)
            bound: Field = unbound.bind(form=form, **options)
            return bound

    def add_error(self, field: str | None, message: object) -> None:
        """Put an error beside its field, or on top when it belongs to none."""
        if field is not None and field in self._fields:
            target = self._fields[field]
            target.errors = [*target.errors, message]
        else:
            self.form_errors.append(message)


class form_errors:  # noqa: N801 - reads as a verb phrase: with form_errors(form).
    """Turn a RuleViolation inside the block into an error of the form, and undo the changes.

    A StaleVersion passes: it has a page of its own.
    """

    def __init__(self, form: Form) -> None:
        self.form = form

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        broken: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep a broken rule as a form error; let everything else pass."""
        if broken is None:
            return False
        db.session.rollback()
        if isinstance(broken, StaleVersion) or not isinstance(broken, RuleViolation):
            return False
        self.form.add_error(broken.field, broken.message)
        return True
