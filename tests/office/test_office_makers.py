"""Verifying businesses and their papers."""

from collections.abc import Callable

import pytest
from catalog_goods import actions
from factories import MakerFactory, UserFactory, add_role, listed_product, maker_user, office_user
from flask.testing import FlaskClient
from html_pages import errors, heading, main_part, notices, parts, table_rows
from sqlalchemy import select

from accounts.models import OutgoingMessage, User
from accounts.queries import log_of
from accounts.states import Role
from catalog.models import Maker, Paper
from catalog.states import MakerState, PaperKind, PaperState, Region
from database import db

Browsers = Callable[[User], FlaskClient]


@pytest.fixture
def office(client_for: Browsers) -> FlaskClient:
    user = office_user()
    db.session.commit()
    return client_for(user)


def waiting_maker(**values: object) -> tuple[Maker, User]:
    maker = MakerFactory(state=MakerState.SUBMITTED, name="Batik Wulan", **values)
    person = maker_user(maker)
    db.session.commit()
    return maker, person


def told() -> list[tuple[str, str, str]]:
    rows = db.session.scalars(select(OutgoingMessage).order_by(OutgoingMessage.id))
    return [(row.recipient, row.subject, row.body) for row in rows]


def test_verifying_a_maker_tells_them_once_and_is_logged(office: FlaskClient) -> None:
    maker, person = waiting_maker()
    path = f"/dinas/perajin/{maker.id}"
    answer = office.post(f"{path}/verifikasi")
    assert (answer.status_code, answer.location) == (303, path)
    assert notices(office.get(path)) == ["Batik Wulan sudah diverifikasi."]
    again = office.post(f"{path}/verifikasi", follow_redirects=True)
    assert notices(again) == ["Langkah ini tidak cocok dengan status usaha sekarang."]
    db.session.refresh(maker)
    assert maker.state is MakerState.VERIFIED
    assert maker.verified_at is not None
    assert actions("maker", maker.id) == [("verify", "submitted", "verified")]
    said = "Dinas sudah memeriksa usaha Anda. Produk Anda bisa diajukan ke kurasi."
    assert told() == [(person.email, "Batik Wulan sudah diverifikasi", said)]


def test_each_person_of_a_maker_is_told_in_their_language(office: FlaskClient) -> None:
    maker, _ = waiting_maker()
    add_role(UserFactory(language="en"), Role.MAKER, maker=maker)
    db.session.commit()
    office.post(f"/dinas/perajin/{maker.id}/verifikasi")
    assert [subject for _, subject, _ in told()] == [
        "Batik Wulan sudah diverifikasi",
        "Batik Wulan has been verified",
    ]


def test_maker_outside_the_city_is_not_verified(office: FlaskClient) -> None:
    maker, _ = waiting_maker(region=Region.REGENCY, kelurahan=None)
    answer = office.post(f"/dinas/perajin/{maker.id}/verifikasi", follow_redirects=True)
    assert notices(answer) == ["Usaha ini di luar kota, jadi tidak bisa diverifikasi di sini."]
    db.session.refresh(maker)
    assert (maker.state, told(), actions("maker", maker.id)) == (MakerState.SUBMITTED, [], [])


def test_sending_a_maker_back_says_why_once(office: FlaskClient) -> None:
    maker, person = waiting_maker()
    path = f"/dinas/perajin/{maker.id}/kembalikan"
    assert office.post(path, data={"reason": " Alamat belum ada. "}).status_code == 303
    db.session.refresh(maker)
    assert (maker.state, maker.state_reason) == (MakerState.NEEDS_FIX, "Alamat belum ada.")
    assert told() == [(person.email, "Profil Batik Wulan perlu dilengkapi", "Alamat belum ada.")]
    row = log_of("maker", maker.id)[-1]
    assert (row.action, row.before, row.after, row.reason) == (
        "send_back",
        "submitted",
        "needs_fix",
        "Alamat belum ada.",
    )
    second = office.post(path, data={"reason": "Sekali lagi."})
    assert second.status_code == 422
    assert notices(second)[1:] == ["Langkah ini tidak cocok dengan status usaha sekarang."]
    assert len(told()) == 1


def test_suspending_a_maker_tells_them_why_in_their_language(office: FlaskClient) -> None:
    maker, person = waiting_maker()
    add_role(UserFactory(language="en"), Role.MAKER, maker=maker)
    maker.state = MakerState.VERIFIED
    db.session.commit()
    office.post(f"/dinas/perajin/{maker.id}/tangguhkan", data={"reason": " Pindah kota. "})
    first, second = told()
    assert first[:2] == (person.email, "Batik Wulan tidak tampil di etalase untuk sementara")
    assert "Alasannya: Pindah kota.\n" in first[2]
    assert second[1] == "Batik Wulan is off the showcase for now"
    assert "The reason: Pindah kota.\n" in second[2]


@pytest.mark.parametrize("step", ["kembalikan", "tangguhkan"])
def test_no_reason_changes_nothing(office: FlaskClient, step: str) -> None:
    maker, _ = waiting_maker()
    maker.state = MakerState.SUBMITTED if step == "kembalikan" else MakerState.VERIFIED
    db.session.commit()
    before = maker.state
    answer = office.post(f"/dinas/perajin/{maker.id}/{step}", data={"reason": " \n "})
    assert (answer.status_code, errors(answer)) == (422, ["Bagian ini perlu diisi."])
    db.session.refresh(maker)
    assert (maker.state, told(), actions("maker", maker.id)) == (before, [], [])


def test_suspended_maker_is_gone_for_visitors_and_comes_back(
    office: FlaskClient, client: FlaskClient
) -> None:
    product = listed_product()
    maker = product.maker
    db.session.commit()
    paths = (f"/produk/{product.slug}", f"/perajin/{maker.slug}")
    assert [client.get(path).status_code for path in paths] == [200, 200]
    answer = office.post(
        f"/dinas/perajin/{maker.id}/tangguhkan",
        data={"reason": "Pindah kota."},
        follow_redirects=True,
    )
    assert notices(answer) == ["Usaha ini tidak tampil lagi."]
    assert "Alasan terakhir: Pindah kota." in answer.text
    assert [client.get(path).status_code for path in paths] == [404, 404]
    office.post(f"/dinas/perajin/{maker.id}/verifikasi")
    assert [client.get(path).status_code for path in paths] == [200, 200]
    assert actions("maker", maker.id) == [
        ("suspend", "verified", "suspended"),
        ("verify", "suspended", "verified"),
    ]


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (MakerState.DRAFT, []),
        (MakerState.SUBMITTED, ["Verifikasi usaha ini", "Kembalikan ke perajin"]),
        (MakerState.NEEDS_FIX, []),
        (MakerState.VERIFIED, ["Tangguhkan usaha ini"]),
        (MakerState.SUSPENDED, ["Verifikasi usaha ini"]),
    ],
)
def test_maker_page_offers_what_fits_the_state(
    office: FlaskClient, state: MakerState, offered: list[str]
) -> None:
    maker = MakerFactory(state=state)
    maker_user(maker)  # Nobody's business could be filled in besides.
    db.session.commit()
    page = main_part(office.get(f"/dinas/perajin/{maker.id}"))
    assert parts(page, r"<button[^>]*>(.*?)</button>") == offered
    assert ("Menunggu perajin mengirim profilnya." in page) == (not offered)


def test_makers_page_shows_one_state_at_a_time(office: FlaskClient) -> None:
    MakerFactory(name="Anyam Sari", state=MakerState.VERIFIED)
    MakerFactory(name="Batik Baru", state=MakerState.SUBMITTED, kelurahan=None)
    db.session.commit()
    names = [row[0] for row in table_rows(office.get("/dinas/perajin?status=submitted"))]
    assert names == ["Batik Baru"]
    for asked in ("", "?status=", "?status=apa-saja", "?hal=0", "?hal=x"):
        found = {row[0] for row in table_rows(office.get(f"/dinas/perajin{asked}"))}
        assert (asked, found) == (asked, {"Anyam Sari", "Batik Baru"})
    assert table_rows(office.get("/dinas/perajin?hal=2")) == []
    assert "Tidak ada perajin di sini" in office.get("/dinas/perajin?status=draft").text


def test_makers_page_counts_each_state(office: FlaskClient) -> None:
    MakerFactory(state=MakerState.VERIFIED)
    MakerFactory(state=MakerState.VERIFIED)
    db.session.commit()
    tabs = parts(office.get("/dinas/perajin").text, r'<nav class="tabs".*?<ul>(.*?)</ul>')
    told = "Semua 2|Belum dikirim 0|Menunggu diperiksa 0|Perlu dilengkapi 0|Diverifikasi 2"
    assert tabs == [f"{told}|Ditangguhkan 0".replace("|", " ")]


def test_maker_page_with_everything_shows_it(office: FlaskClient) -> None:
    product = listed_product()
    maker, person = product.maker, maker_user(product.maker)
    db.session.add(Paper(maker_id=maker.id, kind=PaperKind.NIB))
    db.session.commit()
    page = office.get(f"/dinas/perajin/{maker.id}")
    assert heading(page) == maker.name
    assert table_rows(page) == [["Keranjang bambu", "Rp 78.000", "ya"]]
    assert person.name in page.text
    assert office.get("/dinas/perajin/999999").status_code == 404


def test_paper_is_confirmed_once(office: FlaskClient) -> None:
    maker, _ = waiting_maker()
    paper = Paper(maker_id=maker.id, kind=PaperKind.NIB)
    db.session.add(paper)
    db.session.commit()
    path = f"/dinas/dokumen/{paper.id}/cocok"
    assert notices(office.post(path, follow_redirects=True)) == ["NIB sudah dikonfirmasi."]
    db.session.refresh(paper)
    first = paper.confirmed_at
    assert (paper.state, first is None) == (PaperState.CONFIRMED, False)
    again = office.post(path, follow_redirects=True)
    assert notices(again) == ["Langkah ini tidak cocok dengan status dokumen sekarang."]
    db.session.refresh(paper)
    assert paper.confirmed_at == first
    assert actions("paper", paper.id) == [("confirm", "claimed", "confirmed")]
    assert office.post("/dinas/dokumen/999999/cocok").status_code == 404
