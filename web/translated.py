"""What templates translate with: Flask-Babel's catalogues, looked up once for each language.

A page of a table asks for some 600 texts. Flask-Babel looks for its domain, its catalogue and the
visitor's language at each of them, and Jinja calls its ``_`` through two more functions.
"""

from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask import Flask
from flask_babel import get_domain, get_locale


class SpokenTexts:
    """Texts in the language that is spoken now, with the names that gettext gives its functions."""

    def __init__(self) -> None:
        self._known: dict[Locale, NullTranslations] = {}

    def gettext(self, text: str) -> str:
        """A text."""
        return str(self._catalogue().ugettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A text that has a number."""
        return str(self._catalogue().ungettext(one, many, count))

    def pgettext(self, context: str, text: str) -> str:
        """A text that means something of its own here."""
        return str(self._catalogue().upgettext(context, text))

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        """Both."""
        return str(self._catalogue().unpgettext(context, one, many, count))

    def _catalogue(self) -> NullTranslations:
        locale = get_locale()
        found = self._known.get(locale)
        if found is None:
            found = get_domain().get_translations()
            if locale is not None:
                self._known[locale] = found
        return found


def init_translated(app: Flask) -> None:
    """Give an app's templates their translating functions; after Babel has been set up."""
    spoken = SpokenTexts()
    templates: Any = app.jinja_env  # With the functions that Jinja's extension adds.
    templates.install_gettext_callables(
        spoken.gettext,
        spoken.ngettext,
        newstyle=True,
        pgettext=spoken.pgettext,
        npgettext=spoken.npgettext,
    )
    templates.globals["_"] = templates.globals["gettext"]
