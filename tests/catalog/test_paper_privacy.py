"""Who sees a paper and its number: the maker and the office, and nobody else."""

from collections.abc import Callable

from factories import (
    MakerFactory,
    PaperFactory,
    PartnerFactory,
    UserFactory,
    curator_user,
    maker_user,
    office_user,
)
from flask.testing import FlaskClient
from html_pages import main_part, words

from accounts.models import OutgoingMessage, User
from accounts.queries import log_of
from catalog.models import Maker, Paper
from catalog.paper_decisions import confirm_paper
from catalog.states import PaperKind
from database import db

Browsers = Callable[[User], FlaskClient]
HOME = "/perajin-saya/dokumen"


def confirmed(maker: Maker, office: User, **values: object) -> Paper:
    paper: Paper = PaperFactory(maker=maker, **values)
    confirm_paper(paper=paper, actor=office)
    db.session.commit()
    return paper


def test_confirmation_tells_the_maker_in_their_language(maker: Maker) -> None:
    person = maker_user(maker)
    person.language = "en"
    paper = confirmed(maker, office_user())
    message = db.session.query(OutgoingMessage).one()
    assert message.subject == "NIB has been confirmed"
    assert message.body.endswith(f"/en/perajin-saya/dokumen/{paper.id}")


def test_nik_is_shown_to_its_maker_alone(
    browser: FlaskClient, maker: Maker, client: FlaskClient
) -> None:
    nik = "3576011501900001"
    paper = confirmed(maker, office_user(), kind=PaperKind.NPWP, document_number=nik)
    assert nik in browser.get(f"{HOME}/{paper.id}").text
    assert nik not in client.get(f"/perajin/{maker.slug}").text
    assert "NPWP" not in words(main_part(client.get(f"/perajin/{maker.slug}")))
    rows = log_of("paper", paper.id)
    assert [row for row in rows if nik in str(row.data)] == []


def test_strangers_learn_nothing(maker: Maker, client_for: Browsers) -> None:
    paper = PaperFactory(maker=maker)
    people: list[User] = [
        maker_user(MakerFactory()),
        curator_user(PartnerFactory()),
        UserFactory(),
    ]
    db.session.commit()
    for person in people:
        for path in ("", "/perbarui", "/pindaian"):
            assert client_for(person).get(f"{HOME}/{paper.id}{path}").status_code == 404
        assert client_for(person).post(f"{HOME}/{paper.id}/hapus").status_code == 404
