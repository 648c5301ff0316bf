"""The form that takes a sheet and its photos."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from catalog.sheets.jobs import PHOTOS_BYTES, SHEET_BYTES
from web.forms import Form

BODY_BYTES: Final = SHEET_BYTES + PHOTOS_BYTES + 1024 * 1024
"""Both files and the form around them."""


class SheetForm(Form):
    """A sheet, and perhaps a ZIP of photos."""

    sheet = FileField(_l("Lembar kerja"))
    photos = FileField(_l("ZIP foto"))
