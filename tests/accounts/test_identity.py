"""How people write their numbers and addresses."""

import pytest

from accounts.identity import normalise_email, normalise_phone, read_identifier
from web.errors import RuleViolation

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0812 3456 7890", "6281234567890"),
        ("+62 812-3456-7890", "6281234567890"),
        ("(0321) 321 456", "62321321456"),
        ("0062 0812 3456 7890", "6281234567890"),
    ],
)
def test_number_is_kept_as_digits_with_the_country_first(typed: str, digits: str) -> None:
    assert normalise_phone(typed) == digits
    assert read_identifier(typed).phone == digits


@pytest.mark.parametrize("typed", ["", "0812", "+1 212 555 0100", "0840 123 456", "halo", "+"])
def test_number_from_elsewhere_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        normalise_phone(typed)
    assert str(refused.value.message) == "Nomor ini belum benar. Contoh: 0812 3456 7890."


@pytest.mark.parametrize("typed", ["siti@", "@contoh.test", "siti@localhost", "si ti@contoh.test"])
def test_address_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        normalise_email(typed)
    said = "Alamat email ini belum benar. Contoh: nama@contoh.com."
    assert str(refused.value.message) == said


def test_address_is_kept_in_lower_case() -> None:
    assert read_identifier("Siti.Aminah@Contoh.TEST").email == "siti.aminah@contoh.test"
