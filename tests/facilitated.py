"""A maker that nobody holds yet, and somebody of the office who fills it in."""

from collections.abc import Callable
from dataclasses import dataclass

from factories import KelurahanFactory, MakerFactory, office_user
from flask.testing import FlaskClient

from accounts.models import User
from catalog.models import Maker
from catalog.states import MakerState
from database import db

Browsers = Callable[[User], FlaskClient]


@dataclass
class Hall:
    """A table in the hall: the office's tablet, and the maker beside it."""

    maker: Maker
    helper: User
    tablet: FlaskClient

    def start(self) -> None:
        """Open the maker's pages on the tablet."""
        answer = self.tablet.post(f"/dinas/perajin/{self.maker.id}/isi")
        assert (answer.status_code, answer.location) == (303, "/perajin-saya")


def hall(client_for: Browsers, **values: object) -> Hall:
    """A business without people, and Sari of the office, signed in."""
    given: dict[str, object] = {
        "name": "Batik Wulan",
        "owner_name": "Wulan",
        "state": MakerState.SUBMITTED,
    }
    maker = MakerFactory(**(given | values))
    helper = office_user(name="Sari")
    db.session.commit()
    return Hall(maker, helper, client_for(helper))


def typed_profile(**values: str) -> dict[str, str]:
    """What the office types on "Daftarkan perajin"."""
    given = {
        "name": "Anyam Baru",
        "owner_name": "Siti",
        "kelurahan_id": str(KelurahanFactory().id),
        "whatsapp": "0811 0000 0001",
        "owner_email": "",
    }
    db.session.commit()
    return given | values
