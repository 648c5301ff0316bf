"""How people are addressed: an e-mail address or an Indonesian mobile number.

Source of the number's pattern: the metadata of libphonenumber for region ID.
"""

import re
from dataclasses import dataclass
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l

from web.errors import RuleViolation

REGION: Final = "ID"
COUNTRY_CODE: Final = 62
# What WhatsApp takes: 62, an 8, then the operator and the number, or Mojokerto's landline code.
MOBILE: Final = re.compile(r"62(8[1-35-9]\d{7,10})")
LANDLINE: Final = re.compile(r"62321\d{5,8}")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A normalised e-mail address or phone number; exactly one is set."""

    email: str | None = None
    phone: str | None = None


def normalise_phone(typed: str) -> str:
    """Digits with 62 in front, from any way in which people write a number.

    Raises:
        RuleViolation: when it is no Indonesian mobile or Mojokerto landline number.
    """
    digits = _with_country_code(typed)
    if MOBILE.fullmatch(digits) or LANDLINE.fullmatch(digits):
        return digits
    raise RuleViolation(_l("Nomor ini belum benar. Contoh: 0812 3456 7890."))


def _with_country_code(typed: str) -> str:
    # Some dial 00 before the country code, which is not Indonesia's way out.
    international = f"+{typed.strip()[2:]}" if typed.strip().startswith("00") else typed
    try:
        number = phonenumbers.parse(international, REGION)
    except phonenumbers.NumberParseException:
        return ""
    if number.country_code != COUNTRY_CODE:
        return ""
    # Some write the trunk zero after the country code: 62 0812 …
    return f"{COUNTRY_CODE}{str(number.national_number).lstrip('0')}"


def normalise_email(typed: str) -> str:
    """An e-mail address in lower case.

    Raises:
        RuleViolation: when it cannot be an address.
    """
    wrong = RuleViolation(_l("Alamat email ini belum benar. Contoh: nama@contoh.com."))
    try:
        checked = validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise wrong from None
    if "." not in checked.domain:
        raise wrong
    return checked.normalized.lower()


def read_identifier(typed: str) -> Identifier:
    """Tell an e-mail address from a phone number and normalise it.

    Raises:
        RuleViolation: when it is neither.
    """
    if "@" in typed:
        return Identifier(email=normalise_email(typed))
    return Identifier(phone=normalise_phone(typed))
