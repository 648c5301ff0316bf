"""The maker's forms of fixed fields: the business, a new product, its terms, its photos."""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from accounts.identity import normalise_phone
from catalog.categories import Category
from catalog.fields import NOT_YET
from catalog.makers import MakerProfile
from catalog.models import Kelurahan, Maker, Place
from catalog.rules import ALT_LENGTH, MAKER_STORY_LENGTH, NAME_LENGTH
from catalog.states import Region
from web.errors import RuleViolation
from web.forms import Form
from web.languages import language, localised
from web.validators import at_most, chosen, optional, required, single_line

OUTSIDE: Final = "luar"
"""The choice of who works outside the city."""

CLIENT_KEY: Final = re.compile(r"[A-Za-z0-9-]{16,64}")
"""Under what a device begins a product; long enough that no two devices choose the same."""

INSTAGRAM: Final = re.compile(r"[A-Za-z0-9._]{1,30}")


def web_address(_form: Form, field: Field) -> None:
    """Take an http or https address; add the scheme that people leave out."""
    if not field.data:
        return
    given = field.data if "://" in field.data else f"https://{field.data}"
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise ValidationError(_("Alamat situs ini belum benar. Contoh: www.usahasaya.com."))
    field.data = given


def instagram_name(_form: Form, field: Field) -> None:
    """Take an Instagram name, with or without the at sign or the address before it."""
    given = (field.data or "").rstrip("/").rsplit("/", 1)[-1].removeprefix("@")
    if given and not INSTAGRAM.fullmatch(given):
        raise ValidationError(_("Tulis nama akun saja, misalnya batiksaya."))
    field.data = given


def whatsapp_number(_form: Form, field: Field) -> None:
    """Turn what was typed into digits with 62 in front."""
    try:
        field.data = normalise_phone(field.data or "")
    except RuleViolation as broken:
        raise ValidationError(str(broken.message)) from None


class MakerForm(Form):
    """What a maker says about the business."""

    version = HiddenField()
    name = StringField(_l("Nama usaha"), [required(), at_most(NAME_LENGTH), single_line])
    owner_name = StringField(_l("Nama pemilik"), [optional(), at_most(NAME_LENGTH), single_line])
    whatsapp = StringField(_l("Nomor WhatsApp"), [required(), at_most(40), whatsapp_number])
    shows_whatsapp = BooleanField(_l("Tampilkan nomor ini kepada pembeli"))
    kelurahan_id = SelectField(_l("Kelurahan"), [chosen()])
    address = StringField(_l("Jalan dan nomor"), [optional(), at_most(200), single_line])
    place_id = SelectField(_l("Kampung atau sentra"), [optional()])
    story_id = TextAreaField(_l("Cerita usaha"), [optional(), at_most(MAKER_STORY_LENGTH)])
    story_en = TextAreaField(
        _l("Cerita dalam bahasa Inggris"), [optional(), at_most(MAKER_STORY_LENGTH)]
    )
    instagram = StringField(_l("Instagram"), [optional(), at_most(80), instagram_name])
    website = StringField(_l("Situs web"), [optional(), at_most(200), web_address])

    def offer(self, kelurahan: Sequence[Kelurahan], places: Sequence[Place]) -> None:
        """Fill the lists to choose from."""
        self.kelurahan_id.choices = [
            SelectChoice("", NOT_YET),
            *(SelectChoice(str(one.id), one.name, optgroup=one.district) for one in kelurahan),
            SelectChoice(OUTSIDE, _("Usaha saya di luar kota")),
        ]
        self.place_id.choices = [
            SelectChoice("", _("Tidak ada")),
            *(SelectChoice(str(one.id), localised(one, "name")) for one in places),
        ]

    def show(self, maker: Maker) -> None:
        """Fill the form with what is stored."""
        for name in ("name", "owner_name", "address", "story_id", "story_en", "instagram"):
            self[name].data = getattr(maker, name)
        self.website.data = maker.website
        self.whatsapp.data = f"+{maker.whatsapp}" if maker.whatsapp else ""
        self.shows_whatsapp.data = maker.shows_whatsapp
        outside = maker.region is Region.REGENCY
        self.kelurahan_id.data = OUTSIDE if outside else str(maker.kelurahan_id or "")
        self.place_id.data = str(maker.place_id or "")
        self.version.data = str(maker.version)

    def profile(self) -> MakerProfile:
        """Return what was filled in."""
        outside = self.kelurahan_id.data == OUTSIDE
        return MakerProfile(
            name=self.name.data,
            owner_name=self.owner_name.data or "",
            region=Region.REGENCY if outside else Region.CITY,
            kelurahan_id=None if outside else int(self.kelurahan_id.data),
            place_id=int(self.place_id.data) if self.place_id.data else None,
            address=self.address.data or "",
            story_id=self.story_id.data or "",
            story_en=self.story_en.data or "",
            whatsapp=self.whatsapp.data or None,
            shows_whatsapp=self.shows_whatsapp.data,
            instagram=self.instagram.data or "",
            website=self.website.data or "",
        )

    def seen(self) -> int:
        """Return the version that the person looked at; 0, which none has, for nonsense."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0  # noqa: PLR2004 - more digits are no version.


class ProductKindForm(Form):
    """What kind of product, and what it is called."""

    client_key = HiddenField()
    subcategory = RadioField(_l("Jenis produk"), [chosen()])
    name_id = StringField(_l("Nama produk"), [required(), at_most(NAME_LENGTH), single_line])

    def offer(self, found: Category) -> None:
        """Fill the list of kinds."""
        self.subcategory.choices = [
            SelectChoice(one.key, one.label(language())) for one in found.subcategories
        ]

    def key(self) -> str | None:
        """Return the key under which the product was begun; None where it is no key of ours."""
        given = self.client_key.data or ""
        return given if CLIENT_KEY.fullmatch(given) else None


class AltForm(Form):
    """What a photo shows, in words."""

    alt_id = StringField(_l("Keterangan foto"), [optional(), at_most(ALT_LENGTH), single_line])
    alt_en = StringField(
        _l("Keterangan dalam bahasa Inggris"), [optional(), at_most(ALT_LENGTH), single_line]
    )


def differences(form: Form, stored: Form) -> list[tuple[str, str]]:
    """Return the fields in which a form differs from what is stored, with the stored value.

    Args:
        form: What was typed.
        stored: The same form filled from the database.
    """
    rows = []
    for field in stored:
        if field.name in {"version", "csrf_token"} or field.name not in form:
            continue
        if (form[field.name].data or "") != (field.data or ""):
            rows.append((str(field.label.text), shown(field)))
    return rows


def shown(field: Field) -> str:
    """Return a field's value in words."""
    if field.type == "BooleanField":
        return str(_("Ya") if field.data else _("Tidak"))
    picked = field.data if isinstance(field.data, list) else [field.data]
    if isinstance(field, SelectField):
        names = {str(key): str(label) for key, label, *_rest in field.iter_choices()}
        return ", ".join(names.get(str(key), "") for key in picked)
    return str(field._value()) if hasattr(field, "_value") else str(field.data or "")  # noqa: SLF001 - how the box would show it.
