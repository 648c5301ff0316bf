"""Who can sign in to the sample town; loads nothing of the site, for the start is quick."""

from dataclasses import dataclass
from typing import Final

# For the sample town only; a production copy refuses to hold its people.
PASSWORD: Final = "etalase-contoh"  # noqa: S105
DOMAIN: Final = "contoh.test"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the sample town."""

    name: str
    mailbox: str
    role: str

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.mailbox}@{DOMAIN}"


OFFICE: Final = Person("Dewi Anggraini", "dinas", "dinas")
CURATORS: Final = (
    Person("Ketut Laksmi", "kurator1", "ketua kurasi"),
    Person("Hendra Wijaya", "kurator2", "kurator"),
    Person("Made Suartini", "kurator3", "kurator"),
    Person("Rina Kusuma", "kurator4", "kurator"),
    Person("Yusuf Hakim", "kurator5", "kurator"),
)
BUYER: Final = Person("Ayu Pembeli", "pembeli", "belum punya peran")


def maker_person(slug: str, owner_name: str) -> Person:
    """The person behind a sample maker."""
    return Person(owner_name, slug, "perajin")


def sign_ins() -> list[Person]:
    """One person of each kind, for the lines that the start prints."""
    return [
        OFFICE,
        CURATORS[0],
        CURATORS[1],
        maker_person("batik-rengga-puspa", "Retno Wulandari"),
        BUYER,
    ]


def sign_in_lines() -> list[str]:
    """What the start prints: role, address and password of one person of each kind."""
    return [f"  {person.role:<18} {person.email:<34} {PASSWORD}" for person in sign_ins()]
