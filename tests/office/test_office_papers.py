"""The office's papers: what waits, what ends when, and deciding about one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from factories import MakerFactory, PaperFactory, listed_product, maker_user, office_user
from flask import Flask
from flask.testing import FlaskClient
from html_pages import errors, main_part, notices, table_rows, words
from sqlalchemy import event

from accounts.models import OutgoingMessage, User
from catalog.models import Paper
from catalog.papers import today_here
from catalog.states import PaperKind, PaperState
from database import db
from office.paper_queries import PAGE
from showcase.models import StaleDocument
from showcase.search.ended_papers import mark_ended

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def office(app: Flask, client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def ending(days: int, **values: object) -> Paper:
    made: Paper = PaperFactory(
        **{
            "kind": PaperKind.PIRT,
            "state": PaperState.CONFIRMED,
            "expires_on": today_here() + timedelta(days=days),
            **values,
        }
    )
    return made


def makers(browser: FlaskClient, **asked: object) -> list[str]:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return [row[0] for row in table_rows(browser.get(f"/dinas/dokumen?{query}"))]


def test_papers_are_grouped_by_when_they_end(office: FlaskClient) -> None:
    days = {-1: "lewat", 0: "7-hari", 7: "7-hari", 8: "30-hari", 30: "30-hari"}
    days |= {31: "90-hari", 90: "90-hari", 91: "nanti"}
    for left in days:
        ending(left, maker=MakerFactory(name=f"Usaha {left}"))
    PaperFactory(maker=MakerFactory(name="Usaha baru"))
    ending(5, state=PaperState.SUPERSEDED)
    PaperFactory(state=PaperState.IN_PROCESS)
    db.session.commit()
    found = {view: makers(office, lihat=view) for view in (*days.values(), "menunggu")}
    assert found == {
        "menunggu": ["Usaha baru"],
        "lewat": ["Usaha -1"],
        "7-hari": ["Usaha 0", "Usaha 7"],
        "30-hari": ["Usaha 8", "Usaha 30"],
        "90-hari": ["Usaha 31", "Usaha 90"],
        "nanti": ["Usaha 91"],
    }


def test_papers_are_narrowed_by_kind(office: FlaskClient) -> None:
    PaperFactory(maker=MakerFactory(name="Satu"))
    PaperFactory(maker=MakerFactory(name="Dua"), kind=PaperKind.HALAL)
    db.session.commit()
    assert makers(office, jenis="halal") == ["Dua"]
    assert makers(office, jenis="ngawur", lihat="ngawur") == ["Satu", "Dua"]


def test_papers_come_page_by_page_at_a_fixed_number_of_queries(office: FlaskClient) -> None:
    counts: list[int] = []

    def count(*_: object) -> None:
        counts[-1] += 1

    for number in (1, PAGE):
        for _ in range(number):
            PaperFactory(product=listed_product())
        db.session.commit()
        counts.append(0)
        event.listen(db.engine, "before_cursor_execute", count)
        try:
            rows = table_rows(office.get("/dinas/dokumen"))
        finally:
            event.remove(db.engine, "before_cursor_execute", count)
        assert len(rows) == number
    assert counts[0] == counts[1]
    assert len(table_rows(office.get("/dinas/dokumen?hal=2"))) == 1


def test_paper_is_confirmed_beside_what_its_number_says(office: FlaskClient) -> None:
    maker = MakerFactory()
    person = maker_user(maker)
    paper = PaperFactory(maker=maker, kind=PaperKind.PIRT, document_number="2063516010072-29")
    db.session.commit()
    page = words(main_part(office.get(f"/dinas/dokumen/{paper.id}")))
    assert "Nomor ini untuk tempat produksi di Kabupaten Mojokerto" in page
    assert "Perajin belum mengirim pindaian." in page
    data = {"version": str(paper.version)}
    answer = office.post(f"/dinas/dokumen/{paper.id}/cocok", data=data)
    assert answer.location == f"/dinas/dokumen/{paper.id}"
    db.session.expire_all()
    assert (paper.state, paper.confirmed_at is not None) == (PaperState.CONFIRMED, True)
    told = db.session.query(OutgoingMessage).one()
    assert (told.user_id, told.subject) == (person.id, "P-IRT sudah dikonfirmasi")
    again = office.post(f"/dinas/dokumen/{paper.id}/cocok")
    assert "Langkah ini tidak cocok dengan status dokumen sekarang." in notices(
        office.get(again.location)
    )


def test_refusal_needs_a_reason_that_the_maker_reads(office: FlaskClient) -> None:
    maker = MakerFactory()
    maker_user(maker)
    paper = PaperFactory(maker=maker)
    db.session.commit()
    path = f"/dinas/dokumen/{paper.id}/tolak"
    empty = office.post(path, data={"reason": " "})
    assert (empty.status_code, errors(empty)) == (422, ["Bagian ini perlu diisi."])
    office.post(path, data={"reason": "Nama di NIB berbeda."})
    db.session.expire_all()
    assert (paper.state, paper.reason) == (PaperState.REFUSED, "Nama di NIB berbeda.")
    message = db.session.query(OutgoingMessage).one()
    assert message.subject == "NIB belum cocok"
    assert message.body.startswith("Nama di NIB berbeda.")


def test_confirmation_is_taken_back_with_a_reason(office: FlaskClient) -> None:
    paper = ending(100)
    db.session.commit()
    office.post(f"/dinas/dokumen/{paper.id}/tolak", data={"reason": "Dicabut."})
    db.session.expire_all()
    assert (paper.state, paper.confirmed_at) == (PaperState.REFUSED, None)


@pytest.mark.parametrize("step", ["cocok", "tolak"])
def test_decision_about_an_older_version_answers_409(office: FlaskClient, step: str) -> None:
    paper = PaperFactory()
    db.session.commit()
    data = {"version": "0", "reason": "Alasan."}
    answer = office.post(f"/dinas/dokumen/{paper.id}/{step}", data=data)
    db.session.expire_all()
    assert (answer.status_code, paper.state) == (409, PaperState.CLAIMED)


def test_same_number_of_another_maker_is_shown(office: FlaskClient) -> None:
    paper = PaperFactory()
    PaperFactory(maker=MakerFactory(name="Usaha Kembar"))
    db.session.commit()
    page = words(main_part(office.get(f"/dinas/dokumen/{paper.id}")))
    assert "Nomor ini juga dipakai Usaha Kembar." in page


def test_ended_papers_make_their_products_stale(app: Flask) -> None:
    product, other = listed_product(), listed_product()
    ending(-1, maker=product.maker)
    ending(0, maker=other.maker)
    db.session.commit()
    db.session.query(StaleDocument).delete()
    assert mark_ended(today_here()) == 1
    assert [row.product_id for row in db.session.query(StaleDocument)] == [product.id]
    assert mark_ended(today_here() + timedelta(days=30)) == 0
